package dev.meridian.engine;

import dev.meridian.blueprint.ProbePolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// The last few slots of one probe. Slot n begins every `every`; it is good if an answer came within `timeout`
/// of its beginning, whichever question it answered: a probe that takes a round trip of 220 ms is not punished
/// for a slot of 150 ms, and a silence counts from its first slot and not from the end of the last time-out.
///
/// Not safe for several threads: the vantage owns it and feeds it with instants of one monotonic clock.
public final class ProbeWindow {
    private final long every;
    private final long timeout;
    private final int failures;
    private final int window;
    private final Deque<Boolean> slots = new ArrayDeque<>();
    private int badSlots;
    private long nextSlot;
    private long lastAnswer;
    private long lastRefusal;
    private boolean hasAnswered;
    private boolean isRefused;

    /// An empty window for a probe that begins to ask now. Where answers are seldom (`every` is no shorter than
    /// `timeout`), slots begin half a time-out before its questions: what is heard a moment before a question, and
    /// what a clock or a scheduler shifts, still falls into its slot.
    public ProbeWindow(ProbePolicy probes, long now) {
        this.every = probes.every().toNanos();
        this.timeout = probes.timeout().toNanos();
        this.failures = probes.failures();
        this.window = probes.window();
        this.nextSlot = every >= timeout ? now - timeout / 2 : now;
    }

    /// A good answer came; one that is no newer than the last says nothing.
    public void answered(long at) {
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
    public void refused(long at) {
        lastRefusal = at;
        isRefused = true;
    }

    /// What the window says at an instant; empty slots say nothing.
    public Word word(long now) {
        close(now);
        long bad = badSlots + refusedSlots();
        if (bad < failures && slots.size() < Math.min(failures, window)) {
            return hasAnswered ? Word.GOOD : Word.UNKNOWN;
        }
        return bad >= failures ? Word.BAD : Word.GOOD;
    }

    /// How old the newest answer is; the age of the window if there was none.
    public Duration sinceAnswer(long now) {
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
            badSlots += good ? 0 : 1;
            if (slots.size() > window) {
                badSlots -= slots.removeFirst() ? 0 : 1;
            }
            nextSlot += every;
        }
    }

    /// What a probe says of a region.
    public enum Word {
        /// It answers.
        GOOD,
        /// It does not.
        BAD,
        /// Too little was asked to say.
        UNKNOWN
    }
}
