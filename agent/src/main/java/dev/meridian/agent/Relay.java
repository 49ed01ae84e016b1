package dev.meridian.agent;

import dev.meridian.engine.Event;
import dev.meridian.incident.Wire;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;

/// Renewals that go through somebody else. The holder of the role may be unable to reach the leader of the
/// log though both are well and others reach either: one link is cut, or slow. Without its renewals it
/// would have to stop, and the vantages would then rightly find it silent, so that one link would move the
/// role. Raft has no answer to that: a member that hears of no leader calls for votes and gets none, since
/// the others hear theirs.
///
/// The holder asks all others to propose its renewal, and whoever can says what came of it. Nothing else
/// changes: the renewal is an entry like any other, in the one order of the log; it extends the lease only
/// after it was committed, from when the holder sent it; and one that comes after somebody else's grant is
/// refused.
///
/// Datagrams, since there is no connection to be made first, and what is lost is asked again soon.
final class Relay {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int LONGEST = 4096;

    private final AgentConfig config;

    Relay(AgentConfig config) {
        this.config = config;
    }

    /// Asks all others at once; the first answer that accepts it, empty if none did in time.
    Optional<Replica.Answer> ask(Event.Renewed renewal) {
        byte[] bytes = Wire.bytes(renewal);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(Addresses.host(config.number()), 0))) {
            for (AgentConfig.Peer peer : config.peers()) {
                if (!peer.region().equals(config.region())) {
                    InetSocketAddress there = new InetSocketAddress(Addresses.dialled(peer.number()), Ports.RELAY);
                    socket.send(new DatagramPacket(bytes, bytes.length, there));
                }
            }
            while (deadline - System.nanoTime() > 0) {
                socket.setSoTimeout(Math.max(1, (int) TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
                DatagramPacket packet = new DatagramPacket(new byte[Replica.Answer.BYTES], Replica.Answer.BYTES);
                socket.receive(packet);
                Replica.Answer answer = Replica.Answer.of(packet.getData());
                if (packet.getLength() == Replica.Answer.BYTES && answer.accepted()) {
                    return Optional.of(answer);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// What proposes the renewals of others, for a thread of its own; its port is bound at once.
    Runnable serving(Consensus consensus) throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(Addresses.host(config.number()), Ports.RELAY));
        return () -> {
            try (socket) {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
                    socket.receive(packet);
                    Thread.ofVirtual().name("relays").start(() -> relay(consensus, socket, packet));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("renewals of others are no longer heard", e);
            }
        };
    }

    private void relay(Consensus consensus, DatagramSocket socket, DatagramPacket asked) {
        if (!isRenewalOfAnother(asked)) {
            return;
        }
        byte[] entry = ByteBuffer.allocate(asked.getLength())
                .put(asked.getData(), 0, asked.getLength())
                .array();
        try {
            byte[] answer = consensus.propose(entry).get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // Not committed, or nobody knows: the one who asked hears nothing and asks again.
            return;
        }
    }

    private boolean isRenewalOfAnother(DatagramPacket asked) {
        try {
            return Wire.event(asked.getData(), 0, asked.getLength()) instanceof Event.Renewed renewal
                    && !renewal.stamp().by().equals(config.region())
                    && config.policy().members().contains(renewal.stamp().by());
        } catch (JacksonException e) {
            return false;
        }
    }
}
