package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Works out which PostgreSQL of the cloud's own each region has. Between regions it follows its source without a
/// commit waiting for it: a file that asks for more finds its line among what is not written.
final class Databases {
    /// The longest that it can be restored to any moment of (RDS user guide, backup retention period; the same for
    /// Cloud SQL Enterprise Plus and Azure Database for PostgreSQL; all 2026-11).
    private static final int MOST_DAYS_BACK = 35;

    /// What AWS itself proposes where nobody says.
    private static final int DAYS_BACK = 7;

    /// How finely: what is written is put aside every five minutes (RDS user guide, point-in-time recovery,
    /// 2026-11).
    private static final Duration FINENESS = Duration.ofMinutes(5);

    private static final int LONGEST_NAME = 63;
    private static final int ZONES = 2;

    /// The newest that was at least a year old when this was written, 2026-11: PostgreSQL 17 came out in September
    /// 2024, and is looked after until November 2029 (postgresql.org, versioning policy).
    private static final int VERSION = 17;

    private static final Pattern MAJOR = Pattern.compile("(\\d{1,2})(\\.\\d{1,3})?");

    private static final String VERIFY = "backup.verify";

    static final String WINDOW = "operations.windows.database.at";

    /// RDS API reference, CreateDBInstance and CreateDBCluster, 2026-11.
    static final Duration SHORTEST_WINDOW = Duration.ofMinutes(30);

    /// Azure keeps at least so much (Azure Database for PostgreSQL, backup and restore, 2026-11).
    private static final int FEWEST_DAYS_OF_AZURE = 7;

    private final Ledger ledger;
    private final Globals globals;
    private final String suffix;
    private final List<Asked> stores;

    /// @param suffix what names end with that everybody shares
    Databases(Blueprint meant, Ledger ledger, String suffix) {
        this.ledger = ledger;
        this.suffix = suffix;
        this.globals = new Globals(ledger);
        this.stores = Asked.of(ledger.said(), meant, StoreKind.POSTGRESQL, ledger);
    }

    /// Those of one region.
    ///
    /// @param estate what their names begin with
    List<Database> in(RegionName region, String estate) {
        List<Database> databases = new ArrayList<>();
        for (Asked store : stores) {
            if (store.places().contains(region)) {
                one(store, region, estate).ifPresent(databases::add);
            }
        }
        return databases;
    }

    /// What can be restored in another region than its own.
    List<Database.Copy> copies(String estate) {
        List<Database.Copy> copies = new ArrayList<>();
        for (Asked store : stores) {
            if (store.isOf(Cloud.AWS)) {
                store.goesBy("backup.copyTo");
            } else {
                store.left("backup.copyTo", "copies of backups are written between regions of AWS");
            }
            if (globals.isOne(store)) {
                store.withdraw("backup.copyTo", Globals.NO_COPIES);
                continue;
            }
            copies.addAll(copiesOfRds(store, estate));
        }
        return copies;
    }

    /// Those that RDS makes; which it does not is said.
    private List<Database.Copy> copiesOfRds(Asked store, String estate) {
        List<Database.Copy> copies = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (RegionName from : store.places()) {
            if (store.sources().containsKey(from) || ledger.cloud(from) != Cloud.AWS) {
                continue;
            }
            Database.Source source = new Database.Source(from, store.name(estate, from));
            for (RegionName to : BackupTargets.of(store, ledger)) {
                if (BackupRoutes.isOffered(from, to)) {
                    copies.add(new Database.Copy(store.name(), source, to, daysBack(store, from)));
                } else if (!to.equals(from)) {
                    missing.add(from + " to " + to);
                }
            }
            BackupTargets.strange(store, ledger).forEach(to -> missing.add(from + " to " + to));
        }
        if (!missing.isEmpty()) {
            store.withdraw(
                    "backup.copyTo",
                    (copies.isEmpty() ? "RDS" : "written where RDS offers it; it")
                            + " copies no automated backups from " + String.join(", from ", missing));
        }
        return copies;
    }

    private Optional<Database> one(Asked store, RegionName region, String estate) {
        note(store);
        inTwoZones(store, region);
        looksInto(store, region);
        if (globals.isPart(store, region)) {
            store.left(VERIFY, "what AWS Backup restores of a part of a global database is storage without a machine");
            return version(store, Cloud.AWS)
                    .flatMap(version -> globals.part(store, region, estate, version, daysBack(store, region)));
        }
        if (ledger.cloud(region) == Cloud.AWS) {
            isNoChain(store, region);
        }
        return database(store, region, estate);
    }

