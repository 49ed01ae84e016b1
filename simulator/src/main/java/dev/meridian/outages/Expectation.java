package dev.meridian.outages;

import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What must come of an outage, beyond the laws, which hold in every world.
///
/// @param fewestMoves how often the role has to move at least, where something may move by itself
/// @param mostMoves how often it may move at most
/// @param mostMovesBelowHold the same where every fault is over before `failover.hold` is; empty for no difference
/// @param lost how much of what was acknowledged may be missing at the end
/// @param isServed whether users have to be served at the end
/// @param interrupted how long users may wait, from the last write before the first fault or order took effect to
///     the first from which they go on; empty where nobody says
/// @param isGrey whether a vantage has to find the holder neither healthy nor silent
/// @param rules that have to have spoken
public record Expectation(
        int fewestMoves,
        int mostMoves,
        Optional<Integer> mostMovesBelowHold,
        Lost lost,
        boolean isServed,
        Optional<Duration> interrupted,
        boolean isGrey,
        List<String> rules) {
    public Expectation {
        rules = List.copyOf(rules);
    }

    /// How much may be lost.
    public enum Lost {
        /// Not one acknowledged write.
        NONE,
        /// No more than the settings allow for a move.
        WITHIN_BUDGET
    }

    /// What is asked of a file where nothing moves by itself: not what only a move could bring about.
    public Expectation ofWhatStays() {
        return new Expectation(0, mostMoves, mostMovesBelowHold, lost, false, Optional.empty(), isGrey, List.of());
    }

    /// What is not asked of such a file, in words; none if all of it is.
    public List<String> notOfWhatStays() {
        List<String> words = new ArrayList<>();
        if (fewestMoves > 0) {
            words.add("the role moves at least " + times(fewestMoves));
        }
        if (isServed) {
            words.add("users are served at the end");
        }
        interrupted.ifPresent(most -> words.add("they wait at most " + Durations.text(most)));
        if (!rules.isEmpty()) {
            words.add(String.join(", ", rules) + " speaks");
        }
        return List.copyOf(words);
    }

    /// In a sentence without a full stop.
    public String text() {
        String moves = fewestMoves == mostMoves ? times(mostMoves) : "at most " + times(mostMoves);
        String below = mostMovesBelowHold
                .map(most -> " (" + times(most) + " if every fault is over before `failover.hold`)")
                .orElse("");
        String none = lost == Lost.NONE ? "nothing" : "no more than the settings allow";
        return "the role moves " + moves + below + "; " + none + " is lost"
                + (isServed ? "; users are served at the end" : "")
                + interrupted
                        .map(most -> ", having waited at most " + Durations.text(most))
                        .orElse("")
                + (isGrey ? "; the holder is found GREY" : "")
                + (rules.isEmpty() ? "" : "; " + String.join(", ", rules) + " speaks");
    }

    private static String times(int moves) {
        return switch (moves) {
            case 0 -> "never";
            case 1 -> "once";
            default -> moves + " times";
        };
    }
}
