package dev.meridian.agent;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// The last few slots of one probe. Slot n begins every `every`; it is good if an answer came within `timeout`
/// of its beginning, whichever question it answered: a probe that takes a round trip of 220 ms is not punished
/// for a slot of 150 ms, and a silence counts from its first slot and not from the end of the last time-out.
///
/// Not safe for several threads: the vantage owns it and feeds it with instants of one monotonic clock.
final class ProbeWindow {
    private final long every;
    private final long timeout;
    private final int failures;
    private final int window;
    private final Deque<Boolean> slots = new ArrayDeque<>();
    private long nextSlot;
    private long lastAnswer;
    private boolean hasAnswered;

    ProbeWindow(AgentConfig.Probes probes, long now) {
        this.every = probes.every().toNanos();
        this.timeout = probes.timeout().toNanos();
        this.failures = probes.failures();
        this.window = probes.window();
        this.nextSlot = now;
    }

    /// A good answer came; one that is no newer than the last says nothing.
    void answered(long at) {
        if (hasAnswered && at <= lastAnswer) {
            return;
        }
        close(at);
        lastAnswer = at;
        hasAnswered = true;
    }

    /// What the window says at an instant; empty slots say nothing.
    Word word(long now) {
        close(now);
        long bad = slots.stream().filter(good -> !good).count();
        if (slots.size() < Math.min(failures, window)) {
            return hasAnswered ? Word.GOOD : Word.UNKNOWN;
        }
        return bad >= failures ? Word.BAD : Word.GOOD;
    }

    /// How old the newest answer is; the age of the window if there was none.
    Duration sinceAnswer(long now) {
        return Duration.ofNanos(now - lastAnswer);
    }

    private void close(long now) {
        while (nextSlot + timeout <= now) {
            boolean good = hasAnswered && lastAnswer >= nextSlot && lastAnswer <= nextSlot + timeout;
            slots.addLast(good);
            if (slots.size() > window) {
                slots.removeFirst();
            }
            nextSlot += every;
        }
    }

    enum Word {
        GOOD,
        BAD,
        UNKNOWN
    }
}
