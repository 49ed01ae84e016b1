package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;

/// Whether every copy is in a place where the data may be: members, ends of edges, votes with data, backups.
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
            List<RegionName> allowed = Objects.requireNonNull(
                            subject.topology().compliance().classes().get(name))
                    .keepIn();
            if (!allowed.isEmpty()) {
                copies(
                        allowed,
                        "`keepIn` of the class `" + name + "`, which `" + store.name() + "` holds,",
                        "compliance.classes." + name + ".keepIn");
            }
        }
        said.partitions().forEach((name, partition) -> {
            if (!partition.keepIn().isEmpty()) {
                votes(partition, "`keepIn` of `" + store.name() + "." + name + "`", data + ".partitions." + name);
            }
        });
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

    private void votes(Storage.Partition partition, String rule, String path) {
        List<RegionName> holders = new ArrayList<>();
        partition.voters().forEach((region, voters) -> {
            if (voters.withData()) {
                holders.add(region);
            }
        });
        partition.home().ifPresent(holders::add);
        add(
                path,
                "`" + store.name() + "." + partition.name() + "` is held in",
                outside(holders, partition.keepIn()),
                rule,
                path + ".keepIn",
                partition.keepIn());
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
                        "take it away there, or allow the region if the law does")
                .about(path));
    }
}
