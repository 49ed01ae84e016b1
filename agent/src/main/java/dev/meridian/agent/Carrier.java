package dev.meridian.agent;

import dev.meridian.raft.Message;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings Raft's messages to the other members and theirs here: a TCP connection to each, on which only this
/// member speaks, and one from each.
///
/// Nothing waits for the network. What a connection cannot take is dropped, as Raft allows, and what waited for
/// one that broke is dropped too, since by then it is old. Members say on every connection, every half second,
/// that they are there. Who says nothing for longer gets a new connection: on the old one, TCP would repeat what
/// was lost after pauses as long as the silence was (RFC 6298 §5.5).
final class Carrier implements AutoCloseable {
    private static final int MOST_WAITING = 1024;
    private static final int LONGEST_FRAME = 64 << 20;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final byte[] SIGN_OF_LIFE = {};
    private static final Duration SIGNS = Duration.ofMillis(500);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /// A handshake takes one and a half round trips, some 400 ms over the longest distances.
    private static final int CONNECT_MILLIS = 1000;

    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofMillis(100);

    private final AgentConfig config;
    private final Consumer<Message> received;
    private final ServerSocket server;
    private final Map<RegionName, Line> lines = new LinkedHashMap<>();
    private final Map<RegionName, Long> heardAt = new ConcurrentHashMap<>();
    private final Map<Socket, Boolean> callers = new ConcurrentHashMap<>();
    private final Thread accepting = Thread.ofVirtual().name("callers").unstarted(this::accept);
    private volatile boolean isClosed;

    private Carrier(AgentConfig config, Consumer<Message> received, ServerSocket server) {
        this.config = config;
        this.received = received;
        this.server = server;
    }

    /// Listens, and calls the others.
    ///
    /// @param received told of every message, by several threads; must not block for long
    static Carrier open(AgentConfig config, Consumer<Message> received) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(Addresses.host(config.number()), Ports.RAFT));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        Carrier carrier = new Carrier(config, received, server);
        carrier.start();
        return carrier;
    }

    private void start() {
        for (AgentConfig.Peer peer : config.others()) {
            Line line = new Line(peer);
            lines.put(peer.region(), line);
            Thread.ofVirtual().name("to " + peer.region()).start(line);
        }
        Thread.ofVirtual().name("signs of life").start(() -> Rhythm.keep(SIGNS, this::letHear));
        accepting.start();
    }

    /// Sends it if it can be sent.
    void send(RegionName to, Message message) {
        Line line = lines.get(to);
        if (line != null) {
            line.waiting.offer(Letters.bytes(message));
        }
    }

    private void letHear() {
        if (isClosed) {
            Thread.currentThread().interrupt();
            return;
        }
        long now = System.nanoTime();
        lines.forEach((region, line) -> {
            line.waiting.offer(SIGN_OF_LIFE);
            line.doubt(now, heardAt.get(region));
        });
    }

    /// The way to one of the others.
    private final class Line implements Runnable {
        private final AgentConfig.Peer peer;
        private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
        private volatile @Nullable Socket socket;
        private volatile long since;

        Line(AgentConfig.Peer peer) {
            this.peer = peer;
        }

        @Override
        public void run() {
            while (!isClosed) {
                try (Socket fresh = new Socket()) {
                    socket = fresh;
                    since = System.nanoTime();
                    connect(fresh);
                    speak(fresh);
                } catch (IOException e) {
                    pause();
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void connect(Socket fresh) throws IOException {
            fresh.setTcpNoDelay(true);
            fresh.bind(new InetSocketAddress(Addresses.host(config.number()), 0));
            fresh.connect(new InetSocketAddress(Addresses.dialled(peer.number()), Ports.RAFT), CONNECT_MILLIS);
        }

        /// Until the connection breaks.
        private void speak(Socket fresh) throws IOException, InterruptedException {
            DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(fresh.getOutputStream(), BUFFER_BYTES));
            new Greeting(config.policy().application(), config.region()).write(out);
            waiting.clear();
            while (!isClosed) {
                byte[] frame = waiting.take();
                out.writeInt(frame.length);
                out.write(frame);
                if (waiting.isEmpty()) {
                    out.flush();
                }
            }
        }

        /// @param heard when the other end was heard last, on a connection of its own
        void doubt(long now, @Nullable Long heard) {
            boolean isSilent = heard == null || now - heard > SILENCE_NANOS;
            if (isSilent && now - since > SILENCE_NANOS) {
                hangUp();
            }
        }

        void hangUp() {
            Socket current = socket;
            if (current != null) {
                closeQuietly(current);
            }
        }
    }

    private void accept() {
        while (!isClosed) {
            try {
                Socket caller = server.accept();
                callers.put(caller, true);
                Thread.ofVirtual().name("a caller").start(() -> listen(caller));
            } catch (IOException e) {
                // Closed, or the caller was gone before anybody looked, or there is no room for it.
                if (!isClosed) {
                    pause();
                }
            }
        }
    }

    private void listen(Socket caller) {
        try (caller;
                DataInputStream in =
                        new DataInputStream(new BufferedInputStream(caller.getInputStream(), BUFFER_BYTES))) {
            Greeting greeting = Greeting.read(in);
            if (!greeting.application().equals(config.policy().application()) || !lines.containsKey(greeting.from())) {
                return;
            }
            while (!isClosed) {
                int length = in.readInt();
                if (length < 0 || length > LONGEST_FRAME) {
                    return;
                }
                byte[] frame = in.readNBytes(length);
                heardAt.put(greeting.from(), System.nanoTime());
                if (frame.length > 0) {
                    received.accept(Letters.message(frame));
                }
            }
        } catch (IOException e) {
            // The caller is gone, or speaks another language; it calls again.
        } finally {
            callers.remove(caller);
        }
    }

    /// The first thing on a connection.
    ///
    /// @param application whose log it is about
    /// @param from who calls
    private record Greeting(String application, RegionName from) {
        /// Of this way of speaking; another number for another one.
        private static final long LANGUAGE = 0x4d52_4146_5400_0001L;

        void write(DataOutputStream out) throws IOException {
            out.writeLong(LANGUAGE);
            out.writeUTF(application);
            out.writeUTF(from.text());
        }

        static Greeting read(DataInputStream in) throws IOException {
            if (in.readLong() != LANGUAGE) {
                throw new IOException("this is not a member of a log, or one of another version");
            }
            return new Greeting(in.readUTF(), Letters.region(in));
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(BEFORE_ANOTHER_TRY.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable some) {
        try {
            some.close();
        } catch (Exception nothingToClose) {
            // It is what was wanted.
        }
    }

    /// The port is free, and nobody new is let in, only when who waits at it has gone.
    private void awaitAccepting() {
        try {
            accepting.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        closeQuietly(server);
        awaitAccepting();
        lines.values().forEach(Line::hangUp);
        lines.values().forEach(line -> line.waiting.offer(SIGN_OF_LIFE));
        callers.keySet().forEach(Carrier::closeQuietly);
    }
}
