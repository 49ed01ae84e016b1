package dev.meridian.assess;

import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.Optional;

/// The times of the owner's steps as terms of a sum.
///
/// @param times the figures that count
/// @param path the key of the steps, with its dot
record StepTerms(Figures figures, StepTimes times, String path) {
    /// The time of a step as planned, or its limit. One that only has a limit is unknown as planned, since the
    /// plan fails at that limit, unless it then goes on.
    Term of(Failover.Step step) {
        String name = "step " + step.name();
        if (times.variant(step).skip()) {
            return Figures.none(name);
        }
        Optional<Duration> limit = times.limit(step);
        boolean goesOn = step.onFailure() == Failover.OnFailure.CONTINUE && limit.isPresent();
        boolean isOfLimits = times.figure() == Steps.Figure.LIMIT;
        Optional<Failover.Takes> takes = times.takes(step);
        if (takes.isEmpty() && !goesOn) {
            Term missing =
                    Term.unknown(name, "declare `" + path + step.name() + ".takes`", path + step.name() + ".timeout");
            return isOfLimits && limit.isPresent()
                    ? figures.upTo(name, path + step.name() + ".timeout", limit.get())
                    : missing;
        }
        Duration planned = takes.map(Failover.Takes::most).or(() -> limit).orElseThrow();
        String key = takes.isPresent() ? times.takesKey(step) : ".timeout";
        Span span = new Span(Optional.of(takes.map(Failover.Takes::least).orElse(Duration.ZERO)), Optional.of(planned));
        return figures.said(name, path + step.name() + key, planned)
                .with(
                        isOfLimits
                                ? limit.map(most -> StepTimes.stretched(span, most))
                                        .orElse(span)
                                : span);
    }

    /// A declared range of times.
    static Term said(Figures figures, String name, String at, Failover.Takes takes) {
        return figures.said(name, at, takes.most())
                .with(new Span(Optional.of(takes.least()), Optional.of(takes.most())));
    }
}
