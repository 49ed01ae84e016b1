package dev.meridian.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import dev.meridian.wan.Wan;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ARouterTest {
    private static final int REGION = 211;
    private static final InetAddress HERE = Addresses.host(REGION);
    private static final InetAddress OLD = Addresses.dialled(212);
    private static final InetAddress NEW = Addresses.dialled(213);
    private static final String ORDERS = "orders.meridian.test";
    private static final Duration PATIENCE = Duration.ofMillis(1000);

    private final AtomicReference<Zone> zone = new AtomicReference<>(zone(1, OLD, 2));
    private final AtomicLong clock = new AtomicLong(1_000);
    private DnsServer server;

    @BeforeEach
    void a_router_is_up() throws IOException {
        server = DnsServer.start(new InetSocketAddress(HERE, 0), () -> Optional.ofNullable(zone.get()));
    }

    @AfterEach
    void and_down_again() {
        server.close();
    }

    @Test
    void is_asked_again_when_the_time_to_live_is_over_and_not_before() {
        Resolver resolver = resolver(Duration.ZERO, server.address());
        assertThat(resolver.resolve(ORDERS)).isEqualTo(found(OLD, Duration.ofSeconds(2), false));
        zone.set(zone(2, NEW, 2));
        clock.addAndGet(Duration.ofMillis(1999).toNanos());
        assertThat(resolver.resolve(ORDERS)).isEqualTo(found(OLD, Duration.ofMillis(1), true));
        clock.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(resolver.resolve("Orders.Meridian.TEST.")).isEqualTo(found(NEW, Duration.ofSeconds(2), false));
    }

    @Test
    void is_not_heard_by_a_resolver_that_ignores_the_time_to_live_until_its_own_time_is_over() {
        Resolver stubborn = resolver(Duration.ofSeconds(30), server.address());
        stubborn.resolve(ORDERS);
        zone.set(zone(2, NEW, 2));
        clock.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(stubborn.resolve(ORDERS)).isEqualTo(found(OLD, Duration.ofSeconds(-29), true));
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(stubborn.resolve(ORDERS)).isEqualTo(found(NEW, Duration.ofSeconds(2), false));
    }

    @Test
    void leaves_the_last_answer_in_use_with_a_flag_when_no_router_answers() {
        Resolver resolver = resolver(Duration.ZERO, server.address());
        resolver.resolve(ORDERS);
        server.close();
        clock.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(resolver.resolve(ORDERS)).isInstanceOfSatisfying(Resolution.Stale.class, stale -> {
            assertThat(stale.addresses()).containsExactly(OLD);
            assertThat(stale.expiredFor()).isEqualTo(Duration.ofSeconds(3));
            assertThat(stale.why()).hasSize(1);
        });
        resolver.flush();
        assertThat(resolver.resolve(ORDERS)).isInstanceOf(Resolution.Unanswered.class);
    }

    @Test
    void is_replaced_by_the_next_one_when_it_is_silent_or_refuses() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(HERE, 0));
                DnsServer foreign = DnsServer.start(
                        new InetSocketAddress(HERE, 0),
                        () -> Optional.of(new Zone("other.test", 1, new LinkedHashMap<>())))) {
            InetSocketAddress first = new InetSocketAddress(HERE, silent.getLocalPort());
            Resolver resolver = resolver(Duration.ZERO, first, foreign.address(), server.address());
            assertThat(resolver.resolve(ORDERS)).isEqualTo(found(OLD, Duration.ofSeconds(2), false));
        }
    }

    @Test
    void that_does_not_know_where_users_belong_says_so_and_another_one_is_asked() throws IOException {
        try (DnsServer unknowing = DnsServer.start(new InetSocketAddress(HERE, 0), Optional::empty)) {
            byte[] question = question(ORDERS, Type.A).toWire();
            Message answer = new Message(
                    Responder.answer(question, Optional.empty(), false).orElseThrow());
            assertThat(answer.getRcode()).isEqualTo(Rcode.SERVFAIL);
            assertThat(answer.getSection(Section.ANSWER)).isEmpty();

            assertThat(resolver(Duration.ZERO, unknowing.address()).resolve(ORDERS))
                    .isInstanceOf(Resolution.Unanswered.class);
            assertThat(resolver(Duration.ZERO, unknowing.address(), server.address())
                            .resolve(ORDERS))
                    .isEqualTo(found(OLD, Duration.ofSeconds(2), false));
        }
    }

    @Test
    void that_was_silent_is_asked_last_for_a_while_and_then_first_again() throws IOException {
        InetSocketAddress near;
        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
            near = new InetSocketAddress(HERE, silent.getLocalPort());
            Resolver resolver = resolver(Duration.ZERO, near, server.address());
            assertThat(resolver.resolve(ORDERS)).isEqualTo(found(OLD, Duration.ofSeconds(2), false));
            assertThat(heard(silent)).isEqualTo(1);
            clock.addAndGet(Duration.ofSeconds(9).toNanos());
            assertThat(resolver.resolve(ORDERS)).isEqualTo(found(OLD, Duration.ofSeconds(2), false));
            assertThat(heard(silent)).as("nobody waited for it").isZero();
            clock.addAndGet(Duration.ofSeconds(2).toNanos());
            resolver.resolve(ORDERS);
            assertThat(heard(silent)).isEqualTo(1);
        }
    }

    /// Questions that wait in a socket that nobody answers from.
    private static int heard(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(1);
        int questions = 0;
        try {
            while (true) {
                socket.receive(new DatagramPacket(new byte[512], 512));
                questions++;
            }
        } catch (SocketTimeoutException e) {
            return questions;
        }
    }

    @Test
    void is_not_mistaken_for_somebody_who_answers_with_another_id() throws Exception {
        try (DatagramSocket forger = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
            Thread.ofVirtual().start(() -> answerTwice(forger));
            Resolver resolver = resolver(Duration.ZERO, new InetSocketAddress(HERE, forger.getLocalPort()));
            assertThat(resolver.resolve(ORDERS)).isEqualTo(found(OLD, Duration.ofSeconds(2), false));
        }
    }

    /// First a forged answer, which says something else under a wrong id, then the right one.
    private void answerTwice(DatagramSocket forger) {
        try {
            DatagramPacket question = new DatagramPacket(new byte[512], 512);
            forger.receive(question);
            byte[] asked = java.util.Arrays.copyOf(question.getData(), question.getLength());
            byte[] forged = Responder.respond(asked, zone(9, NEW, 9), false).orElseThrow();
            forged[1] ^= 1;
            forger.send(new DatagramPacket(forged, forged.length, question.getSocketAddress()));
            byte[] right = Responder.respond(asked, zone.get(), false).orElseThrow();
            forger.send(new DatagramPacket(right, right.length, question.getSocketAddress()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void answers_as_an_authority_does() throws Exception {
        assertThat(ask(ORDERS, Type.A).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(ask(ORDERS, Type.A).getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(ask(ORDERS, Type.AAAA).getRcode())
                .as("no address of that kind")
                .isEqualTo(Rcode.NOERROR);
        assertThat(ask(ORDERS, Type.AAAA).getSection(Section.ANSWER)).isEmpty();
        assertThat(ask(ORDERS, Type.AAAA).getSection(Section.AUTHORITY)).hasSize(1);
        assertThat(ask("eu.meridian.test", Type.A).getRcode())
                .as("only a name below it")
                .isEqualTo(Rcode.NOERROR);
        Message missing = ask("nothing.meridian.test", Type.A);
        assertThat(missing.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(((SOARecord) missing.getSection(Section.AUTHORITY).getFirst()).getSerial())
                .isEqualTo(1);
        assertThat(ask("example.org", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(ask("xmeridian.test", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(ask("meridian.test", Type.AXFR).getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(ask("meridian.test", Type.SOA).getSection(Section.ANSWER)).hasSize(1);
        assertThat(ask("meridian.test", Type.NS).getSection(Section.ANSWER)).hasSize(1);
    }

    @Test
    void answers_what_it_does_not_understand_without_falling_over() throws Exception {
        Message update = new Message(7);
        update.getHeader().setOpcode(Opcode.UPDATE);
        assertThat(new Message(Responder.respond(update.toWire(), zone.get(), false)
                                .orElseThrow())
                        .getRcode())
                .isEqualTo(Rcode.NOTIMP);
        assertThat(Responder.respond(new byte[5], zone.get(), false)).isEmpty();
        byte[] noQuestion = new Message(7).toWire();
        assertThat(new Message(Responder.respond(noQuestion, zone.get(), false).orElseThrow()).getRcode())
                .isEqualTo(Rcode.FORMERR);
        byte[] cutShort = java.util.Arrays.copyOf(question(ORDERS, Type.A).toWire(), 20);
        assertThat(new Message(Responder.respond(cutShort, zone.get(), false).orElseThrow()).getRcode())
                .isEqualTo(Rcode.FORMERR);
        byte[] answer = Responder.respond(question(ORDERS, Type.A).toWire(), zone.get(), false)
                .orElseThrow();
        assertThat(Responder.respond(answer, zone.get(), false))
                .as("an answer is not a question")
                .isEmpty();
    }

    @Test
    void answers_over_tcp_what_does_not_fit_into_a_datagram() throws Exception {
        SequencedMap<String, Answer> names = new LinkedHashMap<>();
        List<InetAddress> many = java.util.stream.IntStream.rangeClosed(1, 60)
                .mapToObj(user -> Addresses.user(REGION, user))
                .toList();
        names.put(ORDERS, new Answer(many, Duration.ofSeconds(1)));
        zone.set(new Zone("meridian.test", 3, names));
        Resolution resolution = resolver(Duration.ZERO, server.address()).resolve(ORDERS);
        assertThat(resolution).isEqualTo(new Resolution.Found(many, Duration.ofSeconds(1), false));
        try (Socket idle = new Socket(HERE, server.address().getPort())) {
            idle.getOutputStream()
                    .write(DnsServer.framed(question(ORDERS, Type.A).toWire()));
            assertThat(new DataInputStream(idle.getInputStream()).readUnsignedShort())
                    .isGreaterThan(512);
        }
    }

    @Test
    void is_heard_across_a_link_and_not_through_a_silent_one() throws Exception {
        SequencedMap<RegionName, Integer> numbers = new LinkedHashMap<>();
        RegionName far = new RegionName("far");
        numbers.put(new RegionName("here"), 214);
        numbers.put(far, REGION);
        try (Wan wan = new Wan(numbers)) {
            int port = server.address().getPort();
            wan.carryUdp(far, port);
            Resolver across = new Resolver(
                    new Resolver.Settings(
                            Addresses.user(214, 1),
                            List.of(new InetSocketAddress(Addresses.dialled(REGION), port)),
                            PATIENCE,
                            Duration.ZERO),
                    clock::get);
            assertThat(across.resolve(ORDERS)).isEqualTo(found(OLD, Duration.ofSeconds(2), false));
            wan.silence(far, false);
            across.flush();
            assertThat(across.resolve(ORDERS)).isInstanceOf(Resolution.Unanswered.class);
        }
    }

    @Test
    void never_publishes_an_empty_answer() {
        assertThatThrownBy(() -> new Answer(List.of(), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Resolver resolver(Duration keepsFor, InetSocketAddress... servers) {
        return new Resolver(new Resolver.Settings(HERE, List.of(servers), PATIENCE, keepsFor), clock::get);
    }

    private static Resolution found(InetAddress address, Duration left, boolean cached) {
        return new Resolution.Found(List.of(address), left, cached);
    }

    private static Zone zone(long serial, InetAddress orders, int ttlSeconds) {
        SequencedMap<String, Answer> names = new LinkedHashMap<>();
        names.put(ORDERS, new Answer(List.of(orders), Duration.ofSeconds(ttlSeconds)));
        names.put("db.eu.meridian.test", new Answer(List.of(orders), Duration.ofSeconds(ttlSeconds)));
        return new Zone("meridian.test", serial, names);
    }

    private Message ask(String name, int type) throws IOException {
        return new Message(Responder.respond(question(name, type).toWire(), zone.get(), false)
                .orElseThrow());
    }

    private static Message question(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN));
    }
}
