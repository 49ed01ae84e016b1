package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Search;
import dev.meridian.estate.Site;
import dev.meridian.estate.Watch;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// When somebody hears of what is in one region. Where a number is a choice of ours it is one to begin with:
/// whoever is woken by it too often, or too late, knows better.
final class Alarms {
    /// Of a processor, of memory, of connections.
    private static final int FULL_PERCENT = 90;

    /// Of a disk: it fills while people sleep.
    private static final int FREE_PERCENT = 10;

    /// At a fifth of its disk a domain stops to take what is written.
    private static final int FREE_PERCENT_OF_SEARCH = 25;

    private static final int FULL_PERCENT_OF_SEARCH = 95;
    private static final int BUSY_PERCENT_OF_BROKERS = 60;
    private static final long MEBIBYTES = 1024;

    private static final int DAYS_LEFT = 30;
    private static final int MINUTES = 5;
    private static final long GIBIBYTE = 1L << 30;

    private final Site site;
    private final Watch watch;

    private Alarms(Site site, Watch watch) {
        this.site = site;
        this.watch = watch;
    }

    static List<Block> of(Site site, Watch watch) {
        Alarms alarms = new Alarms(site, watch);
        List<Alarm> all = new ArrayList<>();
        if (watch.hasHealth()) {
            site.entrances().forEach(entrance -> all.add(alarms.unhealthy(entrance)));
        }
        if (watch.hasCertificates()) {
            site.entrances()
                    .forEach(entrance ->
                            all.add(expires(entrance, site.name(), site.region().text())));
        }
        site.databases().forEach(database -> alarms.behind(database).ifPresent(all::add));
        site.stores().caches().forEach(cache -> alarms.behind(cache).ifPresent(all::add));
        if (watch.hasThresholds()) {
            site.databases().forEach(database -> all.addAll(alarms.full(database)));
            site.stores().caches().forEach(cache -> all.addAll(alarms.full(cache)));
            site.stores().searches().forEach(search -> all.addAll(alarms.full(search)));
            site.stores().logs().forEach(log -> all.add(alarms.full(log)));
            if (!site.entrances().isEmpty()) {
                all.add(alarms.errors());
            }
        }
        List<String> telling = new ArrayList<>(List.of("cloudwatch.amazonaws.com"));
        if (site.triesRestores()) {
            telling.add(Notices.EVENTS);
        }
        List<Block> blocks = new ArrayList<>(Notices.of(site.name(), watch, telling));
        all.forEach(alarm -> blocks.add(alarm.block()));
        if (site.triesRestores()) {
            blocks.addAll(RestoreTests.heard(site));
        }
        if (watch.hasHealth()) {
            blocks.addAll(Burns.of(site, watch.promised().in(site.region()).availability()));
        }
        return blocks;
    }

    private String named(String what) {
        return site.name() + "-" + what;
    }

    private Alarm unhealthy(Entrance entrance) {
        String group = "aws_lb_target_group." + Root.label(entrance.name()) + ".arn_suffix";
        return Alarm.of(
                        "unhealthy_" + Root.label(entrance.name()),
                        named("unhealthy-" + entrance.name()),
                        "Copies of " + entrance.service() + " in " + site.region() + " do not serve",
                        new Alarm.Metric("AWS/ApplicationELB", "UnHealthyHostCount", "Maximum"),
                        Alarm.Limit.above(0, MINUTES))
                .about("LoadBalancer", reference("aws_lb.main.arn_suffix"))
                .about("TargetGroup", reference(group));
    }

    /// ACM renews a certificate 60 days before it ends (ACM user guide, managed renewal, 2026-11): one that has
    /// 30 left could not be renewed.
    ///
    /// @param name what names of alarms begin with
    /// @param where whose certificate it is, of those that a name has
    static Alarm expires(Entrance entrance, String name, String where) {
        String label = Root.label(entrance.name());
        return Alarm.of(
                        "expires_" + label,
                        name + "-expires-" + entrance.name(),
                        "The certificate of " + entrance.host() + " in " + where + " was not renewed",
                        new Alarm.Metric("AWS/CertificateManager", "DaysToExpiry", "Minimum"),
                        Alarm.Limit.belowOnADay(DAYS_LEFT))
                .about("CertificateArn", reference("aws_acm_certificate." + label + ".arn"));
    }

