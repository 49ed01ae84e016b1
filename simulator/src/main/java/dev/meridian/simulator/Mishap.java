package dev.meridian.simulator;

import java.util.regex.Pattern;

/// One thing that went wrong by chance, with a name by which it can be asked for again.
///
/// @param id the number of a fault that the seed drew at the beginning (`3`), or a word, often with the place and
///     a number (`lost.us-east-1.17` is the 17th proposal of that place that could have been lost, and was)
/// @param what it was; a fault that `--fault` can name is written as there
/// @param second when, on the world's clock
public record Mishap(String id, String what, double second) {
    private static final Pattern ID = Pattern.compile(
            "[1-9]\\d*|gone|(order|cancel|spite)\\.[1-9]\\d*|(lost|twice|crash|stall)\\.[a-z0-9-]+\\.[1-9]\\d*"
                    + "|slow-fence\\.[a-z0-9-]+");

    /// Whether a text could be the name of one; whether there is such a one is known when its world has been
    /// lived.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
