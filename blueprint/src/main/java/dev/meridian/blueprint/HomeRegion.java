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

/// The home of an application without a primary region: where every region is `active` and every store takes
/// writes in all of its regions, or names the member that does, none of them is special. The first one in the file
/// then counts as the home, for what is reckoned from one region to the others.
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
        List<RegionName> standbys = roles.entrySet().stream()
                .filter(entry -> entry.getValue() != Role.ACTIVE)
                .map(Map.Entry::getKey)
                .toList();
        if (roles.isEmpty() || !single.isEmpty() || !standbys.isEmpty()) {
            needed(single, standbys);
            return Optional.empty();
        }
        RegionName home = roles.firstEntry().getKey();
        resolved.derived(
                resolved.path(application.name(), "home"),
                home.text(),
                "no region has `role: primary`: all of them are active and every store takes writes in each of its"
                        + " regions or names its `primary`, so the first one in the file counts as the home");
        return Optional.of(home);
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

    private void needed(List<String> single, List<RegionName> standbys) {
        String name = "`" + application.name() + "`";
        String why = single.isEmpty()
                ? standbys.isEmpty()
                        ? "it has a role in no region"
                        : Words.list(standbys.stream().map(RegionName::text).toList(), "and")
                                + " would take over from the primary region, and there is none"
                : "nothing says where " + Words.list(single, "and") + (single.size() == 1 ? " is" : " are")
                        + " written: in the primary region, unless the store names the member itself";
        String otherwise = single.isEmpty()
                ? "`role: active` on every region if none stands by"
                : "where all are active, the `primary` of `data." + single.getFirst()
                        + "`, by the name of the member that takes its writes"
                        + (single.size() == 1 ? "" : ", and of the others");
        resolved.problem(
                ProblemId.NO_PRIMARY,
                resolved.topology.oneApplication() ? "regions" : "applications." + application.name(),
                new Message("no region is the primary of " + name, why, "`role: primary` on one region; " + otherwise));
    }
}
