package dev.meridian.assess;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.RoundTrip;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The round trip that a commit of a store waits for: to so many standbys, or to the regions whose votes make a
/// majority with those of the writer's region.
final class CommitWait {
    private final Subject subject;
    private final Store store;
    private final Storage.Store said;
    private final RegionName leader;

    CommitWait(Subject subject, Store store) {
        this(subject, store, leader(subject, store));
    }

    /// @param leader the region whose copy takes the write
    CommitWait(Subject subject, Store store, RegionName leader) {
        this.leader = leader;
        this.subject = subject;
        this.store = store;
        this.said = subject.said(store);
    }

    private static RegionName leader(Subject subject, Store store) {
        return subject.said(store).leader().orElse(store.writer());
    }

    /// The longest of the round trips that end the wait; empty where a commit waits for nothing outside its
    /// region.
    Optional<RoundTrip> longest() {
        return store.replication().mode() == ReplicationMode.QUORUM ? majority() : standbys();
    }

    /// The same from the place that waits least, where the file names neither a leader nor a primary of a store
    /// that elects; empty where some place waits for nothing outside its region.
    Optional<RoundTrip> shortest() {
        boolean anyLeads = store.replication().mode() == ReplicationMode.QUORUM
                && said.leader().isEmpty()
                && said.primary().isEmpty();
        if (!anyLeads) {
            return longest();
        }
        List<RegionName> places = said.voters().isEmpty()
                ? store.members()
                : List.copyOf(said.voters().sequencedKeySet());
        List<RoundTrip> trips = places.stream()
                .flatMap(place -> new CommitWait(subject, store, place).longest().stream())
                .toList();
        return trips.size() < places.size()
                ? Optional.empty()
                : trips.stream().min(Comparator.comparing(RoundTrip::p50));
    }

    private Optional<RoundTrip> standbys() {
        int waits = store.replication().waitFor();
        List<RoundTrip> trips = waitedFor()
                .flatMap(member -> subject.blueprint().roundTrip(store.writer(), member).stream())
                .sorted(Comparator.comparing(RoundTrip::p50))
                .toList();
        return waits < 1 || waits > trips.size() ? Optional.empty() : Optional.of(trips.get(waits - 1));
    }

    /// The members whose answer may end the wait: those that are named, else all that a commit is sent to at once.
    private Stream<RegionName> waitedFor() {
        Optional<Storage.WaitFor> whom = said.replication().flatMap(Storage.Replication::waitFor);
        if (store.replication().mode() == ReplicationMode.SYNC
                && whom.isPresent()
                && whom.get() instanceof Storage.WaitFor.Named(List<String> named)) {
            return named.stream()
                    .map(name -> Optional.ofNullable(said.members().get(name))
                            .map(Storage.Member::region)
                            .orElseGet(() -> new RegionName(name)))
                    .distinct();
        }
        boolean sync = store.replication().mode() == ReplicationMode.SYNC;
        return store.members().stream()
                .filter(member -> !member.equals(store.writer()))
                .filter(member -> !sync
                        || store.replication().edges().stream()
                                .anyMatch(edge -> edge.mode() == ReplicationMode.SYNC
                                        && edge.to().equals(member)));
    }

    /// Votes of the writer's region answer within it; of the others the nearest first.
    private Optional<RoundTrip> majority() {
        SequencedMap<RegionName, Integer> votes = new LinkedHashMap<>();
        store.members().forEach(member -> votes.put(member, 1));
        if (!said.voters().isEmpty()) {
            votes.clear();
            said.voters().forEach((region, voters) -> votes.put(region, voters.count()));
        }
        int needed = votes.values().stream().mapToInt(Integer::intValue).sum() / 2 + 1 - votes.getOrDefault(leader, 0);
        votes.remove(leader);
        Optional<RoundTrip> last = Optional.empty();
        List<Away> away = votes.entrySet().stream()
                .flatMap(vote -> subject.blueprint().roundTrip(leader, vote.getKey()).stream()
                        .map(trip -> new Away(trip, vote.getValue())))
                .sorted(Comparator.comparing(one -> one.trip().p50()))
                .toList();
        for (Away one : away) {
            if (needed <= 0) {
                return last;
            }
            needed -= one.votes();
            last = Optional.of(one.trip());
        }
        return needed <= 0 ? last : Optional.empty();
    }

    /// Votes of another region.
    private record Away(RoundTrip trip, int votes) {}
}
