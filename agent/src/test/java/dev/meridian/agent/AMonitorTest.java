package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.ServerState;
import dev.meridian.postgresql.Look;
import dev.meridian.postgresql.Session;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class AMonitorTest {
    @Test
    void calls_a_server_mute_that_takes_connections_and_never_answers() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket silent = new ServerSocket(0, 50, here)) {
            Session.Target target = new Session.Target(
                    here, new InetSocketAddress(here, silent.getLocalPort()), "postgres", "meridian-agent");
            Look.Standbys none = new Look.Standbys(new LinkedHashMap<>(), 1);
            Monitor monitor = new Monitor(() -> ServerState.STANDBY, none, () -> target);
            Thread running = Thread.ofVirtual().start(monitor);
            assertThat(monitor.isMute()).as("a server may be starting").isFalse();
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!monitor.isMute() && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
            assertThat(monitor.isMute()).isTrue();
            running.interrupt();
        }
    }
}
