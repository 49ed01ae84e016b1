package dev.meridian.dashboards;

import dev.meridian.dashboards.Curve.Counted;
import dev.meridian.dashboards.Curve.Metric;
import dev.meridian.dashboards.Panel.Unit;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// How far copies in all regions are behind what they follow, store by store, beside what was promised.
final class CopyPanels {
    private static final int THOUSAND = 1_000;
    private static final String BEHIND = ": behind";

    private final Estate estate;
    private final Watch watch;

    CopyPanels(Estate estate) {
        this.estate = estate;
        this.watch = estate.watch();
    }

    List<Panel> all() {
        List<Panel> panels = new ArrayList<>();
        for (String store : stores()) {
            Optional<Duration> lag = watch.lag(store);
            put(panels, store + StorePanels.SINCE, watch.databaseLag(store), Unit.SECONDS, databases(store));
            put(panels, store + BEHIND, lag, Unit.SECONDS, caches(store));
            put(panels, store + BEHIND, lag, Unit.MILLISECONDS, parts(store));
            put(panels, store + BEHIND, lag, Unit.MILLISECONDS, tables(store));
            put(panels, store + BEHIND, lag, Unit.MILLISECONDS, mirrors(store));
            put(panels, store + BEHIND, lag, Unit.SECONDS, objects(store));
        }
        return panels;
    }

    private SequencedSet<String> stores() {
        SequencedSet<String> stores = new LinkedHashSet<>();
        estate.sites().values().forEach(site -> site.databases().forEach(one -> stores.add(one.store())));
        estate.sites()
                .values()
                .forEach(site -> site.stores().caches().stream()
                        .filter(one -> one.global().isPresent())
                        .forEach(one -> stores.add(one.store())));
        estate.links().forEach(link -> {
            link.copies().tables().forEach(one -> stores.add(one.table().store()));
            link.copies().mirrors().forEach(one -> stores.add(one.store()));
            link.copies().objects().forEach(one -> stores.add(one.store()));
        });
        return stores;
    }

    private void put(List<Panel> panels, String title, Optional<Duration> told, Unit unit, List<Counted> curves) {
        if (!curves.isEmpty()) {
            panels.add(held(told, Panel.of(title, unit, curves)));
        }
    }

    private Panel held(Optional<Duration> told, Panel panel) {
        int unit = panel.unit() == Unit.MILLISECONDS ? THOUSAND : 1;
        Optional<Duration> rpo = watch.promised().rpo();
        Panel one = told.map(lag -> panel.heldTo("told above", StorePanels.seconds(lag) * unit))
                .orElse(panel);
        return rpo.isPresent() && !rpo.equals(told)
                ? one.heldTo("promised (RPO)", StorePanels.seconds(rpo.get()) * unit)
                : one;
    }

    private List<Counted> databases(String store) {
        return estate.sites().values().stream()
                .flatMap(site -> site.databases().stream()
                        .filter(one -> one.store().equals(store) && one.source().isPresent())
                        .filter(one -> one.global().isEmpty())
                        .flatMap(one -> GlobalPage.database(site, one, "ReplicaLag", "Maximum").stream()))
                .toList();
    }

    /// Of a global database: what each would lose that takes the writes over.
    private List<Counted> parts(String store) {
        return estate.sites().values().stream()
                .flatMap(site -> site.databases().stream()
                        .filter(one -> one.store().equals(store) && one.source().isPresent())
                        .filter(one -> one.global().isPresent())
                        .map(one -> StorePanels.part(
                                site, one, "AuroraGlobalDBRPOLag", one.store() + " in " + site.region())))
                .toList();
    }

    /// Of each region, whichever takes the writes today: the one that does counts nothing.
    private List<Counted> caches(String store) {
        return estate.sites().values().stream()
                .flatMap(site -> site.stores().caches().stream()
                        .filter(one -> one.store().equals(store) && one.global().isPresent())
                        .flatMap(one -> one.nodes().stream())
                        .map(node -> Curve.counted(
                                        new Metric(StorePanels.CACHES, "GlobalDatastoreReplicationLag", "Maximum"),
                                        site.region(),
                                        node)
                                .by("CacheClusterId", node)))
                .toList();
    }

    private List<Counted> tables(String store) {
        return estate.links().stream()
                .flatMap(link -> link.copies().tables().stream())
                .filter(copy -> copy.table().store().equals(store))
                .map(copy -> Curve.counted(
                                new Metric(StorePanels.TABLES, "ReplicationLatency", "Average"),
                                copy.from(),
                                copy.from() + " to " + copy.to())
                        .by("TableName", copy.table().name())
                        .by("ReceivingRegion", copy.to().text()))
                .toList();
    }

    private List<Counted> mirrors(String store) {
        return estate.links().stream()
                .flatMap(link -> link.copies().mirrors().stream())
                .filter(mirror -> mirror.store().equals(store))
                .map(mirror -> Curve.counted(
                                new Metric(StorePanels.MESSAGES, "ReplicationLatency", "Maximum"),
                                mirror.to().region(),
                                mirror.from().region() + " to " + mirror.to().region())
                        .by("ReplicatorName", mirror.role()))
                .toList();
    }

    /// Only what somebody hears of is counted: S3 has to be asked to.
    private List<Counted> objects(String store) {
        return estate.links().stream()
                .flatMap(link -> link.copies().objects().stream())
                .filter(copy -> copy.store().equals(store))
                .map(copy -> Curve.counted(
                                new Metric(StorePanels.OBJECTS, "ReplicationLatency", "Maximum"),
                                copy.to().region(),
                                copy.from().region() + " to " + copy.to().region())
                        .by("SourceBucket", copy.from().name())
                        .by("DestinationBucket", copy.to().name())
                        .by("RuleId", copy.rule()))
                .toList();
    }
}
