package dev.meridian.estate;

import dev.meridian.blueprint.Service;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Works out how the provider of names asks each region whether it serves: as the first probe of the service
/// says, as far as that provider can carry it out.
final class Checks {
    /// What Route 53 and Traffic Manager have, and the least that Cloud DNS has for addresses of its outside
    /// (Route 53 API reference, HealthCheckConfig; Traffic Manager, endpoint monitoring; Cloud DNS, health checks,
    /// 2026-11).
    private static final int SLOW_SECONDS = Entrance.Check.SLOW_SECONDS;

    private static final int FAST_SECONDS = 10;
    private static final int FAILURES = 3;

    /// The same pages: Traffic Manager tolerates nine and counts the tenth.
    private static final int MOST_FAILURES = 10;

    private static final int TLS = 443;

    private static final List<String> KEYS =
            List.of("kind", "host", "port", "path", "every", "timeout", "failures", "window", "accept");

    private static final String OTHERWISE = "a check of yours in a file of another name beside these";
    private static final String FIRST = "the probe that matters most before the others of its service; " + OTHERWISE;

    private final Ledger ledger;

    Checks(Ledger ledger) {
        this.ledger = ledger;
    }

    Entrance.Check of(Cloud cloud, Service service) {
        return first(service.name())
                .map(probe -> check(cloud, service, probe))
                .orElse(new Entrance.Check(openPath(service), SLOW_SECONDS, FAILURES));
    }

    private Optional<Failover.Probe> first(String service) {
        return new ServiceHealth(ledger).probe(service);
    }

    private String openPath(Service service) {
        return new ServiceHealth(ledger).opened(service).openPath();
    }

    /// What of the probes nothing is asked by: a region is asked in one way for each name, and one that serves
    /// alone by nobody. Probes of a store are the engine's.
    void note(List<Entrance> entrances) {
        ledger.said().failover().probes().values().stream()
                .filter(this::isOfRegions)
                .forEach(probe -> note(probe, entrances));
    }

    private boolean isOfRegions(Failover.Probe probe) {
        boolean isOfStore =
                probe.to().filter(ledger.said().stores()::containsKey).isPresent();
        return !isOfStore
                && switch (probe.kind()) {
                    case HTTP, HTTPS, TCP, APPLICATION -> true;
                    case SQL_READ, CANARY_WRITE, REPLICATION -> false;
                };
    }

    private void note(Failover.Probe probe, List<Entrance> entrances) {
        if (!probe.decides()) {
            KEYS.forEach(key -> left(
                    path(probe, key), "it only observes, and checks of names decide where users are sent", OTHERWISE));
            left(path(probe, "decides"), "nothing that is written only observes", OTHERWISE);
            return;
        }
        List<Entrance> asked = entrances.stream()
                .filter(one -> one.check().isPresent())
                .filter(one -> probe.to().isEmpty()
                        || probe.to().filter(one.service()::equals).isPresent())
                .toList();
        if (asked.isEmpty()) {
            unasked(probe, entrances);
            return;
        }
        Optional<Failover.Probe> first = probe.to().flatMap(this::first);
        if (first.filter(probe::equals).isPresent()) {
            asked(probe, asked);
        } else if (first.isPresent()) {
            String why = after(first.get());
            left(path(probe, "kind"), why);
            differing(probe, asked.getFirst(), why, FIRST);
        } else {
            ofHost(probe, asked);
        }
    }

    /// Nobody asks: one region serves, or none is opened by a name.
    private void unasked(Failover.Probe probe, List<Entrance> entrances) {
        Optional<Entrance> alone = entrances.stream()
                .filter(one -> probe.to().isEmpty()
                        || probe.to().filter(one.service()::equals).isPresent())
                .findFirst();
        String why = alone.map(one -> "`" + one.regions().getFirst() + "` alone serves `" + one.host()
                        + "`, so nobody asks whether it does: there is nowhere else to send users")
                .orElse(
                        "regions are asked by the checks of names that users open, and no such name that is written leads"
                                + probe.to().map(to -> " to `" + to + "`").orElse(" anywhere"));
        String possible = alone.map(one -> "a second region of " + one.cloud().text() + " in which `" + one.service()
                        + "` lives"
                        + (one.cloud() == Cloud.AZURE
                                ? ""
                                : "; copies are asked by their load balancer, as `services." + one.service()
                                        + ".health` says"))
                .orElse(
                        "an entrance with a `host` that leads to a service, and two regions of one cloud in which that lives");
        KEYS.forEach(key -> left(path(probe, key), why, possible));
    }

