package dev.meridian.simulator;

import dev.meridian.engine.Decision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// What happened, line by line, for whoever asks for it; worlds that nobody watches write nothing.
final class Story {
    /// A world that goes wrong in its last minute is told by its last lines.
    static final int MOST_LINES = 100_000;

    private final boolean isTold;
    private final Deque<String> lines = new ArrayDeque<>();
    private long dropped;
    private final List<String> steps = new ArrayList<>();

    Story(boolean isTold) {
        this.isTold = isTold;
    }

    /// Whether anybody reads it: what nobody reads need not be worded.
    boolean isTold() {
        return isTold;
    }

    void note(long now, String what) {
        if (isTold) {
            String line = line(now, what);
            add(line);
            steps.add(line);
        }
    }

    /// An entry of the log, of a story that is told; one from which nothing follows is no step.
    void entry(long now, Decision decision, String what) {
        String line = line(now, what);
        add(line);
        if (!decision.reasons().isEmpty()) {
            steps.add(line);
        }
    }

    private static String line(long now, String what) {
        return String.format(Locale.ROOT, "%10.3f  %s", now / 1e9, what);
    }

    private void add(String line) {
        lines.add(line);
        if (lines.size() > MOST_LINES) {
            lines.remove();
            dropped++;
        }
    }

    /// The last ones, after a line that says how many came before them and are left out, if any are.
    List<String> lines() {
        List<String> all = new ArrayList<>();
        if (dropped > 0) {
            all.add(String.format(Locale.ROOT, "... %,d lines before these are left out", dropped));
        }
        all.addAll(lines);
        return List.copyOf(all);
    }

    /// The same without what is routine.
    List<String> steps() {
        return List.copyOf(steps);
    }
}
