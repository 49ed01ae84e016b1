package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.units.RegionName;
import java.util.List;

/// Everything that stands in networks, worked out kind by kind.
final class Parts {
    private final String estate;
    private final Ledger ledger;
    private final Databases databases;
    private final Caches caches;
    private final Tables tables;
    private final Buckets buckets;
    private final Clusters clusters;
    private final Workloads workloads;
    private final List<Database.Copy> backups;
    private final List<Table.Copy> copies;

    /// @param estate what all names begin with
    /// @param suffix what names end with that nobody else may have
    Parts(String estate, Blueprint meant, Ledger ledger, String suffix) {
        this.estate = estate;
        this.ledger = ledger;
        this.databases = new Databases(meant, ledger);
        this.caches = new Caches(meant, ledger);
        this.tables = new Tables(meant, ledger);
        this.buckets = new Buckets(meant, ledger, suffix);
        this.clusters = new Clusters(ledger);
        this.workloads = new Workloads(meant, ledger);
        this.backups = databases.copies(estate);
        this.copies = tables.copies(estate);
    }

    Site.Stores stores(RegionName region) {
        return new Site.Stores(
                databases.in(region, estate),
                caches.in(region, estate),
                tables.in(region, estate),
                tables.names(region, estate),
                buckets.in(region, estate));
    }

    /// @param zones over how many zones the region's network spreads
    Site.Compute compute(RegionName region, int zones) {
        return new Site.Compute(clusters.in(region, estate, zones), workloads.in(region, estate));
    }

    /// Whether a region gets copies of what others have.
    boolean isTarget(RegionName region) {
        return backups.stream().anyMatch(copy -> copy.to().equals(region))
                || copies.stream().anyMatch(copy -> copy.to().equals(region));
    }

    List<Estate.Link> links() {
        return new Links(ledger).of(backups, copies);
    }

    List<Bucket.Stream> streams() {
        return buckets.streams(estate);
    }
}
