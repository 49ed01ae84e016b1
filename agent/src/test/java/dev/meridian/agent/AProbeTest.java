package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.blueprint.ProbePolicy;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a vantage hears of a health page, whatever server has it.
@Timeout(30)
class AProbeTest {
    private static final int NUMBER = 231;
    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";

    @TempDir
    Path directory;

    /// What is said to the requests that come, in order; the last one to all that follow.
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final ServerSocket server = new ServerSocket();
    private Probe probe;
    private Thread acceptor = Thread.currentThread();

    AProbeTest() throws IOException {}

    @BeforeEach
    void listen() throws IOException {
        AgentConfig.Peer peer = new AgentConfig.Peer(new RegionName("eu-west-1"), NUMBER, true);
        AgentConfig config = Rehearsal.config(directory, peer, List.of(peer));
        probe = new Probe.Http(config, Addresses.host(NUMBER), Addresses.host(NUMBER));
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(Addresses.host(NUMBER), config.servicePort()));
        acceptor = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket line = server.accept();
                    Thread.ofVirtual().start(() -> answer(line));
                }
            } catch (IOException closed) {
                return;
            }
        });
    }

    /// The address is free once the thread that accepts has let go of it.
    @AfterEach
    void stop() throws IOException, InterruptedException {
        probe.reset();
        server.close();
        acceptor.join();
    }

    @Test
    void takes_an_answer_in_chunks_for_a_good_one_each_time() throws Exception {
        answers.add(CHUNKED);

        assertThat(probe.ask().note()).isEqualTo("status 200");
        assertThat(probe.ask().note()).isEqualTo("status 200");
    }

    @Test
    void takes_an_answer_for_a_good_one_whose_server_closes_behind_it_each_time() throws Exception {
        for (String last : List.of(
                "HTTP/1.0 200 OK\r\n\r\nok",
                "HTTP/1.1 200 OK\r\n\r\nok",
                "HTTP/1.1 200\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")) {
            answers.clear();
            answers.add(last);

            assertThat(probe.ask().note()).isEqualTo("status 200");
            assertThat(probe.ask().note()).isEqualTo("status 200");
        }
    }

    @Test
    void says_of_what_is_no_http_that_it_is_no_answer() {
        for (String garbage : List.of(
                "\r\n\r\n",
                "220 mail.example.com ESMTP\r\n",
                "HTTP/1.1\r\n\r\n",
                "HTTP/1.1 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nok",
                "HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(300) + "\r\n",
                "x".repeat(20_000))) {
            answers.clear();
            answers.add(garbage);

            assertThatThrownBy(probe::ask)
                    .as(garbage.substring(0, Math.min(40, garbage.length())))
                    .isInstanceOf(IOException.class);
            probe.reset();
        }
    }

    @Test
    void hears_a_good_answer_after_one_that_is_no_http() throws Exception {
        answers.addAll(List.of("HTTP/1.1\r\n\r\n", CHUNKED, "HTTP/1.1 503 \r\n\r\n", GOOD));
        Vantage.Inbox inbox = new Vantage.Inbox();

        Thread loop = asking(probe, inbox);

        awaitAnswer(inbox);
        assertThat(inbox.takeRefusal()).isNotEqualTo(Long.MIN_VALUE);
        awaitAnswer(inbox);
        assertThat(inbox.note()).isEqualTo("status 200");
        loop.interrupt();
        loop.join();
    }

    @Test
    void goes_on_after_whatever_went_wrong_with_an_answer() throws Exception {
        answers.add(GOOD);
        Vantage.Inbox inbox = new Vantage.Inbox();
        Queue<RuntimeException> defects = new ConcurrentLinkedQueue<>(List.of(new IllegalStateException("broken")));
        Thread loop = asking(
                new Probe() {
                    @Override
                    public Kind kind() {
                        return Kind.HTTP;
                    }

                    @Override
                    public Heard ask() throws IOException, InterruptedException {
                        if (!defects.isEmpty()) {
                            throw defects.remove();
                        }
                        return probe.ask();
                    }

                    @Override
                    public void reset() {
                        probe.reset();
                    }
                },
                inbox);

        awaitAnswer(inbox);
        assertThat(inbox.takeRefusal()).isNotEqualTo(Long.MIN_VALUE);
        loop.interrupt();
        loop.join();
    }

    private static Thread asking(Probe probe, Vantage.Inbox inbox) {
        ProbePolicy pace = new ProbePolicy(Duration.ofMillis(10), Duration.ofMillis(500), 2, 3);
        return Thread.ofVirtual().start(() -> Probe.loop(probe, inbox, pace));
    }

    private static void awaitAnswer(Vantage.Inbox inbox) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (inbox.takeAnswer() == Long.MIN_VALUE) {
            assertThat(System.nanoTime()).as("a good answer: " + inbox.note()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void answer(Socket line) {
        try (line) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                if (said.isEmpty()) {
                    String next = answers.size() > 1 ? answers.remove() : answers.element();
                    line.getOutputStream().write(next.getBytes(StandardCharsets.US_ASCII));
                    if (next.startsWith("HTTP/1.0") || next.contains("Connection: close")) {
                        return;
                    }
                }
            }
        } catch (IOException gone) {
            return;
        }
    }
}