    /// What the first probe of a service asks for that checks of names have no setting for.
    private void asked(Failover.Probe probe, List<Entrance> asked) {
        if (probe.kind() == Failover.ProbeKind.TCP) {
            left(path(probe, "kind"), "what takes requests is asked by HTTPS, which needs a connection first");
        }
        asked.forEach(one -> {
            left(path(probe, "accept"), takes(one.cloud()));
            Entrance.Check check = one.check().orElseThrow();
            if (!isAnswered(probe, one.cloud(), check)) {
                left(path(probe, "timeout"), waits(one.cloud(), check));
            }
            if (isOtherWindow(probe, check)) {
                left(
                        path(probe, "window"),
                        "checks of " + names(one.cloud()) + " count failures one after another: here "
                                + check.failures());
            }
        });
    }

    private void ofHost(Failover.Probe probe, List<Entrance> asked) {
        Optional<Entrance> named = asked.stream()
                .filter(one -> one.regions().stream()
                        .anyMatch(region ->
                                probe.host().filter(one.host(region)::equals).isPresent()))
                .findFirst();
        Entrance one = named.orElseGet(asked::getFirst);
        String name = "by the name that it has here, such as `"
                + one.host(one.regions().getFirst()) + "`";
        if (named.isEmpty()) {
            left(path(probe, "host"), "each region is asked " + name);
        }
        differing(probe, one, "each region is asked in one way, " + name, OTHERWISE);
    }

    /// What another probe is asked by is not what this one says.
    private void differing(Failover.Probe probe, Entrance entrance, String why, String possible) {
        Entrance.Check check = entrance.check().orElseThrow();
        List<String> keys = new ArrayList<>();
        probe.path().filter(path -> !path.equals(check.path())).ifPresent(_ -> keys.add("path"));
        probe.every()
                .filter(every -> !every.equals(Duration.ofSeconds(check.seconds())))
                .ifPresent(_ -> keys.add("every"));
        probe.port().stream().filter(port -> port != TLS).forEach(_ -> keys.add("port"));
        probe.failures().stream().filter(count -> count != check.failures()).forEach(_ -> keys.add("failures"));
        if (!isAnswered(probe, entrance.cloud(), check)) {
            keys.add("timeout");
        }
        if (isOtherWindow(probe, check)) {
            keys.add("window");
        }
        keys.forEach(key -> left(path(probe, key), why, possible));
    }

    /// So many failures of as many are that many in a row.
    private static boolean isOtherWindow(Failover.Probe probe, Entrance.Check check) {
        return probe.window().isPresent() && probe.window().getAsInt() != check.failures();
    }

    /// Whether an answer may take as long as the probe says; also where it does not say.
    private static boolean isAnswered(Failover.Probe probe, Cloud cloud, Entrance.Check check) {
        return probe.timeout()
                .filter(timeout ->
                        cloud == Cloud.AWS || !timeout.equals(Duration.ofSeconds(check.secondsToAnswer(cloud))))
                .isEmpty();
    }

    /// How long an answer may take, in words (Route 53 developer guide, how the health of an endpoint is
    /// determined, 2026-11).
    private static String waits(Cloud cloud, Entrance.Check check) {
        return (cloud == Cloud.AWS
                ? "checks of Route 53 wait four seconds for a connection and two more for an answer, and have no"
                        + " setting for it"
                : "checks of " + names(cloud) + " are written with " + check.secondsToAnswer(cloud)
                        + " seconds for an answer");
    }

    /// The codes that count as healthy (Route 53 developer guide, how the health of an endpoint is determined;
    /// Cloud DNS, health checks; Traffic Manager, endpoint monitoring; 2026-11).
    private static String takes(Cloud cloud) {
        return "checks of " + names(cloud)
                + (cloud == Cloud.AWS
                        ? " take every answer from 200 to 399, and have no setting for it"
                        : " are written to take 200 alone");
    }

    private static String path(Failover.Probe probe, String key) {
        return "failover.probes." + probe.name() + "." + key;
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
                probe.path().orElse(openPath(service)),
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

    private void left(String path, String why, String possible) {
        if (ledger.said().sources().at(path).isPresent()) {
            ledger.left(path, why, possible);
        }
    }

    private static String names(Cloud cloud) {
        return switch (cloud) {
            case AWS -> "Route 53";
            case GOOGLE -> "Cloud DNS";
            case AZURE -> "Traffic Manager";
        };
    }
}
