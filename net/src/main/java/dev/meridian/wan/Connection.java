package dev.meridian.wan;

import dev.meridian.wan.SegmentQueue.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One TCP connection across a link and back.
///
/// **Set-up.** The kernel has accepted the caller before we know of it, so the round trip of a handshake is waited
/// for here, before the server is dialled and before its first byte may come back. A caller that gives up while
/// the link is silent leaves no trace, as it would not have connected at all.
///
/// **Streams.** Each direction has a reader that stamps what it reads with its arrival, and a writer that delivers
/// it then. The end of a stream (FIN) or its breach (RST) travels in the queue behind the bytes: it is delayed,
/// and held by silence, like them. A writer that finds its receiver gone does not tell the sender itself, because
/// that news too has to travel back: it puts a breach into the opposite queue.
///
/// Four virtual threads: the caller's reader, the server's reader, one writer each. Each socket is written to by
/// one.
final class Connection {
    private static final int CHUNK_BYTES = 64 << 10;
    private static final int HANDSHAKE_BYTES = 60;
    private static final int DIAL_MILLIS = 3000;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Socket caller;
    private final InetAddress callerSeenAs;
    private final InetSocketAddress server;
    private final Link forth;
    private final Link back;
    private final Executor threads;
    private final Runnable whenOver;
    private final SplittableRandom random;
    private final SegmentQueue up = new SegmentQueue();
    private final SegmentQueue down = new SegmentQueue();
    private final AtomicInteger openDirections = new AtomicInteger(2);

    /// The two ends, the two links between them, and what to do when all is over.
    record Route(Socket caller, InetAddress callerSeenAs, InetSocketAddress server, Link forth, Link back) {}

    Connection(Route route, Executor threads, SplittableRandom random, Runnable whenOver) {
        this.caller = route.caller();
        this.callerSeenAs = route.callerSeenAs();
        this.server = route.server();
        this.forth = route.forth();
        this.back = route.back();
        this.threads = threads;
        this.random = random;
        this.whenOver = whenOver;
    }

    /// Carries the connection until it is over.
    void carry() {
        Optional<Socket> dialled = Optional.empty();
        try {
            caller.setTcpNoDelay(true);
            SplittableRandom forUp = random.split();
            threads.execute(() -> readFrom(caller, up, forth, back, forUp));
            dialled = handshake();
        } catch (IOException | InterruptedException | RejectedExecutionException e) {
            dialled = Optional.empty();
        }
        if (dialled.isEmpty()) {
            up.abandon();
            reset(caller);
            whenOver.run();
            return;
        }
        between(dialled.get());
    }

    /// Carries both directions of an established connection until both are over.
    private void between(Socket callee) {
        long established = System.nanoTime();
        SplittableRandom forDown = random.split();
        try {
            threads.execute(() -> readFrom(callee, down, back, forth, forDown));
            threads.execute(() -> writeTo(caller, down, back, established, callee));
        } catch (RejectedExecutionException closing) {
            reset(caller);
            reset(callee);
            whenOver.run();
            return;
        }
        writeTo(callee, up, forth, established + forth.delay().toNanos(), caller);
    }

    /// The connection to the server, after one round trip; empty if the caller gave up or the server refused.
    private Optional<Socket> handshake() throws IOException, InterruptedException {
        if (!cross(forth, back)) {
            return Optional.empty();
        }
        Socket callee = new Socket();
        try {
            callee.setTcpNoDelay(true);
            callee.bind(new InetSocketAddress(callerSeenAs, 0));
            callee.connect(server, DIAL_MILLIS);
        } catch (IOException refused) {
            callee.close();
            cross(back, forth);
            return Optional.empty();
        }
        boolean answered = false;
        try {
            answered = cross(back, forth);
        } finally {
            if (!answered) {
                reset(callee);
            }
        }
        return answered ? Optional.of(callee) : Optional.empty();
    }

    /// One packet of the handshake over `way`; false if the caller left while it was silent.
    private boolean cross(Link way, Link opposite) throws InterruptedException {
        Link.sleepUntil(way.arrival(HANDSHAKE_BYTES, opposite, random));
        boolean held = false;
        while (!way.awaitOpen(LOOK_NANOS)) {
            held = true;
            if (up.ended()) {
                return false;
            }
        }
        if (held) {
            Link.sleepUntil(System.nanoTime() + way.delay().toNanos());
        }
        return true;
    }

    private static void readFrom(Socket from, SegmentQueue into, Link way, Link opposite, SplittableRandom random) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            int n;
            while ((n = in.read(chunk)) >= 0) {
                into.put(ByteBuffer.wrap(Arrays.copyOf(chunk, n)), way.arrival(n, opposite, random));
            }
            into.close(way.arrival(1, opposite, random));
        } catch (IOException broken) {
            into.abort(way.arrival(1, opposite, random));
        } catch (InterruptedException closing) {
            into.abort(System.nanoTime());
        }
    }

    /// Delivers one direction to its end. `notBefore` holds back what was read before the handshake was over.
    private void writeTo(Socket receiver, SegmentQueue from, Link way, long notBefore, Socket sender) {
        boolean orderly = false;
        try {
            OutputStream out = receiver.getOutputStream();
            orderly = deliverAll(receiver, out, from, way, notBefore);
        } catch (IOException receiverGone) {
            from.abandon();
            SegmentQueue opposite = from == up ? down : up;
            Link newsTravels = from == up ? back : forth;
            opposite.abort(System.nanoTime() + newsTravels.delay().toNanos());
        } catch (InterruptedException closing) {
            reset(receiver);
        }
        if (!orderly) {
            from.abandon();
        }
        if (openDirections.decrementAndGet() == 0) {
            closeQuietly(receiver);
            closeQuietly(sender);
            whenOver.run();
        }
    }

    /// True after an orderly end, false after a breach.
    private static boolean deliverAll(Socket receiver, OutputStream out, SegmentQueue from, Link way, long notBefore)
            throws IOException, InterruptedException {
        while (true) {
            Segment segment = from.take();
            Link.sleepUntil(segment.due() - notBefore > 0 ? segment.due() : notBefore);
            switch (segment) {
                case Segment.Bytes data ->
                    way.deliver(() -> out.write(data.bytes().array()));
                case Segment.Close close -> {
                    way.deliver(receiver::shutdownOutput);
                    return true;
                }
                case Segment.Abort abort -> {
                    way.deliver(() -> reset(receiver));
                    return false;
                }
            }
        }
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            return;
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException nothingToClose) {
            return;
        }
    }
}
