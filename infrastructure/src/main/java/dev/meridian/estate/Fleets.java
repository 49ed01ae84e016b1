package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.topology.Defaults;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Works out what the clusters of an estate run. What holds for all of them is decided from what the file says for
/// all regions, never from which regions there are.
final class Fleets {
    /// Of the levels of Kubernetes the one that forbids most; what is written here needs nothing that it forbids.
    private static final String RESTRICTED = "restricted";

    private static final String BASELINE = "baseline";

    private static final String IDENTITY =
            "service accounts have their roles by EKS pod identity, which needs no number of an account in a manifest;"
                    + " IRSA works too where somebody adds the annotation";

    private static final int POSTGRESQL = 5432;
    private static final int VALKEY = 6379;

    /// Azure Managed Redis, architecture, 2026-11.
    private static final int REDIS_OF_AZURE = 10_000;

    private final String estate;
    private final Blueprint meant;
    private final Ledger ledger;

    /// @param estate what all names begin with
    Fleets(String estate, Blueprint meant, Ledger ledger) {
        this.estate = estate;
        this.meant = meant;
        this.ledger = ledger;
    }

    /// Empty where no region has a cluster.
    Optional<Fleet> of(SequencedMap<RegionName, Site> sites) {
        List<Site> clusters = sites.values().stream()
                .filter(site -> site.cluster().isPresent())
                .toList();
        if (clusters.isEmpty()) {
            return Optional.empty();
        }
        Units units = new Units(estate, meant, ledger);
        SequencedMap<String, Unit> all = units.all();
        SequencedMap<RegionName, Fleet.Place> places = new LinkedHashMap<>();
        for (Site site : clusters) {
            SequencedMap<String, Fleet.Local> locals = new LinkedHashMap<>();
            for (Workload workload : site.services()) {
                Optional.ofNullable(all.get(workload.name()))
                        .ifPresent(unit -> locals.put(unit.name(), local(units, unit, workload, site)));
            }
            places.put(
                    site.region(),
                    new Fleet.Place(
                            site.region(),
                            site.cloud(),
                            site.name(),
                            site.suffix(),
                            site.network().zones().stream()
                                    .map(Site.Zone::publicBlock)
                                    .toList(),
                            locals));
        }
        return Optional.of(new Fleet(estate, rules(), all, places));
    }

    private Fleet.Rules rules() {
        for (String key : List.of("networkPolicy", "disruptionBudget", "podSecurity", "scaling.horizontal")) {
            ledger.rendered("compute." + key);
        }
        String security = text("compute.podSecurity").orElse(RESTRICTED);
        boolean isDelivered = text("deploy.gitops").filter("argo-cd"::equals).isPresent();
        if (isDelivered) {
            ledger.rendered("deploy.gitops");
        }
        return new Fleet.Rules(
                security.equals(BASELINE) ? BASELINE : RESTRICTED,
                !isFalse("compute.disruptionBudget"),
                !isFalse("compute.networkPolicy"),
                growsMachines(),
                mesh(),
                isDelivered,
                ledger.said()
                        .network()
                        .cidr()
                        .or(() -> Defaults.at("network.cidr").flatMap(Scalars::block))
                        .orElseThrow(() -> new AssertionError("the format says which addresses an estate has")));
    }

    private boolean growsMachines() {
        ledger.left("compute.scaling.scheduled", "the file says no times");
        ledger.left("compute.scaling.predictive", "Kubernetes adds copies by what is, not by what is expected");
        boolean grows = false;
        for (String group : ledger.said().compute().nodes().sequencedKeySet()) {
            String path = "compute.nodes." + group + ".scaling";
            if (text(path).filter("auto"::equals).isPresent()) {
                ledger.left(
                        path, "the role of Cluster Autoscaler is there; it has to be installed in each cluster first");
                grows = true;
            }
        }
        return grows;
    }

