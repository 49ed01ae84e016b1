package dev.meridian.estate;

import dev.meridian.units.Cidr;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;

/// What is to be built in one region.
///
/// @param cloud who operates it
/// @param name that everything in it begins with: `shop-eu-west-1`
/// @param logDays how long logs are kept; see [#LOG_DAYS] where the file does not say
/// @param stores that the cloud operates here
/// @param compute what services run on
/// @param entrances that lead here
/// @param accessLogs the bucket that has what load balancers write; empty where there is none
/// @param keepsData whether there is data here, a copy of some at least
/// @param suffix what names end with that everybody shares
/// @param sharedKey that it has together with other regions; empty for none
public record Site(
        RegionName region,
        Cloud cloud,
        String name,
        Network network,
        int logDays,
        Stores stores,
        Compute compute,
        List<Entrance> entrances,
        Optional<String> accessLogs,
        boolean keepsData,
        String suffix,
        Optional<SharedKey> sharedKey) {
    public Site {
        entrances = List.copyOf(entrances);
    }

    /// What everything in another region begins with.
    public String nameIn(RegionName other) {
        return name.substring(0, name.length() - region.text().length()) + other;
    }

    /// Whether every account sees all zones of a region; of the others a new account sees two (AWS global
    /// infrastructure, US West (N. California), 2026-11).
    public static boolean seesAllZones(RegionName region) {
        return !region.text().equals("us-west-1");
    }

    /// How its addresses are divided where subnets span all zones.
    public Ranges ranges() {
        return Ranges.of(cloud, network.block());
    }

    /// How long logs are kept where a file does not say: the year that CIS AWS Foundations and CKV_AWS_338 ask for
    /// (`aws-checks`, 2026-11).
    static final int LOG_DAYS = 365;

    /// What services run on.
    ///
    /// @param cluster empty where it is none
    /// @param isServerless whether the cloud finds the machines for each copy of a service itself
    /// @param services of the applications that live here
    /// @param repositories of images
    public record Compute(
            Optional<Cluster> cluster, boolean isServerless, List<Workload> services, List<String> repositories) {
        public Compute {
            repositories = List.copyOf(repositories);
            services = List.copyOf(services);
        }

        /// Whether something that is written here runs services.
        public boolean runsServices() {
            return cluster.isPresent() || isServerless;
        }

        /// The services that something written here runs. The others run where their team runs them, and nothing
        /// is known of how.
        public List<Workload> running() {
            return services.stream()
                    .filter(service -> cluster.isPresent()
                            || (isServerless && service.image().isPresent()))
                    .toList();
        }

        /// The secrets that tasks without a cluster are given, by name.
        public List<String> secretsOfTasks() {
            return services.stream()
                    .filter(service -> isServerless && service.image().isPresent())
                    .flatMap(service -> service.secrets().stream())
                    .distinct()
                    .toList();
        }
    }

    public Optional<Cluster> cluster() {
        return compute.cluster();
    }

    public List<Workload> services() {
        return compute.services();
    }

    /// What the cloud keeps in a region.
    ///
    /// @param tables those that have their first place here
    /// @param tableNames of all tables that are here, their copies too, by store
    /// @param volumes that are backed up here, or whose backups are copied to here
    public record Stores(
            List<Database> databases,
            List<Cache> caches,
            List<Table> tables,
            SequencedMap<String, String> tableNames,
            List<Bucket> buckets,
            List<MessageLog> logs,
            List<Search> searches,
            List<VolumeBackup> volumes) {
        public Stores {
            databases = List.copyOf(databases);
            caches = List.copyOf(caches);
            tables = List.copyOf(tables);
            tableNames = new LinkedHashMap<>(tableNames);
            buckets = List.copyOf(buckets);
            logs = List.copyOf(logs);
            searches = List.copyOf(searches);
            volumes = List.copyOf(volumes);
        }

        /// Whether a store is here, a copy of it at least; of volumes their backups.
        public boolean has(String store) {
            return tableNames.containsKey(store)
                    || is(store, databases, Database::store)
                    || is(store, caches, Cache::store)
                    || is(store, buckets, Bucket::store)
                    || is(store, logs, MessageLog::store)
                    || is(store, searches, Search::store)
                    || is(store, volumes, VolumeBackup::store);
        }

        private static <T> boolean is(String store, List<T> all, Function<T, String> name) {
            for (T one : all) {
                if (name.apply(one).equals(store)) {
                    return true;
                }
            }
            return false;
        }

        boolean isEmpty() {
            return databases.isEmpty()
                    && caches.isEmpty()
                    && tables.isEmpty()
                    && buckets.isEmpty()
                    && logs.isEmpty()
                    && searches.isEmpty()
                    && volumes.isEmpty();
        }
    }

    /// Whether the cloud tries restores of something here by itself.
    public boolean triesRestores() {
        return databases().stream().anyMatch(one -> one.trial().isPresent())
                || stores().volumes().stream().anyMatch(one -> one.trial().isPresent());
    }

    public List<Database> databases() {
        return stores.databases();
    }

    /// The regions that have to be there first: those of databases that the ones here follow.
    SequencedSet<RegionName> follows() {
        SequencedSet<RegionName> regions = new LinkedHashSet<>();
        databases().forEach(one -> one.source().ifPresent(source -> regions.add(source.region())));
        return regions;
    }

    /// The same of datastores that caches here are a part of: where those are made.
    SequencedSet<RegionName> joins() {
        SequencedSet<RegionName> regions = new LinkedHashSet<>();
        stores.caches()
                .forEach(one -> one.global()
                        .filter(global -> !global.founder().equals(region))
                        .ifPresent(global -> regions.add(global.founder())));
        return regions;
    }

    /// A network of its own.
    ///
    /// @param block all its addresses
    /// @param estate the addresses of all networks of the estate together
    /// @param zones over which it spreads, each with a part of every tier
    /// @param tiers which kinds of subnets it has
    /// @param nat where private addresses go out to the internet
    /// @param hasAcls whether subnets have rules of their own, beside those of what is in them
    /// @param hasFlowLogs whether connections are written down
    /// @param hasEndpoints whether services of the cloud are reached without the internet
    public record Network(
            Cidr block,
            Cidr estate,
            List<Zone> zones,
            SequencedSet<Tier> tiers,
            WayOut nat,
            boolean hasAcls,
            boolean hasFlowLogs,
            boolean hasEndpoints) {
        public Network {
            zones = List.copyOf(zones);
            tiers = new LinkedHashSet<>(tiers);
        }
    }

    /// A part of a region that fails by itself, and its addresses.
    ///
    /// @param letter by which files call it, `a` for the first
    public record Zone(String letter, Cidr publicBlock, Cidr privateBlock, Cidr databaseBlock) {
        public Cidr block(Tier tier) {
            return switch (tier) {
                case PUBLIC -> publicBlock;
                case PRIVATE -> privateBlock;
                case DATABASE -> databaseBlock;
            };
        }
    }

    /// What may stand in a part of a network.
    public enum Tier {
        /// What the internet reaches.
        PUBLIC,
        /// What reaches the internet, at most.
        PRIVATE,
        /// What reaches nothing and is reached from within.
        DATABASE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How private addresses go out.
    public enum WayOut {
        PER_ZONE,
        PER_REGION,
        NONE
    }
}
