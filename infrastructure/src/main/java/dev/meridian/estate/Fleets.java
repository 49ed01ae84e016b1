package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.topology.Defaults;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// Works out what the clusters of an estate run. What holds for all of them is decided from what the file says for
/// all regions, never from which regions there are.
final class Fleets {
    /// Of the levels of Kubernetes the one that forbids most; what is written here needs nothing that it forbids.
    private static final String RESTRICTED = "restricted";

    private static final String BASELINE = "baseline";

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
    Optional<Fleet> of(SequencedMap<RegionName, Site> sites, List<Estate.Link> links) {
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
                        .ifPresent(unit -> locals.put(
                                unit.name(), local(units, unit, workload, site, Estate.peers(site, sites, links))));
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
                            site.stores().volumes(),
                            locals));
        }
        return Optional.of(new Fleet(estate, rules(clusters), all, places));
    }

    private Fleet.Rules rules(List<Site> clusters) {
        for (String key : List.of("networkPolicy", "disruptionBudget", "podSecurity", "scaling.horizontal")) {
            ledger.rendered("compute." + key);
        }
        String security = text("compute.podSecurity").orElse(RESTRICTED);
        boolean isDelivered = text("deploy.gitops").filter("argo-cd"::equals).isPresent();
        if (isDelivered) {
            ledger.rendered("deploy.gitops");
        }
        ledger.rendered("deploy.propagation");
        return new Fleet.Rules(
                security.equals(BASELINE) ? BASELINE : RESTRICTED,
                !isFalse("compute.disruptionBudget"),
                !isFalse("compute.networkPolicy"),
                growsMachines(clusters),
                mesh(),
                isDelivered,
                text("deploy.propagation").isPresent(),
                ledger.said()
                        .network()
                        .cidr()
                        .or(() -> Defaults.at("network.cidr").flatMap(Scalars::block))
                        .orElseThrow(() -> new AssertionError("the format says which addresses an estate has")));
    }

    /// Machines of other clouds are added by their own.
    private boolean growsMachines(List<Site> clusters) {
        ledger.left("compute.scaling.scheduled", "the file says no times");
        ledger.left("compute.scaling.predictive", "Kubernetes adds copies by what is, not by what is expected");
        boolean grows = clusters.stream()
                .filter(site -> site.cloud() == Cloud.AWS)
                .flatMap(site -> site.cluster().stream())
                .flatMap(cluster -> cluster.nodes().stream())
                .anyMatch(Cluster.Nodes::grows);
        for (String group : ledger.said().compute().nodes().sequencedKeySet()) {
            String path = "compute.nodes." + group + ".scaling";
            if (text(path).filter("auto"::equals).isPresent()) {
                ledger.left(
                        path, "the role of Cluster Autoscaler is there; it has to be installed in each cluster first");
            } else if (text(path).filter("manual"::equals).isPresent()) {
                ledger.rendered(path);
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
        return text("compute.mesh.kind").filter("istio"::equals).map(_ -> {
            ledger.rendered("compute.mesh.mutualTls");
            ledger.rendered("compute.mesh.trafficManagement");
            return new Fleet.Mesh(isTrue("compute.mesh.mutualTls"), isTrue("compute.mesh.trafficManagement"));
        });
    }

    private Fleet.Local local(Units units, Unit unit, Workload workload, Site site, List<Site> peers) {
        Unit.Copies here = new Unit.Copies(workload.least(), workload.most());
        return new Fleet.Local(
                Optional.of(unit.hasGpu() ? withGpus(here, unit, site) : here)
                        .filter(found -> !found.equals(unit.copies())),
                Optional.of(units.size(unit.name(), Optional.of(site.region())))
                        .filter(size -> !size.equals(unit.size())),
                Settings.of(workload, site, peers),
                addresses(workload, site, peers),
                isOnSpot(unit, site),
                site.entrances().stream()
                        .filter(entrance -> entrance.service().equals(unit.name()))
                        .toList());
    }

    /// No more copies than find a GPU, which each of them has for itself: others would wait for ever.
    private Unit.Copies withGpus(Unit.Copies copies, Unit unit, Site site) {
        OptionalInt gpus = site.cluster().stream()
                .flatMap(cluster -> cluster.nodes().stream())
                .filter(group -> unit.nodes().filter(group.name()::equals).isPresent())
                .map(Cluster.Nodes::mostGpus)
                .findFirst()
                .orElse(OptionalInt.empty());
        if (gpus.isEmpty() || gpus.getAsInt() >= copies.most()) {
            return copies;
        }
        ledger.unbuilt(
                "services." + unit.name() + ".replicas",
                site.region(),
                "machines of `" + unit.nodes().orElse("") + "` have " + gpus.getAsInt()
                        + (gpus.getAsInt() == 1 ? " GPU in " : " GPUs in ") + site.region()
                        + " at most, and each copy needs one: no more copies start there");
        return new Unit.Copies(copies.least(), Math.max(copies.least(), gpus.getAsInt()));
    }

    private static boolean isOnSpot(Unit unit, Site site) {
        return site.cluster().stream()
                .flatMap(cluster -> cluster.nodes().stream())
                .anyMatch(group -> group.isSpot()
                        && unit.nodes().filter(group.name()::equals).isPresent());
    }

    private static List<Fleet.Address> addresses(Workload workload, Site site, List<Site> peers) {
        return Settings.hosts(workload, site, peers).entrySet().stream()
                .map(host -> new Fleet.Address(
                        host.getKey(),
                        site.cloud() == Cloud.AWS
                                ? Fleet.parameter(site, host.getValue())
                                : Fleet.plainParameter(
                                        site.name(), host.getValue().store())))
                .toList();
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
