package dev.meridian.estate;

import dev.meridian.topology.Compute;
import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// Works out for how many days each region keeps its logs.
final class LogDays {
    private static final String KEEP = "observability.logs.keep";

    /// CloudWatch Logs API reference, PutRetentionPolicy, 2026-11.
    private static final List<Integer> OFFERED = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private LogDays() {}

    /// Whether services write to where the cloud does: what containers of a cluster write is kept elsewhere.
    private static boolean isAllThere(Ledger ledger) {
        return ledger.isOf(Cloud.AWS)
                && ledger.said()
                        .compute()
                        .platform()
                        .filter(Compute.Platform.ECS_FARGATE::equals)
                        .isPresent();
    }

    /// As the file says for this region; what is kept in CloudWatch, for the next number of days that it has.
    static int of(Ledger ledger, RegionName region) {
        int days = ledger.said()
                .sources()
                .at(KEEP, region)
                .flatMap(setting -> Scalars.time(setting.text()))
                .map(Asked::days)
                .orElse(Site.LOG_DAYS);
        if (ledger.cloud(region) != Cloud.AWS) {
            return days;
        }
        Optional<Integer> next =
                OFFERED.stream().filter(offered -> offered >= days).findFirst();
        if (next.isEmpty()) {
            ledger.problem(
                    KEEP,
                    new Message(
                            "logs of " + region + " are to be kept for " + days + " days",
                            "CloudWatch keeps them for " + OFFERED.getLast() + " days, or until somebody deletes them",
                            "`keep: " + OFFERED.getLast() + "d`, or less"));
        }
        if (isAllThere(ledger)) {
            ledger.rendered(KEEP);
        }
        next.filter(offered -> offered != days)
                .ifPresent(offered -> ledger.unbuilt(
                        KEEP, region, "CloudWatch has no " + days + " days: what is there is kept for " + offered));
        return next.orElse(OFFERED.getLast());
    }
}
