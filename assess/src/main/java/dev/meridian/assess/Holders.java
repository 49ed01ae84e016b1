package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// The regions that have a copy of what a store holds: members, ends of edges, backups and votes with data; and
/// the same of each of its partitions.
final class Holders {
    private final Subject subject;
    private final Store store;
    private final Storage.Store said;

    Holders(Subject subject, Store store) {
        this.subject = subject;
        this.store = store;
        this.said = subject.said(store);
    }

    /// The classes of data that the store or one of its topics holds, those of partitions not among them.
    SequencedSet<String> classes() {
        SequencedSet<String> held = new LinkedHashSet<>(said.holds());
        said.topics().values().forEach(topic -> held.addAll(topic.holds()));
        return held;
    }

    /// Ends of edges that are no members.
    List<RegionName> ends() {
        return store.replication().edges().stream()
                .map(Edge::to)
                .filter(to -> !store.members().contains(to))
                .toList();
    }

    /// Where its backups are, by the words of the file: copies, and the store that keeps them.
    List<RegionName> backups() {
        return Stream.concat(
                        copies(), keeper().stream().flatMap(keeper -> new Holders(subject, keeper).kept().stream()))
                .distinct()
                .toList();
    }

    private Stream<RegionName> copies() {
        List<String> to = said.backup().map(Storage.Backup::copyTo).orElse(List.of());
        return to.equals(List.of("all"))
                ? subject.blueprint().regions().keySet().stream()
                : to.stream().map(RegionName::new);
    }

    /// The store that keeps its backups, where the file names one.
    private Optional<Store> keeper() {
        return said.backup().flatMap(Storage.Backup::store).map(subject::store);
    }

    /// Whether its backups get to some region beside that of its writer, or may.
    boolean hasBackupsElsewhere() {
        return areCopiedElsewhere()
                || BackupStore.of(subject, store).flatMap(BackupStore::way).isPresent();
    }

    /// Whether a member of another region has backups of its own there: that region says how long they are kept.
    boolean areMadeElsewhere() {
        return store.members().stream()
                .filter(region -> !region.equals(store.writer()))
                .anyMatch(region -> subject.value("data." + store.name() + ".backup.keep@" + region)
                        .isPresent());
    }

    /// Whether `copyTo` names a region beside that of its writer.
    boolean areCopiedElsewhere() {
        return copies().anyMatch(region -> !region.equals(store.writer()));
    }

    /// The regions that have the contents of a store of itself: its members and the ends of its edges.
    private List<RegionName> kept() {
        return Stream.concat(store.members().stream(), ends().stream()).toList();
    }

    /// Voters that hold the data and are no members. A witness without data is none of them.
    List<RegionName> votes() {
        List<RegionName> votes = new ArrayList<>();
        said.voters().forEach((region, voters) -> {
            if (voters.withData() && !store.members().contains(region)) {
                votes.add(region);
            }
        });
        return votes;
    }

    /// Every region with a copy of the store.
    SequencedSet<RegionName> all() {
        SequencedSet<RegionName> all = new LinkedHashSet<>(store.members());
        all.addAll(ends());
        all.addAll(votes());
        all.addAll(backups());
        return all;
    }

    /// Reports whether a partition has neither voters nor a replication, so that it goes where the store goes.
    boolean isCopiedWithAll(Storage.Partition partition) {
        boolean copies = store.replication().mode() != ReplicationMode.NONE
                && store.replication().mode() != ReplicationMode.UNKNOWN;
        return copies && partition.voters().isEmpty() && partition.replication().isEmpty();
    }

    /// A partition lives where its home and its voters with data are, and where its own edges lead; with none
    /// of them wherever its store does.
    List<RegionName> of(Storage.Partition partition) {
        SequencedSet<RegionName> holders = new LinkedHashSet<>();
        partition.home().ifPresent(holders::add);
        partition.voters().forEach((region, voters) -> {
            if (voters.withData()) {
                holders.add(region);
            }
        });
        partition.replication().ifPresent(own -> holders.addAll(reached(own)));
        if (holders.isEmpty() || isCopiedWithAll(partition)) {
            holders.addAll(store.members());
        }
        return List.copyOf(holders);
    }

    private List<RegionName> reached(Storage.Replication own) {
        SequencedSet<RegionName> reached = new LinkedHashSet<>();
        for (Storage.Edge edge : own.edges().values()) {
            edge.from().forEach(member -> reached.addAll(places(member)));
            edge.to().forEach(member -> reached.addAll(places(member)));
        }
        boolean toAll = own.edges().isEmpty()
                && own.mode()
                        .filter(mode -> mode != Storage.ReplicationMode.NONE && mode != Storage.ReplicationMode.UNKNOWN)
                        .isPresent();
        reached.addAll(toAll ? store.members() : List.of());
        return List.copyOf(reached);
    }

    /// The region of a member; those of all for `all`.
    private List<RegionName> places(String member) {
        if (member.equals("all")) {
            return store.members();
        }
        Storage.Member named = said.members().get(member);
        return List.of(named == null ? new RegionName(member) : named.region());
    }
}
