package dev.meridian.runbooks;

import dev.meridian.estate.Cluster;
import dev.meridian.estate.Database;
import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Site;
import dev.meridian.estate.Unit;
import dev.meridian.estate.Workload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is done when there is not enough room.
final class Scaling {
    static final String FILE = "scaling.md";

    private static final Sheet SHEET = Sheet.named("scaling");

    /// By how much a disk grows by hand: enough to have time to think.
    private static final double MORE_DISK = 1.5;

    private final Known known;
    private final StringBuilder text = new StringBuilder();

    private Scaling(Known known) {
        this.known = known;
    }

    static Page page(Known known) {
        Scaling page = new Scaling(known);
        page.text.append(SHEET.part(
                "head",
                known.holes()
                        .and(
                                "alarms",
                                known.alarms(
                                        "AWS/RDS CPUUtilization",
                                        "AWS/RDS FreeStorageSpace",
                                        "AWS/ElastiCache EngineCPUUtilization",
                                        "AWS/ElastiCache DatabaseMemoryUsagePercentage",
                                        "AWS/ES FreeStorageSpace",
                                        "AWS/ES JVMMemoryPressure",
                                        "AWS/ES ClusterIndexWritesBlocked",
                                        "AWS/Kafka CpuUser"))));
        page.services();
        page.nodes();
        known.sites().forEach(page::stores);
        if (known.sites().stream().anyMatch(site -> !site.stores().caches().isEmpty())) {
            page.text.append(SHEET.part("cache", known.holes()));
        }
        page.text.append(SHEET.part("quotas", known.holes().and("quotas", Words.lines(page.quotas()))));
        page.text.append(SHEET.part("region", known.holes()));
        return Page.of(FILE, "There is not enough room", "something is full, or will be", page.text.toString());
    }

    private void services() {
        List<String> rows = new ArrayList<>();
        known.estate()
                .fleet()
                .ifPresent(fleet -> known.sites()
                        .forEach(site -> Services.of(site)
                                .forEach(service -> fleet.copies(site.region(), service.name())
                                        .ifPresent(copies -> rows.add(Words.row(
                                                service.name(), site.region(), copies.least(), copies.most()))))));
        if (rows.isEmpty()) {
            tasks();
            return;
        }
        List<Site> clusters = known.sites().stream()
                .filter(site -> site.cluster().isPresent())
                .toList();
        List<String> patches = new ArrayList<>();
        clusters.forEach(site -> Services.of(site)
                .forEach(service ->
                        Services.unit(known, service.name()).ifPresent(unit -> patches.add(patch(site, unit)))));
        List<String> autoscalers = clusters.stream()
                .map(site -> Services.kubectl(known, site) + " get horizontalpodautoscalers")
                .toList();
        text.append(SHEET.part(
                "services kubernetes",
                known.holes()
                        .and("services", Words.lines(rows))
                        .and("autoscalers", Words.lines(autoscalers))
                        .and("patches", Words.lines(patches))));
    }

    /// Services for which the cloud finds the machines.
    private void tasks() {
        List<String> rows = new ArrayList<>();
        List<String> patches = new ArrayList<>();
        known.sites().stream()
                .filter(site -> site.compute().isServerless())
                .forEach(site -> Services.of(site).forEach(service -> {
                    rows.add(Words.row(service.name(), site.region(), service.least(), service.most()));
                    patches.add(target(site, service));
                }));
        if (!rows.isEmpty()) {
            text.append(SHEET.part(
                    "services ecs",
                    known.holes().and("services", Words.lines(rows)).and("patches", Words.lines(patches))));
        }
    }

    private String patch(Site site, Unit unit) {
        Unit.Copies copies = known.estate()
                .fleet()
                .flatMap(fleet -> fleet.copies(site.region(), unit.name()))
                .orElse(unit.copies());
        return Services.kubectl(known, site) + " patch horizontalpodautoscaler " + unit.name()
                + " --patch '{\"spec\": {\"maxReplicas\": " + 2 * copies.most() + "}}'";
    }

    private static String target(Site site, Workload service) {
        return "aws application-autoscaling register-scalable-target --region " + site.region()
                + " --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/"
                + site.name() + "/" + service.name() + " --max-capacity " + 2 * service.most();
    }

