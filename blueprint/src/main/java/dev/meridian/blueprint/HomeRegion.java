package dev.meridian.blueprint;

import dev.meridian.topology.Message;
import dev.meridian.topology.ProblemId;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.topology.Words;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The home of an application without a primary region: where regions are `active` as equals and every store takes
/// writes in all of its regions, or names the member that does, none of them is special. The first active one in
/// the file then counts as the home, for what is reckoned from one region to the others. Regions that stand by
/// beside them take over as they do beside a primary.
final class HomeRegion {
    private final Resolved resolved;
    private final Topology.Application application;

    HomeRegion(Resolved resolved, Topology.Application application) {
        this.resolved = resolved;
        this.application = application;
    }

    /// Empty, with a problem noted, where the application needs a primary region.
    Optional<RegionName> home(SequencedMap<RegionName, Role> roles) {
        List<String> single = stores().filter(store -> !WriteEverywhere.of(store) && !namesItsWriter(store))
                .map(Storage.Store::name)
                .toList();
        Optional<RegionName> home = roles.entrySet().stream()
                .filter(entry -> entry.getValue() == Role.ACTIVE)
                .map(Map.Entry::getKey)
                .findFirst();
        if (home.isEmpty() || !single.isEmpty()) {
            needed(single, List.copyOf(roles.sequencedKeySet()), home.isPresent());
            return Optional.empty();
        }
        resolved.derived(
                resolved.path(application.name(), "home"),
                home.get().text(),
                "no region has `role: primary`, and every store takes writes in each of its regions or names its"
                        + " `primary`: the first active one in the file counts as the home");
        return home;
    }

    /// Whether the store itself says where it is written: by `primary`, or by its only member.
    private static boolean namesItsWriter(Storage.Store store) {
        boolean isAlone = store.members().size() == 1
                || (store.members().isEmpty() && store.in().size() == 1);
        return isAlone || !store.primaries().isEmpty();
    }

    private Stream<Storage.Store> stores() {
        return resolved.topology.stores().values().stream()
                .filter(store -> store.shared()
                        || store.application().orElse(application.name()).equals(application.name()));
    }

    private void needed(List<String> single, List<RegionName> regions, boolean hasActive) {
        String name = "`" + application.name() + "`";
        String why = single.isEmpty() || !hasActive
                ? regions.isEmpty()
                        ? "it has a role in no region"
                        : Words.list(regions.stream().map(RegionName::text).toList(), "and")
                                + " would take over from another region, and none serves"
                : "nothing says where " + Words.list(single, "and") + (single.size() == 1 ? " is" : " are")
                        + " written: in the primary region, unless the store names the member itself";
        String otherwise = single.isEmpty() || !hasActive
                ? "`role: active` on each of several that serve as equals"
                : "where several are active as equals, the `primary` of `data." + single.getFirst()
                        + "`, by the name of the member that takes its writes"
                        + (single.size() == 1 ? "" : ", and of the others");
        resolved.problem(
                ProblemId.NO_PRIMARY,
                resolved.topology.oneApplication() ? "regions" : "applications." + application.name(),
                new Message("no region is the primary of " + name, why, "`role: primary` on one region; " + otherwise));
    }
}
