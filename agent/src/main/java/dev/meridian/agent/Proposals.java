package dev.meridian.agent;

import dev.meridian.engine.Event;
import dev.meridian.engine.Stamp;
import dev.meridian.incident.Wire;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Stamps this agent's entries and proposes them, in the order of their stamps.
final class Proposals {
    /// Longer than an entry takes over the longest distance: to the leader, from there to a quorum, and back.
    private static final Duration TRY = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMillis(20);

    /// From where an entry is applied here to the answer to whoever proposed it: a moment.
    private static final Duration ANSWER = Duration.ofMillis(100);

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int LATELY = 3;

    private final Ways ways;
    private final Author by;
    private final LongSupplier seen;
    private final Consumer<Outcome> onCommitted;
    /// How long the last ones took, the newest last; none after one that nobody answered.
    private final Deque<Duration> lately = new ArrayDeque<>();

    private long sequence;

    /// @param seen the number of the newest entry that was applied here
    /// @param onCommitted told whenever one of them was committed
    Proposals(Ways ways, Author by, LongSupplier seen, Consumer<Outcome> onCommitted) {
        this.ways = ways;
        this.by = by;
        this.seen = seen;
        this.onCommitted = onCommitted;
    }

    /// How an entry comes into the log.
    ///
    /// @param leader directly to whoever leads it
    /// @param others through everybody else, without an answer
    record Ways(Consensus leader, Consumer<Event> others) {}

    /// Whose they are.
    ///
    /// @param incarnation which start of that agent
    record Author(RegionName region, long incarnation) {}

    /// What became of a proposal.
    ///
    /// @param sentAt the monotonic instant of its stamp
    record Outcome(long sentAt, Replica.Answer answer) {}

    /// An entry of this agent's that somebody else proposes. What it says is looked up when it is stamped, here
    /// and in what is proposed: of two entries the later one does not say what was true before the earlier one.
    synchronized <E extends Event> E stamped(Function<Stamp, E> event) {
        return event.apply(stamp());
    }

    /// As if this agent spoke now.
    synchronized Stamp now() {
        long applied = seen.getAsLong();
        return new Stamp(by.region(), by.incarnation(), sequence + 1, System.nanoTime(), applied);
    }

    private Stamp stamp() {
        // Before the clock: what is applied between the two may have been said after it.
        long applied = seen.getAsLong();
        return new Stamp(by.region(), by.incarnation(), ++sequence, System.nanoTime(), applied);
    }

    /// The longest that one of the last three of this agent took until it was known to be committed; empty where
    /// one of them was not, and before there were so many.
    synchronized Optional<Duration> longestLately() {
        return lately.size() < LATELY ? Optional.empty() : lately.stream().max(Comparator.naturalOrder());
    }

    private synchronized void took(Duration time) {
        lately.addLast(time);
        if (lately.size() > LATELY) {
            lately.removeFirst();
        }
    }

    private synchronized Optional<Outcome> unanswered() {
        lately.clear();
        return Optional.empty();
    }

    /// An entry that is under way.
    record Sent(Event entry, CompletableFuture<byte[]> answer) {
        Stamp stamp() {
            return entry.stamp();
        }

        /// Whether it certainly is not in the log, and will not be.
        boolean isNotProposed() {
            return answer.isCompletedExceptionally() && answer.exceptionNow() instanceof Consensus.NotProposed;
        }
    }

    /// Stamps and proposes, and waits for nothing.
    synchronized Sent send(Function<Stamp, Event> event) {
        Event entry = event.apply(stamp());
        return new Sent(entry, ways.leader().propose(Wire.bytes(entry)));
    }

    /// What is under way goes through the others as well; of two that come one is ignored (LOG-1).
    void tellAround(Sent sent) {
        ways.others().accept(sent.entry());
    }

    /// Proposes and waits for the quorum, at most `deadline`; empty if nobody said that it is committed (it may
    /// be).
    Optional<Outcome> propose(Function<Stamp, Event> event, Duration deadline) throws InterruptedException {
        return await(send(event), deadline);
    }

    /// Waits for the quorum.
    Optional<Outcome> await(Sent sent, Duration deadline) throws InterruptedException {
        return await(sent, deadline, deadline, () -> true);
    }

    /// @param look how often it is asked whether the entry is still wanted
    private Optional<Outcome> await(Sent sent, Duration deadline, Duration look, BooleanSupplier isWanted)
            throws InterruptedException {
        long began = System.nanoTime();
        long sentAt = sent.stamp().nanos();
        boolean isLast = false;
        while (System.nanoTime() - began < deadline.toNanos() && !isLast) {
            // What was wanted is applied here, perhaps by this entry, whose answer then comes next.
            isLast = !isWanted.getAsBoolean();
            Duration patience = isLast ? ANSWER : look;
            try {
                Outcome outcome = new Outcome(
                        sentAt, Replica.Answer.of(sent.answer().get(patience.toNanos(), TimeUnit.NANOSECONDS)));
                took(Duration.ofNanos(System.nanoTime() - sentAt));
                onCommitted.accept(outcome);
                return Optional.of(outcome);
            } catch (ExecutionException e) {
                return unanswered();
            } catch (TimeoutException e) {
                // Not yet.
            }
        }
        return unanswered();
    }

    /// Proposes again and again until it is accepted or nobody wants it any more. What is under way when the log
    /// changes its leader is lost, and that happens in the middle of a recovery; an entry that was committed
    /// after all, and comes a second time, changes nothing. What is late goes through the others as well: over a
    /// slow link to the leader it would come after renewals that went through them, and be ignored (LOG-1).
    Optional<Outcome> insist(Function<Stamp, Event> event, BooleanSupplier isWanted) throws InterruptedException {
        Optional<Outcome> accepted = Optional.empty();
        boolean isLate = false;
        while (accepted.isEmpty() && isWanted.getAsBoolean()) {
            Sent sent = send(event);
            if (isLate) {
                ways.others().accept(sent.entry());
            }
            accepted = await(sent, TRY, LOOK, isWanted).filter(it -> it.answer().accepted());
            if (accepted.isEmpty()) {
                isLate = true;
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        }
        return accepted;
    }
}
