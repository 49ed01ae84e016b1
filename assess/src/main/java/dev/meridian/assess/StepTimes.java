package dev.meridian.assess;

import dev.meridian.bounds.Span;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.Optional;

/// The times of a step that count: those of the variant for a move while the old side is there, or for one without
/// it.
///
/// @param figure which variant counts
record StepTimes(Steps.Figure figure) {
    /// The limit of a step: where a region is lost, nothing can be done gracefully.
    Optional<Duration> limit(Failover.Step step) {
        return variant(step).timeout().or(step::timeout);
    }

    String takesKey(Failover.Step step) {
        return (variant(step).takes().isPresent() ? variant() : "") + ".takes";
    }

    /// The key of the variant of a step that counts.
    String variant() {
        return figure == Steps.Figure.GRACEFUL ? ".graceful" : ".forced";
    }

    Failover.Variant variant(Failover.Step step) {
        return figure == Steps.Figure.GRACEFUL ? step.graceful() : step.forced();
    }

    Failover.VariantTimes variant(Failover.Times times) {
        return figure == Steps.Figure.GRACEFUL ? times.graceful() : times.forced();
    }

    Optional<Failover.Takes> takes(Failover.Step step) {
        return variant(step).takes().or(step::takes);
    }

    Optional<Failover.Takes> takes(Failover.Times times) {
        return variant(times).takes().or(times::takes);
    }

    /// The same with a plan of at least the limit. A limit bounds a figure that nothing else bounds.
    static Span stretched(Span span, Duration limit) {
        Duration plan = span.plan().filter(most -> most.compareTo(limit) > 0).orElse(limit);
        return new Span(span.best(), Optional.of(plan));
    }
}
