package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A check of the state after a takeover: a store that was promoted in another region has left its old primary
/// behind, and stands alone until a new copy of it is made. Meridian's own control makes one.
final class AfterTakeover {
    /// Words of steps that make a copy, or something that stands by.
    private static final Pattern MAKES_A_COPY = Pattern.compile(
            "replica|standby|stand-by|secondar|follow|re-?build|redundan|mirror|re-?seed|re-?creat"
                    + "|new-?copy|new copy|high-?availab|multi-?az|re-?establish|re-?pair|geo-|protect|re-?join|basebackup");

    private final Subject subject;
    private final Application application;

    private AfterTakeover(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            AfterTakeover after = new AfterTakeover(subject, application);
            if (subject.isProviderRun(application) && !after.isMadeAgain()) {
                after.alone().forEach((target, stores) -> findings.add(after.finding(target, stores)));
            }
        }
    }

    /// Whether a step of the plan makes a copy of something; one before the promotion does not count.
    private boolean isMadeAgain() {
        return subject.said(application).failover().steps().values().stream()
                .filter(step -> !step.builtIn() && !step.before().contains("promote"))
                .map(StepPurpose::nameAndArgument)
                .anyMatch(words -> MAKES_A_COPY.matcher(words).find());
    }

    /// The stores that are promoted and then have no copy in a third region, by the region that takes over.
    private SequencedMap<RegionName, List<Store>> alone() {
        SequencedMap<RegionName, List<Store>> alone = new LinkedHashMap<>();
        Takeover takeover = new Takeover(subject);
        for (Store store : subject.blueprint().stores().values()) {
            boolean isPromoted = store.application().equals(application.name())
                    && store.kind() != StoreKind.CLUSTER_OBJECTS
                    && !StoreContents.areDerived(subject, store)
                    && subject.wayBack(store, Promise.Disruption.REGION).way() == Comeback.Way.PROMOTED;
            takeover.successor(store)
                    .filter(target -> isPromoted && isLast(store, target))
                    .ifPresent(target -> alone.computeIfAbsent(target, _ -> new ArrayList<>())
                            .add(store));
        }
        return alone;
    }

    private static boolean isLast(Store store, RegionName target) {
        return store.members().stream().allMatch(member -> member.equals(store.writer()) || member.equals(target));
    }

    private Finding finding(RegionName target, List<Store> stores) {
        List<String> names = stores.stream().map(Store::name).toList();
        List<String> weaker =
                stores.stream().flatMap(store -> weaker(store, target).stream()).toList();
        RegionName lost = stores.getFirst().writer();
        return Finding.of(
                        Rule.ALONE_AFTER_TAKEOVER,
                        "data." + names.getFirst() + ".replication",
                        "once " + Listed.names(names) + (names.size() == 1 ? " has" : " have") + " taken over in "
                                + target + ", no other region has a copy",
                        "until " + lost + " is back or a new copy is made, a loss of " + target
                                + " leaves a backup at most"
                                + (weaker.isEmpty() ? "" : "; and there " + String.join("; ", weaker)),
                        "a step `after: promote` that makes a new copy"
                                + (weaker.isEmpty() ? "" : ", and what stands by within " + target)
                                + ", with its time; or a copy in a third region")
                .with(Severity.NOTE)
                .andAt(names.stream()
                        .skip(1)
                        .map(name -> "data." + name + ".replication")
                        .toList());
    }

    /// In what the member in the target is smaller than the one at home: `db` has one node, and 2 in eu-west-1.
    private Optional<String> weaker(Store store, RegionName target) {
        return fewer(store, target, "node", Storage.Member::nodes)
                .or(() -> fewer(store, target, "zone", Storage.Member::zones));
    }

    private Optional<String> fewer(
            Store store, RegionName target, String what, Function<Storage.Member, Optional<Topology.Count>> count) {
        OptionalInt there = most(store, target, count);
        OptionalInt here = most(store, store.writer(), count);
        return there.orElse(0) == 1 && here.orElse(0) > 1
                ? Optional.of(
                        "`" + store.name() + "` has one " + what + ", and " + here.getAsInt() + " in " + store.writer())
                : Optional.empty();
    }

    /// The most that the members in a region have together; empty where one of them says no number.
    private OptionalInt most(Store store, RegionName region, Function<Storage.Member, Optional<Topology.Count>> count) {
        List<OptionalInt> here = subject.said(store).members().values().stream()
                .filter(member -> member.region().equals(region))
                .map(member -> count.apply(member).map(Topology.Count::most).orElse(OptionalInt.empty()))
                .toList();
        return here.isEmpty() || here.stream().anyMatch(OptionalInt::isEmpty)
                ? OptionalInt.empty()
                : OptionalInt.of(here.stream().mapToInt(OptionalInt::getAsInt).sum());
    }
}