    private Alarm errors() {
        return Alarm.of(
                        "errors",
                        named("errors"),
                        "Users of " + site.region()
                                + " get errors of the load balancer itself: no copy of a service answers",
                        new Alarm.Metric("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "Sum"),
                        Alarm.Limit.above(MINUTES, MINUTES))
                .about("LoadBalancer", reference("aws_lb.main.arn_suffix"));
    }

    private Optional<Alarm> behind(Database database) {
        if (database.global().isPresent()) {
            return partBehind(database);
        }
        return watch.databaseLag(database.store())
                .filter(_ -> database.source().isPresent())
                .map(lag -> Alarm.of(
                                "behind_" + Root.label(database.store()),
                                named("behind-" + database.store()),
                                behind(database, lag),
                                new Alarm.Metric("AWS/RDS", "ReplicaLag", "Maximum"),
                                Alarm.Limit.above(lag.toSeconds(), MINUTES))
                        .about("DBInstanceIdentifier", identifier(database)));
    }

    /// In every region that has a part of it, also the one that takes the writes, which counts nothing: after a
    /// failover nothing has to be changed. Nodes count by themselves (CloudWatch metrics of ElastiCache, 2026-11).
    private Optional<Alarm> behind(Cache cache) {
        return watch.lag(cache.store())
                .filter(_ -> cache.global().isPresent())
                .map(lag -> Alarm.of(
                                "behind_" + Root.label(cache.store()),
                                named("behind-" + cache.store()),
                                cache.store() + " in " + site.region() + " is further behind than the file allows",
                                new Alarm.Metric("AWS/ElastiCache", "GlobalDatastoreReplicationLag", "Maximum"),
                                Alarm.Limit.above(Math.max(1, lag.toSeconds()), MINUTES))
                        .aboutEach("CacheClusterId", cache.nodes()));
    }

    /// How much would be lost if a part took the writes over now, in milliseconds; counted where it follows
    /// (Aurora user guide, cluster-level metrics, 2026-11).
    private Optional<Alarm> partBehind(Database database) {
        return watch.lag(database.store())
                .filter(_ -> database.source().isPresent())
                .map(lag -> Alarm.of(
                                "behind_" + Root.label(database.store()),
                                named("behind-" + database.store()),
                                behind(database, lag),
                                new Alarm.Metric("AWS/RDS", "AuroraGlobalDBRPOLag", "Maximum"),
                                Alarm.Limit.above(lag.toMillis(), MINUTES))
                        .about(
                                "DBClusterIdentifier",
                                reference("aws_rds_cluster." + Root.label(database.store()) + ".cluster_identifier")));
    }

    /// Where the file allows less than a number of RDS can tell, the alarm says what it stands for instead.
    private String behind(Database database, Duration lag) {
        boolean isAllowed = watch.lag(database.store()).filter(lag::equals).isPresent();
        return database.store() + " in " + site.region()
                + (isAllowed
                        ? " is further behind than the file allows"
                        : " is more than " + Durations.text(lag)
                                + " behind; the file allows less, which no number tells");
    }

    private static Expression identifier(Database database) {
        return reference("aws_db_instance." + Root.label(database.store()) + ".identifier");
    }

    private List<Alarm> full(Database database) {
        String label = Root.label(database.store());
        if (database.global().isPresent()) {
            return List.of(Alarm.of(
                            "busy_" + label,
                            named("busy-" + database.store()),
                            "The processors of " + database.store() + " in " + site.region() + " have no room left",
                            new Alarm.Metric("AWS/RDS", "CPUUtilization", "Average"),
                            Alarm.Limit.above(FULL_PERCENT, MINUTES))
                    .aboutEach("DBInstanceIdentifier", database.machines()));
        }
        return List.of(
                Alarm.of(
                                "busy_" + label,
                                named("busy-" + database.store()),
                                "The processors of " + database.store() + " in " + site.region() + " have no room left",
                                new Alarm.Metric("AWS/RDS", "CPUUtilization", "Average"),
                                Alarm.Limit.above(FULL_PERCENT, MINUTES))
                        .about("DBInstanceIdentifier", identifier(database)),
                Alarm.of(
                                "disk_" + label,
                                named("disk-" + database.store()),
                                "The disk of " + database.store() + " in " + site.region() + " is nearly full",
                                new Alarm.Metric("AWS/RDS", "FreeStorageSpace", "Minimum"),
                                Alarm.Limit.below(database.disk().gibibytes() * GIBIBYTE * FREE_PERCENT / 100, MINUTES))
                        .about("DBInstanceIdentifier", identifier(database)));
    }

    private List<Alarm> full(Cache cache) {
        String label = Root.label(cache.store());
        List<String> nodes = cache.nodes();
        return List.of(
                Alarm.of(
                                "busy_" + label,
                                named("busy-" + cache.store()),
                                "The processors of " + cache.store() + " in " + site.region() + " have no room left",
                                new Alarm.Metric("AWS/ElastiCache", "EngineCPUUtilization", "Average"),
                                Alarm.Limit.above(FULL_PERCENT, MINUTES))
                        .aboutEach("CacheClusterId", nodes),
                Alarm.of(
                                "memory_" + label,
                                named("memory-" + cache.store()),
                                "The memory of " + cache.store() + " in " + site.region() + " is nearly full",
                                new Alarm.Metric("AWS/ElastiCache", "DatabaseMemoryUsagePercentage", "Average"),
                                Alarm.Limit.above(FULL_PERCENT, MINUTES))
                        .aboutEach("CacheClusterId", nodes));
    }

    /// What OpenSearch Service takes for signs of a domain that soon takes nothing more (its developer guide,
    /// recommended CloudWatch alarms, 2026-11).
    private List<Alarm> full(Search search) {
        String where = search.store() + " in " + site.region();
        long free = (long) search.gibibytes() * MEBIBYTES * FREE_PERCENT_OF_SEARCH / 100;
        return List.of(
                of(
                        search,
                        "disk",
                        "A disk of " + where + " is nearly full",
                        new Alarm.Metric("AWS/ES", "FreeStorageSpace", "Minimum"),
                        Alarm.Limit.below(free, MINUTES)),
                of(
                        search,
                        "memory",
                        "The memory of " + where + " is nearly full",
                        new Alarm.Metric("AWS/ES", "JVMMemoryPressure", "Maximum"),
                        Alarm.Limit.above(FULL_PERCENT_OF_SEARCH, MINUTES)),
                of(
                        search,
                        "blocked",
                        where + " takes nothing that is written",
                        new Alarm.Metric("AWS/ES", "ClusterIndexWritesBlocked", "Maximum"),
                        Alarm.Limit.above(0, MINUTES)));
    }

    /// It is counted by the account, too.
    private Alarm of(Search search, String what, String why, Alarm.Metric metric, Alarm.Limit limit) {
        return Alarm.of(what + "_" + Root.label(search.store()), named(what + "-" + search.store()), why, metric, limit)
                .about("ClientId", reference("data.aws_caller_identity.current.account_id"))
                .about("DomainName", Expression.text(search.name()));
    }

    /// Its disks grow by themselves. What processors do for users and for the system may be 60 % together, so
    /// that two machines can do the work of three (MSK developer guide, best practices for Express brokers,
    /// 2026-11); an alarm is about one number, and that for users is nearly all of it.
    private Alarm full(MessageLog log) {
        return Alarm.of(
                        "busy_" + Root.label(log.store()),
                        named("busy-" + log.store()),
                        "The processors of " + log.store() + " in " + site.region()
                                + " could not do the work of a machine that is lost",
                        new Alarm.Metric("AWS/Kafka", "CpuUser", "Average"),
                        Alarm.Limit.above(BUSY_PERCENT_OF_BROKERS, MINUTES))
                .about("Cluster Name", Expression.text(log.name()))
                .aboutEach(
                        "Broker ID",
                        IntStream.rangeClosed(1, MessageLog.BROKERS)
                                .mapToObj(Integer::toString)
                                .toList());
    }
}