    private void nodes() {
        List<String> rows = new ArrayList<>();
        List<String> patches = new ArrayList<>();
        for (Site site : known.sites()) {
            for (Cluster cluster : site.cluster().stream().toList()) {
                for (Cluster.Nodes nodes : cluster.nodes()) {
                    rows.add(Words.row(
                            site.region(),
                            nodes.name(),
                            String.join(", ", nodes.types()),
                            nodes.least(),
                            nodes.most()));
                    patches.add("aws eks update-nodegroup-config --region " + site.region() + " --cluster-name "
                            + cluster.name() + " --nodegroup-name " + nodes.name() + " --scaling-config minSize="
                            + nodes.least() + ",maxSize=" + 2 * nodes.most() + ",desiredSize=" + nodes.most()
                            + " --query update.status");
                }
            }
        }
        if (!rows.isEmpty()) {
            boolean grows = known.estate()
                    .fleet()
                    .filter(fleet -> fleet.rules().growsMachines())
                    .isPresent();
            text.append(SHEET.part(
                    "nodes",
                    known.holes()
                            .and("groups", Words.lines(rows))
                            .and("patches", Words.lines(patches))
                            .and(
                                    "grows",
                                    grows
                                            ? "Cluster Autoscaler adds machines up to the most, once it is installed"
                                                    + " (`kubernetes/README.md`). Beyond that, or without it:"
                                            : "Nothing adds machines by itself. More, for now:")));
        }
    }

    private void stores(Site site) {
        site.databases().forEach(one -> database(site, one));
        site.stores().tables().forEach(table -> {
            List<String> numbers = new ArrayList<>();
            known.sites().stream()
                    .filter(other -> other.stores().tableNames().containsKey(table.store()))
                    .forEach(other -> List.of("ReadThrottleEvents", "WriteThrottleEvents")
                            .forEach(metric -> numbers.add("number " + other.region() + " AWS/DynamoDB " + metric
                                    + " Sum Name=TableName,Value=" + table.name())));
            text.append(SHEET.part(
                    "table",
                    known.holes(site)
                            .and("store", table.store())
                            .and("table", table.name())
                            .and("numbers", Words.lines(numbers))));
        });
        site.stores()
                .logs()
                .forEach(log -> text.append(SHEET.part(
                        "log",
                        known.holes(site)
                                .and("store", log.store())
                                .and("numbers", Words.lines(brokers(site, log)))
                                .and("size", log.size().text()))));
        site.stores()
                .searches()
                .forEach(search -> text.append(SHEET.part(
                        "search",
                        known.holes(site)
                                .and("store", search.store())
                                .and("search", search.name())
                                .and("zones", search.zones())
                                .and("node", search.node().text())
                                .and("disk", search.gibibytes()))));
    }

    /// One after the other: CloudWatch adds nothing up, and a question for all of them has no answer.
    private static List<String> brokers(Site site, MessageLog log) {
        return Stream.of("CpuUser", "CpuSystem", "BytesInPerSec")
                .flatMap(metric -> IntStream.rangeClosed(1, MessageLog.BROKERS)
                        .mapToObj(broker -> "number " + site.region() + " AWS/Kafka " + metric
                                + " Average \"Name=Cluster Name,Value=" + log.name() + "\" \"Name=Broker ID,Value="
                                + broker + "\""))
                .toList();
    }

    private void database(Site site, Database database) {
        if (database.global().isPresent()) {
            text.append(GlobalDatabases.scaling(known, site, database));
            return;
        }
        text.append(SHEET.part(
                "database",
                known.holes(site, database)
                        .and("class", database.instanceClass().text())
                        .and("disk", database.disk().gibibytes())
                        .and("most", database.disk().mostGibibytes())
                        .and("more", (int) Math.ceil(database.disk().gibibytes() * MORE_DISK))
                        .and(
                                "limits",
                                database.connections().isPresent()
                                        ? ", at most " + database.connections().getAsInt() + " connections"
                                        : "")
                        .and("pause", database.hasStandby() ? " for a minute or two" : " for many minutes")));
    }

    /// Of the parts that there are: code of the service and of the quota (Service Quotas, 2026-11).
    private List<String> quotas() {
        SequencedSet<String> services = new LinkedHashSet<>(List.of("vpc"));
        for (Site site : known.sites()) {
            site.cluster().ifPresent(_ -> services.addAll(List.of("ec2", "eks")));
            Optional.of(site).filter(one -> one.compute().isServerless()).ifPresent(_ -> services.add("fargate"));
            Optional.of(site).filter(one -> !one.databases().isEmpty()).ifPresent(_ -> services.add("rds"));
            Optional.of(site)
                    .filter(one -> !one.entrances().isEmpty())
                    .ifPresent(_ -> services.add("elasticloadbalancing"));
            Optional.of(site).filter(one -> !one.stores().logs().isEmpty()).ifPresent(_ -> services.add("kafka"));
        }
        List<String> commands = new ArrayList<>();
        known.regions()
                .forEach(region -> services.forEach(service ->
                        commands.add("aws service-quotas list-service-quotas --region " + region + " --service-code "
                                + service + " --query 'Quotas[].[QuotaName, Value]' --output text")));
        return commands;
    }
}
