package dev.meridian.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.host.Orphans;
import dev.meridian.host.Privileges;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// What the tests of this room share: real binaries, a directory that the servers' user can enter, and an end of
/// everything that was started.
final class Machine implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(15);
    private static final int LOWEST_PORT = 20_000;
    private static final int PORTS = 10_000;
    private static final AtomicInteger RUNS = new AtomicInteger();

    final Installation installation;
    final Path directory;

    private Machine(Installation installation, Path directory) {
        this.installation = installation;
        this.directory = directory;
    }

    static Machine prepared() throws IOException {
        Privileges.Finding finding = Privileges.find();
        assumeTrue(finding instanceof Privileges.RunAs, () -> "skipped: " + finding);
        Path cache = CacheRoot.find();
        Path binaries = Binaries.unpack(cache, ProgressListener.SILENT);
        Path directory = Files.createTempDirectory(
                Path.of("/var/tmp"),
                "meridian-test-" + ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet() + "-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        return new Machine(new Installation(binaries, cache, (Privileges.RunAs) finding), directory);
    }

    Cluster fresh(String name) throws IOException {
        return Cluster.copyFromTemplate(installation, directory.resolve(name));
    }

    Server start(Cluster cluster, InetAddress address, int port) {
        return start(cluster, ServerOptions.at(address, port));
    }

    Server start(Cluster cluster, ServerOptions options) {
        Path log = directory.resolve(cluster.directory().getFileName() + ".log");
        Server.Started started = Server.start(cluster, options, log, SOON);
        assertThat(started).as(String.valueOf(started)).isInstanceOf(Server.Started.Up.class);
        Server.Started.Up up = (Server.Started.Up) started;
        System.out.println("start of a server: " + up.took().toMillis() + " ms");
        return up.server();
    }

    static Session session(InetAddress from, InetAddress to, int port) {
        return done(Session.open(new Session.Target(from, new InetSocketAddress(to, port), "postgres", "test"), SOON));
    }

    static <T> T done(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return ((Reply.Done<T>) reply).value();
    }

    /// Waits for what has to become so.
    static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /// A port that is free at all of these addresses, and below those that the kernel gives to whoever calls: at
    /// any moment some connection of an earlier test may have one of them.
    static int freePort(InetAddress... addresses) throws IOException {
        int port = LOWEST_PORT + (int) (ProcessHandle.current().pid() % PORTS);
        while (!isFree(port, addresses)) {
            port = port == LOWEST_PORT + PORTS ? LOWEST_PORT : port + 1;
        }
        return port;
    }

    private static boolean isFree(int port, InetAddress... addresses) throws IOException {
        for (InetAddress address : addresses) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(address, port));
            } catch (BindException taken) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        assertThat(Orphans.kill(directory, SOON)).isInstanceOf(Orphans.Outcome.AllGone.class);
        CacheRoot.delete(directory);
    }
}
