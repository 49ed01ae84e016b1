package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Works out which PostgreSQL of the cloud's own each region has. Between regions it follows its source without a
/// commit waiting for it: a file that asks for more finds its line among what is not written.
final class Databases {
    /// The longest that it can be restored to any moment of (RDS user guide, backup retention period, 2026-11).
    private static final int MOST_DAYS_BACK = 35;

    /// What AWS itself proposes where nobody says.
    private static final int DAYS_BACK = 7;

    /// How finely: what is written is put aside every five minutes (RDS user guide, point-in-time recovery,
    /// 2026-11).
    private static final Duration FINENESS = Duration.ofMinutes(5);

    private static final int LONGEST_NAME = 63;

    /// The newest that was at least a year old when this was written, 2026-11: PostgreSQL 17 came out in September
    /// 2024, and is looked after until November 2029 (postgresql.org, versioning policy).
    private static final int VERSION = 17;

    private static final Pattern MAJOR = Pattern.compile("(\\d{1,2})(\\.\\d{1,3})?");

    private static final String WINDOW = "operations.windows.database.at";

    private final Topology said;
    private final Blueprint meant;
    private final SequencedSet<RegionName> regions;
    private final SequencedSet<String> rendered;
    private final BiConsumer<String, Message> problem;

    /// @param regions in which something is built
    /// @param rendered takes the paths of what it goes by
    /// @param problem takes what cannot be built, with its path
    Databases(
            Topology said,
            Blueprint meant,
            SequencedSet<RegionName> regions,
            SequencedSet<String> rendered,
            BiConsumer<String, Message> problem) {
        this.said = said;
        this.meant = meant;
        this.regions = regions;
        this.rendered = rendered;
        this.problem = problem;
    }

    /// Those of one region.
    ///
    /// @param estate what their names begin with
    List<Database> in(RegionName region, String estate) {
        List<Database> databases = new ArrayList<>();
        for (Store store : managed()) {
            if (store.members().contains(region)) {
                database(store, region, estate).ifPresent(databases::add);
            }
        }
        return databases;
    }

    /// What can be restored in another region than its own.
    List<Database.Copy> copies(String estate) {
        List<Database.Copy> copies = new ArrayList<>();
        for (Store store : managed()) {
            List<String> places =
                    said(store).backup().map(Storage.Backup::copyTo).orElse(List.of());
            if (places.isEmpty()) {
                continue;
            }
            rendered.add(path(store, "backup.copyTo"));
            SequencedMap<RegionName, RegionName> sources = sources(store);
            for (RegionName from : store.members()) {
                if (regions.contains(from) && !sources.containsKey(from)) {
                    Database.Source source = new Database.Source(from, name(store, from, estate));
                    regions.stream()
                            .filter(to -> !to.equals(from) && (places.contains("all") || places.contains(to.text())))
                            .forEach(to ->
                                    copies.add(new Database.Copy(store.name(), source, to, daysBack(store, from))));
                }
            }
        }
        return copies;
    }

    private List<Store> managed() {
        return meant.stores().values().stream()
                .filter(store -> store.kind() == StoreKind.POSTGRESQL && store.managed())
                .toList();
    }

    private Storage.Store said(Store store) {
        Storage.Store found = said.stores().get(store.name());
        if (found == null) {
            throw new AssertionError("a store that no file has: " + store.name());
        }
        return found;
    }

    private static String path(Store store, String key) {
        return "data." + store.name() + (key.isEmpty() ? "" : "." + key);
    }

    private static String name(Store store, RegionName region, String estate) {
        return estate + "-" + region + "-" + store.name();
    }

    private Optional<Database> database(Store store, RegionName region, String estate) {
        go(store);
        String name = name(store, region, estate);
        if (name.length() > LONGEST_NAME) {
            problem.accept(
                    path(store, ""),
                    new Message(
                            "`" + name + "` has " + name.length() + " letters",
                            "a database is called after its application, region and store, and RDS takes "
                                    + LONGEST_NAME,
                            "a shorter name of the store or the application"));
            return Optional.empty();
        }
        OptionalInt connections = number(store, "limits.connections", region);
        int iops = number(store, "limits.iops", region).orElse(0);
        Optional<InstanceClass> machine = InstanceClass.bearing(connections.orElse(0), iops);
        Optional<Disk> disk = Disk.bearing(iops, said(store).limits().bytes().orElse(0));
        if (machine.isEmpty() || disk.isEmpty()) {
            tooLarge(store, machine.isEmpty() ? InstanceClass.most() : Disk.most());
            return Optional.empty();
        }
        Optional<RegionName> source = Optional.ofNullable(sources(store).get(region));
        return version(store)
                .map(version -> new Database(
                        store.name(),
                        name,
                        source.map(from -> new Database.Source(from, name(store, from, estate))),
                        isFollowed(store),
                        version,
                        machine.get(),
                        disk.get(),
                        connections,
                        zones(store, region) > 1,
                        daysBack(store, region),
                        window()));
    }

    private void tooLarge(Store store, String most) {
        problem.accept(
                path(store, "limits"),
                new Message(
                        "no database of the cloud bears what `" + store.name() + "` is to bear",
                        "the largest that is written here has " + most,
                        "smaller `limits`, or several stores"));
    }

