package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The votes of a store that elects its leader by a majority, or of one partition of it, by region.
///
/// Only the store's own voters count: a witness of the failover control gives a store no vote.
///
/// @param name the store, or `store.partition`
/// @param path where the file declares the votes, or the key they follow from
/// @param byRegion at least one region, in file order
record Votes(String name, String path, SequencedMap<RegionName, Integer> byRegion) {

    /// The groups of voters of a store, one for each partition that has voters; empty where it elects nothing
    /// across regions.
    static List<Votes> of(Store store, Storage.Store declared) {
        List<Votes> all = new ArrayList<>();
        boolean elects = store.replication().mode() == ReplicationMode.QUORUM
                || !declared.voters().isEmpty()
                || declared.partitions().values().stream()
                        .anyMatch(partition -> !partition.voters().isEmpty());
        if (!elects || store.members().size() < 2) {
            return all;
        }
        declared.partitions()
                .values()
                .forEach(partition -> ofPartition(store, declared, partition).ifPresent(all::add));
        boolean partitioned =
                !all.isEmpty() && all.size() == declared.partitions().size();
        if (!partitioned || !declared.voters().isEmpty()) {
            all.add(ofWhole(store, declared));
        }
        return all;
    }

    private static Optional<Votes> ofPartition(Store store, Storage.Store declared, Storage.Partition partition) {
        String path = "data." + store.name() + ".partitions." + partition.name();
        String name = store.name() + "." + partition.name();
        if (!partition.voters().isEmpty()) {
            return Optional.of(new Votes(name, path + ".voters", counts(partition.voters())));
        }
        boolean staysAtHome = partition.survive().or(declared::survive).equals(Optional.of(Storage.Survive.ZONE));
        return partition
                .home()
                .filter(_ -> staysAtHome)
                .map(home ->
                        new Votes(name, path + (partition.survive().isPresent() ? ".survive" : ".home"), one(home)));
    }

    private static Votes ofWhole(Store store, Storage.Store declared) {
        String data = "data." + store.name();
        if (!declared.voters().isEmpty()) {
            return new Votes(store.name(), data + ".voters", counts(declared.voters()));
        }
        if (declared.survive().equals(Optional.of(Storage.Survive.ZONE))) {
            return new Votes(store.name(), data + ".survive", one(store.writer()));
        }
        SequencedMap<RegionName, Integer> each = new LinkedHashMap<>();
        store.members().stream()
                .filter(member -> !isFollower(store, member))
                .forEach(member -> each.put(member, Math.max(1, members(declared, member))));
        return new Votes(store.name(), data + ".replication.mode", each);
    }

    /// Whether a member only follows: changes reach it by edges that no majority waits for, and it has no vote.
    private static boolean isFollower(Store store, RegionName member) {
        List<ReplicationMode> ways = store.replication().edges().stream()
                .filter(edge -> edge.to().equals(member))
                .map(Edge::mode)
                .toList();
        return !member.equals(store.writer())
                && !ways.isEmpty()
                && ways.stream().allMatch(mode -> mode == ReplicationMode.ASYNC || mode == ReplicationMode.COPY);
    }

    /// The members that the file names in a region, of which each has a vote.
    private static int members(Storage.Store declared, RegionName region) {
        return (int) declared.members().values().stream()
                .filter(member -> member.region().equals(region))
                .count();
    }

    /// Whether commits of a store wait for a majority of votes and no region has so many of them that the others
    /// are none. Whatever leaves the majority then loses nothing acknowledged: the loss of one region, of one
    /// site, or of any zone.
    static boolean outliveAnyRegion(Store store, Storage.Store declared) {
        List<Votes> groups = of(store, declared);
        return !groups.isEmpty()
                && isCommittedByMajority(store)
                && groups.stream().allMatch(votes -> votes.fatal().isEmpty());
    }

    /// Spanner and Firestore commit by a majority of their votes, however the file calls the mode (Google Cloud
    /// documentation, Spanner, Region types; Firestore in Datastore mode, Plan disaster recovery; 2026-11).
    private static boolean isCommittedByMajority(Store store) {
        boolean always = store.kind() == StoreKind.SPANNER || store.kind() == StoreKind.FIRESTORE;
        return (always && store.managed())
                || store.replication().mode() == ReplicationMode.QUORUM
                || store.replication().edges().stream().anyMatch(edge -> edge.mode() == ReplicationMode.QUORUM);
    }

    private static SequencedMap<RegionName, Integer> one(RegionName region) {
        SequencedMap<RegionName, Integer> one = new LinkedHashMap<>();
        one.put(region, 1);
        return one;
    }

    private static SequencedMap<RegionName, Integer> counts(SequencedMap<RegionName, Storage.Voters> voters) {
        SequencedMap<RegionName, Integer> counts = new LinkedHashMap<>();
        voters.forEach((region, votes) -> counts.put(region, votes.count()));
        return counts;
    }

    /// The store whose votes these are.
    String store() {
        return path.split("\\.", -1)[1];
    }

    int total() {
        return byRegion.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The votes in some places.
    int in(Set<RegionName> places) {
        return byRegion.entrySet().stream()
                .filter(entry -> places.contains(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    int majority() {
        return total() / 2 + 1;
    }

    int without(RegionName region) {
        return total() - Objects.requireNonNullElse(byRegion.get(region), 0);
    }

    /// The region whose loss leaves no majority; of several the one with most votes, and among these the first.
    Optional<RegionName> fatal() {
        RegionName fatal = null;
        for (RegionName region : byRegion.keySet()) {
            boolean loses = without(region) < majority();
            if (loses && (fatal == null || without(region) < without(fatal))) {
                fatal = region;
            }
        }
        return Optional.ofNullable(fatal);
    }

    /// Whether each acknowledged write has a copy outside a region, because a majority does not fit into it.
    boolean isCopiedOutside(RegionName region) {
        return majority() > Objects.requireNonNullElse(byRegion.get(region), 0);
    }

    /// For example `without us-west1 0 of 3 votes of `rows.west` are left, and a majority is 2`.
    String statement(RegionName region) {
        int left = without(region);
        return "without " + region + " " + left + " of " + total() + (total() == 1 ? " vote" : " votes") + " of `"
                + name + "` " + (left == 1 ? "is" : "are") + " left, and a majority is " + majority();
    }
}
