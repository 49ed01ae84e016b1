package dev.meridian.runbooks;

import dev.meridian.assess.Promise;
import dev.meridian.blueprint.Store;
import dev.meridian.estate.Database;
import dev.meridian.estate.Settings;
import dev.meridian.estate.Site;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How the writer of a database moves, by hand: lag, fence, promotion, in that order.
final class DatabaseFailover {
    static final String FILE = "database-failover.md";

    private static final String TITLE = "A database has to move";
    private static final Sheet SHEET = Sheet.named("database-failover");

    private final Known known;

    private DatabaseFailover(Known known) {
        this.known = known;
    }

    static Page page(Known known) {
        boolean hasDatabases =
                known.sites().stream().anyMatch(site -> !site.databases().isEmpty());
        if (!hasDatabases) {
            return Page.none(FILE, TITLE, "no database is built");
        }
        StringBuilder text = new StringBuilder(SHEET.part(
                "head",
                known.holes().and("alarms", known.alarms("AWS/RDS ReplicaLag", "AWS/RDS AuroraGlobalDBRPOLag"))));
        DatabaseFailover page = new DatabaseFailover(known);
        known.sites()
                .forEach(site -> site.databases().stream()
                        .filter(one -> one.source().isEmpty())
                        .forEach(one -> text.append(
                                one.global().isPresent()
                                        ? GlobalDatabases.failover(known, site, one, page.budget(one))
                                        : page.text(site, one))));
        text.append(SHEET.part(
                "cost",
                known.holes().and("promises", Words.promises(known, Promise.Objective.RTO, Promise.Objective.RPO))));
        return Page.of(FILE, TITLE, "services find no database", text.toString());
    }

    private String text(Site site, Database database) {
        Holes holes = known.holes(site, database);
        Holes all = holes.and(
                "standby",
                SHEET.part(database.hasStandby() ? "standby" : "no standby", holes)
                        .strip());
        List<Known.Copy> copies = known.copies(database);
        if (copies.isEmpty()) {
            return SHEET.part("alone", all.and("anchor", Words.anchor(database.store())));
        }
        StringBuilder promotions = new StringBuilder();
        copies.forEach(copy -> promotions.append(promotion(holes, copy)));
        return SHEET.part(
                "store",
                pairs(all, new Pairs(known, site, database))
                        .and(
                                "copies",
                                Words.and(copies.stream()
                                        .map(copy -> "`" + copy.database().name() + "`")
                                        .toList()))
                        .and(
                                "lags",
                                Words.lines(copies.stream()
                                        .map(DatabaseFailover::lag)
                                        .toList()))
                        .and("slot", unfetched(site, database))
                        .and(
                                "last commits",
                                Words.lines(
                                        copies.stream().map(this::lastCommit).toList()))
                        .and(
                                "received",
                                Words.lines(copies.stream().map(this::received).toList()))
                        .and("others", others(holes, copies))
                        .and("budget", budget(database))
                        .and("promotions", promotions)
                        .and("first choice", copies.getFirst().site().region())
                        .and("anchor", Words.anchor(database.store())));
    }

    private Holes pairs(Holes holes, Pairs pairs) {
        return holes.and("doors", doors(pairs))
                .and("told", told(holes, pairs))
                .and("pairs now", now(holes, pairs))
                .and("pairs later", later(holes, pairs));
    }

    static String lag(Known.Copy copy) {
        return "number " + copy.site().region() + " AWS/RDS ReplicaLag Maximum Name=DBInstanceIdentifier,Value="
                + copy.database().name();
    }

    /// How much of its log the copy furthest behind has not fetched: a copy in another region has a slot at
    /// what it follows (RDS user guide, read replicas of PostgreSQL, 2026-11).
    static String unfetched(Site site, Database writer) {
        return "number " + site.region() + " AWS/RDS OldestReplicationSlotLag Maximum Name=DBInstanceIdentifier,Value="
                + writer.name();
    }

    /// Asks a database within a copy.
    static String asked(Known.Copy copy, String question) {
        return "ask " + copy.site().region() + " " + copy.database().name() + " "
                + copy.database().inSql() + " " + question;
    }

    private String lastCommit(Known.Copy copy) {
        return asked(copy, "'select pg_last_xact_replay_timestamp()'");
    }

    private String received(Known.Copy copy) {
        return asked(copy, "\"select pg_wal_lsn_diff('$AT', pg_last_wal_replay_lsn())\"");
    }

