package dev.meridian.estate;

import dev.meridian.blueprint.Service;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Setting;
import java.time.Duration;
import java.util.Optional;

/// Works out how the provider of names asks each region whether it serves: as the first probe of the service
/// says, as far as that provider can carry it out.
final class Checks {
    /// What Route 53 and Traffic Manager have, and the least that Cloud DNS has for addresses of its outside
    /// (Route 53 API reference, HealthCheckConfig; Traffic Manager, endpoint monitoring; Cloud DNS, health checks,
    /// 2026-11).
    private static final int SLOW_SECONDS = 30;

    private static final int FAST_SECONDS = 10;
    private static final int FAILURES = 3;

    /// The same pages: Traffic Manager tolerates nine and counts the tenth.
    private static final int MOST_FAILURES = 10;

    private static final int TLS = 443;

    private final Ledger ledger;

    Checks(Ledger ledger) {
        this.ledger = ledger;
    }

    Entrance.Check of(Cloud cloud, Service service) {
        return ledger.said().failover().probes().values().stream()
                .filter(probe -> probe.to().filter(service.name()::equals).isPresent())
                .findFirst()
                .map(probe -> check(cloud, service, probe))
                .orElse(new Entrance.Check(service.healthPath(), SLOW_SECONDS, FAILURES));
    }

    private Entrance.Check check(Cloud cloud, Service service, Failover.Probe probe) {
        String path = "failover.probes." + probe.name() + ".";
        probe.port().stream()
                .filter(port -> port != TLS)
                .forEach(port -> left(
                        path + "port",
                        "what takes the requests of users in a region listens on " + TLS + ", and is asked there"));
        int failures = probe.failures().orElse(FAILURES);
        if (failures > MOST_FAILURES) {
            left(
                    path + "failures",
                    "checks of " + names(cloud) + " count " + MOST_FAILURES + " at most: they do so here");
        }
        return new Entrance.Check(
                probe.path().orElse(service.healthPath()),
                seconds(cloud, path, probe.every()),
                Math.min(failures, MOST_FAILURES));
    }

    /// The slowest that is no slower than what is asked, or the fastest that there is.
    private int seconds(Cloud cloud, String path, Optional<Duration> every) {
        int fastest = cloud == Cloud.GOOGLE ? SLOW_SECONDS : FAST_SECONDS;
        int seconds = every.filter(one -> one.compareTo(Duration.ofSeconds(SLOW_SECONDS)) < 0)
                .map(_ -> fastest)
                .orElse(SLOW_SECONDS);
        every.filter(one -> !one.equals(Duration.ofSeconds(seconds)))
                .ifPresent(_ -> left(
                        path + "every",
                        "checks of " + names(cloud) + " ask every " + SLOW_SECONDS + " seconds"
                                + (cloud == Cloud.GOOGLE ? "" : " or every " + FAST_SECONDS) + ": here every "
                                + seconds));
        return seconds;
    }

    /// What nobody has written stands in no line.
    private void left(String path, String why) {
        Optional<Setting> said = ledger.said().sources().at(path);
        said.ifPresent(_ -> ledger.left(path, why));
    }

    private static String names(Cloud cloud) {
        return switch (cloud) {
            case AWS -> "Route 53";
            case GOOGLE -> "Cloud DNS";
            case AZURE -> "Traffic Manager";
        };
    }
}
