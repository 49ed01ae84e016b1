package dev.meridian.dashboards;

import dev.meridian.dashboards.Curve.Counted;
import dev.meridian.dashboards.Curve.Found;
import dev.meridian.dashboards.Curve.Metric;
import dev.meridian.dashboards.Panel.Unit;
import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Site;
import dev.meridian.estate.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What stores of one region tell of themselves. Nothing here depends on which other regions there are: what comes
/// from them is looked for by what it comes to.
final class StorePanels {
    static final String DATABASES = "AWS/RDS";
    static final String CACHES = "AWS/ElastiCache";
    static final String TABLES = "AWS/DynamoDB";
    static final String MESSAGES = "AWS/Kafka";

    /// What a copy of a database tells. It is more than zero, too, while nobody commits.
    static final String SINCE = ": since the last commit that a copy has";

    static final String SEARCHES = "AWS/ES";
    static final String OBJECTS = "AWS/S3";

    private static final List<String> BROKERS = List.of("Broker ID", "Cluster Name");
    private static final int FULL_PERCENT = 90;
    private static final double GIBIBYTE = 1L << 30;

    private final Site site;
    private final Watch watch;

    StorePanels(Site site, Watch watch) {
        this.site = site;
        this.watch = watch;
    }

    /// One curve for each machine; more than one say which they are.
    private List<Counted> counted(Database database, String metric, String statistic, String label) {
        List<String> machines = database.machines();
        return machines.stream()
                .map(machine -> Curve.counted(
                                new Metric(DATABASES, metric, statistic),
                                site.region(),
                                machines.size() == 1 ? label : label + ", " + machine)
                        .by("DBInstanceIdentifier", machine))
                .toList();
    }

    private static List<Counted> both(List<Counted> these, List<Counted> those) {
        return Stream.concat(these.stream(), those.stream()).toList();
    }

    private List<Counted> nodes(Cache cache, String metric, String statistic) {
        return cache.nodes().stream()
                .map(node -> Curve.counted(new Metric(CACHES, metric, statistic), site.region(), node)
                        .by("CacheClusterId", node))
                .toList();
    }

    private Found found(Metric metric, List<String> by, String label, String... terms) {
        return new Found(metric, site.region(), by, List.of(terms), label);
    }

    private static String is(String dimension, String value) {
        return (dimension.contains(" ") ? '"' + dimension + '"' : dimension) + "=\"" + value + '"';
    }

    /// Whether they are there at all.
    List<Panel> health() {
        List<Panel> panels = new ArrayList<>();
        site.stores()
                .logs()
                .forEach(log -> panels.add(Panel.of(
                        log.store() + ": controllers, of which one is right",
                        Unit.COUNT,
                        Curve.counted(
                                        new Metric(MESSAGES, "ActiveControllerCount", "Sum"),
                                        site.region(),
                                        "controllers")
                                .by("Cluster Name", log.name()))));
        site.stores()
                .searches()
                .forEach(search -> panels.add(Panel.of(
                        search.store() + ": parts of it that have lost data (red) or copies of it (yellow)",
                        Unit.COUNT,
                        domain(search.name(), "ClusterStatus.red", "Maximum", "red"),
                        domain(search.name(), "ClusterStatus.yellow", "Maximum", "yellow"))));
        return panels;
    }

    /// OpenSearch counts by the number of the account too, which is in no file.
    private Found domain(String name, String metric, String statistic, String label) {
        return found(
                new Metric(SEARCHES, metric, statistic),
                List.of("ClientId", "DomainName"),
                label,
                is("DomainName", name));
    }

    List<Panel> latency() {
        List<Panel> panels = new ArrayList<>();
        site.databases()
                .forEach(one -> panels.add(Panel.of(
                        one.store() + ": how long its disk takes",
                        Unit.SECONDS,
                        both(
                                counted(one, "ReadLatency", "Average", "to read"),
                                counted(one, "WriteLatency", "Average", "to write")))));
        site.stores()
                .caches()
                .forEach(one -> panels.add(Panel.of(
                        one.store() + ": how long reads take",
                        Unit.MICROSECONDS,
                        nodes(one, "SuccessfulReadRequestLatency", "Average"))));
        site.stores()
                .tableNames()
                .forEach((store, table) -> panels.add(Panel.of(
                        store + ": how long answers take",
                        Unit.MILLISECONDS,
                        found(
                                new Metric(TABLES, "SuccessfulRequestLatency", "Average"),
                                List.of("Operation", "TableName"),
                                "",
                                is("TableName", table)))));
        site.stores()
                .searches()
                .forEach(one -> panels.add(Panel.of(
                        one.store() + ": how long searches take",
                        Unit.MILLISECONDS,
                        domain(one.name(), "SearchLatency", "Average", "average"))));
        return panels;
    }

