package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Order;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.incident.Wire;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Wan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A holder that cannot hear the log's leader learns from another region which of its renewals are committed.
/// The engine is the real one, the log is one list.
class ARelayTest {
    private static final RegionName HOLDER = new RegionName("us-east-1");
    private static final RegionName RELAYING = new RegionName("ap-southeast-1");
    private static final AtomicInteger NUMBERS = new AtomicInteger(221);
    private static final Epoch EPOCH = new Epoch(1);

    @TempDir
    Path directory;

    /// Of its own for each test: nobody ever stops relaying.
    private final int number = NUMBERS.getAndAdd(2);

    private final OneLog log = new OneLog();
    private final List<Relay.Committed> told = new ArrayList<>();
    private Wan wan;
    private Relay holder;

    /// What everybody agreed on; an entry may be lost on its way there.
    private final class OneLog implements Relay.Log {
        private State state = State.INITIAL;
        private boolean isReached = true;
        private boolean isSlow;
        private final List<Event> accepted = new CopyOnWriteArrayList<>();

        @Override
        public synchronized CompletableFuture<byte[]> propose(byte[] entry) {
            if (!isReached) {
                return CompletableFuture.failedFuture(new IOException("nobody leads"));
            }
            if (isSlow) {
                return new CompletableFuture<>();
            }
            Decision decision = commit(Wire.event(entry, 0, entry.length));
            return CompletableFuture.completedFuture(new Replica.Answer(state.index(), decision.isAccepted()).bytes());
        }

        private synchronized Decision commit(Event event) {
            Decision decision = Engine.decide(state, event, config(HOLDER).policy());
            state = decision.state();
            if (decision.isAccepted()) {
                accepted.add(event);
            }
            return decision;
        }

        @Override
        public synchronized State state() {
            return state;
        }
    }

    @BeforeEach
    void the_holder_holds_and_another_region_relays() throws IOException {
        SequencedMap<RegionName, Integer> numbers = new LinkedHashMap<>();
        numbers.put(HOLDER, number);
        numbers.put(RELAYING, number + 1);
        wan = new Wan(numbers);
        wan.carryUdp(RELAYING, Ports.RELAY);
        holder = new Relay(config(HOLDER));
        Thread.ofPlatform().daemon().start(new Relay(config(RELAYING)).serving(log));
        direct(new Event.Claimed(stamp(1, 100), 0, OptionalLong.empty()));
        direct(new Event.Fulfilled(stamp(2, 200), new Duty.Promote(HOLDER, EPOCH)));
    }

    @AfterEach
    void the_links_close() {
        wan.close();
    }

    /// The way to the leader is cut, or both are.
    @Test
    void what_reaches_the_leader_through_somebody_else_only_is_committed_from_when_it_was_sent() {
        holder.ask(renewal(3, 300), told::add);

        assertThat(told).containsExactly(new Relay.Committed(EPOCH, 300));
    }

    /// Only the way back from the leader is cut: what was proposed directly is there before what was relayed,
    /// and what is relayed then changes nothing; the lease counts from the sending of what is committed.
    @Test
    void what_was_overtaken_by_a_newer_renewal_of_the_same_holder_is_answered_with_that_one() {
        direct(renewal(4, 400));

        holder.ask(renewal(3, 300), told::add);

        assertThat(told).containsExactly(new Relay.Committed(EPOCH, 400));
    }

    @Test
    void what_was_overtaken_by_something_else_is_answered_with_the_renewal_before_it() {
        direct(renewal(3, 300));
        direct(new Event.Fulfilled(stamp(5, 500), new Duty.Promote(HOLDER, EPOCH)));

        holder.ask(renewal(4, 400), told::add);

        assertThat(told).containsExactly(new Relay.Committed(EPOCH, 300));
    }

    /// The leader's agent was asked too and was first; only its answer is lost.
    @Test
    void what_somebody_else_proposed_is_told_without_waiting_for_the_own_entry() {
        direct(renewal(3, 300));
        log.isSlow = true;

        holder.ask(renewal(3, 300), told::add);

        assertThat(told).containsExactly(new Relay.Committed(EPOCH, 300));
    }

    /// While the log's group changes, an agent may know of no leader and still hear what is committed.
    @Test
    void who_cannot_propose_tells_what_is_committed_all_the_same() throws Exception {
        log.isReached = false;
        Thread others = Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(200_000_000);
            log.commit(renewal(3, 300));
        });

        holder.ask(renewal(3, 300), told::add);

        others.join();
        assertThat(told).containsExactly(new Relay.Committed(EPOCH, 300));
    }

    @Test
    void without_a_majority_only_what_was_committed_before_counts() {
        direct(renewal(3, 300));
        log.isReached = false;

        holder.ask(renewal(4, 400), told::add);

        assertThat(told).containsExactly(new Relay.Committed(EPOCH, 300));
    }

    /// Renewals go through others while the link to the leader is slow: a report that does not is overtaken by
    /// each.
    @Test
    void a_report_that_goes_through_somebody_else_is_not_overtaken_by_a_renewal_that_does() {
        holder.tell(new Event.Fulfilled(stamp(3, 300), new Duty.Route(HOLDER, HOLDER, EPOCH)));
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (log.state().index() < 3 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        holder.ask(renewal(4, 400), told::add);

        assertThat(log.accepted).hasSize(4);
    }

    @Test
    void a_persons_order_is_not_taken_from_a_datagram() {
        Order.Signature by = new Order.Signature("ada", Optional.empty(), "a test", Duration.ofMinutes(1));
        holder.tell(new Event.Ordered(stamp(3, 300), new Order.Resume(by)));

        holder.ask(renewal(4, 400), told::add);

        assertThat(log.accepted).hasSize(3).noneMatch(Event.Ordered.class::isInstance);
    }

    @Test
    void an_instant_that_this_start_of_the_agent_did_not_send_extends_nothing() {
        SentRenewals sent = new SentRenewals();
        sent.sending(renewal(3, 300));

        assertThat(sent.sentAt(EPOCH, 300)).isPresent();
        assertThat(sent.sentAt(EPOCH, 400)).isEmpty();
        assertThat(sent.sentAt(new Epoch(2), 300)).isEmpty();
    }

    @Test
    void of_a_holder_that_was_superseded_nothing_is_told() {
        State state = log.state();

        assertThat(Relay.Committed.newest(state, HOLDER)).contains(new Relay.Committed(EPOCH, 100));
        assertThat(Relay.Committed.newest(state, RELAYING)).isEmpty();
    }

    private void direct(Event event) {
        log.propose(Wire.bytes(event));
    }

    private static Event.Renewed renewal(long sequence, long nanos) {
        return new Event.Renewed(stamp(sequence, nanos), EPOCH, true, OptionalLong.empty());
    }

    private static Stamp stamp(long sequence, long nanos) {
        return new Stamp(HOLDER, 1, sequence, nanos, 0);
    }

    private AgentConfig config(RegionName region) {
        AgentConfig.Peer first = new AgentConfig.Peer(HOLDER, number, true);
        AgentConfig.Peer second = new AgentConfig.Peer(RELAYING, number + 1, true);
        return Rehearsal.config(directory, region.equals(HOLDER) ? first : second, List.of(first, second));
    }
}
