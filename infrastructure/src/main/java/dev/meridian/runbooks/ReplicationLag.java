package dev.meridian.runbooks;

import dev.meridian.assess.Promise;
import dev.meridian.estate.Bucket;
import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Search;
import dev.meridian.estate.Site;
import dev.meridian.estate.Table;
import dev.meridian.units.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is done when copies are behind, for every kind of copy that there is.
final class ReplicationLag {
    static final String FILE = "replication-lag.md";

    private static final String TITLE = "Copies are behind";
    private static final Sheet SHEET = Sheet.named("replication-lag");

    private final Known known;
    private final List<String> sections = new ArrayList<>();

    private ReplicationLag(Known known) {
        this.known = known;
    }

    static Page page(Known known) {
        ReplicationLag page = new ReplicationLag(known);
        known.sites().forEach(site -> site.databases().forEach(one -> page.database(site, one)));
        known.estate().streams().forEach(page::stream);
        page.tables();
        page.sections.addAll(GlobalDatastore.lags(SHEET, known));
        for (Estate.Link link : known.estate().links()) {
            link.copies().mirrors().forEach(mirror -> page.mirror(link, mirror));
            link.copies().followings().forEach(page::following);
        }
        if (page.sections.isEmpty()) {
            return Page.none(FILE, TITLE, "nothing has a copy in another region that follows it");
        }
        return Page.of(
                FILE,
                TITLE,
                "a copy is behind what it follows",
                SHEET.part(
                                "head",
                                known.holes()
                                        .and(
                                                "alarms",
                                                known.alarms(
                                                        "AWS/RDS ReplicaLag",
                                                        GlobalDatastore.LAG,
                                                        "AWS/RDS AuroraGlobalDBRPOLag",
                                                        "AWS/DynamoDB ReplicationLatency",
                                                        "AWS/Kafka ReplicationLatency",
                                                        "AWS/Kafka ReplicatorFailure",
                                                        "AWS/S3 ReplicationLatency",
                                                        "AWS/S3 OperationsFailedReplication")))
                        + String.join("", page.sections)
                        + SHEET.part(
                                "cost", known.holes().and("promises", Words.promises(known, Promise.Objective.RPO))));
    }

    private void database(Site site, Database database) {
        List<Known.Copy> copies = known.copies(database);
        if (copies.isEmpty()) {
            return;
        }
        if (database.global().isPresent()) {
            sections.add(GlobalDatabases.behind(known, site, database));
            return;
        }
        Known.Copy first = copies.getFirst();
        String limit = known.estate()
                .watch()
                .databaseLag(database.store())
                .map(most -> "An alarm rings above " + Durations.text(most) + ", five minutes long.")
                .orElse("No alarm rings for it (`observability.alarms`, `replication-lag`).");
        sections.add(SHEET.part(
                "store",
                known.holes(site, database)
                        .and(
                                "lags",
                                Words.lines(copies.stream()
                                        .map(DatabaseFailover::lag)
                                        .toList()))
                        .and("limit", limit)
                        .and("slot", DatabaseFailover.unfetched(site, database))
                        .and(
                                "waits",
                                Words.lines(copies.stream()
                                        .flatMap(ReplicationLag::waits)
                                        .toList()))
                        .and("copy", first.database().name())
                        .and("copy region", first.site().region())));
    }

    /// What replaying the log waits for, and who has been asking for longest.
    private static Stream<String> waits(Known.Copy copy) {
        return Stream.of(
                DatabaseFailover.asked(
                        copy,
                        "\"select wait_event_type, wait_event from pg_stat_activity where backend_type = 'startup'\""),
                DatabaseFailover.asked(
                        copy,
                        "\"select pid, usename, now() - xact_start, left(query, 80) from pg_stat_activity"
                                + " where backend_type = 'client backend' and state <> 'idle'"
                                + " order by xact_start limit 5\""));
    }

    /// S3 counts where copies arrive (S3 user guide, replication metrics, 2026-11).
    private void stream(Bucket.Stream stream) {
        Holes holes = known.holes(known.estate().site(stream.from().region()))
                .and("store", stream.store())
                .and("bucket", stream.from().name());
        List<String> numbers = stream.to().stream()
                .map(to -> "number " + to.region() + " AWS/S3 OperationsPendingReplication Maximum"
                        + " Name=SourceBucket,Value=" + stream.from().name() + " Name=DestinationBucket,Value="
                        + to.name() + " Name=RuleId,Value=to-" + to.region())
                .toList();
        boolean isHeard = known.estate().watch().lag(stream.store()).isPresent();
        boolean isCounted = stream.isTimed() || isHeard;
        String how = stream.isTimed() ? "timed" : isHeard ? "counted" : "untimed";
        sections.add(SHEET.part(
                "objects",
                holes.and("numbers", isCounted ? Words.lines(numbers) : "# no number is counted for it")
                        .and("timed", SHEET.part("objects " + how, holes).strip())));
    }

    private void tables() {
        known.sites().stream()
                .flatMap(site -> site.stores().tables().stream())
                .filter(Table::isFollowed)
                .forEach(table -> {
                    List<String> numbers = new ArrayList<>();
                    List<Site> sites = known.sites().stream()
                            .filter(site -> site.stores().tableNames().containsKey(table.store()))
                            .toList();
                    sites.forEach(from -> sites.stream()
                            .filter(to -> !to.equals(from))
                            .forEach(to -> numbers.add("number " + from.region()
                                    + " AWS/DynamoDB ReplicationLatency Average Name=TableName,Value=" + table.name()
                                    + " Name=ReceivingRegion,Value=" + to.region())));
                    sections.add(SHEET.part(
                            "table",
                            known.holes()
                                    .and("store", table.store())
                                    .and("table", table.name())
                                    .and("numbers", Words.lines(numbers))));
                });
    }

    private void mirror(Estate.Link link, MessageLog.Mirror mirror) {
        Site from = known.estate().site(mirror.from().region());
        String keep = from.stores().logs().stream()
                .filter(log -> log.store().equals(mirror.store()))
                .flatMap(log -> log.topics().stream())
                .map(topic -> topic.name() + " " + Durations.text(topic.keep()))
                .collect(Collectors.joining(", "));
        sections.add(SHEET.part(
                "messages",
                known.holes(from)
                        .and("store", mirror.store())
                        .and("to", mirror.to().region())
                        .and("link", link.name())
                        .and("keep", keep.isEmpty() ? "seven days if nobody says otherwise" : keep)
                        .and("replicator", replicator(mirror))));
    }

    /// As its root calls it.
    private String replicator(MessageLog.Mirror mirror) {
        return known.estate().name() + "-" + mirror.from().region() + "-"
                + mirror.to().region() + "-" + mirror.store();
    }

    private void following(Search.Following following) {
        known.estate().site(following.leader()).stores().searches().stream()
                .filter(search -> search.store().equals(following.store()))
                .forEach(search -> sections.add(SHEET.part(
                        "search",
                        known.holes(known.estate().site(following.leader()))
                                .and("store", following.store())
                                .and("to", following.follower())
                                .and("owner", search.owner())
                                .and("search", search.name()))));
    }
}