    List<Panel> errors() {
        List<Panel> panels = new ArrayList<>();
        site.stores()
                .tableNames()
                .forEach((store, table) -> panels.add(Panel.of(
                        store + ": calls that were turned away or failed",
                        Unit.COUNT,
                        table(table, "ReadThrottleEvents", "reads turned away"),
                        table(table, "WriteThrottleEvents", "writes turned away"),
                        found(
                                new Metric(TABLES, "SystemErrors", "Sum"),
                                List.of("Operation", "TableName"),
                                "",
                                is("TableName", table)))));
        return panels;
    }

    private Counted table(String table, String metric, String label) {
        return Curve.counted(new Metric(TABLES, metric, "Sum"), site.region(), label)
                .by("TableName", table);
    }

    List<Panel> throughput() {
        List<Panel> panels = new ArrayList<>();
        site.databases().forEach(one -> {
            Panel panel = Panel.of(
                    one.store() + ": accesses to its disk in a second",
                    Unit.PER_SECOND,
                    both(counted(one, "ReadIOPS", "Average", "reads"), counted(one, "WriteIOPS", "Average", "writes")));
            OptionalInt ordered =
                    one.global().isPresent() ? OptionalInt.empty() : one.disk().iops();
            panels.add(ordered.isPresent() ? panel.heldTo("ordered", ordered.getAsInt()) : panel);
        });
        site.stores()
                .tableNames()
                .forEach((store, table) -> panels.add(Panel.of(
                        store + ": units read and written",
                        Unit.COUNT,
                        table(table, "ConsumedReadCapacityUnits", "read"),
                        table(table, "ConsumedWriteCapacityUnits", "written"))));
        site.stores()
                .logs()
                .forEach(one -> panels.add(Panel.of(
                        one.store() + ": messages in a second, by broker",
                        Unit.PER_SECOND,
                        broker(one.name(), "MessagesInPerSec", ""))));
        site.stores()
                .searches()
                .forEach(one -> panels.add(Panel.of(
                        one.store() + ": in a minute",
                        Unit.COUNT,
                        domain(one.name(), "SearchRate", "Sum", "searches"),
                        domain(one.name(), "IndexingRate", "Sum", "documents taken in"))));
        return panels;
    }

    private Found broker(String cluster, String metric, String label) {
        return found(new Metric(MESSAGES, metric, "Average"), BROKERS, label, is("Cluster Name", cluster));
    }

    /// What runs full.
    List<Panel> saturation() {
        List<Panel> panels = new ArrayList<>();
        site.databases().forEach(one -> panels.addAll(full(one)));
        site.stores().caches().forEach(one -> panels.addAll(full(one)));
        site.stores()
                .logs()
                .forEach(one -> panels.add(Panel.of(
                        one.store() + ": its processors, by broker",
                        Unit.SHARE,
                        broker(one.name(), "CpuUser", ""),
                        broker(one.name(), "CpuSystem", ""))));
        site.stores()
                .searches()
                .forEach(one -> panels.add(Panel.of(
                                one.store() + ": its processors and the memory of Java",
                                Unit.SHARE,
                                domain(one.name(), "CPUUtilization", "Average", "processors"),
                                domain(one.name(), "JVMMemoryPressure", "Maximum", "memory"))
                        .heldTo("full", FULL_PERCENT)));
        return panels;
    }

    private List<Panel> full(Database database) {
        String store = database.store();
        Panel connections = Panel.of(
                store + ": connections",
                Unit.COUNT,
                counted(database, "DatabaseConnections", "Maximum", "connections"));
        return List.of(
                Panel.of(
                                store + ": its processors",
                                Unit.SHARE,
                                counted(database, "CPUUtilization", "Average", "processors"))
                        .heldTo("full", FULL_PERCENT),
                database.connections().isPresent()
                        ? connections.heldTo("most", database.connections().getAsInt())
                        : connections,
                room(database));
    }

    /// What Aurora keeps grows by itself; what its machines sort and log on does not.
    private Panel room(Database database) {
        List<Counted> memory = counted(database, "FreeableMemory", "Minimum", "memory");
        if (database.global().isPresent()) {
            return Panel.of(
                    database.store() + ": room for what it sorts, and in its memory",
                    Unit.BYTES,
                    both(counted(database, "FreeLocalStorage", "Minimum", "to sort"), memory));
        }
        return Panel.of(
                        database.store() + ": room on its disk, and in its memory",
                        Unit.BYTES,
                        both(counted(database, "FreeStorageSpace", "Minimum", "disk"), memory))
                .heldTo("a tenth of the disk", database.disk().gibibytes() * GIBIBYTE * (100 - FULL_PERCENT) / 100);
    }

