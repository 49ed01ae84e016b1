package dev.meridian.agent;

import dev.meridian.engine.Event;
import dev.meridian.engine.State;
import dev.meridian.incident.Wire;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/// Entries that go through somebody else. The holder of the role may be unable to reach the leader of the
/// log though both are well and others reach either: one link is cut, or slow. Without its renewals it
/// would have to stop, and the vantages would then rightly find it silent, so that one link would move the
/// role. Raft has no answer to that: a member that hears of no leader calls for votes and gets none, since
/// the others hear theirs.
///
/// The holder asks all others to propose its renewal, and whoever can says which renewal of the holder's is
/// the newest that is committed. That is not always the one that was asked for: where only the way *back*
/// from the leader is cut, what the holder proposed itself is committed without its knowing, and an entry
/// that comes after a newer one of the same agent changes nothing. Nothing else changes: a renewal is an
/// entry like any other, in the one order of the log; it extends the lease only after it was committed, from
/// when the holder sent *it*; and one that comes after somebody else's grant is refused.
///
/// What a holder reports, that it has promoted for one, goes the same way where it is late: of two entries of one
/// agent the later one makes the earlier one void (LOG-1), so reports that only go directly would be overtaken by
/// renewals that do not, again and again. Nobody answers those: the log shows them.
///
/// Datagrams, since there is no connection to be made first, and what is lost is asked again soon.
final class Relay {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// Less than the one who asks waits, and longer than any quorum takes that a lease could wait for.
    private static final Duration LOOKING = Duration.ofMillis(800);

    private static final Duration LOOK = Duration.ofMillis(5);
    private static final int LONGEST = 4096;

    private final AgentConfig config;

    Relay(AgentConfig config) {
        this.config = config;
    }

    /// A renewal that is committed.
    ///
    /// @param epoch of which grant
    /// @param sentAt when its holder sent it, on the holder's own clock
    record Committed(Epoch epoch, long sentAt) {
        static final int BYTES = 2 * Long.BYTES;

        byte[] bytes() {
            return ByteBuffer.allocate(BYTES)
                    .putLong(epoch.number())
                    .putLong(sentAt)
                    .array();
        }

        static Committed of(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Committed(new Epoch(buffer.getLong()), buffer.getLong());
        }

        /// Whether another one is of the same grant and at least as new.
        boolean isReachedBy(Committed other) {
            return other.epoch().equals(epoch) && other.sentAt() - sentAt >= 0;
        }

        /// The newest of a holder, as far as the log was applied; none of anybody else.
        static Optional<Committed> newest(State state, RegionName holder) {
            return state.holder().equals(Optional.of(holder))
                    ? state.renewal().map(renewal -> new Committed(state.epoch(), renewal.nanos()))
                    : Optional.empty();
        }
    }

    /// The replicated log, as far as one who proposes for others needs it.
    interface Log {
        /// Completes with a [Replica.Answer] when a quorum has it.
        CompletableFuture<byte[]> propose(byte[] entry);

        /// As far as it was applied here.
        State state();
    }