    /// The roots that let somebody reach the old writer, each of which opens a fence.
    static String doors(Pairs pairs) {
        return Words.or(Stream.concat(Stream.of("regions/" + pairs.site().region()), pairs.doors().stream())
                .map(root -> "`terraform/" + root + "`")
                .toList());
    }

    /// Where services of other regions are told where the writer is.
    private String told(Holes holes, Pairs pairs) {
        return known.estate().peers(pairs.site()).isEmpty()
                ? ""
                : SHEET.part(
                                        "told",
                                        holes.and(
                                                "setting",
                                                Settings.writer(pairs.database().store())))
                                .strip() + "\n";
    }

    /// What has the new writer's backups copied while the old one's region is still away.
    private static String now(Holes holes, Pairs pairs) {
        if (!pairs.areCopied()) {
            return "";
        }
        List<String> lines = pairs.applied(pairs.now());
        return lines.isEmpty()
                ? SHEET.part("pairs none", holes).strip() + "\n"
                : SHEET.part("pairs now", holes.and("roots", Words.lines(lines, 3)))
                                .strip() + "\n";
    }

    /// What waits until the old one follows: the rest of the pairs.
    private String later(Holes holes, Pairs pairs) {
        List<String> lines = pairs.applied(pairs.later());
        List<String> gone = pairs.gone().sequencedKeySet().stream()
                .map(root -> "`" + root + "`")
                .toList();
        boolean isOpened = !pairs.doors().isEmpty();
        Holes done = holes.and("roots", Words.lines(lines))
                .and("fence", isOpened ? ", and until now it would have opened the fence" : "")
                .and("do", done(holes, pairs));
        return (lines.isEmpty() ? "" : SHEET.part("pairs later", done))
                + (isOpened ? SHEET.part("pairs anew", holes) : "")
                + (gone.isEmpty() ? "" : SHEET.part("pairs gone", holes.and("gone", Words.and(gone))))
                + (pairs.areCopied() ? SHEET.part("pairs copied", holes.and("asked", Words.lines(asked()))) : "");
    }

    private static String done(Holes holes, Pairs pairs) {
        List<String> done = new ArrayList<>();
        if (pairs.areCopied()) {
            done.add(SHEET.part("pairs end", holes).strip());
            done.add(SHEET.part("pairs begin", holes).strip());
        }
        if (!pairs.doors().isEmpty()) {
            done.add(SHEET.part("pairs open", holes).strip());
        }
        return Words.and(done);
    }

    /// Whose backups a region has from others.
    private List<String> asked() {
        return known.regions().stream()
                .map(region -> "aws rds describe-db-instance-automated-backups --region " + region
                        + " --query 'DBInstanceAutomatedBackups[].[DBInstanceIdentifier, Region, Status,"
                        + " RestoreWindow.LatestTime]' --output text")
                .toList();
    }

    /// What is done with a third one, which still follows the old writer: it is protected from deletion, also by
    /// Terraform.
    private static String others(Holes holes, List<Known.Copy> copies) {
        if (copies.size() < 2) {
            return "";
        }
        List<String> commands = copies.stream().map(DatabaseFailover::rebuilt).toList();
        return SHEET.part("others", holes.and("rebuilds", Words.lines(commands)));
    }

    private static String rebuilt(Known.Copy copy) {
        return "drop_copy " + copy.site().region() + " " + copy.database().name()
                + " && terraform -chdir=terraform/regions/" + copy.site().region() + " apply";
    }

    private String budget(Database database) {
        Optional<Duration> budget = Optional.ofNullable(known.meant().stores().get(database.store()))
                .flatMap(this::budget);
        return budget.map(most -> "The file allows " + Durations.text(most)
                        + "; more than that is a decision of whoever answers for it.")
                .orElse(
                        "The file says nothing of what may be lost: every loss is a decision of whoever answers for it.");
    }

    private Optional<Duration> budget(Store store) {
        return Optional.ofNullable(known.meant().applications().get(store.application()))
                .flatMap(application -> application.failover().budget(store));
    }

    private String promotion(Holes holes, Known.Copy copy) {
        Site target = copy.site();
        List<String> restarts = Services.restarts(known, target, copy.database().store());
        return SHEET.part(
                "promote",
                holes.and("target", target.region())
                        .and("copy", copy.database().name())
                        .and("days", Math.max(1, copy.database().daysBack()))
                        .and(
                                "restarts",
                                restarts.isEmpty()
                                        ? "# no service of " + target.region() + " uses it"
                                        : Words.lines(restarts)));
    }
}