    /// A problem where one follows what follows another region itself: a chain of copies may lead from one
    /// region to another, and not on to a third (RDS user guide, cross-Region cascading read replicas,
    /// limitations, 2026-11).
    private static void isNoChain(Asked store, RegionName region) {
        Optional<RegionName> source = Optional.ofNullable(store.sources().get(region));
        source.flatMap(from -> Optional.ofNullable(store.sources().get(from)))
                .ifPresent(first -> store.problem(
                        store.edge(source.get(), region),
                        new Message(
                                "`" + store.name() + "` in " + region + " is to follow " + source.get()
                                        + ", which follows " + first + " itself",
                                "a chain of copies that RDS makes is in two regions at most",
                                "an edge from " + store.writer() + " to " + region
                                        + ": both follow the one that takes the writes")));
    }

    private void looksInto(Asked store, RegionName region) {
        if (ledger.cloud(region) == Cloud.AZURE) {
            store.withdraw("insights", "not written for Azure");
        } else {
            store.inAnyCase("insights", "written as `true`: what is slow is told by it alone, and scanners ask for it");
        }
    }

    /// What a region has is in two zones at most: a database and its standby, or the machines of an Aurora
    /// (RDS user guide, Multi-AZ DB instances; high availability of Cloud SQL and of Azure Database for
    /// PostgreSQL; all 2026-11).
    private void inTwoZones(Asked store, RegionName region) {
        if (store.zones(region) > ZONES) {
            ledger.unbuilt(
                    "data." + store.name() + ".zones",
                    region,
                    "a database and what takes over from it are in two zones, and no third has either");
        }
    }

    private Optional<Database> database(Asked store, RegionName region, String estate) {
        Cloud cloud = ledger.cloud(region);
        String name = name(store, region, estate);
        if (!store.fits(name, LONGEST_NAME, "a database", cloud.text())) {
            return Optional.empty();
        }
        OptionalInt connections = store.number("limits.connections", region);
        int iops = store.number("limits.iops", region).orElse(0);
        InstanceClass.Load load = new InstanceClass.Load(connections.orElse(0), iops, daysBack(store, region));
        Optional<InstanceClass> machine = InstanceClass.bearing(cloud, load);
        Optional<Disk> disk = Disk.bearing(cloud, iops, store.size(region));
        if (machine.isEmpty() || disk.isEmpty()) {
            tooLarge(store, machine.isEmpty() ? InstanceClass.most(cloud, load) : Disk.most(cloud));
            return Optional.empty();
        }
        grows(store, region, disk.get());
        Optional<RegionName> source = Optional.ofNullable(store.sources().get(region));
        Optional<WeeklyWindow> window = cloud == Cloud.AWS
                ? ledger.window(WINDOW, SHORTEST_WINDOW, "RDS works on a database")
                : ledger.window(WINDOW);
        return version(store, cloud)
                .map(version -> new Database(
                        store.name(),
                        name,
                        source.map(from -> new Database.Source(from, name(store, from, estate))),
                        store.isFollowed(),
                        version,
                        machine.get(),
                        new Database.Sort.Single(disk.get()),
                        connections,
                        hasStandby(store, region, source),
                        load.daysBack(),
                        window,
                        trial(store, cloud, name, window).filter(_ -> source.isEmpty())));
    }

    /// A disk holds what it has room for, and none has as little room as anybody may ask for.
    private void grows(Asked store, RegionName region, Disk disk) {
        long asked = store.size(region);
        if (asked > 0 && disk.mayHoldMoreThan(asked)) {
            ledger.unbuilt(
                    "data." + store.name() + ".limits.size",
                    region,
                    "a disk of " + ledger.cloud(region).text() + " that bears the rest may hold " + disk.mostGibibytes()
                            + " GiB");
        }
    }

    /// One that follows has nothing that its source has not.
    private static Optional<Trial> trial(Asked store, Cloud cloud, String vault, Optional<WeeklyWindow> window) {
        boolean isAsked = store.said().backup().flatMap(Storage.Backup::verify).isPresent();
        if (isAsked && cloud != Cloud.AWS) {
            store.withdraw(VERIFY, "restores are tried by AWS Backup, in regions of AWS alone");
            return Optional.empty();
        }
        if (isAsked) {
            store.fits(vault, VolumeBackups.LONGEST_NAME, "a vault", "AWS Backup");
        }
        return Trials.ofDatabase(store, vault, window);
    }

    private boolean hasStandby(Asked store, RegionName region, Optional<RegionName> source) {
        boolean isAlone = ledger.cloud(region) == Cloud.AZURE && source.isPresent();
        if (isAlone) {
            ledger.withdraw(
                    "data." + store.name() + ".zones",
                    "a follower of Azure has no standby in another zone before it takes writes of its own");
        }
        return store.zones(region) > 1 && !isAlone;
    }

