package dev.meridian.runbooks;

import dev.meridian.estate.Database;
import dev.meridian.estate.Site;
import dev.meridian.terraform.Root;
import dev.meridian.units.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What pages say of a global database of Aurora, which is moved, looked at and restored as a whole.
final class GlobalDatabases {
    private static final Sheet SHEET = Sheet.named("global-database");

    private final Known known;
    private final Site site;
    private final Database writer;
    private final Holes holes;

    private GlobalDatabases(Known known, Site site, Database writer) {
        this.known = known;
        this.site = site;
        this.writer = writer;
        this.holes = known.holes(site, writer)
                .and("global", writer.global().orElseThrow())
                .and("anchor", Words.anchor(writer.store()));
    }

    /// How its writer moves.
    ///
    /// @param budget what the file says of losses
    static String failover(Known known, Site site, Database writer, String budget) {
        return new GlobalDatabases(known, site, writer).failover(budget);
    }

    private String failover(String budget) {
        List<Known.Copy> copies = known.copies(writer);
        StringBuilder moves = new StringBuilder();
        copies.forEach(copy -> moves.append(move(copy)));
        List<String> imports = copies.stream()
                .map(copy -> "terraform -chdir=terraform/regions/"
                        + copy.site().region() + " import aws_rds_global_cluster." + label() + " " + global()
                        + (copies.size() > 1 ? "   # if the writer is now there" : ""))
                .toList();
        Site first = copies.isEmpty() ? site : copies.getFirst().site();
        return SHEET.part(
                "failover",
                holes.and("copies", Words.and(names(copies)))
                        .and("members", members(first))
                        .and(
                                "standby",
                                SHEET.part(writer.hasStandby() ? "standby" : "no standby", holes)
                                        .strip())
                        .and(
                                "lags",
                                Words.lines(copies.stream()
                                        .map(GlobalDatabases::lag)
                                        .toList()))
                        .and("budget", budget)
                        .and("doors", DatabaseFailover.doors(new Pairs(known, site, writer)))
                        .and("first choice", first.region())
                        .and("moves", moves)
                        .and("imports", Words.lines(imports, 3)));
    }

    private static List<String> names(List<Known.Copy> copies) {
        return copies.stream().map(copy -> "`" + copy.database().name() + "`").toList();
    }

    private String label() {
        return Root.label(writer.store());
    }

    private String global() {
        return writer.global().orElseThrow();
    }

    /// Who belongs to it, as any region says.
    private String members(Site asked) {
        return "aws rds describe-global-clusters --region " + asked.region() + " --global-cluster-identifier "
                + global()
                + " --query 'GlobalClusters[0].GlobalClusterMembers[].[DBClusterArn, IsWriter]' --output text";
    }

    static String lag(Known.Copy copy) {
        return number(copy, "AuroraGlobalDBRPOLag");
    }

    private static String number(Known.Copy copy, String metric) {
        return "number " + copy.site().region() + " AWS/RDS " + metric + " Maximum Name=DBClusterIdentifier,Value="
                + copy.database().name();
    }

    private String move(Known.Copy copy) {
        Site target = copy.site();
        List<String> restarts = Services.restarts(known, target, writer.store());
        return SHEET.part(
                "move",
                holes.and("target", target.region())
                        .and("copy", copy.database().name())
                        .and(
                                "restarts",
                                restarts.isEmpty()
                                        ? "# no service of " + target.region() + " uses it"
                                        : Words.lines(restarts)));
    }

    /// What is done when its parts are behind.
    static String behind(Known known, Site site, Database writer) {
        return new GlobalDatabases(known, site, writer).behind();
    }

    private String behind() {
        List<Known.Copy> copies = known.copies(writer);
        String limit = known.estate()
                .watch()
                .lag(writer.store())
                .map(most -> "An alarm rings above " + Durations.text(most) + ", five minutes long.")
                .orElse("No alarm rings for it (`observability.alarms`, `replication-lag`).");
        return SHEET.part(
                "lag",
                holes.and(
                                "lags",
                                Words.lines(copies.stream()
                                        .map(GlobalDatabases::lag)
                                        .toList()))
                        .and("limit", limit)
                        .and(
                                "storage",
                                Words.lines(copies.stream()
                                        .map(copy -> number(copy, "AuroraGlobalDBReplicationLag"))
                                        .toList()))
                        .and("members", members(copies.getFirst().site())));
    }

    /// What is done when two of its parts take writes.
    ///
    /// @param pairs roots that let others reach one of them, as the sentence has them
    static String split(Known known, Site site, Database writer, String pairs) {
        return new GlobalDatabases(known, site, writer).split(pairs);
    }

