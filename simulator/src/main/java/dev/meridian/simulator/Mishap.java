package dev.meridian.simulator;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One thing that went wrong by chance, with a name by which it can be asked for again.
///
/// @param id the number of a fault that the seed drew at the beginning (`3`), or the word of its kind, with the
///     place and a number where there are several (`lost.us-east-1.17` is the 17th proposal of that place that
///     could have been lost, and was)
/// @param what it was; a fault that `--fault` can name is written as there
/// @param second when, on the world's clock
public record Mishap(String id, String what, double second) {
    private static final Pattern ID =
            Pattern.compile(Arrays.stream(Kind.values()).map(Kind::pattern).collect(Collectors.joining("|")));

    /// What can go wrong by chance.
    public enum Kind {
        /// A fault that the seed drew at the beginning.
        BLOW("", false, true),
        /// A blow at the moment that hurts most.
        SPITE("spite", false, true),
        /// A place that never comes back.
        GONE("gone", false, false),
        /// Nor does the one that would have taken over from it, or that it would have taken over from.
        GONE_TOO("gone-too", false, false),
        /// A place that never again hears anybody who hears it.
        DEAF("deaf", false, false),
        /// A proposal is lost.
        LOST("lost", true, true),
        /// A proposal comes once more.
        TWICE("twice", true, true),
        /// An agent dies in the middle of a duty.
        CRASH("crash", true, true),
        /// An agent stands still in the middle of a duty.
        STALL("stall", true, true),
        /// A step that the file adds fails.
        STEP("step", true, true),
        /// A watchdog is slow.
        SLOW_FENCE("slow-fence", true, false),
        /// A person orders something.
        ORDER("order", false, true),
        /// And at once something else.
        SECOND_THOUGHT("second-thought", false, true),
        /// And at once the first thing again.
        THIRD_THOUGHT("third-thought", false, true),
        /// A person moves the role while all copies are behind.
        BEHIND("behind", false, true),
        /// A person accepts the loss that holds a move back.
        ACCEPTED("accepted", false, true),
        /// A person orders what an attestation lets in.
        VOUCHED("vouched", false, true),
        /// Two people attest that a region is down which speaks.
        HASTY("hasty", false, true),
        /// A person brings the role home, which has been tried in vain.
        BROUGHT_HOME("brought-home", false, true);

        private final String word;
        private final boolean isPlaced;
        private final boolean isNumbered;

        Kind(String word, boolean isPlaced, boolean isNumbered) {
            this.word = word;
            this.isPlaced = isPlaced;
            this.isNumbered = isNumbered;
        }

        /// What its names begin with; empty for names that are numbers.
        public String word() {
            return word;
        }

        String at(Place place) {
            return word + "." + place.name;
        }

        private String pattern() {
            String number = isNumbered ? "[1-9]\\d*" : "";
            String place = isPlaced ? "\\.[a-z0-9-]+" : "";
            return word + place + (isNumbered && !word.isEmpty() ? "\\." : "") + number;
        }
    }

    /// Whether a text could be the name of one; whether there is such a one is known when its world has been
    /// lived.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
