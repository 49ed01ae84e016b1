package dev.meridian.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// A list made as small as it can be while something still shows.
///
/// Leaving out one after the other takes as many tries as there are things, even where two of a hundred matter.
/// Halves are left out first, then quarters, and so on down to single ones ("ddmin": Zeller and Hildebrandt,
/// "Simplifying and isolating failure-inducing input", 2002). At the end no single one can be left out, unless the
/// budget ended first.
final class Smallest<T> {
    private final Predicate<List<T>> shows;
    private final BooleanSupplier isSpent;
    private List<T> left;

    /// @param all with which it shows
    /// @param shows whether it does with these alone
    /// @param isSpent whether nothing more may be tried
    Smallest(List<T> all, Predicate<List<T>> shows, BooleanSupplier isSpent) {
        this.left = List.copyOf(all);
        this.shows = shows;
        this.isSpent = isSpent;
    }

    List<T> find() {
        if (shows.test(List.of())) {
            return List.of();
        }
        int parts = 2;
        while (left.size() > 1 && !isSpent.getAsBoolean()) {
            boolean isSmaller = leaveOutOneOf(parts);
            if (!isSmaller && parts >= left.size()) {
                break;
            }
            parts = isSmaller ? Math.min(parts, left.size()) : Math.min(parts * 2, left.size());
        }
        return left;
    }

    /// Tries the list without each of so many parts, and goes on with what is left where it still shows.
    private boolean leaveOutOneOf(int parts) {
        int length = Math.ceilDiv(left.size(), parts);
        boolean isSmaller = false;
        int from = 0;
        while (from < left.size() && !isSpent.getAsBoolean()) {
            List<T> rest = new ArrayList<>(left.subList(0, from));
            rest.addAll(left.subList(Math.min(left.size(), from + length), left.size()));
            if (!rest.isEmpty() && shows.test(rest)) {
                left = List.copyOf(rest);
                isSmaller = true;
            } else {
                from += length;
            }
        }
        return isSmaller;
    }
}
