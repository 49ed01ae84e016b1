package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database whose watchdog and supervisor were killed at once: nobody fences it, so it ends. A shell stands
/// for the server; what is killed is found as a server is.
class LastGuardTest {
    @TempDir
    Path directory;

    private Path data;
    private Process guard;

    @BeforeEach
    void a_guard_waits() throws IOException {
        data = Files.createDirectory(directory.toRealPath().resolve("postgresql"));
        guard = LastGuard.start(directory, data, Redirect.DISCARD);
    }

    @AfterEach
    void and_ends() {
        guard.destroyForcibly();
    }

    @Test
    void the_server_and_its_children_end_with_the_last_who_could_fence_it() throws Exception {
        Process server = server(data);
        ProcessHandle child = child(server);

        guard.getOutputStream().close();

        assertThat(server.waitFor(5, TimeUnit.SECONDS)).isTrue();
        child.onExit().get(5, TimeUnit.SECONDS);
    }

    @Test
    void one_that_was_just_being_started_ends_too() throws Exception {
        guard.getOutputStream().close();
        TimeUnit.MILLISECONDS.sleep(300);

        assertThat(server(data).waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void while_somebody_is_left_and_where_another_process_has_the_number_nobody_ends() throws Exception {
        Process server = server(data);
        assertThat(server.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
        server.destroyForcibly().waitFor();

        Process stranger = server(directory.resolve("elsewhere"));
        Files.writeString(data.resolve("postmaster.pid"), stranger.pid() + "\n");
        guard.getOutputStream().close();

        assertThat(guard.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    private static Process server(Path data) throws IOException {
        Process server =
                new ProcessBuilder("sh", "-c", "sleep 60; :", "postgres", "-D", data.toString(), "-p", "1").start();
        if (Files.isDirectory(data)) {
            Files.writeString(data.resolve("postmaster.pid"), server.pid() + "\n" + data + "\n");
        }
        return server;
    }

    private static ProcessHandle child(Process server) throws InterruptedException {
        while (server.children().findFirst().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return server.children().findFirst().orElseThrow();
    }
}
