package dev.meridian.bounds;

import dev.meridian.units.Durations;
import java.time.Duration;

/// `left ≤ right`, with both sides spelled out in words and in numbers, so that whoever prints it needs no
/// arithmetic.
///
/// @param name what the inequality protects, for example `one writer`
/// @param leftTerms the left side in symbols, for example `(D − m)/(1 − ρ) + F`
/// @param left the left side's value
/// @param rightTerms the right side in symbols
/// @param right the right side's value
/// @param weakestTerm the term to blame when it does not hold
public record Inequality(
        String name, String leftTerms, Duration left, String rightTerms, Duration right, String weakestTerm) {
    /// The same with another term to blame, for whoever knows better which figure is out of place.
    public Inequality blaming(String term) {
        return new Inequality(name, leftTerms, left, rightTerms, right, term);
    }

    /// Whether it holds with the figures at hand.
    public boolean holds() {
        return left.compareTo(right) <= 0;
    }

    /// How much the left side may still grow; negative when it does not hold.
    public Duration slack() {
        return right.minus(left);
    }

    /// For example `(D − m)/(1 − ρ) + F = 1.45s ≤ W/(1 + ρ) = 1.7s`.
    public String statement() {
        return leftTerms + " = " + Durations.text(left, right) + (holds() ? " ≤ " : " > ") + rightTerms + " = "
                + Durations.text(right, left);
    }
}
