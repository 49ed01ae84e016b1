package dev.meridian.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// An authoritative server on one address, over UDP and TCP. What it publishes is asked for at every
/// question, so a new [Zone] is in force with the next one. A server that cannot know what to publish says so
/// (SERVFAIL), and a resolver asks another one: a wrong address would be believed.
///
/// One virtual thread answers UDP, in order; TCP has one per connection, at most 64 of them.
public final class DnsServer implements AutoCloseable {
    private static final int MOST_QUESTION_BYTES = 4096;
    private static final int MOST_CONNECTIONS = 64;
    private static final int IDLE_MILLIS = 5000;

    private final Supplier<Optional<Zone>> zone;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("dns-", 0).factory());

    private DnsServer(Supplier<Optional<Zone>> zone, DatagramSocket udp, ServerSocket tcp) {
        this.zone = zone;
        this.udp = udp;
        this.tcp = tcp;
    }

    /// Binds UDP and TCP and begins to answer. Port 0 chooses a free one ([#address()]).
    ///
    /// @param zone what it publishes now; empty while nobody here knows
    /// @throws IOException if the address cannot be bound; the message names it
    public static DnsServer start(InetSocketAddress at, Supplier<Optional<Zone>> zone) throws IOException {
        ServerSocket tcp = new ServerSocket();
        try {
            tcp.setReuseAddress(true);
            tcp.bind(at, MOST_CONNECTIONS);
            DatagramSocket udp = new DatagramSocket(new InetSocketAddress(at.getAddress(), tcp.getLocalPort()));
            DnsServer server = new DnsServer(zone, udp, tcp);
            server.threads.execute(server::answerDatagrams);
            server.threads.execute(server::acceptConnections);
            return server;
        } catch (IOException e) {
            tcp.close();
            throw new IOException("cannot serve DNS on " + at + ": " + e.getMessage(), e);
        }
    }

    /// Where it answers.
    public InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    private void answerDatagrams() {
        byte[] buffer = new byte[MOST_QUESTION_BYTES];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
                Optional<byte[]> answer = Responder.answer(question, zone.get(), false);
                if (answer.isPresent()) {
                    byte[] bytes = answer.get();
                    udp.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (IOException closedOrUnreachable) {
                if (udp.isClosed()) {
                    return;
                }
            }
        }
    }

    private void acceptConnections() {
        while (!tcp.isClosed()) {
            try {
                Socket asker = tcp.accept();
                if (room.tryAcquire()) {
                    threads.execute(() -> answerStream(asker));
                } else {
                    asker.close();
                }
            } catch (IOException | RejectedExecutionException closed) {
                if (tcp.isClosed()) {
                    return;
                }
            }
        }
    }

    private void answerStream(Socket asker) {
        try (asker) {
            asker.setSoTimeout(IDLE_MILLIS);
            asker.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(asker.getInputStream());
            DataOutputStream out = new DataOutputStream(asker.getOutputStream());
            while (true) {
                byte[] question = new byte[in.readUnsignedShort()];
                in.readFully(question);
                Optional<byte[]> answer = Responder.answer(question, zone.get(), true);
                if (answer.isEmpty()) {
                    return;
                }
                out.write(framed(answer.get()));
            }
        } catch (IOException idleOrGone) {
            return;
        } finally {
            room.release();
        }
    }

    /// A message as DNS sends it over TCP: its length in two bytes before it (RFC 1035 §4.2.2).
    static byte[] framed(byte[] message) {
        byte[] framed = new byte[message.length + 2];
        framed[0] = (byte) (message.length >> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        return framed;
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException alreadyClosed) {
            threads.shutdownNow();
        }
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
