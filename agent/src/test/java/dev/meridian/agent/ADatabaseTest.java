package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.engine.ServerState;
import dev.meridian.host.Orphans;
import dev.meridian.host.Privileges;
import dev.meridian.postgresql.Binaries;
import dev.meridian.postgresql.CacheRoot;
import dev.meridian.postgresql.Cluster;
import dev.meridian.postgresql.Installation;
import dev.meridian.postgresql.ProgressListener;
import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Server;
import dev.meridian.postgresql.ServerOptions;
import dev.meridian.postgresql.Session;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import dev.meridian.wan.Wan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A region whose database was away, and the primary that it takes a copy of; every [Database] stands for an agent
/// that knows nothing of the one before it.
class ADatabaseTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final RegionName AWAY = new RegionName("away");
    private static final RegionName PRIMARY = new RegionName("primary");
    private static final int AWAY_NUMBER = 236;
    private static final int PRIMARY_NUMBER = 237;
    private static final Epoch EPOCH = new Epoch(57);

    private Path directory;
    private Wan wan;
    private Cluster primary;
    private AgentConfig config;
    private Cluster away;

    @BeforeEach
    void a_primary_runs_and_a_directory_is_there() throws IOException {
        Privileges.Finding finding = Privileges.find();
        assumeTrue(finding instanceof Privileges.RunAs, () -> "skipped: " + finding);
        Path cache = CacheRoot.find();
        Path binaries = Binaries.unpack(cache, ProgressListener.SILENT);
        Installation installation = new Installation(binaries, cache, (Privileges.RunAs) finding);
        directory = Files.createTempDirectory(
                Path.of("/var/tmp"),
                "meridian-test-" + ProcessHandle.current().pid() + "-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        SequencedMap<RegionName, Integer> numbers = new LinkedHashMap<>();
        numbers.put(AWAY, AWAY_NUMBER);
        numbers.put(PRIMARY, PRIMARY_NUMBER);
        wan = new Wan(numbers);
        wan.carryTcp(PRIMARY, Ports.POSTGRESQL);
        primary = Cluster.copyFromTemplate(installation, directory.resolve("primary"));
        startPrimary();
        Path region = Files.createDirectory(directory.resolve("away"));
        config = config(region, binaries, cache);
        away = Cluster.copyFromTemplate(installation, Agent.dataDirectory(config));
        try (Session session = session()) {
            Session.Work<Boolean> grant = open -> {
                Tables.recordRole(open, config, EPOCH);
                return true;
            };
            assertThat(session.transaction(grant, SOON)).isInstanceOf(Reply.Done.class);
        }
    }

    @AfterEach
    void and_nothing_stays_up() throws IOException {
        if (directory == null) {
            return;
        }
        wan.close();
        assertThat(Orphans.kill(directory, SOON)).isInstanceOf(Orphans.Outcome.AllGone.class);
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void promises_with_its_old_copy_at_once_when_the_primary_is_lost_before_the_new_one_can_be_used() throws Exception {
        Database database = database();
        assertThat(database.rejoin(PRIMARY, EPOCH, () -> true)).isEmpty();
        long[] lost = {0};
        BooleanSupplier untilItIsLost = () -> {
            if (lost[0] == 0 && Files.exists(beside(".replaced"))) {
                wan.silence(PRIMARY, false);
                lost[0] = System.nanoTime();
            }
            return lost[0] == 0
                    || System.nanoTime() - lost[0] < Duration.ofMillis(500).toNanos();
        };
        database.copyAgain(PRIMARY, EPOCH, untilItIsLost);
        Duration took = Duration.ofNanos(System.nanoTime() - lost[0]);
        System.out.println("free after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(Duration.ofSeconds(3));
        assertPromises(database);
    }

    @Test
    void gives_the_old_copy_up_when_the_new_one_was_consistent_and_follows_under_its_own_name() throws Exception {
        Database database = database();
        assertThat(database.rejoin(PRIMARY, EPOCH, () -> true)).isEmpty();
        Set<String> commands = new HashSet<>();
        BooleanSupplier wantedBySomebodyWhoLooks = () -> {
            if (Files.exists(beside(".replaced"))) {
                Server.adopt(away.directory()).ifPresent(server -> commands.add(command(server)));
            }
            return true;
        };
        database.copyAgain(PRIMARY, EPOCH, wantedBySomebodyWhoLooks);
        assertThat(commands).as("on trial").isNotEmpty().allMatch(it -> it.contains("'on trial: away'"));
        assertThat(beside(".replaced")).doesNotExist();
        assertThat(beside(".discarded")).doesNotExist();
        assertThat(read("select string_agg(application_name, ',') from pg_stat_replication where state = 'streaming'"))
                .isEqualTo(AWAY.text());
        wan.silence(PRIMARY, false);
        database.kill();
        assertPromises(database);
    }

    @Test
    void has_a_copy_that_can_be_used_wherever_its_agent_was_killed() throws Exception {
        Database first = database();
        assertThat(first.rejoin(PRIMARY, EPOCH, () -> true)).isEmpty();
        first.kill();
        wan.silence(PRIMARY, false);
        Path data = away.directory();

        Files.move(data, beside(".replaced"));
        Database second = database();
        second.startAsStandbyIfItIsOne();
        assertPromises(second);

        second.kill();
        Files.move(data, beside(".replaced"));
        Files.createDirectory(data);
        Files.createFile(data.resolve("standby.signal"));
        Database third = database();
        third.startAsStandbyIfItIsOne();
        assertPromises(third);
    }

    @Test
    void keeps_one_fork_of_an_epoch_however_often_its_agents_are_killed() throws Exception {
        Files.writeString(away.directory().resolve("only-here"), "");
        for (int agent = 0; agent < 4; agent++) {
            assertThat(database().rejoin(PRIMARY, EPOCH, () -> true)).isEmpty();
            database().kill();
        }
        assertThat(away.forks())
                .singleElement()
                .satisfies(fork -> assertThat(fork.resolve("only-here")).exists());
    }

    @Test
    void takes_another_copy_when_the_log_is_gone_that_the_first_one_needs_and_makes_no_fork_of_that() throws Exception {
        assertThat(database().rejoin(PRIMARY, EPOCH, () -> true)).isEmpty();
        database().kill();
        Server.kill(primary.directory(), SOON);
        startPrimary();
        onPrimary("create table later(n int)");
        for (int file = 0; file < 3; file++) {
            onPrimary("insert into later values (1)");
            read("select pg_switch_wal()::text");
        }
        onPrimary("checkpoint");
        Path first = Files.createFile(away.directory().resolve("first-copy"));
        Database database = database();
        assertThat(database.rejoin(PRIMARY, EPOCH, () -> true)).isEmpty();
        assertThat(first).doesNotExist();
        assertThat(away.forks()).hasSize(1);
        assertPromises(database);
    }

    @Test
    void takes_another_copy_in_the_place_of_one_that_does_not_start() throws Exception {
        Database database = database();
        assertThat(database.rejoin(PRIMARY, EPOCH, () -> true)).isEmpty();
        database.kill();
        Files.delete(away.directory().resolve("global/pg_control"));
        assertThat(database.rejoin(PRIMARY, EPOCH, () -> true)).contains("the copy does not start");
        assertThat(database.rejoin(PRIMARY, EPOCH, () -> true)).isEmpty();
        assertThat(away.forks()).hasSize(1);
        assertPromises(database);
    }

    private static String command(Server server) {
        try {
            return Files.readString(Path.of("/proc/" + server.pid() + "/cmdline"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a killed primary had nobody can say before it has come up again, however often it is asked to stop.
    @Test
    void tells_where_its_log_ends_only_after_a_stop_in_order() {
        Server.kill(primary.directory(), SOON);
        assertThat(CleanStop.of(primary, System.out::println)).isEmpty();
        assertThat(CleanStop.of(primary, System.out::println)).isEmpty();
        startPrimary();
        assertThat(CleanStop.of(primary, System.out::println)).isPresent();
        assertThat(CleanStop.of(primary, System.out::println))
                .as("asked once more")
                .isPresent();
    }

    /// Its log comes from a command that does not end; a crash recovery looks the same, and is over sooner.
    @Test
    void is_down_for_whoever_wants_to_be_served_while_it_reads_its_log_as_a_primary() throws Exception {
        Database database = database();
        Files.createFile(away.directory().resolve("recovery.signal"));
        ServerOptions options = ServerOptions.at(Addresses.host(AWAY_NUMBER), Ports.POSTGRESQL)
                .with(Map.of("restore_command", "sleep 60", "hot_standby", "off"));
        Server.Terms terms = new Server.Terms(directory.resolve("away.log"), Duration.ofMillis(500), () -> true, true);
        assertThat(Server.start(away, options, terms)).isInstanceOf(Server.Started.NotYet.class);
        assertThat(database.state()).as("what would have to be killed").isEqualTo(ServerState.PRIMARY);
        assertThat(database.serves()).isEqualTo(ServerState.DOWN);
        assertThat(database.said()).isEqualTo(ServerState.DOWN);
        database.kill();
        assertThat(database.state()).isEqualTo(ServerState.DOWN);
    }

    /// Its process is made, and reads its log, by a lease that lets nothing be written.
    @Test
    void comes_up_closed_and_is_down_for_everybody_until_it_is_opened_under_a_lease() throws Exception {
        Database database = database();
        assertThat(database.startClosed(() -> true)).isTrue();
        assertThat(database.isReady()).isTrue();
        assertThat(database.isOpen()).isFalse();
        assertThat(database.state()).as("what would have to be killed").isEqualTo(ServerState.PRIMARY);
        assertThat(database.serves()).isEqualTo(ServerState.DOWN);

        Database ofTheNextAgent = database();
        ofTheNextAgent.openWhatWasBeingOpened();
        ofTheNextAgent.open(() -> false);
        assertThat(ofTheNextAgent.isOpen()).as("of an agent without a lease").isFalse();
        assertThat(Session.open(own(), SOON)).isInstanceOf(Reply.CertainlyNot.class);

        ofTheNextAgent.open(() -> true);
        assertThat(database.serves()).isEqualTo(ServerState.PRIMARY);
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!(Session.open(own(), SOON) instanceof Reply.Done<Session>)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
        assertThat(database.startClosed(() -> true)).as("one that runs").isFalse();
        assertThat(database.isOpen()).as("and is told so by nobody").isTrue();
    }

    private Session.Target own() {
        return new Session.Target(
                Addresses.host(AWAY_NUMBER),
                new InetSocketAddress(Addresses.host(AWAY_NUMBER), Ports.POSTGRESQL),
                "postgres",
                "test");
    }

    private static void assertPromises(Database database) {
        assertThat(database.stopReceiving()).isPresent();
        assertThat(database.state()).isEqualTo(ServerState.STANDBY);
    }

    private Path beside(String suffix) {
        return away.directory().resolveSibling(away.directory().getFileName() + suffix);
    }

    private Database database() throws IOException {
        return Database.of(config, _ -> Optional.empty(), System.out::println);
    }

    private void startPrimary() {
        ServerOptions options = ServerOptions.at(Addresses.host(PRIMARY_NUMBER), Ports.POSTGRESQL)
                .with(Map.of("wal_keep_size", "0"));
        assertThat(Server.start(primary, options, directory.resolve("primary.log"), SOON))
                .isInstanceOf(Server.Started.Up.class);
    }

    private void onPrimary(String sql) {
        try (Session session = session()) {
            assertThat(session.write(sql, SOON)).isInstanceOf(Reply.Done.class);
        }
    }

    private String read(String sql) {
        try (Session session = session()) {
            return ((Reply.Done<String>) session.read(sql, row -> String.valueOf(row.getString(1)), SOON)).value();
        }
    }

    private static Session session() {
        var host = Addresses.host(PRIMARY_NUMBER);
        var target = new Session.Target(host, new InetSocketAddress(host, Ports.POSTGRESQL), "postgres", "test");
        return ((Reply.Done<Session>) Session.open(target, SOON)).value();
    }

    private static AgentConfig config(Path region, Path binaries, Path cache) {
        AgentConfig.Peer here = new AgentConfig.Peer(AWAY, AWAY_NUMBER, true);
        AgentConfig.Peer there = new AgentConfig.Peer(PRIMARY, PRIMARY_NUMBER, true);
        AgentConfig any = Rehearsal.config(region, here, List.of(here, there));
        return new AgentConfig(
                any.region(),
                any.number(),
                any.policy(),
                any.peers(),
                region,
                binaries,
                cache,
                any.database(),
                any.bootstrap(),
                any.probes(),
                any.hosts(),
                any.ttl(),
                any.servicePort(),
                any.healthPath(),
                false);
    }
}