    /// Asks all others at once, and tells each answer until one is as new as what was asked for, or time is
    /// up.
    void ask(Event.Renewed renewal, Consumer<Committed> told) {
        Committed asked = new Committed(renewal.epoch(), renewal.stamp().nanos());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (DatagramSocket socket = socket()) {
            sendToAll(socket, renewal);
            boolean isAsNew = false;
            while (!isAsNew && deadline - System.nanoTime() > 0) {
                socket.setSoTimeout(Math.max(1, (int) TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
                DatagramPacket packet = new DatagramPacket(new byte[Committed.BYTES + 1], Committed.BYTES + 1);
                socket.receive(packet);
                if (packet.getLength() == Committed.BYTES) {
                    Committed committed = Committed.of(packet.getData());
                    told.accept(committed);
                    isAsNew = asked.isReachedBy(committed);
                }
            }
        } catch (IOException e) {
            return; // Nobody answered, or nobody can be asked: the next renewal is due soon.
        }
    }

    /// Asks all others to propose a report, and waits for nobody.
    void tell(Event report) {
        try (DatagramSocket socket = socket()) {
            sendToAll(socket, report);
        } catch (IOException e) {
            return; // It is said again soon.
        }
    }

    private DatagramSocket socket() throws IOException {
        return new DatagramSocket(new InetSocketAddress(Addresses.host(config.number()), 0));
    }

    private void sendToAll(DatagramSocket socket, Event entry) throws IOException {
        byte[] bytes = Wire.bytes(entry);
        for (AgentConfig.Peer peer : config.others()) {
            InetSocketAddress there = new InetSocketAddress(Addresses.dialled(peer.number()), Ports.RELAY);
            socket.send(new DatagramPacket(bytes, bytes.length, there));
        }
    }

    /// What proposes the entries of others, for a thread of its own; its port is bound at once.
    Runnable serving(Log log) throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(Addresses.host(config.number()), Ports.RELAY));
        return () -> {
            try (socket) {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
                    socket.receive(packet);
                    Thread.ofVirtual().name("relays").start(() -> relay(log, socket, packet));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("entries of others are no longer heard", e);
            }
        };
    }

    private void relay(Log log, DatagramSocket socket, DatagramPacket asked) {
        Optional<Event> entry = entryOfAnother(asked);
        if (entry.isEmpty()) {
            return;
        }
        if (!(entry.get() instanceof Event.Renewed renewal)) {
            // The log shows what becomes of it.
            CompletableFuture<byte[]> _ = log.propose(Wire.bytes(entry.get()));
            return;
        }
        try {
            Optional<Committed> committed = proposed(log, renewal);
            if (committed.isPresent()) {
                byte[] answer = committed.get().bytes();
                socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            return; // The one who asked hears nothing and asks again.
        }
    }

    /// What is committed counts, whoever proposed it: often the leader's own agent was asked too, its entry
    /// was first, and its answer is what does not get through. So this looks at the log while it waits for
    /// its own entry. One that is not accepted was overtaken, or refused; which of both, the log says as soon
    /// as it is applied that far here.
    private static Optional<Committed> proposed(Log log, Event.Renewed renewal) throws InterruptedException {
        long deadline = System.nanoTime() + LOOKING.toNanos();
        Committed asked = new Committed(renewal.epoch(), renewal.stamp().nanos());
        CompletableFuture<Replica.Answer> answer =
                log.propose(Wire.bytes(renewal)).thenApply(Replica.Answer::of);
        Optional<Committed> newest =
                Committed.newest(log.state(), renewal.stamp().by());
        while (deadline - System.nanoTime() > 0
                && newest.filter(asked::isReachedBy).isEmpty()
                && !isSettled(answer, log)) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            newest = Committed.newest(log.state(), renewal.stamp().by());
        }
        boolean isAccepted =
                answer.state() == Future.State.SUCCESS && answer.resultNow().accepted();
        return isAccepted
                ? Optional.of(asked)
                : Committed.newest(log.state(), renewal.stamp().by());
    }

    /// Whether nothing more is to be learned from an entry. One that failed says nothing: whoever does not know
    /// the leader for a moment still hears what is committed.
    private static boolean isSettled(CompletableFuture<Replica.Answer> answer, Log log) {
        return answer.state() == Future.State.SUCCESS
                && (answer.resultNow().accepted()
                        || log.state().index() >= answer.resultNow().index());
    }

    private Optional<Event> entryOfAnother(DatagramPacket asked) {
        try {
            Event entry = Wire.event(asked.getData(), 0, asked.getLength());
            RegionName by = entry.stamp().by();
            boolean isMembers =
                    !by.equals(config.region()) && config.policy().members().contains(by);
            return isMembers && isPassedOn(entry) ? Optional.of(entry) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// People's orders come through the API, which asks who they are; what has failed is tried again.
    private static boolean isPassedOn(Event entry) {
        return switch (entry) {
            case Event.Observed _,
                    Event.Renewed _,
                    Event.Promised _,
                    Event.Yielded _,
                    Event.Claimed _,
                    Event.Fulfilled _ -> true;
            case Event.Ordered _, Event.Failed _ -> false;
        };
    }
}
