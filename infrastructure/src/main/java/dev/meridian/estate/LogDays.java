package dev.meridian.estate;

import dev.meridian.topology.Compute;
import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Works out for how many days a cloud keeps logs: those of the file, or as few more as it takes.
final class LogDays {
    private static final String KEEP = "observability.logs.keep";

    /// CloudWatch Logs API reference, PutRetentionPolicy, 2026-11.
    private static final List<Integer> CLOUDWATCH = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557, 2_922, 3_288,
            3_653);

    /// Of a bucket of Cloud Logging (Cloud Logging, quotas and limits, 2026-11).
    private static final int MOST_OF_GOOGLE = 3_650;

    /// Of what can be searched in a workspace (Azure Monitor, data retention, 2026-11).
    private static final int LEAST_OF_AZURE = 30;

    private static final int MOST_OF_AZURE = 730;

    private final Ledger ledger;

    LogDays(Ledger ledger) {
        this.ledger = ledger;
    }

    int in(RegionName region) {
        Optional<Duration> asked =
                ledger.said().sources().at(KEEP, region).map(Setting::text).flatMap(Scalars::time);
        if (asked.isEmpty()) {
            return Site.LOG_DAYS;
        }
        int days = Math.max(1, Asked.days(asked.get()));
        if (isAllThere()) {
            ledger.rendered(KEEP);
        }
        return switch (ledger.cloud(region)) {
            case AWS -> ofAws(region, days, asked.get());
            case GOOGLE -> {
                if (days > MOST_OF_GOOGLE) {
                    tooLong(days, "Cloud Logging", MOST_OF_GOOGLE);
                }
                yield days;
            }
            case AZURE -> ofAzure(region, days);
        };
    }

    /// Whether services write to where the cloud does: what containers of a cluster write is kept elsewhere.
    private boolean isAllThere() {
        return ledger.isOf(Cloud.AWS) && ledger.isOn(Compute.Platform.ECS_FARGATE);
    }

    private int ofAws(RegionName region, int days, Duration asked) {
        Optional<Integer> next = CLOUDWATCH.stream().filter(one -> one >= days).findFirst();
        if (next.isEmpty()) {
            tooLong(days, "CloudWatch Logs", CLOUDWATCH.getLast());
            return CLOUDWATCH.getLast();
        }
        if (!Duration.ofDays(next.get()).equals(asked)) {
            differs(
                    region,
                    "written as " + next.get() + (next.get() == 1 ? " day" : " days")
                            + ", the next that CloudWatch Logs takes");
        }
        return next.get();
    }

    private int ofAzure(RegionName region, int days) {
        if (days < LEAST_OF_AZURE) {
            differs(region, "written as " + LEAST_OF_AZURE + " days in Azure, the fewest that a workspace takes");
        }
        if (days > MOST_OF_AZURE) {
            differs(
                    region,
                    "written as " + MOST_OF_AZURE + " days in Azure: a workspace keeps nothing longer to search");
        }
        return Math.clamp(days, LEAST_OF_AZURE, MOST_OF_AZURE);
    }

    private void differs(RegionName region, String why) {
        if (isAllThere()) {
            ledger.unbuilt(KEEP, region, why);
        } else {
            ledger.left(
                    ledger.isOwn(KEEP, region) ? Estates.own(region, KEEP) : KEEP,
                    why + "; what services write is kept where their platform puts it");
        }
    }

    private void tooLong(int days, String who, int most) {
        ledger.problem(
                KEEP,
                new Message(
                        "logs are to be kept for " + days + " days",
                        who + " keeps them for " + most + " days at most",
                        "`keep: " + most + "d`, or less"));
    }
}
