package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Message;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Works out which OpenSearch of the cloud's own each region has, and which of them follow which.
final class Searches {
    /// OpenSearch Service API reference, CreateDomain, 2026-11.
    private static final int LONGEST_NAME = 28;

    /// The last of its line, which is looked after until OpenSearch 4 is there (opensearch.org, release schedule,
    /// 2026-11).
    private static final String VERSION = "2.19";

    /// From 2 on, those that a new domain can have (OpenSearch Service developer guide, supported versions,
    /// 2026-11).
    private static final List<String> VERSIONS =
            List.of("2.3", "2.5", "2.7", "2.9", "2.11", "2.13", "2.15", "2.17", VERSION, "3.1", "3.3");

    private static final int MOST_ZONES = 3;

    /// Of disk that each machine has where the file says nothing of how much there is.
    private static final int GIBIBYTES = 100;

    private static final long GIBIBYTE = 1L << 30;

    /// What disks have to be larger than data, with a copy of everything: twice, and 1.45 times that for what
    /// indexing, the machine and OpenSearch Service itself need (OpenSearch Service developer guide, calculating
    /// storage requirements, 2026-11).
    private static final double SPACE = 2 * 1.45;

    private final List<Asked> stores;

    Searches(Blueprint meant, Ledger ledger) {
        this.stores = Asked.of(ledger.said(), meant, StoreKind.OPENSEARCH, ledger);
    }

    /// Those of one region.
    ///
    /// @param estate what their names begin with
    List<Search> in(RegionName region, String estate) {
        List<Search> searches = new ArrayList<>();
        for (Asked store : stores) {
            if (store.places().contains(region)) {
                search(store, region, estate).ifPresent(searches::add);
            }
        }
        return searches;
    }

    private static Optional<Search> search(Asked store, RegionName region, String estate) {
        note(store);
        String name = name(store, estate);
        String owner = name + "-owner";
        store.fits(name, LONGEST_NAME, "a search", "OpenSearch Service");
        store.fits(owner, ShortName.LONGEST_ROLE, "the role that owns a search", "IAM");
        int zones = store.zones(region);
        if (zones > MOST_ZONES) {
            store.problem(
                    "zones",
                    new Message(
                            "`" + store.name() + "` is to be in " + zones + " zones",
                            "OpenSearch Service spreads over " + MOST_ZONES + " at most",
                            "`zones: " + MOST_ZONES + "`, or fewer"));
        }
        store.hasZones(region, Math.min(zones, MOST_ZONES));
        long gibibytes = gibibytes(store.size(region), Math.max(1, zones));
        Optional<SearchNode> node = SearchNode.having(gibibytes);
        if (node.isEmpty()) {
            store.problem(
                    "limits.size",
                    new Message(
                            "each of " + zones + " machines of `" + store.name() + "` would need a disk of " + gibibytes
                                    + " GiB",
                            "the largest has " + SearchNode.most() + " GiB",
                            "a smaller `limits.size`, more `zones`, or several stores"));
        }
        Optional<RegionName> leader = Optional.ofNullable(store.sources().get(region));
        return version(store)
                .flatMap(version -> node.map(one -> new Search(
                        store.name(), name, owner, version, zones, one, (int) gibibytes, leader, store.isFollowed())));
    }

    /// Names of domains are of a region and short, so that they have no room for its name.
    private static String name(Asked store, String estate) {
        return estate + "-" + store.name();
    }

    private static long gibibytes(long bytes, int nodes) {
        return Math.max(GIBIBYTES, (long) Math.ceil(bytes * SPACE / nodes / GIBIBYTE));
    }

    private static void note(Asked store) {
        store.goesBy("zones", "version", "limits.size");
        store.does("pattern", "active-passive");
        store.isEncrypted();
        store.replicates("cross-cluster", "none");
        store.leadsFromItsWriter();
        if (!store.sources().isEmpty()) {
            store.left(
                    "replication.mode",
                    "the domains are connected; which indices follow is told to the followers, as README.md says");
        }
    }

    private static Optional<String> version(Asked store) {
        String version = store.said().version().orElse(VERSION);
        if (VERSIONS.contains(version)) {
            return Optional.of(version);
        }
        store.problem(
                "version",
                new Message(
                        "`" + version + "` is no version of OpenSearch that is written",
                        "OpenSearch Service has " + String.join(", ", VERSIONS),
                        "`version: " + VERSION + "`, or none"));
        return Optional.empty();
    }

    /// Which follow which: each of them the one that takes the writes.
    List<Search.Following> followings(String estate) {
        List<Search.Following> followings = new ArrayList<>();
        for (Asked store : stores) {
            store.sources().forEach((follower, leader) -> {
                if (leader.equals(store.writer())) {
                    followings.add(new Search.Following(store.name(), name(store, estate), leader, follower));
                } else {
                    store.problem(
                            "replication.edges",
                            new Message(
                                    follower + " is to follow " + leader + ", which follows another itself",
                                    "a follower in OpenSearch Service cannot be followed",
                                    "an edge from " + store.writer() + " to " + follower));
                }
            });
        }
        return followings;
    }
}