    private List<Panel> full(Cache cache) {
        return List.of(
                Panel.of(
                                cache.store() + ": the processor that serves",
                                Unit.SHARE,
                                nodes(cache, "EngineCPUUtilization", "Average"))
                        .heldTo("full", FULL_PERCENT),
                Panel.of(
                                cache.store() + ": its memory",
                                Unit.SHARE,
                                nodes(cache, "DatabaseMemoryUsagePercentage", "Average"))
                        .heldTo("full", FULL_PERCENT),
                Panel.of(cache.store() + ": keys that had to go", Unit.COUNT, nodes(cache, "Evictions", "Sum")));
    }

    /// Whether what is asked for is near.
    List<Panel> hits() {
        return site.stores().caches().stream()
                .map(one -> Panel.of(
                        one.store() + ": keys that were found", Unit.SHARE, nodes(one, "CacheHitRate", "Average")))
                .toList();
    }

    /// How far what is here is behind what it follows, whichever region that is in.
    List<Panel> lags() {
        List<Panel> panels = new ArrayList<>();
        site.databases().stream().filter(one -> one.source().isPresent()).forEach(one -> panels.add(lag(one)));
        site.stores().caches().stream()
                .filter(one -> one.global().isPresent())
                .forEach(one -> panels.add(held(
                        one.store(),
                        1,
                        Panel.of(
                                one.store() + ": behind the region that takes its writes",
                                Unit.SECONDS,
                                nodes(one, "GlobalDatastoreReplicationLag", "Maximum")))));
        site.stores()
                .tableNames()
                .forEach((store, table) -> panels.add(held(
                        store,
                        1_000,
                        Panel.of(
                                store + ": until what is written here is in other regions",
                                Unit.MILLISECONDS,
                                found(
                                        new Metric(TABLES, "ReplicationLatency", "Average"),
                                        List.of("ReceivingRegion", "TableName"),
                                        "",
                                        is("TableName", table))))));
        messages(panels);
        objects(panels);
        return panels;
    }

    private Panel lag(Database one) {
        return one.global().isPresent()
                ? held(
                        one.store(),
                        1_000,
                        Panel.of(
                                one.store() + ": what it would lose, and how far its storage is behind",
                                Unit.MILLISECONDS,
                                part(site, one, "AuroraGlobalDBRPOLag", "would be lost"),
                                part(site, one, "AuroraGlobalDBReplicationLag", "behind")))
                : held(
                        watch.databaseLag(one.store()),
                        1,
                        Panel.of(
                                one.store() + SINCE,
                                Unit.SECONDS,
                                counted(one, "ReplicaLag", "Maximum", "since then")));
    }

    /// A number of a part of a global database, counted where that follows.
    static Counted part(Site site, Database database, String metric, String label) {
        return Curve.counted(new Metric(DATABASES, metric, "Maximum"), site.region(), label)
                .by("DBClusterIdentifier", database.name());
    }

    private void messages(List<Panel> panels) {
        if (!site.stores().logs().isEmpty()) {
            panels.add(Panel.of(
                    "Mirrors that write here: behind what they copy",
                    Unit.MILLISECONDS,
                    found(new Metric(MESSAGES, "ReplicationLatency", "Maximum"), List.of("ReplicatorName"), "")));
        }
        site.stores()
                .logs()
                .forEach(one -> panels.add(Panel.of(
                        one.store() + ": how far those that read it are behind",
                        Unit.SECONDS,
                        found(
                                new Metric(MESSAGES, "EstimatedMaxTimeLag", "Maximum"),
                                List.of("Cluster Name", "Consumer Group", "Topic"),
                                "",
                                is("Cluster Name", one.name())))));
    }

    /// Copies are counted where they arrive, and only where S3 is asked to count them.
    private void objects(List<Panel> panels) {
        site.stores().buckets().stream()
                .filter(bucket -> watch.lag(bucket.store()).isPresent())
                .forEach(bucket -> {
                    List<String> by = List.of("DestinationBucket", "RuleId", "SourceBucket");
                    String here = is("DestinationBucket", bucket.name());
                    panels.add(held(
                            bucket.store(),
                            1,
                            Panel.of(
                                    bucket.store() + ": copies that come here, behind",
                                    Unit.SECONDS,
                                    found(new Metric(OBJECTS, "ReplicationLatency", "Maximum"), by, "", here))));
                    panels.add(Panel.of(
                            bucket.store() + ": objects that are still to come",
                            Unit.COUNT,
                            found(new Metric(OBJECTS, "OperationsPendingReplication", "Average"), by, "", here)));
                });
    }

    /// @param unit how many of what the panel shows are a second
    private Panel held(String store, int unit, Panel panel) {
        return held(watch.lag(store), unit, panel);
    }

    private Panel held(Optional<Duration> told, int unit, Panel panel) {
        return told.map(lag -> panel.heldTo("told above", seconds(lag) * unit))
                .or(() -> watch.promised().rpo().map(rpo -> panel.heldTo("promised (RPO)", seconds(rpo) * unit)))
                .orElse(panel);
    }

    static double seconds(Duration lag) {
        return lag.toNanos() / 1e9;
    }
}
