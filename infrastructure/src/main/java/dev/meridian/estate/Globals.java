package dev.meridian.estate;

import dev.meridian.topology.Message;
import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.util.Optional;
import java.util.OptionalInt;

/// Works out the parts of global databases of Aurora: where a file says `via: aurora-global`, and only between
/// regions of AWS. Each part follows the one that takes writes, whatever edges the file draws: Aurora knows no
/// other way.
final class Globals {
    static final String VIA = "aurora-global";

    /// AWS Backup has them copied, and no plan of it is written for databases.
    static final String NO_COPIES = "no automated backup of Aurora is copied to another region; each part of a global"
            + " database has the data, and backups of its own";

    /// Aurora user guide, Amazon Aurora global database, 2026-11.
    private static final int MOST_FOLLOWERS = 10;

    /// What storage of every version grows to (Aurora user guide, quotas and constraints, 2026-11).
    private static final long MOST_TEBIBYTES = 128;

    private static final long TEBIBYTE = 1L << 40;

    /// Machines of a part are called after it, with a number.
    private static final int LONGEST_NAME = 61;

    private final Ledger ledger;

    Globals(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Whether a store is one: as the file says, where somebody may follow, and in no other cloud.
    boolean isOne(Asked store) {
        return store.isBy(VIA) && store.isFollowed() && store.isOf(Cloud.AWS);
    }

    /// Whether what a region has of a store belongs to it. A region that nobody's writes get to has one of its
    /// own.
    boolean isPart(Asked store, RegionName region) {
        return isOne(store) && (store.writer().equals(region) || store.sources().containsKey(region));
    }

    /// What becomes of what the file says of the whole.
    void note(Asked store) {
        if (store.isBy(VIA) && !store.isOf(Cloud.AWS)) {
            store.left("replication.via", "Aurora is of AWS alone, and no global database reaches into another cloud");
        }
        if (!isOne(store)) {
            return;
        }
        store.withdraw("limits.iops", "storage of Aurora has no number of accesses that could be ordered");
        int followers = store.sources().size();
        if (followers > MOST_FOLLOWERS) {
            store.problem(
                    "replication.via",
                    new Message(
                            "`" + store.name() + "` is followed in " + followers + " regions",
                            "a global database of Aurora has " + MOST_FOLLOWERS + " beside the one that takes writes",
                            "fewer `members`, or `via: streaming`"));
        }
        if (store.said().limits().bytes().orElse(0) > MOST_TEBIBYTES * TEBIBYTE) {
            store.problem(
                    "limits.size",
                    new Message(
                            "no Aurora bears what `" + store.name() + "` is to bear",
                            "its storage grows to " + MOST_TEBIBYTES + " TiB",
                            "a smaller `limits.size`, or several stores"));
        }
    }

    /// What one region has of it.
    ///
    /// @param estate what names begin with
    Optional<Database> part(Asked store, RegionName region, String estate, int version, int daysBack) {
        String name = store.name(estate, region);
        if (!store.fits(name, LONGEST_NAME, "a database", "Aurora")) {
            return Optional.empty();
        }
        OptionalInt connections = store.number("limits.connections", region);
        Optional<InstanceClass> machine = InstanceClass.ofAurora(connections.orElse(0));
        if (machine.isEmpty()) {
            store.problem(
                    "limits",
                    new Message(
                            "no Aurora bears what `" + store.name() + "` is to bear",
                            "the largest that is written here has " + InstanceClass.mostOfAurora(),
                            "smaller `limits`, or several stores"));
            return Optional.empty();
        }
        Optional<WeeklyWindow> window =
                ledger.window(Databases.WINDOW, Databases.SHORTEST_WINDOW, "RDS works on a database");
        boolean isFollower = !store.writer().equals(region);
        return Optional.of(new Database(
                store.name(),
                name,
                isFollower
                        ? Optional.of(new Database.Source(store.writer(), store.name(estate, store.writer())))
                        : Optional.empty(),
                true,
                version,
                machine.get(),
                new Database.Sort.Part(estate + "-" + store.name()),
                connections,
                store.zones(region) > 1,
                daysBack,
                window,
                Optional.empty()));
    }
}
