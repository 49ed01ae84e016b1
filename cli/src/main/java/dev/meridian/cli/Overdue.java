package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.evidence.Statistics;
import dev.meridian.fidelity.StepsFile;
import dev.meridian.simulator.Timings.Step;
import dev.meridian.twin.MoveWatch;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A step that takes longer than it takes nearly always: longer than 95 of 100 times that drills measured of it.
///
/// @param usual the 95th percentile of its history
/// @param n how often it was measured; 0 if its longest time is assumed
record Overdue(Api.Due due, Duration usual, int n) {
    /// A step is done when its report is committed and known here: a round trip or two beside what was measured.
    private static final Duration REPORT = Duration.ofSeconds(1);

    private static final double SHARE = 0.95;

    /// Of all that there is to do, as the agent says that got furthest.
    static List<Overdue> among(Collection<Api.Status> statuses, StepsFile history) {
        return MoveWatch.newest(statuses).map(Api.Status::due).orElse(List.of()).stream()
                .map(due -> withFailure(due, statuses))
                .flatMap(due -> of(due, history).stream())
                .toList();
    }

    /// Why a step failed is known to the agent that tried it.
    private static Api.Due withFailure(Api.Due due, Collection<Api.Status> statuses) {
        return statuses.stream()
                .flatMap(status -> status.due().stream())
                .filter(same ->
                        same.step().equals(due.step()) && !same.lastFailure().isEmpty())
                .findFirst()
                .map(same -> new Api.Due(due.step(), due.since(), same.lastFailure()))
                .orElse(due);
    }

    private static Optional<Overdue> of(Api.Due due, StepsFile history) {
        return step(due.step())
                .map(step -> new Overdue(due, usual(step, history), times(step, history)))
                .filter(it -> due.since().compareTo(it.usual.plus(REPORT)) > 0);
    }

    /// What has no history waits for others: a standby for its primary, a claim for the log.
    private static Optional<Step> step(String name) {
        return Stream.of(
                        new Named("promise", Step.PROMISE),
                        new Named("yield", Step.STOP),
                        new Named("promote", Step.PROMOTION),
                        new Named("rejoin", Step.COPY),
                        new Named("route", Step.ROUTE))
                .filter(named -> name.startsWith(named.verb + ":"))
                .map(Named::step)
                .findFirst();
    }

    private record Named(String verb, Step step) {}

    private static Duration usual(Step step, StepsFile history) {
        List<Double> nanos = history.timings().of(step).stream()
                .map(time -> (double) time.toNanos())
                .toList();
        return Duration.ofNanos(
                Statistics.percentile(nanos, SHARE).orElseThrow().longValue());
    }

    private static int times(Step step, StepsFile history) {
        return Optional.ofNullable(history.steps().get(step))
                .map(StepsFile.Times::n)
                .orElse(0);
    }

    /// `promote:eu-west-1 has been waiting for 6.2s: 95 of 100 took 480ms or less (40 measured); last try: …`
    String text() {
        return due.step() + " has been waiting for " + Durations.text(rounded(due.since())) + ": 95 of 100 took "
                + Durations.text(rounded(usual)) + " or less ("
                + (n == 0 ? "assumed" : n + " measured") + ")"
                + (due.lastFailure().isEmpty() ? "" : "; last try: " + due.lastFailure());
    }

    private static Duration rounded(Duration time) {
        long step = time.compareTo(Duration.ofSeconds(1)) < 0 ? 1 : 100;
        return Duration.ofMillis(time.toMillis() / step * step);
    }
}