    /// Everything of the store that what is built goes by, whatever it says.
    private void go(Store store) {
        for (String key : List.of(
                "kind",
                "runs",
                "in",
                "primary",
                "zones",
                "version",
                "insights",
                "limits.connections",
                "limits.iops",
                "limits.size",
                "backup.keep",
                "backup.incremental")) {
            rendered.add(path(store, key));
        }
        said(store).members().keySet().forEach(member -> rendered.add(path(store, "members." + member + ".region")));
        met(store, "encryption.atRest", "true");
        met(store, "encryption.inTransit", "true");
        met(store, "encryption.keys", "customer");
        met(store, "replication.via", "streaming");
        met(store, "backup.every", "24h");
        met(store, "backup.every", "1d");
        for (String mode : List.of("async", "provider", "none")) {
            met(store, "replication", mode);
            met(store, "replication.mode", mode);
        }
        said(store).backup().flatMap(Storage.Backup::pointInTime).ifPresent(finely -> {
            if (finely.granularity().isEmpty() || finely.granularity().get().compareTo(FINENESS) >= 0) {
                rendered.add(path(store, "backup.pointInTime"));
            }
        });
        said(store)
                .replication()
                .ifPresent(replication -> replication.edges().keySet().forEach(edge -> {
                    rendered.add(path(store, "replication.edges." + edge + ".from"));
                    rendered.add(path(store, "replication.edges." + edge + ".to"));
                }));
    }

    /// What is written does this and nothing else: another value is not what is built.
    private void met(Store store, String key, String value) {
        said.sources()
                .at(path(store, key))
                .filter(setting -> setting.text().equals(value))
                .ifPresent(_ -> rendered.add(path(store, key)));
    }

    private Optional<Setting> at(Store store, String key, RegionName region) {
        return said.sources().at(path(store, key), region);
    }

    private OptionalInt number(Store store, String key, RegionName region) {
        return at(store, key, region)
                .flatMap(setting -> Scalars.count(setting.text()))
                .map(Topology.Count::least)
                .orElse(OptionalInt.empty());
    }

    /// Two where nobody says: a database in one zone only is gone with it.
    private int zones(Store store, RegionName region) {
        return number(store, "zones", region).orElse(2);
    }

    private int daysBack(Store store, RegionName region) {
        Duration kept = at(store, "backup.keep", region)
                .flatMap(setting -> Scalars.time(setting.text()))
                .orElse(Duration.ofDays(DAYS_BACK));
        if (kept.compareTo(Duration.ofDays(MOST_DAYS_BACK)) > 0) {
            problem.accept(
                    path(store, "backup.keep"),
                    new Message(
                            "backups of `" + store.name() + "` are to be kept for " + kept.toDays() + " days",
                            "RDS keeps what a restore to any moment needs for " + MOST_DAYS_BACK + " days at most",
                            "`keep: " + MOST_DAYS_BACK + "d`, or less"));
        }
        return Math.max(1, (int) kept.toDays());
    }

    private Optional<Integer> version(Store store) {
        Optional<String> asked = said(store).version();
        if (asked.isEmpty()) {
            return Optional.of(VERSION);
        }
        Matcher matcher = MAJOR.matcher(asked.get());
        if (matcher.matches()) {
            return Optional.of(Integer.parseInt(matcher.group(1)));
        }
        problem.accept(
                path(store, "version"),
                new Message(
                        "`" + asked.get() + "` is no version of PostgreSQL",
                        "a version is its major number, with or without a minor one",
                        "`version: " + VERSION + "`"));
        return Optional.empty();
    }

    private Optional<WeeklyWindow> window() {
        Optional<WeeklyWindow> window = said.sources()
                .at(WINDOW)
                .flatMap(setting -> Scalars.window(setting.text()))
                .filter(weekly -> weekly.day().isPresent());
        window.ifPresent(_ -> rendered.add(WINDOW));
        return window;
    }

    private static boolean isFollowed(Store store) {
        return follows(store.replication().mode())
                || store.replication().edges().stream().anyMatch(edge -> follows(edge.mode()));
    }

    private static boolean follows(ReplicationMode mode) {
        return switch (mode) {
            case SYNC, QUORUM, ASYNC, MULTI_PRIMARY, PROVIDER -> true;
            case COPY, NONE, UNKNOWN -> false;
        };
    }

    /// Whom each region that has one follows: the writer, or one that does so itself. Where no stream leads to
    /// it, a region follows nobody and is not in here.
    private SequencedMap<RegionName, RegionName> sources(Store store) {
        SequencedMap<RegionName, RegionName> sources = new LinkedHashMap<>();
        List<RegionName> reached = new ArrayList<>(List.of(store.writer()));
        for (int next = 0; next < reached.size(); next++) {
            RegionName from = reached.get(next);
            for (Edge edge : store.replication().edges()) {
                boolean isNew = !reached.contains(edge.to()) && regions.contains(edge.to());
                if (edge.from().equals(from) && isNew && regions.contains(from) && follows(edge.mode())) {
                    sources.put(edge.to(), from);
                    reached.add(edge.to());
                }
            }
        }
        return sources;
    }
}
