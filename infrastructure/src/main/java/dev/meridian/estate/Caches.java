package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Works out which stores in memory each region has. Each is of its region alone, but where the file names what
/// several regions have together ([Datastores]): other writes that are to get to other regions stand among what is
/// not written.
final class Caches {
    /// ElastiCache API reference, CreateReplicationGroup, 2026-11.
    private static final int LONGEST_NAME = 40;

    /// Memorystore for Valkey and Azure Managed Redis, naming rules, 2026-11.
    private static final int LONGEST_NAME_ELSEWHERE = 60;

    /// Memorystore for Valkey, supported versions, 2026-11.
    private static final List<String> OF_GOOGLE = List.of("7.2", "8.0");

    /// The same page: what is kept of snapshots at most.
    private static final int MOST_DAYS = 35;

    private static final int DAYS = 7;

    /// Valkey is what Redis became under its old licence, with the same protocol; ElastiCache has no Redis after
    /// 7.1 (ElastiCache user guide, supported versions, 2026-11).
    private static final String VERSION = "8.0";

    /// ElastiCache user guide, supported versions of Valkey, 2026-11.
    private static final List<String> OF_AWS = List.of("7.2", "8.0", "8.1", "8.2");

    private static final String WINDOW = "operations.windows.cache.at";

    /// ElastiCache API reference, CreateReplicationGroup, 2026-11.
    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(60);

    private final Ledger ledger;
    private final String suffix;
    private final Datastores datastores;
    private final List<Asked> stores;

    /// @param suffix what names end with that everybody shares
    Caches(Blueprint meant, Ledger ledger, String suffix) {
        this.ledger = ledger;
        this.suffix = suffix;
        this.datastores = new Datastores(ledger);
        this.stores = new ArrayList<>(Asked.of(ledger.said(), meant, StoreKind.REDIS, ledger));
        this.stores.addAll(Asked.of(ledger.said(), meant, StoreKind.CACHE, ledger));
    }

    /// Those of one region.
    ///
    /// @param estate what their names begin with
    List<Cache> in(RegionName region, String estate) {
        List<Cache> caches = new ArrayList<>();
        for (Asked store : stores) {
            if (store.places().contains(region)) {
                caches.add(cache(store, region, estate));
            }
        }
        return caches;
    }

    private Cache cache(Asked store, RegionName region, String estate) {
        store.goesBy("zones", "clusterMode");
        if (ledger.regions(Cloud.AZURE).stream().noneMatch(store.places()::contains)) {
            store.goesBy("version", "backup.keep");
        }
        store.isEncrypted();
        Optional<Datastore> global = datastores.in(region, store, estate);
        store.replicates(global.isPresent() ? Datastores.VIA : "", global.isPresent() ? "async" : "none");
        Cloud cloud = ledger.cloud(region);
        String whole = store.name(estate, region) + (cloud == Cloud.AZURE ? "-" + suffix : "");
        String name = cloud == Cloud.AWS ? ShortName.dashed(whole, LONGEST_NAME) : whole;
        store.fits(name, LONGEST_NAME_ELSEWHERE, "a cache", cloud.text());
        if (cloud == Cloud.AWS) {
            store.inAnyCase(
                    "insights", "written as `true`: logs of slow commands and of the engine, which scanners ask for");
        } else {
            store.withdraw("insights", "written for regions of AWS");
        }
        if (cloud == Cloud.AZURE) {
            store.left("version", "Azure has one version of Redis, and chooses it");
            store.left("backup.keep", "Azure Managed Redis keeps what it has on disk, and no earlier state of it");
        }
        boolean isCluster =
                store.at("clusterMode", region).map(Setting::text).orElse("").equals("true");
        return new Cache(
                store.name(),
                name,
                version(store, cloud),
                isCluster,
                store.zones(region),
                daysKept(store, region),
                cloud == Cloud.AWS
                        ? ledger.window(WINDOW, SHORTEST_WINDOW, "ElastiCache works on a store in memory")
                        : ledger.window(WINDOW),
                global);
    }

    private static String version(Asked store, Cloud cloud) {
        String version = store.said().version().orElse(VERSION);
        List<String> known = cloud == Cloud.GOOGLE ? OF_GOOGLE : OF_AWS;
        if (!known.contains(version)) {
            store.problem(
                    "version",
                    new Message(
                            "`" + version + "` is no version that is written",
                            "a store in memory is Valkey, which begins where Redis 7.2 ended its old licence; there are "
                                    + String.join(", ", known),
                            "`version: " + VERSION + "`, or none"));
        }
        return version;
    }

    private static int daysKept(Asked store, RegionName region) {
        Duration kept = store.at("backup.keep", region)
                .flatMap(setting -> Scalars.time(setting.text()))
                .orElse(Duration.ofDays(DAYS));
        int days = store.daysKept(region, kept, 0, "ElastiCache");
        if (days > MOST_DAYS) {
            store.problem(
                    "backup.keep",
                    new Message(
                            "snapshots of `" + store.name() + "` are to be kept for " + days + " days",
                            "ElastiCache keeps them for " + MOST_DAYS + " days at most",
                            "`keep: " + MOST_DAYS + "d`, or less"));
        }
        return days;
    }
}
