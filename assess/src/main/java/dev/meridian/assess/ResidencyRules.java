package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Words;
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
        outside(store.members(), allowed)
                .forEach(region -> add(data, "`" + store.name() + "` has a member in " + region, rule, path, allowed));
        for (Edge edge : store.replication().edges()) {
            if (!allowed.contains(edge.to()) && !store.members().contains(edge.to())) {
                add(
                        data + ".replication.edges." + edge.name(),
                        "the edge `" + edge.name() + "` brings `" + store.name() + "` to " + edge.to(),
                        rule,
                        path,
                        allowed);
            }
        }
        List<RegionName> backups = backups();
        outside(backups, allowed)
                .forEach(region -> add(
                        data + ".backup.copyTo",
                        "a backup of `" + store.name() + "` goes to " + region,
                        rule,
                        path,
                        allowed));
        said.voters().forEach((region, voters) -> {
            if (voters.withData()
                    && !allowed.contains(region)
                    && !store.members().contains(region)) {
                add(data + ".voters." + region, "votes with data are in " + region, rule, path, allowed);
            }
        });
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
        outside(holders, partition.keepIn())
                .forEach(region -> add(
                        path,
                        "`" + store.name() + "." + partition.name() + "` is held in " + region,
                        rule,
                        path + ".keepIn",
                        partition.keepIn()));
    }

    private static SequencedSet<RegionName> outside(List<RegionName> places, List<RegionName> allowed) {
        SequencedSet<RegionName> outside = new LinkedHashSet<>(places);
        outside.removeAll(allowed);
        return outside;
    }

    private void add(String at, String statement, String rule, String path, List<RegionName> allowed) {
        findings.add(Finding.of(
                        Rule.AGAINST_RESIDENCY,
                        at,
                        statement + ", where it must not be",
                        rule + " names the only regions that may hold it: "
                                + Words.list(
                                        allowed.stream().map(RegionName::text).toList(), "and"),
                        "take it away there, or allow the region if the law does")
                .about(path));
    }
}