    private Optional<Fleet.Mesh> mesh() {
        ledger.left(
                "compute.mesh.kind",
                "what services need of it is written; it has to be installed in each cluster first");
        ledger.left(
                "compute.mesh.crossRegion",
                "the meshes of several clusters trust each other by a certificate that somebody gives them when they are"
                        + " installed; calls stay in their region, and policies let none to copies of another");
        ledger.left("security.access.workloadIdentity", IDENTITY);
        return text("compute.mesh.kind").filter("istio"::equals).map(_ -> {
            ledger.rendered("compute.mesh.mutualTls");
            ledger.rendered("compute.mesh.trafficManagement");
            return new Fleet.Mesh(isTrue("compute.mesh.mutualTls"), isTrue("compute.mesh.trafficManagement"));
        });
    }

    private Fleet.Local local(Units units, Unit unit, Workload workload, Site site) {
        Optional<Topology.Region> said =
                Optional.ofNullable(ledger.said().regions().get(site.region()));
        return new Fleet.Local(
                said.flatMap(one ->
                                Optional.ofNullable(one.regional().replicas().get(unit.name())))
                        .map(units::copies)
                        .filter(copies -> !copies.equals(unit.copies())),
                Optional.of(units.size(unit.name(), Optional.of(site.region())))
                        .filter(size -> !size.equals(unit.size())),
                settings(workload, site),
                addresses(workload, site),
                site.entrances().stream()
                        .filter(entrance -> entrance.service().equals(unit.name()))
                        .toList());
    }

    /// What a service is told of its stores here.
    private static SequencedMap<String, String> settings(Workload workload, Site site) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        for (Database database : site.databases()) {
            if (workload.stores().contains(database.store())) {
                String word = word(database.store());
                settings.put(word + "_PORT", "" + POSTGRESQL);
                settings.put(word + "_DATABASE", database.store().replace('-', '_'));
                if (site.cloud() == Cloud.AWS) {
                    settings.put(word + "_USER", workload.name());
                }
            }
        }
        for (Cache cache : site.stores().caches()) {
            if (workload.stores().contains(cache.store())) {
                settings.put(
                        word(cache.store()) + "_PORT", "" + (site.cloud() == Cloud.AZURE ? REDIS_OF_AZURE : VALKEY));
                if (site.cloud() == Cloud.AWS) {
                    settings.put(word(cache.store()) + "_USER", cache.name());
                }
            }
        }
        site.stores().tableNames().forEach((store, name) -> {
            if (workload.stores().contains(store)) {
                settings.put(word(store) + "_TABLE", name);
            }
        });
        for (Bucket bucket : site.stores().buckets()) {
            if (workload.stores().contains(bucket.store())) {
                settings.put(word(bucket.store()) + "_BUCKET", bucket.name());
            }
        }
        return settings;
    }

    private static List<Fleet.Address> addresses(Workload workload, Site site) {
        List<String> here = new ArrayList<>();
        site.databases().forEach(database -> here.add(database.store()));
        site.stores().caches().forEach(cache -> here.add(cache.store()));
        site.stores().logs().forEach(log -> here.add(log.store()));
        site.stores().searches().forEach(search -> here.add(search.store()));
        return here.stream()
                .filter(workload.stores()::contains)
                .map(store -> new Fleet.Address(
                        word(store) + "_HOST",
                        site.cloud() == Cloud.AWS
                                ? Fleet.parameter(site.name(), store)
                                : Fleet.plainParameter(site.name(), store)))
                .toList();
    }

    /// As settings of programs begin: `SAFETY_EVENTS`.
    private static String word(String store) {
        return store.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private Optional<String> text(String path) {
        return ledger.said().sources().at(path).map(Setting::text);
    }

    private boolean isTrue(String path) {
        return text(path).filter("true"::equals).isPresent();
    }

    private boolean isFalse(String path) {
        return text(path).filter("false"::equals).isPresent();
    }
}
