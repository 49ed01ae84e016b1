package dev.meridian.runbooks;

import dev.meridian.estate.Database;
import dev.meridian.estate.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// What is looked at on ordinary days, with what the file itself asks to be reviewed.
final class Operation {
    static final String FILE = "operation.md";

    static final Sheet SHEET = Sheet.named("operation");

    private static final SequencedMap<String, String> RHYTHMS = new LinkedHashMap<>();

    static {
        RHYTHMS.put("day", "daily");
        RHYTHMS.put("week", "weekly");
        RHYTHMS.put("month", "monthly");
        RHYTHMS.put("quarter", "quarterly");
        RHYTHMS.put("year", "yearly");
    }

    private Operation() {}

    static Page page(Known known) {
        boolean hasNames = !known.estate().entrances().isEmpty();
        Holes holes = known.holes()
                .and(
                        "health",
                        SHEET.part(hasNames ? "names" : "no names", known.holes())
                                .strip())
                .and(
                        "users",
                        SHEET.part(hasNames ? "users" : "no users", known.holes())
                                .strip())
                .and("alarms", Words.lines(alarms(known), 2))
                .and("backups", Words.lines(backups(known), 2))
                .and("drill", drill(known))
                .and(
                        "move",
                        known.sites().size() > 1
                                ? "Note how long users were without an answer."
                                : "There is one region: this waits for a second one.");
        StringBuilder text = new StringBuilder(SHEET.part("head", holes));
        RHYTHMS.forEach((part, rhythm) -> {
            List<String> reviews = known.list("operations.reviews." + rhythm);
            if (!part.equals("year") || !reviews.isEmpty()) {
                text.append(SHEET.part(part, holes.and("asked", asked(reviews, holes))));
            }
        });
        List<String> windows = known.below("operations.windows").stream()
                .map(line -> Words.row((Object[]) line.split(": ", 2)))
                .toList();
        if (!windows.isEmpty()) {
            text.append(SHEET.part("windows", holes.and("windows", Words.lines(windows))));
        }
        text.append(SHEET.part("cost", holes));
        return Page.of(FILE, "Ordinary days", "nothing is wrong: daily, weekly, monthly, quarterly", text.toString());
    }

    private static String asked(List<String> reviews, Holes holes) {
        return reviews.stream()
                .map(review -> SHEET.part(
                                SHEET.parts().containsKey("review " + review) ? "review " + review : "review other",
                                holes.and("review", review))
                        .strip())
                .collect(Collectors.joining("\n"));
    }

    /// In every region that has some, and both kinds: whoever names none gets no composite ones (CloudWatch
    /// API, DescribeAlarms, 2026-11).
    private static List<String> alarms(Known known) {
        SequencedSet<String> regions = new LinkedHashSet<>();
        known.regions().forEach(region -> regions.add(region.text()));
        known.bells().forEach(bell -> regions.add(bell.region()));
        return regions.stream()
                .map(region -> "aws cloudwatch describe-alarms --region " + region
                        + " --state-value ALARM --alarm-types MetricAlarm CompositeAlarm --query"
                        + " '[MetricAlarms, CompositeAlarms][].[AlarmName, StateUpdatedTimestamp]' --output text")
                .toList();
    }

    private static List<String> backups(Known known) {
        List<String> commands = new ArrayList<>();
        for (Site site : known.sites()) {
            for (Database database : site.databases()) {
                commands.add(
                        database.global().isPresent()
                                ? "aws rds describe-db-clusters --region " + site.region() + " --db-cluster-identifier "
                                        + database.name()
                                        + " --query 'DBClusters[0].LatestRestorableTime' --output text"
                                : "aws rds describe-db-instances --region " + site.region()
                                        + " --db-instance-identifier " + database.name()
                                        + " --query 'DBInstances[0].LatestRestorableTime' --output text");
            }
            site.stores()
                    .volumes()
                    .forEach(backup -> commands.add("aws backup list-recovery-points-by-backup-vault --region "
                            + site.region() + " --backup-vault-name " + backup.vault()
                            + " --query 'max(RecoveryPoints[].CreationDate)' --output text"));
            site.stores()
                    .tables()
                    .forEach(table -> commands.add("aws dynamodb describe-continuous-backups --region "
                            + site.region() + " --table-name " + table.name()
                            + " --query ContinuousBackupsDescription.PointInTimeRecoveryDescription.LatestRestorableDateTime"
                            + " --output text"));
        }
        return commands.isEmpty() ? List.of("# no store is built that has any") : commands;
    }

    /// The twin runs databases that Meridian's agents run, and no steps of a file; whatever else a file has is
    /// played by the simulator, with a stand-in.
    static String drill(Known known) {
        boolean hasOwn = known.meant().stores().values().stream().anyMatch(store -> !store.managed());
        boolean isProviders =
                known.at("failover.control.runs").filter("provider"::equals).isPresent();
        boolean hasSteps = !known.below("failover.steps").isEmpty();
        String fault = " " + known.topology() + " --fault region-loss:"
                + known.meant().applications().firstEntry().getValue().primary();
        return hasOwn && !isProviders && !hasSteps
                ? "`meridian drill" + fault + "`"
                : "the twin runs no stores of a cloud and no control of a provider; `meridian simulate" + fault
                        + "` plays the decision instead, with a stand-in";
    }
}
