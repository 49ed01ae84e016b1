package dev.meridian.wan;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Carries datagrams that arrive at one address, and the answers to them. A datagram is dropped when the link
/// loses it or is silent, and when more are under way than a router would queue.
final class UdpListener implements Listener {
    private static final int MOST_BYTES = 65_535;
    private static final int MOST_UNDER_WAY = 4096;
    private static final int MOST_FLOWS = 1024;
    private static final int IDLE_MILLIS = 10_000;

    private final DatagramSocket socket;
    private final Executor threads;
    private final SplittableRandom random;
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private final Map<SocketAddress, Flow> flows = new ConcurrentHashMap<>();

    /// How the datagrams of one caller travel.
    record Route(InetSocketAddress callerSeenAs, InetSocketAddress server, Link forth, Link back) {}

    /// One caller's socket towards the server.
    private record Flow(Route route, DatagramSocket server) {}

    UdpListener(InetSocketAddress at, Executor threads, SplittableRandom random) throws IOException {
        this.threads = threads;
        this.random = random;
        try {
            socket = new DatagramSocket(at);
        } catch (IOException e) {
            throw new AddressInUse(at, "UDP", e);
        }
    }

    /// Carries until closed; `routeOf` tells how a caller's datagrams travel.
    void carry(Function<InetSocketAddress, Route> routeOf) {
        byte[] buffer = new byte[MOST_BYTES];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                InetSocketAddress caller = (InetSocketAddress) packet.getSocketAddress();
                Flow flow = flow(caller, routeOf);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                send(bytes, flow.route().forth(), () -> flow.server().send(new DatagramPacket(bytes, bytes.length)));
            } catch (IOException closedOrUnreachable) {
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    private Flow flow(InetSocketAddress caller, Function<InetSocketAddress, Route> routeOf) throws IOException {
        Flow known = flows.get(caller);
        if (known != null && !known.server().isClosed()) {
            return known;
        }
        if (flows.size() >= MOST_FLOWS) {
            throw new IOException("too many callers");
        }
        Route route = routeOf.apply(caller);
        DatagramSocket toServer = new DatagramSocket(route.callerSeenAs());
        toServer.connect(route.server());
        toServer.setSoTimeout(IDLE_MILLIS);
        Flow flow = new Flow(route, toServer);
        flows.put(caller, flow);
        try {
            threads.execute(() -> answers(caller, flow));
        } catch (RejectedExecutionException closing) {
            // The links are being closed while the last datagrams still arrive.
            toServer.close();
            throw new IOException("closed", closing);
        }
        return flow;
    }

    /// Carries what the server answers one caller, until nothing has come for ten seconds.
    private void answers(InetSocketAddress caller, Flow flow) {
        byte[] buffer = new byte[MOST_BYTES];
        try (DatagramSocket fromServer = flow.server()) {
            while (!socket.isClosed() && !Thread.currentThread().isInterrupted()) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                if (receive(fromServer, packet)) {
                    byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                    send(
                            bytes,
                            flow.route().back(),
                            () -> socket.send(new DatagramPacket(bytes, bytes.length, caller)));
                }
            }
        } catch (SocketTimeoutException idle) {
            flows.remove(caller, flow);
        } catch (IOException closed) {
            flows.remove(caller, flow);
        }
    }

    /// False if the server's port answered that nobody listens: datagrams get no answer then, as over a real
    /// distance.
    private static boolean receive(DatagramSocket fromServer, DatagramPacket packet) throws IOException {
        try {
            fromServer.receive(packet);
            return true;
        } catch (java.net.PortUnreachableException nobodyListens) {
            return false;
        }
    }

    private void send(byte[] bytes, Link way, Link.Delivery delivery) {
        OptionalLong arrival;
        synchronized (random) {
            arrival = way.datagramArrival(bytes.length, random);
        }
        if (arrival.isEmpty() || way.silent() || !underWay.tryAcquire()) {
            return;
        }
        threads.execute(() -> {
            try {
                Link.sleepUntil(arrival.getAsLong());
                way.deliverNow(delivery);
            } catch (IOException | InterruptedException lost) {
                return;
            } finally {
                underWay.release();
            }
        });
    }

    @Override
    public void close() {
        socket.close();
        flows.values().forEach(flow -> flow.server().close());
    }
}
