package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;

/// Whether every copy is in a place where the data may be: members, ends of edges, votes with data, backups; and
/// the same of each partition.
final class ResidencyRules {
    private final Subject subject;
    private final Store store;
    private final Storage.Store said;
    private final List<Finding> findings;

    private ResidencyRules(Subject subject, Store store, List<Finding> findings) {
        this.subject = subject;
        this.store = store;
        this.said = Objects.requireNonNull(subject.topology().stores().get(store.name()));
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Store store : subject.blueprint().stores().values()) {
            new ResidencyRules(subject, store, findings).all();
        }
    }

    private void all() {
        String data = "data." + store.name();
        if (!said.keepIn().isEmpty()) {
            copies(said.keepIn(), "`keepIn` of `" + store.name() + "`", data + ".keepIn");
        }
        SequencedSet<String> held = new LinkedHashSet<>(said.holds());
        said.topics().values().forEach(topic -> held.addAll(topic.holds()));
        for (String name : held) {
            List<RegionName> allowed = allowed(name);
            if (!allowed.isEmpty()) {
                copies(allowed, ofClass(name, store.name()), "compliance.classes." + name + ".keepIn");
            }
        }
        said.partitions().values().forEach(this::partition);
    }

    private List<RegionName> allowed(String held) {
        return Objects.requireNonNull(subject.topology().compliance().classes().get(held))
                .keepIn();
    }

    private static String ofClass(String held, String holder) {
        return "`keepIn` of the class `" + held + "`, which `" + holder + "` holds,";
    }

    private void partition(Storage.Partition partition) {
        String at = "data." + store.name() + ".partitions." + partition.name();
        String whole = store.name() + "." + partition.name();
        if (!partition.keepIn().isEmpty()) {
            copies(partition, partition.keepIn(), "`keepIn` of `" + whole + "`", at + ".keepIn");
        }
        for (String name : partition.holds()) {
            List<RegionName> allowed = allowed(name);
            if (!allowed.isEmpty() && !allowed.equals(partition.keepIn())) {
                copies(partition, allowed, ofClass(name, whole), "compliance.classes." + name + ".keepIn");
            }
        }
    }

    private void copies(List<RegionName> allowed, String rule, String path) {
        String data = "data." + store.name();
        add(data, "`" + store.name() + "` has members in", outside(store.members(), allowed), rule, path, allowed);
        List<RegionName> ends = store.replication().edges().stream()
                .map(Edge::to)
                .filter(to -> !store.members().contains(to))
                .toList();
        add(
                data + ".replication",
                "edges bring `" + store.name() + "` to",
                outside(ends, allowed),
                rule,
                path,
                allowed);
        add(
                data + ".backup.copyTo",
                "backups of `" + store.name() + "` go to",
                outside(backups(), allowed),
                rule,
                path,
                allowed);
        List<RegionName> votes = new ArrayList<>();
        said.voters().forEach((region, voters) -> {
            if (voters.withData() && !store.members().contains(region)) {
                votes.add(region);
            }
        });
        add(data + ".voters", "votes with data are in", outside(votes, allowed), rule, path, allowed);
    }

    private List<RegionName> backups() {
        List<String> to = said.backup().map(Storage.Backup::copyTo).orElse(List.of());
        return to.equals(List.of("all"))
                ? List.copyOf(subject.blueprint().regions().keySet())
                : to.stream().map(RegionName::new).toList();
    }

    private void copies(Storage.Partition partition, List<RegionName> allowed, String rule, String path) {
        String at = "data." + store.name() + ".partitions." + partition.name();
        String whole = "`" + store.name() + "." + partition.name() + "`";
        boolean placed = partition.home().isPresent() || !partition.voters().isEmpty();
        add(
                at,
                placed && isCopiedWithAll(partition)
                        ? whole + " is copied with all of `" + store.name() + "`, also to"
                        : whole + " is held in",
                outside(holders(partition), allowed),
                rule,
                path,
                allowed);
        add(
                "data." + store.name() + ".backup.copyTo",
                "backups of `" + store.name() + "`, with " + whole + " in them, go to",
                outside(backups(), allowed),
                rule,
                path,
                allowed);
    }

    /// Nothing of its own says where it goes, so it goes where the store goes.
    private boolean isCopiedWithAll(Storage.Partition partition) {
        boolean copies = store.replication().mode() != ReplicationMode.NONE
                && store.replication().mode() != ReplicationMode.UNKNOWN;
        return copies && partition.voters().isEmpty() && partition.replication().isEmpty();
    }

    /// A partition lives where its home and its voters with data are, and where edges of its own lead; with none
    /// of them wherever its store does.
    private List<RegionName> holders(Storage.Partition partition) {
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

    private static SequencedSet<RegionName> outside(List<RegionName> places, List<RegionName> allowed) {
        SequencedSet<RegionName> outside = new LinkedHashSet<>(places);
        outside.removeAll(allowed);
        return outside;
    }

    private void add(
            String at,
            String statement,
            SequencedSet<RegionName> outside,
            String rule,
            String path,
            List<RegionName> allowed) {
        if (outside.isEmpty()) {
            return;
        }
        findings.add(Finding.of(
                        Rule.AGAINST_RESIDENCY,
                        at,
                        statement + " " + Listed.regions(outside) + ", where it must not be",
                        rule + " names the only regions that may hold it: " + Listed.regions(allowed),
                        at.contains(".partitions.")
                                ? "`voters`, or a `replication` of its own, that leaves out " + Listed.regions(outside)
                                        + ", or allow the region if the law does"
                                : "take it away there, or allow the region if the law does")
                .about(path));
    }
}
