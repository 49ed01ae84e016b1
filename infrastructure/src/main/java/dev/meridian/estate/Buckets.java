package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Message;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Works out which objects of the cloud's own each region has, and where else what is written there goes.
final class Buckets {
    /// S3 user guide, bucket naming rules, 2026-11.
    private static final int LONGEST_NAME = 63;

    /// What the timed copies of S3 promise for 99.9 % of objects (S3 user guide, replication time control,
    /// 2026-11).
    private static final Duration TIMED = Duration.ofMinutes(15);

    /// The longest month and year there are: nothing is thrown away a day too early.
    private static final int DAYS_OF_A_MONTH = 31;

    private static final int DAYS_OF_A_YEAR = 366;

    private final Ledger ledger;
    private final List<Asked> stores;
    private final String suffix;

    /// @param suffix what names end with, so that nobody else has the same
    Buckets(Blueprint meant, Ledger ledger, String suffix) {
        this.ledger = ledger;
        this.stores = Asked.of(ledger.said(), meant, StoreKind.OBJECT, ledger);
        this.suffix = suffix;
    }

    /// Those of one region.
    ///
    /// @param estate what their names begin with
    List<Bucket> in(RegionName region, String estate) {
        List<Bucket> buckets = new ArrayList<>();
        for (Asked store : stores) {
            if (store.places().contains(region)) {
                buckets.add(bucket(store, region, estate));
            }
        }
        return buckets;
    }

    /// What is copied from each region that something is copied from.
    List<Bucket.Stream> streams(String estate) {
        List<Bucket.Stream> streams = new ArrayList<>();
        for (Asked store : stores) {
            for (RegionName from : store.places()) {
                List<Bucket.Place> to = store.streams().stream()
                        .filter(edge -> edge.from().equals(from))
                        .map(Edge::to)
                        .distinct()
                        .map(region -> new Bucket.Place(region, name(store, region, estate)))
                        .toList();
                if (!to.isEmpty()) {
                    Bucket.Place source = new Bucket.Place(from, name(store, from, estate));
                    streams.add(new Bucket.Stream(store.name(), source, to, isTimed(store)));
                }
            }
        }
        return streams;
    }

    private String name(Asked store, RegionName region, String estate) {
        String name = store.name(estate, region) + "-" + suffix;
        return ledger.cloud(region) == Cloud.AZURE ? ShortName.account(name) : name;
    }

    private Bucket bucket(Asked store, RegionName region, String estate) {
        note(store);
        String name = name(store, region, estate);
        store.fits(name, LONGEST_NAME, "a bucket", "S3");
        boolean isVersioned = isVersioned(store, region);
        boolean isByUse = store.at("tiering", region)
                .filter(setting -> setting.text().equals("intelligent"))
                .isPresent();
        if (isByUse) {
            store.inAnyCase(
                    "lifecycle", "`tiering: intelligent` moves objects that nobody asks for to cheaper storage");
        }
        Bucket.Aging aging = isByUse
                ? Bucket.Aging.BY_USE
                : isSaid(store, "lifecycle", region) ? Bucket.Aging.BY_AGE : Bucket.Aging.NONE;
        boolean isCopied = store.streams().stream().anyMatch(edge -> edge.from().equals(region));
        return new Bucket(store.name(), name, isVersioned, isCopied, days(store), aging);
    }

    /// Copies are made of versions, by S3 and by Azure (S3 user guide, replication requirements; Azure, object
    /// replication, prerequisites; 2026-11): a problem where there are copies and are to be no versions.
    private boolean isVersioned(Asked store, RegionName region) {
        boolean isRefused = store.at("versioning", region)
                .filter(setting -> setting.text().equals("false"))
                .isPresent();
        if (!isRefused) {
            return store.isFollowed() || isSaid(store, "versioning", region);
        }
        boolean needsThem =
                ledger.cloud(region) != Cloud.GOOGLE && !store.streams().isEmpty();
        if (needsThem) {
            store.problem(
                    "versioning",
                    new Message(
                            "`" + store.name() + "` is copied to other regions and keeps no older versions",
                            "what copies objects does so from one bucket with versions to another: "
                                    + ledger.cloud(region).text() + " takes no others",
                            "`versioning: true`, or `replication: none`"));
        }
        return needsThem;
    }

    private static boolean isSaid(Asked store, String key, RegionName region) {
        return store.at(key, region)
                .filter(setting -> setting.text().equals("true"))
                .isPresent();
    }

    private static OptionalInt days(Asked store) {
        Optional<Period> kept = store.said().keep();
        return kept.map(period -> OptionalInt.of(
                        period.getYears() * DAYS_OF_A_YEAR + period.getMonths() * DAYS_OF_A_MONTH + period.getDays()))
                .orElse(OptionalInt.empty());
    }

    private static void note(Asked store) {
        store.goesBy("keep", "lifecycle", "versioning");
        store.does("tiering", "intelligent");
        store.isEncrypted();
        if (store.isOf(Cloud.AWS)) {
            store.replicates("s3-replication", "async", "provider", "none");
        } else {
            store.replicates("", "async", "provider", "none");
        }
        if (isTimed(store) && store.isOf(Cloud.AWS)) {
            store.goesBy("replication.target");
        }
    }

    private static boolean isTimed(Asked store) {
        return store.said()
                .replication()
                .flatMap(Storage.Replication::target)
                .filter(target -> target.compareTo(TIMED) >= 0)
                .isPresent();
    }
}
