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
    /// The time of a step as planned. One that only has a limit is planned at that limit: at the latest then it
    /// has ended, or the plan has failed, unless it goes on.
    Term of(Failover.Step step) {
        String name = "step " + step.name();
        if (times.variant(step).skip()) {
            return Figures.none(name);
        }
        Optional<Duration> limit = times.limit(step);
        Optional<Failover.Takes> takes = times.takes(step);
        if (takes.isEmpty()) {
            return limit.map(most -> atItsLimit(step, most))
                    .orElseGet(() -> Term.unknown(
                            name, "declare `" + path + step.name() + ".takes`", path + step.name() + ".timeout"));
        }
        Span span = new Span(
                Optional.of(takes.get().least()), Optional.of(takes.get().most()));
        boolean isOfLimits = times.figure() == Steps.Figure.LIMIT;
        return figures.said(
                        name,
                        path + step.name() + times.takesKey(step),
                        takes.get().most())
                .with(
                        isOfLimits
                                ? limit.map(most -> StepTimes.stretched(span, most))
                                        .orElse(span)
                                : span);
    }

    /// The limit of a step that has no other figure.
    Term atItsLimit(Failover.Step step, Duration limit) {
        boolean goesOn = step.onFailure() == Failover.OnFailure.CONTINUE;
        return figures.upTo(
                (goesOn ? "step " : "limit of step ") + step.name(), path + step.name() + ".timeout", limit);
    }

    /// A declared range of times.
    static Term said(Figures figures, String name, String at, Failover.Takes takes) {
        return figures.said(name, at, takes.most())
                .with(new Span(Optional.of(takes.least()), Optional.of(takes.most())));
    }
}
