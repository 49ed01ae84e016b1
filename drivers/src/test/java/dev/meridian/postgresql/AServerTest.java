package dev.meridian.postgresql;

import static dev.meridian.postgresql.Machine.SOON;
import static dev.meridian.postgresql.Machine.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.host.Orphans;
import dev.meridian.host.ProcessTable;
import dev.meridian.host.Signal;
import dev.meridian.host.Signals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AServerTest {
    private static Machine machine;
    private static InetAddress address;

    @BeforeAll
    static void a_machine() throws IOException {
        machine = Machine.prepared();
        address = InetAddress.getByName("127.1.0.221");
    }

    @AfterAll
    static void left_as_it_was() throws IOException {
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    void leaves_no_process_behind_when_it_is_killed_and_recovers_all_that_it_acknowledged() throws Exception {
        Cluster cluster = machine.fresh("killed");
        int port = Machine.freePort(address);
        Server server = machine.start(cluster, address, port);
        try (Session session = Machine.session(address, address, port)) {
            done(session.write("create table t(n int)", SOON));
            done(session.write("insert into t values (?)", SOON, 42));
            assertThat(ProcessTable.childrenOf(server.pid())).hasSizeGreaterThan(3);
            Server.rehearseKill(cluster.directory());
            Server.Stopped stopped = server.kill(SOON);
            assertThat(stopped).isInstanceOf(Server.Stopped.Gone.class);
            System.out.println("kill of a server: "
                    + ((Server.Stopped.Gone) stopped).took().toNanos() / 1000 + " us");
            assertThat(Orphans.find(cluster.directory())).isEmpty();
            assertThat(server.isRunning()).isFalse();
            assertThat(session.write("insert into t values (43)", SOON)).isInstanceOf(Reply.MaybeDone.class);
            assertThat(session.write("insert into t values (43)", SOON)).isInstanceOf(Reply.CertainlyNot.class);
        }
        Server again = machine.start(cluster, address, port);
        try (Session session = Machine.session(address, address, port)) {
            assertThat(done(session.readAll("select n from t", row -> row.getInt(1), SOON)))
                    .containsExactly(42);
            String fsync = done(session.read("show fsync", row -> row.getString(1), SOON));
            assertThat(fsync).isEqualTo("on");
        }
        assertThat(again.stopFast(SOON)).isInstanceOf(Server.Stopped.Gone.class);
    }

    @Test
    void is_found_again_by_whoever_did_not_start_it_and_only_while_it_runs() throws Exception {
        Cluster cluster = machine.fresh("adopted");
        Server server = machine.start(cluster, address, Machine.freePort(address));
        Server adopted = Server.adopt(cluster.directory()).orElseThrow();
        assertThat(adopted.pid()).isEqualTo(server.pid());
        assertThat(adopted.isReady()).isTrue();
        assertThat(adopted.stopFast(SOON)).isInstanceOf(Server.Stopped.Gone.class);
        assertThat(Server.adopt(cluster.directory())).isEmpty();
        String foreign = ProcessHandle.current().pid() + "\n" + cluster.directory() + "\n";
        Files.writeString(cluster.directory().resolve("postmaster.pid"), foreign);
        assertThat(Server.adopt(cluster.directory()))
                .as("the process of that id works elsewhere")
                .isEmpty();
    }

    @Test
    void is_watched_through_its_end_and_its_next_start() throws Exception {
        Cluster cluster = machine.fresh("watched");
        ServerWatch watch = new ServerWatch(cluster.directory());
        assertThat(watch.look()).isEmpty();
        assertThat(watch.isReady()).isFalse();
        int port = Machine.freePort(address);
        Server first = machine.start(cluster, address, port);
        assertThat(watch.look()).map(Server::pid).contains(first.pid());
        assertThat(watch.isReady()).isTrue();
        Signals.send(first.pid(), Signal.STOP);
        assertThat(watch.look()).as("who stands still runs").isPresent();
        first.kill(SOON);
        assertThat(watch.look()).isEmpty();
        Server second = machine.start(cluster, address, port);
        assertThat(watch.look()).map(Server::pid).contains(second.pid());
        Path elsewhere = machine.directory.resolve("watched-elsewhere");
        Files.move(cluster.directory(), elsewhere);
        assertThat(watch.look()).as("it works elsewhere now").isEmpty();
        Files.move(elsewhere, cluster.directory());
        assertThat(watch.isReady()).isTrue();
        second.kill(SOON);
        assertThat(watch.isReady()).isFalse();
    }

    @Test
    void is_not_started_twice_and_says_why_it_did_not_start() throws Exception {
        Cluster cluster = machine.fresh("once");
        int port = Machine.freePort(address);
        Path log = machine.directory.resolve("once.log");
        Server server = machine.start(cluster, address, port);
        assertThat(Server.start(cluster, ServerOptions.at(address, port), log, SOON))
                .isInstanceOfSatisfying(
                        Server.Started.Failed.class,
                        failed -> assertThat(failed.why()).contains("adopt or kill"));
        Cluster second = machine.fresh("same-port");
        assertThat(Server.start(second, ServerOptions.at(address, port), log, SOON))
                .isInstanceOfSatisfying(
                        Server.Started.Failed.class,
                        failed -> assertThat(failed.why()).contains("Address already in use"));
        server.kill(SOON);
    }

    @Test
    void is_not_started_by_one_who_stood_still_until_it_was_fenced() throws Exception {
        Cluster cluster = machine.fresh("fenced");
        ServerOptions options = ServerOptions.at(address, Machine.freePort(address));
        Path log = machine.directory.resolve("fenced.log");
        assertThat(Server.start(cluster, options, new Server.Terms(log, SOON, () -> false)))
                .isEqualTo(new Server.Started.Failed("it may no longer run"));
        BooleanSupplier standsStill = () -> Server.kill(cluster.directory(), SOON) instanceof Server.Stopped.Gone;
        assertThat(Server.start(cluster, options, new Server.Terms(log, SOON, standsStill)))
                .isInstanceOf(Server.Started.Failed.class);
        assertThat(cluster.directory().resolve("postmaster.pid")).doesNotExist();
        assertThat(Server.start(cluster, options, log, SOON))
                .isInstanceOfSatisfying(
                        Server.Started.Up.class, up -> up.server().kill(SOON));
    }

    @Test
    void is_given_up_when_nobody_wants_it_any_more_while_it_waits_for_log_that_does_not_come() throws Exception {
        Cluster cluster = machine.fresh("waiting");
        AtomicInteger asked = new AtomicInteger();
        Path log = machine.directory.resolve("waiting.log");
        assertThat(startWithoutLog(cluster, new Server.Terms(log, SOON, () -> asked.incrementAndGet() < 10)))
                .isEqualTo(new Server.Started.Failed("it may no longer run"));
        assertThat(Server.adopt(cluster.directory())).isEmpty();
    }

    /// Whoever kills it has it begin anew with the next start, and it never comes up.
    @Test
    void goes_on_reading_its_log_after_the_time_for_which_it_was_waited_for() throws Exception {
        Cluster cluster = machine.fresh("long");
        Server.Terms terms =
                new Server.Terms(machine.directory.resolve("long.log"), Duration.ofMillis(300), () -> true, true);
        assertThat(startWithoutLog(cluster, terms)).isInstanceOf(Server.Started.NotYet.class);
        assertThat(Server.adopt(cluster.directory()))
                .hasValueSatisfying(server -> assertThat(server.isReady()).isFalse());
        assertThat(Server.kill(cluster.directory(), SOON)).isInstanceOf(Server.Stopped.Gone.class);
    }

    /// It waits for log that does not come, and takes no connection before.
    private Server.Started startWithoutLog(Cluster cluster, Server.Terms terms) throws IOException {
        cluster.standBy();
        return Server.start(
                cluster,
                ServerOptions.at(address, Machine.freePort(address)).with(Map.of("hot_standby", "off")),
                terms);
    }

    @Test
    void does_not_call_it_a_success_when_a_wait_for_standbys_was_cancelled() throws Exception {
        Cluster cluster = machine.fresh("lonely");
        int port = Machine.freePort(address);
        machine.start(cluster, address, port);
        try (Session writer = Machine.session(address, address, port);
                Session rude = Machine.session(address, address, port)) {
            done(writer.write("create table t(n int)", SOON));
            done(new Control(writer).synchronous(1, List.of("nobody"), SOON));
            int writerPid = done(writer.read("select pg_backend_pid()", row -> row.getInt(1), SOON));
            Thread canceller = Thread.ofVirtual().start(() -> cancelWhenWaiting(rude, writerPid));
            assertThat(writer.write("insert into t values (1)", SOON)).isInstanceOf(Reply.NotDurable.class);
            canceller.join(TimeUnit.SECONDS.toMillis(5));
            canceller = Thread.ofVirtual().start(() -> cancelWhenWaiting(rude, writerPid));
            assertThat(writer.writeReturning("insert into t values (1) returning n", row -> row.getInt(1), SOON))
                    .isInstanceOf(Reply.NotDurable.class);
            canceller.join(TimeUnit.SECONDS.toMillis(5));
            canceller = Thread.ofVirtual().start(() -> cancelWhenWaiting(rude, writerPid));
            Reply<Integer> together = writer.transaction(
                    open -> {
                        try (var statement = open.createStatement()) {
                            return statement.executeUpdate("insert into t values (2)");
                        }
                    },
                    SOON);
            assertThat(together).isInstanceOf(Reply.NotDurable.class);
            canceller.join(TimeUnit.SECONDS.toMillis(5));
            long began = System.nanoTime();
            assertThat(writer.write("insert into t values (3)", Duration.ofMillis(300)))
                    .isInstanceOf(Reply.MaybeDone.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(290), SOON);
            assertThat(writer.isClosed()).isTrue();
        }
        Server.kill(cluster.directory(), SOON);
    }

    private static void cancelWhenWaiting(Session rude, int pid) {
        long until = System.nanoTime() + SOON.toNanos();
        String cancel = "select pg_cancel_backend(pid) from pg_stat_activity where pid = ? and wait_event = 'SyncRep'";
        while (System.nanoTime() < until
                && done(rude.readAll(cancel, row -> row.getBoolean(1), SOON, pid))
                        .isEmpty()) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void tells_what_certainly_did_not_happen() throws Exception {
        Cluster cluster = machine.fresh("certain");
        int port = Machine.freePort(address);
        machine.start(cluster, address, port);
        try (Session session = Machine.session(address, address, port)) {
            assertThat(session.write("insert into nowhere values (1)", SOON)).isInstanceOf(Reply.CertainlyNot.class);
            done(session.write("create table if not exists t(n int)", SOON));
            assertThat(session.write("create table if not exists t(n int)", SOON))
                    .as("a notice is no warning")
                    .isInstanceOf(Reply.Done.class);
            assertThat(session.<Integer>transaction(
                            open -> {
                                try (var statement = open.createStatement()) {
                                    statement.executeUpdate("insert into t values (1)");
                                    statement.execute("select pg_terminate_backend(pg_backend_pid())");
                                    return 1;
                                }
                            },
                            SOON))
                    .as("broken before its commit")
                    .isInstanceOf(Reply.CertainlyNot.class);
        }
        try (Session session = Machine.session(address, address, port)) {
            int rows = done(session.read("select count(*) from t", row -> row.getInt(1), SOON));
            assertThat(rows).isZero();
        }
        Server.kill(cluster.directory(), SOON);
        assertThat(Session.open(
                        new Session.Target(address, new InetSocketAddress(address, port), "postgres", "test"), SOON))
                .isInstanceOf(Reply.CertainlyNot.class);
    }

    @Test
    void is_unpacked_again_when_a_file_of_its_programs_is_gone_or_an_earlier_unpacking_was_torn() throws Exception {
        Path cache = machine.directory.resolve("cache");
        long began = System.nanoTime();
        Path home = Binaries.unpack(cache, ProgressListener.SILENT);
        System.out.println("unpacking: " + (System.nanoTime() - began) / 1_000_000 + " ms");
        assertThat(home.resolve("bin/postgres")).isExecutable();
        Files.delete(home.resolve("bin/postgres"));
        Files.createDirectories(cache.resolve(home.getFileName() + ".unpacking/bin"));
        assertThat(Binaries.unpack(cache, ProgressListener.SILENT)).isEqualTo(home);
        assertThat(home.resolve("bin/postgres")).isExecutable();
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left.map(path -> String.valueOf(path.getFileName())))
                    .containsExactlyInAnyOrder(home.getFileName().toString(), "lock");
        }
    }

    @Test
    void takes_no_setting_that_would_lose_acknowledged_writes() {
        ServerOptions options = ServerOptions.at(address, 5432).with(Map.of("fsync", "off", "jit", "on"));
        assertThat(options.arguments()).contains("fsync=on", "jit=on").doesNotContain("fsync=off");
    }
}
