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
    private long lastRefusal;
    private boolean hasAnswered;
    private boolean isRefused;

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
        isRefused = false;
    }

    /// A definite no came: nobody listens there, or says that it cannot serve. Slots that have begun need not
    /// be waited for.
    void refused(long at) {
        lastRefusal = at;
        isRefused = true;
    }

    /// What the window says at an instant; empty slots say nothing.
    Word word(long now) {
        close(now);
        long bad = slots.stream().filter(good -> !good).count() + refusedSlots();
        if (bad < failures && slots.size() < Math.min(failures, window)) {
            return hasAnswered ? Word.GOOD : Word.UNKNOWN;
        }
        return bad >= failures ? Word.BAD : Word.GOOD;
    }

    /// How old the newest answer is; the age of the window if there was none.
    Duration sinceAnswer(long now) {
        return Duration.ofNanos(now - lastAnswer);
    }

    /// Slots that have begun, have no answer, and would get a definite no.
    private long refusedSlots() {
        if (!isRefused) {
            return 0;
        }
        long firstUnanswered = hasAnswered && lastAnswer >= nextSlot ? lastAnswer : nextSlot;
        return lastRefusal < firstUnanswered ? 0 : 1 + (lastRefusal - firstUnanswered) / every;
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
