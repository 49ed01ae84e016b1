package dev.meridian.wan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.units.RegionName;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ALinkTest {
    private static final RegionName NEAR = new RegionName("near");
    private static final RegionName FAR = new RegionName("far");
    private static final int NEAR_NUMBER = 201;
    private static final int FAR_NUMBER = 202;

    private Wan wan;
    private ServerSocket server;
    private int port;

    @BeforeEach
    void two_regions_and_a_server_in_the_far_one() throws IOException {
        SequencedMap<RegionName, Integer> numbers = new LinkedHashMap<>();
        numbers.put(NEAR, NEAR_NUMBER);
        numbers.put(FAR, FAR_NUMBER);
        wan = new Wan(numbers, 7);
        server = new ServerSocket();
        server.bind(new InetSocketAddress(Addresses.host(FAR_NUMBER), 0));
        port = server.getLocalPort();
        wan.carryTcp(FAR, port);
    }

    @AfterEach
    void nothing_stays_up() throws IOException {
        wan.close();
        server.close();
        assertThat(wan.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void carries_a_stream_exactly_through_delay_jitter_loss_and_silence(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] sent = new byte[300_000 + random.nextInt(700_000)];
        random.nextBytes(sent);
        wan.link(NEAR, FAR)
                .delay(Duration.ofMillis(3))
                .jitter(Duration.ofMillis(4))
                .loss(0.0005);
        wan.link(FAR, NEAR).delay(Duration.ofMillis(1)).jitter(Duration.ofMillis(6));
        CompletableFuture<Void> echo = echoing();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        try (Socket client = dialled()) {
            Thread.ofVirtual()
                    .start(() -> complete(answer, () -> client.getInputStream().readAllBytes()));
            int from = 0;
            while (from < sent.length) {
                int n = Math.min(sent.length - from, 1 + random.nextInt(40_000));
                client.getOutputStream().write(sent, from, n);
                from += n;
                if (random.nextInt(8) == 0) {
                    wan.silence(FAR, false);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(20)));
                    wan.heal(FAR);
                }
            }
            client.shutdownOutput();
            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(sent);
            echo.get(5, TimeUnit.SECONDS);
        }
        await(() -> wan.connections() == 0, "the connection is over");
    }

    @Test
    void makes_set_up_and_each_answer_take_a_round_trip() throws Exception {
        wan.link(NEAR, FAR).delay(Duration.ofMillis(30));
        wan.link(FAR, NEAR).delay(Duration.ofMillis(20));
        echoing();
        long began = System.nanoTime();
        try (Socket client = dialled()) {
            ping(client);
            assertThat(millisSince(began)).isBetween(100L, 700L);
            long second = System.nanoTime();
            ping(client);
            assertThat(millisSince(second)).isBetween(50L, 650L);
        }
    }

    @Test
    void adds_little_of_its_own() throws Exception {
        echoing();
        try (Socket client = dialled()) {
            long[] nanos = new long[3000];
            for (int i = 0; i < nanos.length; i++) {
                long began = System.nanoTime();
                ping(client);
                nanos[i] = System.nanoTime() - began;
            }
            long[] warm = Arrays.copyOfRange(nanos, 1000, nanos.length);
            Arrays.sort(warm);
            System.out.println("round trip at 0 ms: p50 " + warm[warm.length / 2] / 1000 + " us, p99 "
                    + warm[warm.length * 99 / 100] / 1000 + " us");
            // The floor that is promised is 150 us; the test allows for a machine that is busy with other things.
            assertThat(warm[warm.length / 20]).isLessThan(TimeUnit.MICROSECONDS.toNanos(400));
        }
    }

    @Test
    void lets_no_byte_through_once_silence_has_returned_and_delivers_what_it_held_when_healed() throws Exception {
        CompletableFuture<Socket> accepted = accepting();
        try (Socket client = dialled()) {
            client.getOutputStream().write(1);
            Socket far = accepted.get(5, TimeUnit.SECONDS);
            assertThat(far.getInputStream().read()).isEqualTo(1);
            wan.silence(FAR, false);
            client.getOutputStream().write(2);
            far.setSoTimeout(150);
            assertThatThrownBy(() -> far.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            wan.heal(FAR);
            far.setSoTimeout(5000);
            assertThat(far.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void has_made_its_last_delivery_when_silence_returns() throws Exception {
        Link link = wan.link(NEAR, FAR);
        AtomicLong deliveries = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            senders.add(Thread.ofVirtual().start(() -> deliverUntil(over, link, deliveries)));
        }
        for (int round = 0; round < 200; round++) {
            long before = deliveries.get();
            await(() -> deliveries.get() > before, "deliveries go on");
            link.silence();
            long atReturn = deliveries.get();
            LockSupport.parkNanos(200_000);
            assertThat(deliveries).hasValue(atReturn);
            link.heal();
        }
        over.set(true);
        for (Thread sender : senders) {
            assertThat(sender.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    private static void deliverUntil(AtomicBoolean over, Link link, AtomicLong deliveries) {
        try {
            while (!over.get()) {
                link.deliver(() -> {
                    LockSupport.parkNanos(10_000);
                    deliveries.incrementAndGet();
                });
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ends_what_silence_holds_when_everything_is_taken_down() throws Exception {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            CompletableFuture<Void> echo = echoing();
            Socket client = dialled();
            ping(client);
            assertThat(echo).isNotDone();
            clients.add(client);
        }
        wan.silence(FAR, true);
        for (Socket client : clients) {
            client.getOutputStream().write(1);
            client.close();
        }
        assertThat(wan.connections()).isEqualTo(30);
        long began = System.nanoTime();
        wan.close();
        assertThat(wan.connections()).isZero();
        assertThat(millisSince(began)).isLessThan(4000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void does_not_tell_that_the_peer_died_while_it_is_silent(boolean byReset) throws Exception {
        CompletableFuture<Socket> accepted = accepting();
        try (Socket client = dialled()) {
            client.getOutputStream().write(1);
            Socket far = accepted.get(5, TimeUnit.SECONDS);
            far.getInputStream().read();
            wan.silence(FAR, true);
            if (byReset) {
                far.setSoLinger(true, 0);
            }
            far.close();
            server.close();
            client.setSoTimeout(150);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            // Writing reaches the dead peer no more than anybody else, and so brings no reset back.
            client.getOutputStream().write(2);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            wan.heal(FAR);
            client.setSoTimeout(5000);
            assertEnded(client);
        }
    }

    @Test
    void accepts_a_new_connection_while_silent_but_carries_nothing_and_leaves_no_trace_at_the_server()
            throws Exception {
        wan.silence(FAR, false);
        try (Socket client = dialled()) {
            client.getOutputStream().write(1);
            client.setSoTimeout(150);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
        await(() -> wan.connections() == 0, "the abandoned caller is forgotten");
        wan.heal(FAR);
        server.setSoTimeout(100);
        assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void resets_a_caller_whom_the_server_refuses_after_a_round_trip() throws Exception {
        wan.link(NEAR, FAR).delay(Duration.ofMillis(30));
        server.close();
        long began = System.nanoTime();
        try (Socket client = dialled()) {
            client.setSoTimeout(5000);
            assertEnded(client);
            assertThat(millisSince(began)).isGreaterThanOrEqualTo(30);
        }
    }

    @Test
    void keeps_the_local_path_open_in_a_partition_and_closes_it_in_a_loss() throws Exception {
        echoing();
        echoing();
        wan.silence(FAR, false);
        try (Socket local = new Socket()) {
            local.bind(new InetSocketAddress(Addresses.user(FAR_NUMBER, 9), 0));
            local.connect(new InetSocketAddress(Addresses.dialled(FAR_NUMBER), port));
            local.setSoTimeout(5000);
            ping(local);
            wan.silence(FAR, true);
            local.setSoTimeout(100);
            assertThatThrownBy(() -> ping(local)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void shows_the_server_where_a_caller_is_and_takes_the_region_from_the_pair_address_of_those_who_cannot_bind()
            throws Exception {
        wan.link(NEAR, FAR).delay(Duration.ofMillis(40));
        CompletableFuture<Socket> bound = accepting();
        try (Socket client = dialled()) {
            assertThat(bound.get(5, TimeUnit.SECONDS).getInetAddress()).isEqualTo(Addresses.host(NEAR_NUMBER));
            assertThat(client.getLocalAddress()).isEqualTo(Addresses.host(NEAR_NUMBER));
        }
        long began = System.nanoTime();
        CompletableFuture<Socket> unbound = accepting();
        try (Socket client = new Socket(Addresses.seenFrom(NEAR_NUMBER, FAR_NUMBER), port)) {
            assertThat(client.isConnected()).isTrue();
            assertThat(unbound.get(5, TimeUnit.SECONDS).getInetAddress()).isEqualTo(Addresses.host(NEAR_NUMBER));
            assertThat(millisSince(began)).isGreaterThanOrEqualTo(40);
        }
    }

    @Test
    void shares_its_bandwidth() throws Exception {
        wan.link(NEAR, FAR).bandwidth(1_000_000);
        CompletableFuture<Void> echo = echoing();
        long began = System.nanoTime();
        try (Socket client = dialled()) {
            client.getOutputStream().write(new byte[300_000]);
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).hasSize(300_000);
            echo.get(5, TimeUnit.SECONDS);
        }
        assertThat(millisSince(began)).isBetween(290L, 5000L);
    }

    @Test
    void stops_a_sender_whose_receiver_does_not_read_instead_of_growing() throws Exception {
        CompletableFuture<Socket> accepted = accepting();
        try (Socket client = dialled()) {
            CompletableFuture<Integer> sent = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(() -> complete(sent, () -> {
                        byte[] block = new byte[1 << 20];
                        for (int i = 0; i < 200; i++) {
                            client.getOutputStream().write(block);
                        }
                        return 200;
                    }));
            accepted.get(5, TimeUnit.SECONDS);
            assertThatThrownBy(() -> sent.get(700, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
        }
    }

    @Test
    void drops_datagrams_while_silent_and_by_its_loss_and_carries_the_answers_of_the_others() throws Exception {
        try (DatagramSocket far = new DatagramSocket(new InetSocketAddress(Addresses.host(FAR_NUMBER), 0));
                DatagramSocket near = new DatagramSocket(new InetSocketAddress(Addresses.host(NEAR_NUMBER), 0))) {
            wan.carryUdp(FAR, far.getLocalPort());
            Thread.ofVirtual().start(() -> echoDatagrams(far));
            near.connect(Addresses.dialled(FAR_NUMBER), far.getLocalPort());
            wan.link(NEAR, FAR).delay(Duration.ofMillis(5));
            assertThat(answered(near, 50)).isEqualTo(50);
            wan.link(FAR, NEAR).loss(0.5);
            assertThat(answered(near, 100)).isBetween(25, 75);
            wan.link(FAR, NEAR).loss(0);
            wan.silence(NEAR, false);
            assertThat(answered(near, 5)).isZero();
            wan.heal(NEAR);
            assertThat(answered(near, 5)).isEqualTo(5);
        }
    }

    @Test
    void names_the_address_that_is_taken_and_what_to_do() throws Exception {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(Addresses.dialled(NEAR_NUMBER), 0));
            assertThatThrownBy(() -> wan.carryTcp(NEAR, other.getLocalPort()))
                    .isInstanceOf(AddressInUse.class)
                    .hasMessageContaining("127.2.0.201 port " + other.getLocalPort())
                    .hasMessageContaining("meridian twin down");
        }
    }

    @Test
    void stays_silent_towards_another_silenced_region_and_where_it_was_cut_when_one_is_healed() {
        wan.silence(NEAR, false);
        wan.silence(FAR, false);
        wan.heal(NEAR);
        assertThat(wan.link(NEAR, FAR).silent()).isTrue();
        wan.link(NEAR, FAR).silence();
        wan.heal(FAR);
        assertThat(wan.link(NEAR, FAR).silent()).isTrue();
        assertThat(wan.link(FAR, NEAR).silent()).isFalse();
        wan.link(NEAR, FAR).heal();
        assertThat(List.copyOf(wan.links())).noneMatch(Link::silent);
    }

    private Socket dialled() throws IOException {
        Socket client = new Socket();
        client.setTcpNoDelay(true);
        client.bind(new InetSocketAddress(Addresses.host(NEAR_NUMBER), 0));
        client.connect(new InetSocketAddress(Addresses.dialled(FAR_NUMBER), port), 5000);
        client.setSoTimeout(20_000);
        return client;
    }

    private CompletableFuture<Socket> accepting() {
        CompletableFuture<Socket> accepted = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> complete(accepted, server::accept));
        return accepted;
    }

    private CompletableFuture<Void> echoing() {
        return accepting()
                .thenAcceptAsync(
                        far -> {
                            try (far) {
                                far.setTcpNoDelay(true);
                                far.getInputStream().transferTo(far.getOutputStream());
                                far.shutdownOutput();
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        task -> Thread.ofVirtual().start(task));
    }

    private static void ping(Socket client) throws IOException {
        client.getOutputStream().write(7);
        assertThat(client.getInputStream().read()).isEqualTo(7);
    }

    private static void assertEnded(Socket client) {
        try {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the end of the stream did not arrive", e);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// How many of the questions are answered before nothing has come for a while.
    private static int answered(DatagramSocket near, int questions) throws IOException {
        for (int i = 0; i < questions; i++) {
            near.send(new DatagramPacket(new byte[] {(byte) i}, 1));
        }
        near.setSoTimeout(400);
        int answers = 0;
        try {
            while (answers < questions) {
                near.receive(new DatagramPacket(new byte[8], 8));
                answers++;
            }
        } catch (SocketTimeoutException noMore) {
            return answers;
        }
        return answers;
    }

    private static void echoDatagrams(DatagramSocket far) {
        while (!far.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[8], 8);
                far.receive(packet);
                far.send(packet);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private interface Attempt<T> {
        T run() throws Exception;
    }

    private static <T> void complete(CompletableFuture<T> future, Attempt<T> attempt) {
        try {
            future.complete(attempt.run());
        } catch (Exception e) {
            future.completeExceptionally(e);
        }
    }

    private static void await(BooleanSupplier condition, String what) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
