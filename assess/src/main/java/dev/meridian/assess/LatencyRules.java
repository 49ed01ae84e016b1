package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.RoundTrip;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether the speed of light in the fibre that there is leaves room for a promised latency: a request travels at
/// least from its user to a region that serves, and a synchronous commit at least to one standby and back.
final class LatencyRules {
    private final Subject subject;
    private final Application application;
    private final List<Finding> findings;

    /// A promised bound and where it stands.
    private record Bound(Duration most, String path) {}

    private LatencyRules(Subject subject, Application application, List<Finding> findings) {
        this.subject = subject;
        this.application = application;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            LatencyRules rules = new LatencyRules(subject, application, findings);
            rules.users();
            rules.commits();
        }
    }

    private Optional<Bound> bound(String tier) {
        Topology.Latency latency = Objects.requireNonNull(
                        subject.topology().applications().get(application.name()))
                .objectives()
                .overall()
                .latency()
                .get(tier);
        return Optional.ofNullable(latency)
                .flatMap(said -> Stream.of(said.bound(), said.p50(), said.average(), said.p95(), said.p99())
                        .flatMap(Optional::stream)
                        .findFirst())
                .map(most -> new Bound(most, subject.path(application.name(), "objectives.latency." + tier)));
    }

    private void users() {
        Optional<Bound> bound = bound("users");
        if (bound.isEmpty()) {
            return;
        }
        List<RegionName> serving = application.roles().entrySet().stream()
                .filter(role -> role.getValue() != Role.STANDBY)
                .map(role -> role.getKey())
                .toList();
        for (Topology.UserLocation users : subject.topology().traffic().users().values()) {
            Optional<RoundTrip> nearest = serving.stream()
                    .flatMap(region -> subject.blueprint().roundTrip(users.near(), region).stream())
                    .min(Comparator.comparing(RoundTrip::p50));
            nearest.filter(trip -> trip.p50().compareTo(bound.get().most()) > 0)
                    .ifPresent(trip -> findings.add(tooFar(
                            bound.get(),
                            "users near " + users.near() + " are " + text(trip.p50())
                                    + " from the nearest region that serves, and "
                                    + text(bound.get().most())
                                    + " is promised",
                            trip,
                            "a region nearer to them that serves, or another promise for them")));
        }
    }

    private void commits() {
        Optional<Bound> bound = bound("users");
        for (String name : Reach.of(subject, application.name()).stores()) {
            Store store = Objects.requireNonNull(subject.blueprint().stores().get(name));
            if (bound.isEmpty() || store.replication().waitFor() < 1) {
                continue;
            }
            List<RoundTrip> standbys = store.members().stream()
                    .filter(member -> !member.equals(store.writer()))
                    .flatMap(member -> subject.blueprint().roundTrip(store.writer(), member).stream())
                    .sorted(Comparator.comparing(RoundTrip::p50))
                    .toList();
            int last = store.replication().waitFor() - 1;
            if (last < standbys.size()
                    && standbys.get(last).p50().compareTo(bound.get().most()) > 0) {
                RoundTrip trip = standbys.get(last);
                findings.add(tooFar(
                        bound.get(),
                        "a commit of `" + name + "` waits " + text(trip.p50()) + " for a standby, and "
                                + text(bound.get().most()) + " is promised to users",
                        trip,
                        "a nearer standby, or `replication: async` with a promise about loss that allows it"));
            }
        }
    }

    private static Finding tooFar(Bound bound, String statement, RoundTrip trip, String fix) {
        return Finding.of(
                        Rule.TOO_CLOSE_FOR_LATENCY,
                        bound.path(),
                        statement,
                        "the median round trip alone is " + text(trip.p50()) + " (" + trip.kind() + ", " + trip.source()
                                + ")",
                        fix)
                .about(bound.path())
                .with(new Finding.Arithmetic(
                        "round trip " + text(trip.p50()) + " > " + text(bound.most()), "round trip", List.of()));
    }
}