    private String split(String pairs) {
        List<Known.Copy> copies = known.copies(writer);
        List<Known.Copy> all = new ArrayList<>(List.of(new Known.Copy(site, writer)));
        all.addAll(copies);
        return SHEET.part(
                "split",
                holes.and("other", copies.getFirst().site().region())
                        .and("pairs", pairs)
                        .and(
                                "members",
                                Words.lines(all.stream()
                                        .map(one -> members(one.site()))
                                        .toList()))
                        .and(
                                "sources",
                                Words.lines(all.stream()
                                        .map(GlobalDatabases::source)
                                        .toList()))
                        .and(
                                "snapshots",
                                Words.lines(
                                        all.stream()
                                                .map(GlobalDatabases::snapshot)
                                                .toList(),
                                        3))
                        .and(
                                "promotions",
                                Words.lines(
                                        all.stream()
                                                .flatMap(GlobalDatabases::promotion)
                                                .toList(),
                                        3)));
    }

    private static String source(Known.Copy one) {
        return "aws rds describe-db-clusters --region " + one.site().region() + " --db-cluster-identifier "
                + one.database().name() + " --query 'DBClusters[0].[DBClusterIdentifier, ReplicationSourceIdentifier]'"
                + " --output text";
    }

    private static String snapshot(Known.Copy one) {
        String name = one.database().name() + "-two-sides-$NOW";
        String region = " --region " + one.site().region();
        return "aws rds create-db-cluster-snapshot" + region + " --db-cluster-identifier "
                + one.database().name() + " --db-cluster-snapshot-identifier " + name
                + " --query DBClusterSnapshot.Status && aws rds wait db-cluster-snapshot-available" + region
                + " --db-cluster-snapshot-identifier " + name + " && echo 'it is there'";
    }

    private static Stream<String> promotion(Known.Copy one) {
        String region = " --region " + one.site().region();
        return Stream.of(
                "aws cloudtrail lookup-events" + region
                        + " --lookup-attributes AttributeKey=EventName,AttributeValue=FailoverGlobalCluster --query"
                        + " 'Events[].[EventTime, Username, Resources[0].ResourceName]' --output text",
                "aws rds describe-events" + region + " --source-type db-cluster --source-identifier "
                        + one.database().name()
                        + " --duration 1440 --query 'Events[].[Date, Message]' --output text");
    }

    /// How what was deleted is had back.
    static String restore(Known known, Site site, Database writer) {
        GlobalDatabases one = new GlobalDatabases(known, site, writer);
        return SHEET.part(
                "restore",
                one.holes
                        .and("days", writer.daysBack())
                        .and("class", writer.instanceClass().text()));
    }

    /// What is looked at when a part has too little room, and, where it takes writes, which versions there are.
    static String scaling(Known known, Site site, Database part) {
        return new GlobalDatabases(known, site, part).scaling();
    }

    private String scaling() {
        List<String> numbers = writer.machines().stream()
                .flatMap(machine -> Stream.of("CPUUtilization Average", "DatabaseConnections Maximum")
                        .map(number -> "number " + site.region() + " AWS/RDS " + number
                                + " Name=DBInstanceIdentifier,Value=" + machine))
                .toList();
        String text = SHEET.part(
                "scaling",
                holes.and("class", writer.instanceClass().text())
                        .and("machines", writer.hasStandby() ? "Two machines" : "One machine")
                        .and("numbers", Words.lines(numbers))
                        .and(
                                "limits",
                                writer.connections().isPresent()
                                        ? ", at most " + writer.connections().getAsInt() + " connections"
                                        : "")
                        .and("pause", writer.hasStandby() ? " for a minute or two" : " for many minutes"));
        return writer.source().isEmpty() ? text + versions() : text;
    }

    private String versions() {
        List<Known.Copy> parts = new ArrayList<>(known.copies(writer));
        parts.add(new Known.Copy(site, writer));
        return SHEET.part(
                "versions",
                holes.and(
                                "have",
                                Words.lines(parts.stream()
                                        .map(part -> part(part, "describe-db-clusters")
                                                + " --query 'DBClusters[0].[DBClusterIdentifier, EngineVersion]'"
                                                + " --output text")
                                        .toList()))
                        .and(
                                "minors",
                                Words.lines(parts.stream()
                                        .map(part -> part(part, "modify-db-cluster")
                                                + " --engine-version $VERSION --apply-immediately --query"
                                                + " DBCluster.Status && "
                                                + part(part, "wait db-cluster-available"))
                                        .toList())));
    }

    private static String part(Known.Copy part, String does) {
        return "aws rds " + does + " --region " + part.site().region() + " --db-cluster-identifier "
                + part.database().name();
    }
}
