package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Everything that stands in networks, worked out kind by kind.
final class Parts {
    private final String estate;
    private final Ledger ledger;
    private final Databases databases;
    private final Caches caches;
    private final Tables tables;
    private final Buckets buckets;
    private final MessageLogs logs;
    private final Searches searches;
    private final VolumeBackups volumes;
    private final Clusters clusters;
    private final Units units;
    private final Workloads workloads;
    private final Estate.Copies copies;
    private final List<Entrance> entrances;
    private final Optional<Firewall> firewall;
    private final String suffix;
    private final SharedKeys keys;

    /// @param estate what all names begin with
    /// @param suffix what names end with that nobody else may have
    Parts(String estate, Blueprint meant, Ledger ledger, String suffix) {
        this.estate = estate;
        this.ledger = ledger;
        this.databases = new Databases(meant, ledger, suffix);
        this.caches = new Caches(meant, ledger, suffix);
        this.tables = new Tables(meant, ledger);
        this.buckets = new Buckets(meant, ledger, suffix);
        this.logs = new MessageLogs(meant, ledger);
        this.searches = new Searches(meant, ledger);
        this.volumes = new VolumeBackups(meant, ledger);
        this.clusters = new Clusters(ledger);
        this.units = new Units(estate, meant, ledger);
        this.workloads = new Workloads(meant, ledger);
        this.copies = new Estate.Copies(
                databases.copies(estate),
                tables.copies(estate),
                logs.mirrors(estate),
                searches.followings(estate),
                List.of());
        List<Entrance> opened = new Entrances(meant, ledger).all();
        Firewalls firewalls = new Firewalls(ledger);
        boolean stands = opened.stream().anyMatch(entrance -> entrance.cloud() == Cloud.AWS);
        this.firewall = stands ? firewalls.one() : Optional.empty();
        this.entrances = stands ? OnlyWayIn.of(opened, firewalls.byWho(), ledger) : opened;
        this.suffix = suffix;
        this.keys = new SharedKeys(estate, meant, ledger);
    }

    /// The key that a region has together with others.
    Optional<SharedKey> sharedKey(RegionName region) {
        return keys.in(region);
    }

    Site.Stores stores(RegionName region) {
        return new Site.Stores(
                databases.in(region, estate),
                caches.in(region, estate),
                tables.in(region, estate),
                tables.names(region, estate),
                buckets.in(region, estate),
                logs.in(region, estate),
                searches.in(region, estate),
                volumes.in(region, estate));
    }

    /// @param zones over how many zones the region's network spreads
    Site.Compute compute(RegionName region, int zones) {
        List<RegionName> ours = ledger.regions(Cloud.AWS);
        boolean hasImages = ours.contains(region)
                && (region.equals(ours.getFirst()) || workloads.imagesIn().contains(region));
        List<Workload> services = workloads.in(region, estate);
        return new Site.Compute(
                clusters.in(region, estate, zones, copies(services, region)),
                workloads.isServerless() && ours.contains(region),
                services,
                hasImages ? workloads.repositories() : List.of());
    }

    /// One of each service that runs in a region.
    private List<Fitting.Copy> copies(List<Workload> services, RegionName region) {
        return services.stream()
                .map(service -> new Fitting.Copy(
                        service.name(),
                        Optional.ofNullable(ledger.said().services().get(service.name()))
                                .flatMap(Topology.Service::runsOn),
                        units.size(service.name(), Optional.of(region))))
                .toList();
    }

    /// Whether a region gets copies of what others have.
    boolean isTarget(RegionName region) {
        return copies.backups().stream().anyMatch(copy -> copy.to().equals(region))
                || copies.tables().stream().anyMatch(copy -> copy.to().equals(region));
    }

    List<Estate.Link> links(Watch watch) {
        List<Bucket.Copy> late = streams().stream()
                .filter(stream -> ledger.cloud(stream.from().region()) == Cloud.AWS)
                .filter(stream -> watch.lag(stream.store()).isPresent())
                .flatMap(stream ->
                        stream.to().stream().map(place -> new Bucket.Copy(stream.store(), stream.from(), place)))
                .toList();
        return new Links(ledger, keys)
                .of(
                        new Estate.Copies(
                                copies.backups(), copies.tables(), copies.mirrors(), copies.followings(), late),
                        streams());
    }

    List<VolumeBackup.Copies> volumes() {
        return volumes.copies(estate);
    }

    /// The regions that have copies of backups and nothing else.
    List<BackupRegion> backupRegions() {
        SequencedSet<RegionName> others = new LinkedHashSet<>();
        copies.backups().forEach(copy -> others.add(copy.to()));
        volumes().forEach(all -> all.to().forEach(place -> others.add(place.region())));
        others.removeAll(ledger.regions());
        return others.stream()
                .map(region -> new BackupRegion(
                        region,
                        estate + "-" + region,
                        copies.backups().stream()
                                .filter(copy -> copy.to().equals(region))
                                .toList(),
                        volumes.in(region, estate)))
                .toList();
    }

    List<Bucket.Stream> streams() {
        return buckets.streams(estate);
    }

    Optional<Estate.Images> images() {
        List<RegionName> to = workloads.imagesIn();
        List<String> repositories = workloads.repositories();
        return to.isEmpty() || repositories.isEmpty()
                ? Optional.empty()
                : Optional.of(new Estate.Images(ledger.regions(Cloud.AWS).getFirst(), to, repositories));
    }

    List<Entrance> entrances() {
        return entrances;
    }

    /// Those that are names of AWS.
    List<Entrance> ofAws() {
        return entrances.stream()
                .filter(entrance -> entrance.cloud() == Cloud.AWS)
                .toList();
    }

    /// Of those that it leads to a region; their regions are the same ([Accelerators]).
    Optional<Accelerator> accelerator() {
        return entrances.stream()
                .filter(entrance -> entrance.lead() == Entrance.Lead.ACCELERATOR)
                .findFirst()
                .map(entrance -> new Accelerator(estate, Accelerators.dials(entrance), bucket("accelerator-flows")));
    }

    /// What stands before all entrances; nobody needs it where there is none.
    Optional<Firewall> firewall() {
        return firewall;
    }

    /// Those that lead to a region.
    List<Entrance> entrances(RegionName region) {
        return entrances.stream()
                .filter(entrance -> entrance.cloud() == ledger.cloud(region))
                .filter(entrance -> workloads.in(region, estate).stream()
                        .anyMatch(workload -> workload.name().equals(entrance.service())))
                .toList();
    }

    /// The name of a bucket of the estate's own, which nobody else has.
    String bucket(String what) {
        return ShortName.bucket(estate + "-" + what, "-" + suffix);
    }
}
