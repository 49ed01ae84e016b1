package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Replication;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// What writes need beside the region that takes them, where Meridian's agents run the store: the standbys that a
/// commit waits for, and a majority of the control's voters, without which no lease is renewed and no order of a
/// person is taken (docs/adr/0008-a-persons-order-is-an-entry.md). Where one place's loss leaves too few of them,
/// writes stop until it is back, whether it was the primary's or a standby's.
///
/// `withoutQuorum: failsafe` changes nothing here (docs/adr/0014-writes-without-a-majority.md). What a provider's
/// control does is the provider's business.
final class Needed {
    private Needed() {}

    /// Fewer standbys than a commit waits for, after the loss of any one member.
    ///
    /// @param left how many standbys there are then, behind the old primary or a new one
    record Shortage(Store store, int waitFor, int left) {
        String text() {
            return "a commit of `" + store.name() + "` waits for " + waitFor
                    + (waitFor == 1 ? " standby" : " standbys") + ", and the loss of a region leaves "
                    + (left == 0 ? "none" : Integer.toString(left));
        }

        String path() {
            return "data." + store.name() + ".replication.waitFor";
        }

        /// What leaves enough of them.
        String mend() {
            return (left == 0 ? "" : "`replication.waitFor: " + left + "`, ")
                    + "one more region with a copy of `" + store.name()
                    + "`, or `replication: async`, which may lose what is under way";
        }
    }

    /// The stores of an application that Meridian itself would move.
    static List<Store> moved(Subject subject, Application application) {
        return subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name())
                        && !store.managed()
                        && !store.byOperator()
                        && !store.mayTakeOver().isEmpty()
                        && !new StoreMechanisms(subject).recoversByItself(store))
                .toList();
    }

    /// Only where each member confirms commits alike: who would confirm those of a new primary is not said
    /// otherwise.
    static Optional<Shortage> shortage(Subject subject, Store store) {
        Replication replication = store.replication();
        Application owner = subject.blueprint().applications().get(store.application());
        boolean waits = replication.mode() == ReplicationMode.SYNC
                && replication.stopWithoutStandby()
                && replication.edges().stream().map(Edge::mode).allMatch(ReplicationMode.SYNC::equals);
        int left = store.members().size() - 2;
        return owner != null
                        && waits
                        && isRun(subject, owner)
                        && moved(subject, owner).contains(store)
                        && left < replication.waitFor()
                ? Optional.of(new Shortage(store, replication.waitFor(), left))
                : Optional.empty();
    }

    /// The voters of whom none may be lost: with three of them or more each one may.
    static List<RegionName> voters(Subject subject, Application application) {
        List<RegionName> voters = application.failover().controlIn();
        return voters.size() <= 2 && isRun(subject, application) ? voters : List.of();
    }

    private static boolean isRun(Subject subject, Application application) {
        return !subject.isProviderRun(application)
                && !moved(subject, application).isEmpty();
    }

    /// Each place beside the primary's region that writes stop without, with what somebody owes for it. A voter is
    /// a process beside a copy, so a place that both waits and votes counts once.
    static List<Supply.Part> parts(Subject subject, Application application) {
        List<Store> stores = Reach.of(subject, application.name()).stores().stream()
                .map(subject::store)
                .toList();
        List<Supply.Part> parts = new ArrayList<>();
        SequencedMap<RegionName, Supply.Part> voting = new LinkedHashMap<>();
        Stream.concat(Stream.of(application), stores.stream().flatMap(store -> owner(subject, store)))
                .flatMap(owner -> voters(subject, owner).stream())
                .filter(voter -> !voter.equals(application.primary()))
                .forEach(voter -> voting.put(voter, vote(subject, voter)));
        for (Store store : stores) {
            shortage(subject, store)
                    .ifPresent(few -> store.members().stream()
                            .filter(member -> !member.equals(store.writer()))
                            .forEach(member -> {
                                voting.remove(member);
                                parts.add(copy(Supply.store(subject, store.name()), few, member));
                            }));
        }
        parts.addAll(voting.values());
        return parts;
    }

    private static Stream<Application> owner(Subject subject, Store store) {
        return Optional.ofNullable(subject.blueprint().applications().get(store.application())).stream();
    }

    private static Supply.Part vote(Subject subject, RegionName voter) {
        Supply.Part machine = Suppliers.of(subject, List.of(voter)).machine("vote of " + voter + ", one machine");
        return new Supply.Part(
                        machine.name(),
                        machine.share(),
                        "no majority of `failover.control.in` without it; " + machine.source())
                .of(Supply.Part.Kind.RULE);
    }

    private static Supply.Part copy(Supply.Part one, Shortage few, RegionName member) {
        return new Supply.Part(
                        "copy of " + one.name() + ", in " + member,
                        one.share(),
                        "`replication.waitFor` is " + few.waitFor() + ": no commit without it; " + one.source())
                .of(Supply.Part.Kind.RULE);
    }
}
