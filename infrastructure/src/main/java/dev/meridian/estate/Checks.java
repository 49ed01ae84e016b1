package dev.meridian.estate;

import dev.meridian.blueprint.Service;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Setting;
import java.time.Duration;
import java.util.List;
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
        return first(service.name())
                .map(probe -> check(cloud, service, probe))
                .orElse(new Entrance.Check(service.healthPath(), SLOW_SECONDS, FAILURES));
    }

    private Optional<Failover.Probe> first(String service) {
        return ledger.said().failover().probes().values().stream()
                .filter(probe -> probe.to().filter(service::equals).isPresent())
                .findFirst();
    }

    /// What of the probes nothing is asked by, where anything is: a region is asked in one way for each name.
    /// Probes of a store are the engine's.
    void note(List<Entrance> entrances) {
        List<Entrance> asked =
                entrances.stream().filter(one -> one.check().isPresent()).toList();
        if (!asked.isEmpty()) {
            ledger.said().failover().probes().values().forEach(probe -> note(probe, asked));
        }
    }

    private void note(Failover.Probe probe, List<Entrance> asked) {
        String path = "failover.probes." + probe.name() + ".";
        probe.host()
                .filter(host -> asked.stream()
                        .noneMatch(one -> one.regions().stream()
                                .anyMatch(region -> one.host(region).equals(host))))
                .ifPresent(_ -> left(
                        path + "host",
                        "each region is asked by the name that it has here, such as `"
                                + asked.getFirst()
                                        .host(asked.getFirst().regions().getFirst()) + "`"));
        asked.stream()
                .filter(one -> probe.to().filter(one.service()::equals).isPresent())
                .findFirst()
                .flatMap(one -> first(one.service()))
                .flatMap(first -> first.equals(probe) ? notOver(probe) : Optional.of(after(first)))
                .ifPresent(why -> left(path + "kind", why));
    }

    private static Optional<String> notOver(Failover.Probe probe) {
        return Optional.of("what takes requests is asked by HTTPS, which needs a connection first")
                .filter(_ -> probe.kind() == Failover.ProbeKind.TCP);
    }

    private static String after(Failover.Probe first) {
        return "each region is asked in one way, by HTTPS, as the first probe of the service says (`" + first.name()
                + "`)";
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
