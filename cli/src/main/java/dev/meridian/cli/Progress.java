package dev.meridian.cli;

import dev.meridian.answers.Printable;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/// What goes on, on standard error, with the time since the beginning. In a terminal the load is shown on one
/// line that is written again and again; in a file it is left out.
final class Progress {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private static final Duration SELDOM = Duration.ofMillis(200);

    private final long began = System.nanoTime();
    private final boolean isTerminal = Terminal.isInteractive();
    private boolean isOpen;
    private long shown = began;

    /// A line that stays.
    synchronized void say(String text) {
        endLine();
        System.err.println(stamp() + Printable.of(text));
    }

    /// A line that the next one overwrites.
    synchronized void show(String text) {
        if (isTerminal) {
            System.err.print(CLEAR_LINE + stamp() + Printable.of(text));
            System.err.flush();
            isOpen = true;
        }
    }

    /// The same for what changes all the time: a few times a second.
    synchronized void showNowAndThen(Supplier<String> text) {
        long now = System.nanoTime();
        if (isTerminal && now - shown > SELDOM.toNanos()) {
            shown = now;
            show(text.get());
        }
    }

    /// After this, others may print.
    synchronized void endLine() {
        if (isOpen) {
            System.err.print(CLEAR_LINE);
            isOpen = false;
        }
    }

    private String stamp() {
        double seconds = Durations.seconds(Duration.ofNanos(System.nanoTime() - began));
        return String.format(Locale.ROOT, "[%6.1fs] ", seconds);
    }
}
