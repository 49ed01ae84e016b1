package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
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
    private final Holders holders;
    private final List<Finding> findings;

    private ResidencyRules(Subject subject, Store store, List<Finding> findings) {
        this.subject = subject;
        this.store = store;
        this.said = subject.said(store);
        this.holders = new Holders(subject, store);
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
        for (String name : holders.classes()) {
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
        add(
                data + ".replication",
                "edges bring `" + store.name() + "` to",
                outside(holders.ends(), allowed),
                rule,
                path,
                allowed);
        add(
                data + ".backup.copyTo",
                "backups of `" + store.name() + "` go to",
                outside(holders.backups(), allowed),
                rule,
                path,
                allowed);
        add(data + ".voters", "votes with data are in", outside(holders.votes(), allowed), rule, path, allowed);
    }

    private void copies(Storage.Partition partition, List<RegionName> allowed, String rule, String path) {
        String at = "data." + store.name() + ".partitions." + partition.name();
        String whole = "`" + store.name() + "." + partition.name() + "`";
        boolean placed = partition.home().isPresent() || !partition.voters().isEmpty();
        add(
                at,
                placed && holders.isCopiedWithAll(partition)
                        ? whole + " is copied with all of `" + store.name() + "`, also to"
                        : whole + " is held in",
                outside(holders.of(partition), allowed),
                rule,
                path,
                allowed);
        add(
                "data." + store.name() + ".backup.copyTo",
                "backups of `" + store.name() + "`, with " + whole + " in them, go to",
                outside(holders.backups(), allowed),
                rule,
                path,
                allowed);
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
