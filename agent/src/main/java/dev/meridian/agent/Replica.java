package dev.meridian.agent;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Reason;
import dev.meridian.engine.State;
import dev.meridian.evidence.EventLog;
import dev.meridian.incident.Decided;
import dev.meridian.incident.Wire;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// From log entry to state: applies committed entries in order, writes them down, and tells its listeners.
///
/// Entries are applied by one thread at a time (that of [Consensus]). What others read is an immutable [View].
/// The event log on disk follows the replicated one: after a restart the same entries come again and those
/// that it already has are not written twice, so every agent's file has the same lines and the same hashes as
/// far as it goes.
final class Replica implements Consensus.Machine {
    /// What has been applied so far, and when the newest renewal and grant were, on this machine's monotonic
    /// clock.
    record View(State state, long renewalSeenAt, long grantSeenAt) {
        Duration renewalAge() {
            return Duration.ofNanos(Math.max(0, System.nanoTime() - renewalSeenAt));
        }

        Duration grantAge() {
            return Duration.ofNanos(Math.max(0, System.nanoTime() - grantSeenAt));
        }
    }

    /// The answer to whoever proposed an entry.
    ///
    /// @param index the entry's number
    /// @param accepted false if the engine refused what the entry asked for
    record Answer(long index, boolean accepted) {
        static final int BYTES = Long.BYTES + 1;

        byte[] bytes() {
            return ByteBuffer.allocate(BYTES)
                    .putLong(index)
                    .put((byte) (accepted ? 1 : 0))
                    .array();
        }

        static Answer of(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Answer(buffer.getLong(), buffer.get() == 1);
        }
    }

    private static final int MOST_MOVES = 100;
    private static final int MOST_LAPSED = 20;

    private final Policy policy;
    private final EventLog log;
    private final List<Consumer<View>> listeners = new CopyOnWriteArrayList<>();
    private final Consumer<RuntimeException> onDefect;
    private volatile View view;

    /// The grants by which a role ended, by their epochs.
    private final ConcurrentNavigableMap<Long, Forks.Left> left = new ConcurrentSkipListMap<>();

    /// Orders that are over since the newest grant, the oldest first.
    private volatile List<Reason.OrderOver> lapsed = List.of();

    /// @param onDefect told when an entry cannot be applied; ends the process
    Replica(Policy policy, EventLog log, Consumer<RuntimeException> onDefect) {
        this.onDefect = onDefect;
        this.policy = policy;
        this.log = log;
        begin();
    }

    View view() {
        return view;
    }

    @Override
    public void begin() {
        long now = System.nanoTime();
        view = new View(State.INITIAL, now, now);
    }

    /// Called after every entry, on the thread that applies; must not block.
    void onChange(Consumer<View> listener) {
        listeners.add(listener);
    }

    /// An entry that cannot be applied here would leave this replica with another state than the others: it
    /// stops.
    @Override
    public byte[] apply(byte[] entry) {
        try {
            return applied(entry);
        } catch (RuntimeException e) {
            onDefect.accept(e);
            throw e;
        }
    }

    private byte[] applied(byte[] entry) {
        Event event = Wire.event(entry, 0, entry.length);
        View before = view;
        Decision decision = Engine.decide(before.state(), event, policy);
        State after = decision.state();
        long now = System.nanoTime();
        boolean renewed = !after.renewal().equals(before.state().renewal());
        boolean granted = !after.epoch().equals(before.state().epoch());
        view = new View(after, renewed ? now : before.renewalSeenAt(), granted ? now : before.grantSeenAt());
        decision.reasons().forEach(reason -> remember(reason, before.state().epoch()));
        if (granted) {
            spent(before.state(), after);
        }
        writeDown(event, decision);
        listeners.forEach(listener -> listener.accept(view));
        return new Answer(after.index(), decision.isAccepted()).bytes();
    }

    /// What people said for one move is over with it, and no reason of the engine says so.
    private void spent(State before, State after) {
        before.orders().forEach((number, standing) -> {
            if (!after.orders().containsKey(number)) {
                lapse(new Reason.OrderOver(number, standing.order(), "it was for one move, and that was made"));
            }
        });
    }

    private void lapse(Reason.OrderOver over) {
        if (lapsed.stream().noneMatch(one -> one.number() == over.number())) {
            lapsed = Stream.concat(lapsed.stream().skip(lapsed.size() < MOST_LAPSED ? 0 : 1), Stream.of(over))
                    .toList();
        }
    }

    private void remember(Reason reason, Epoch before) {
        if (reason instanceof Reason.OrderOver over) {
            lapse(over);
        }
        if (reason instanceof Reason.Granted granted) {
            lapsed = List.of();
            left.put(granted.epoch().number(), new Forks.Left(granted.from(), before, granted.loss()));
            while (left.size() > MOST_MOVES) {
                left.pollFirstEntry();
            }
        }
    }

    /// What people ordered and is over, since the newest grant or snapshot: it enables nothing any more.
    List<Reason.OrderOver> lapsed() {
        return lapsed;
    }

    /// The newest grant up to an epoch that took the role from a region; of those since the newest snapshot.
    Optional<Forks.Left> left(RegionName region, Epoch upTo) {
        return left.headMap(upTo.number(), true).descendingMap().values().stream()
                .filter(move -> move.from().equals(region))
                .findFirst();
    }

    private void writeDown(Event event, Decision decision) {
        long index = decision.state().index();
        if (index <= log.lastIndex()) {
            return;
        }
        try {
            log.append(Decided.entry(event.stamp().nanos(), event, decision));
        } catch (IOException e) {
            throw new UncheckedIOException("the event log cannot be written", e);
        }
    }

    @Override
    public byte[] snapshot() {
        return Wire.JSON.writeValueAsBytes(view.state());
    }

    @Override
    public void restore(byte[] snapshot) {
        State state = Wire.JSON.readValue(snapshot, State.class);
        long now = System.nanoTime();
        view = new View(state, now, now);
        listeners.forEach(listener -> listener.accept(view));
    }

    Epoch epoch() {
        return view.state().epoch();
    }
}
