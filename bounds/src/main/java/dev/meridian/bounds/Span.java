package dev.meridian.bounds;

import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// How long something takes, or how many seconds of acknowledged writes it costs: at best, and to plan with.
///
/// *Best* is the mechanism at its best: of a detection, the disruption comes right before a probe; of copies at
/// intervals, right before the next one, since a promise has no say in that moment. *Plan* is what a careful
/// person counts with. A side that is empty is without bound. Arithmetic is done on each side by itself, so a
/// difference may be larger at best than in the plan.
public record Span(Optional<Duration> best, Optional<Duration> plan) {
    /// Nothing.
    public static final Span ZERO = exactly(Duration.ZERO);

    /// Nothing brings it about.
    public static final Span NEVER = new Span(Optional.empty(), Optional.empty());

    /// What is known exactly.
    public static Span exactly(Duration value) {
        return of(value, value);
    }

    /// Two bounded sides.
    public static Span of(Duration best, Duration plan) {
        return new Span(Optional.of(best), Optional.of(plan));
    }

    /// At best this, and nobody says what at worst.
    public static Span from(Duration best) {
        return new Span(Optional.of(best), Optional.empty());
    }

    /// One after the other.
    public Span plus(Span other) {
        return each(other, Duration::plus);
    }

    /// So many, one after the other.
    public Span times(int count) {
        return new Span(best.map(value -> value.multipliedBy(count)), plan.map(value -> value.multipliedBy(count)));
    }

    /// The longer of two, side by side.
    public Span max(Span other) {
        return each(other, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    /// The shorter of two ways, side by side.
    public Span min(Span other) {
        return new Span(shorter(best, other.best), shorter(plan, other.plan));
    }

    /// What is left of it after `spent`; never less than nothing, and nothing after what never ends.
    public Span after(Span spent) {
        return new Span(left(best, spent.best), left(plan, spent.plan));
    }

    /// Whether it cannot be within `bound`, whatever happens.
    public boolean cannotBeWithin(Duration bound) {
        return best.isEmpty() || best.get().compareTo(bound) > 0;
    }

    /// Whether it is within `bound` even as planned.
    public boolean isWithin(Duration bound) {
        return plan.isPresent() && plan.get().compareTo(bound) <= 0;
    }

    /// For example `1m30s`, or `1m to 3m`, or `1m or more`; with a plan below the best, each with its word.
    public String text() {
        if (best.isEmpty()) {
            return plan.map(time -> Durations.text(time) + " or more").orElse("without bound");
        }
        String shortest = Durations.text(best.get());
        if (best.equals(plan)) {
            return shortest;
        }
        if (plan.isPresent() && best.get().compareTo(plan.get()) > 0) {
            return shortest + " at best, " + Durations.text(plan.get()) + " as planned";
        }
        return plan.map(longest -> shortest + " to " + Durations.text(longest)).orElse(shortest + " or more");
    }

    private Span each(Span other, BinaryOperator<Duration> sum) {
        return new Span(both(best, other.best, sum), both(plan, other.plan, sum));
    }

    private static Optional<Duration> both(Optional<Duration> a, Optional<Duration> b, BinaryOperator<Duration> sum) {
        return a.isPresent() && b.isPresent() ? Optional.of(sum.apply(a.get(), b.get())) : Optional.empty();
    }

    private static Optional<Duration> shorter(Optional<Duration> a, Optional<Duration> b) {
        if (a.isPresent() && b.isPresent()) {
            return a.get().compareTo(b.get()) <= 0 ? a : b;
        }
        return a.or(() -> b);
    }

    private static Optional<Duration> left(Optional<Duration> whole, Optional<Duration> spent) {
        if (whole.isEmpty() || spent.isEmpty()) {
            return spent.isEmpty() ? Optional.of(Duration.ZERO) : whole;
        }
        Duration left = whole.get().minus(spent.get());
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }
}
