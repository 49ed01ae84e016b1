package dev.meridian.faults;

import java.util.List;
import java.util.Optional;

/// The word that somebody probably meant.
public final class Suggestion {
    private Suggestion() {}

    /// The nearest of `known` by edit distance; the first one if nothing was given.
    static String nearest(String given, List<String> known) {
        String best = known.getFirst();
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(given, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /// The nearest of `known`, if it is near enough to have been meant.
    public static Optional<String> likely(String given, List<String> known) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        String best = nearest(given, known);
        return distance(given, best) <= Math.max(1, best.length() / 3) ? Optional.of(best) : Optional.empty();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
