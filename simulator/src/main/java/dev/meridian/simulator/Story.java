package dev.meridian.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// What happened, line by line, for whoever asks for it; worlds that nobody watches write nothing.
final class Story {
    /// A world that goes wrong in its last minute is told by its last lines.
    private static final int MOST_LINES = 100_000;

    private final boolean isTold;
    private final List<String> lines = new ArrayList<>();

    Story(boolean isTold) {
        this.isTold = isTold;
    }

    void note(long now, String what) {
        if (isTold && lines.size() < MOST_LINES) {
            lines.add(String.format(Locale.ROOT, "%10.3f  %s", now / 1e9, what));
        }
    }

    void note(long now, Supplier<String> what) {
        if (isTold) {
            note(now, what.get());
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