    /// A server of Azure has a name that nobody else's has anywhere.
    private String name(Asked store, RegionName region, String estate) {
        String name = store.name(estate, region);
        if (ledger.cloud(region) == Cloud.AWS) {
            ReservedWords.check(store);
        }
        return ledger.cloud(region) == Cloud.AZURE ? name + "-" + suffix : name;
    }

    private static void tooLarge(Asked store, String most) {
        store.problem(
                "limits",
                new Message(
                        "no database of the cloud bears what `" + store.name() + "` is to bear",
                        "the largest that is written here has " + most,
                        "smaller `limits`, or several stores"));
    }

    private void note(Asked store) {
        store.goesBy("zones", "version", "limits.connections", "limits.iops", "limits.size", "backup.keep");
        store.inAnyCase(
                "backup.incremental", "clouds copy only what changed since the backup before, and nothing else");
        store.isEncrypted();
        store.replicates(globals.isOne(store) ? Globals.VIA : "streaming", "async", "provider", "none");
        store.leadsFromItsWriter();
        globals.note(store);
        store.does("backup.every", "24h", "1d");
        store.said().backup().flatMap(Storage.Backup::pointInTime).ifPresent(finely -> {
            if (finely.granularity().isEmpty() || finely.granularity().get().compareTo(FINENESS) >= 0) {
                store.goesBy("backup.pointInTime");
            }
        });
    }

    private int daysBack(Asked store, RegionName region) {
        Duration kept = store.at("backup.keep", region)
                .flatMap(setting -> Scalars.time(setting.text()))
                .orElse(Duration.ofDays(DAYS_BACK));
        if (kept.isZero()) {
            store.problem(
                    "backup.keep",
                    new Message(
                            "backups of `" + store.name() + "` are to be kept for no time",
                            "a database without them cannot be restored, and no other can follow it: a follower begins"
                                    + " as a copy of what it has put aside",
                            "`keep: 1d`, or more"));
        }
        if (kept.compareTo(Duration.ofDays(MOST_DAYS_BACK)) > 0) {
            store.problem(
                    "backup.keep",
                    new Message(
                            "backups of `" + store.name() + "` are to be kept for " + Asked.days(kept) + " days",
                            "what a restore to any moment needs is kept for " + MOST_DAYS_BACK
                                    + " days at most, in any cloud",
                            "`keep: " + MOST_DAYS_BACK + "d`, or less"));
        }
        Cloud cloud = ledger.cloud(region);
        return store.daysKept(
                region, kept, cloud == Cloud.AZURE ? FEWEST_DAYS_OF_AZURE : 1, "PostgreSQL of " + cloud.text());
    }

    /// Those that a cloud makes new ones of. RDS and Aurora: 14 to 18, and 11 to 13 at the surcharge of their
    /// extended support (release calendars of RDS for PostgreSQL and of Aurora PostgreSQL); Cloud SQL: those
    /// that both of its editions have (Cloud SQL, database versions and editions); Azure: those that it has not
    /// retired (Azure Database for PostgreSQL, version policy; all 2026-11).
    private static List<Integer> offered(Cloud cloud) {
        return switch (cloud) {
            case AWS -> List.of(11, 12, 13, 14, 15, 16, 17, 18);
            case GOOGLE -> List.of(12, 13, 14, 15, 16, 17, 18);
            case AZURE -> List.of(14, 15, 16, 17, 18);
        };
    }

    private static Optional<Integer> version(Asked store, Cloud cloud) {
        Optional<String> asked = store.said().version();
        if (asked.isEmpty()) {
            return Optional.of(VERSION);
        }
        List<Integer> offered = offered(cloud);
        Matcher matcher = MAJOR.matcher(asked.get());
        boolean isVersion = matcher.matches();
        Optional<Integer> major = isVersion ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
        if (major.filter(offered::contains).isPresent()) {
            if (matcher.group(2) != null) {
                store.withdraw(
                        "version",
                        "`" + matcher.group(1) + "` is written: which minor version of it runs is up to its cloud, and"
                                + " nothing here knows whether there is a `" + asked.get() + "`");
            }
            return major;
        }
        store.problem(
                "version",
                new Message(
                        "`" + asked.get() + "` is no version of PostgreSQL"
                                + (isVersion ? " that " + cloud.text() + " has" : ""),
                        isVersion
                                ? "it has " + offered.getFirst() + " to " + offered.getLast()
                                : "a version is its major number, with or without a minor one",
                        "`version: " + VERSION + "`"));
        return Optional.empty();
    }
}
