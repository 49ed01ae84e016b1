package dev.meridian.evidence;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Numbers as reports print them, the same in HTML and on a terminal whatever the locale.
final class Text {
    /// What stands where there is no figure.
    static final String NONE = "–";

    private Text() {}

    /// At most three decimals, none that say nothing, thousands apart by a narrow space: `1 234.5`.
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%,.3f", value).replace(',', '\u202f');
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
    }

    /// Seconds with two decimals, so that columns of them line up: `4.31 s`.
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }

    static String seconds(Optional<Duration> duration) {
        return duration.map(Text::seconds).orElse(NONE);
    }

    static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }

    /// The beginning of a hash, enough to compare by eye.
    static String shortHash(String hash) {
        return hash.length() <= 12 ? hash : hash.substring(0, 12);
    }
}
