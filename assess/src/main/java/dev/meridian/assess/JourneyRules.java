package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.RoundTrip;
import dev.meridian.topology.Journey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The latency of a journey beside the commits that it waits for: a journey that writes a store cannot be answered
/// before the nearest places that a commit needs have it. One that only reads waits for no commit.
final class JourneyRules {
    private static final String USERS = "users";

    private JourneyRules() {}

    static void check(Subject subject, List<Finding> findings) {
        subject.topology()
                .journeys()
                .values()
                .forEach(journey -> bound(journey)
                        .ifPresent(most -> journey.writes()
                                .forEach(store ->
                                        commit(subject, journey, store, most).ifPresent(findings::add))));
    }

    private static Optional<Duration> bound(Journey journey) {
        return Optional.ofNullable(journey.objectives().overall().latency().get(USERS))
                .flatMap(said -> Stream.of(said.bound(), said.p50(), said.average(), said.p95(), said.p99())
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<Finding> commit(Subject subject, Journey journey, String store, Duration most) {
        String path = "journeys." + journey.name() + ".objectives.latency." + USERS;
        return new CommitWait(subject, subject.store(store))
                .shortest()
                .filter(trip -> trip.p50().compareTo(most) > 0)
                .map(trip -> finding(journey, store, most, trip, path));
    }

    private static Finding finding(Journey journey, String store, Duration most, RoundTrip trip, String path) {
        return Finding.of(
                        Rule.TOO_CLOSE_FOR_LATENCY,
                        path,
                        "the journey `" + journey.name() + "` writes `" + store + "`, a commit of which waits at least "
                                + text(trip.p50()) + " for another place, and " + text(most) + " is promised",
                        "the median round trip alone is " + text(trip.p50()) + " (" + trip.kind() + ", " + trip.source()
                                + ")",
                        "voting places or standbys nearer to each other, or another promise for this journey")
                .about(path)
                .with(new Finding.Arithmetic(
                        "round trip " + text(trip.p50()) + " > " + text(most), "round trip", List.of()));
    }
}
