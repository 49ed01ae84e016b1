package dev.meridian.postgresql;

import static dev.meridian.postgresql.Machine.SOON;
import static dev.meridian.postgresql.Machine.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import dev.meridian.wan.Wan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three servers, 20 ms apart one way, the first the primary.
class AFailoverTest {
    private static final List<RegionName> REGIONS =
            List.of(new RegionName("one"), new RegionName("two"), new RegionName("three"));
    private static final int FIRST_NUMBER = 231;
    private static final int ONE = 0;
    private static final int TWO = 1;
    private static final int THREE = 2;

    private Machine machine;
    private Wan wan;
    private int port;
    private final List<Cluster> clusters = new ArrayList<>();

    @BeforeEach
    void three_servers_stream() throws IOException {
        machine = Machine.prepared();
        long began = System.nanoTime();
        SequencedMap<RegionName, Integer> numbers = new LinkedHashMap<>();
        REGIONS.forEach(region -> numbers.put(region, number(REGIONS.indexOf(region))));
        wan = new Wan(numbers);
        port = Machine.freePort(
                Addresses.host(number(ONE)), Addresses.host(number(TWO)), Addresses.host(number(THREE)));
        for (int region = ONE; region <= THREE; region++) {
            wan.carryTcp(REGIONS.get(region), port);
            clusters.add(machine.fresh(REGIONS.get(region).text()));
        }
        wan.links().stream()
                .filter(link -> !link.from().equals(link.to()))
                .forEach(link -> link.delay(Duration.ofMillis(20)));
        start(ONE);
        for (int standby : List.of(TWO, THREE)) {
            clusters.get(standby).follow(upstream(standby, ONE));
            start(standby);
        }
        try (Session primary = local(ONE)) {
            Control control = new Control(primary);
            done(control.awaitStreaming("two", SOON));
            done(control.awaitStreaming("three", SOON));
            System.out.println("three servers stream: " + (System.nanoTime() - began) / 1_000_000 + " ms");
            done(control.synchronous(1, List.of("two", "three"), SOON));
            done(primary.write("create table t(n int primary key, filler text)", SOON));
        }
    }

    @AfterEach
    void and_nothing_stays_up() throws IOException {
        if (wan != null) {
            wan.close();
        }
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    void needs_no_new_copy_of_a_primary_that_was_stopped_in_order() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Integer> acknowledged = new ArrayList<>();
        Thread writer = Thread.ofVirtual().start(() -> writeUntil(over, acknowledged));
        awaitSize(acknowledged, 20);
        assertThat(clusters.get(ONE).cleanEnd()).as("while it runs").isEmpty();
        Server.adopt(clusters.get(ONE).directory()).orElseThrow().stopFast(SOON);
        over.set(true);
        long end = clusters.get(ONE).cleanEnd().orElseThrow().bytes() + 1;
        try (Session two = local(TWO);
                Session three = local(THREE)) {
            assertThat(done(new Control(two).stopReceiving(SOON)).bytes()).isGreaterThanOrEqualTo(end);
            assertThat(done(new Control(three).stopReceiving(SOON)).bytes()).isGreaterThanOrEqualTo(end);
            done(new Control(two).synchronous(0, List.of(), SOON));
            done(new Control(two).promote(SOON));
            clusters.get(ONE).follow(upstream(ONE, TWO));
            start(ONE);
            assertThat(clusters.get(ONE).cleanEnd()).as("as a standby").isEmpty();
            done(new Control(two).awaitStreaming("one", SOON));
            writer.join(SOON);
            List<Integer> there = done(two.readAll("select n from t", row -> row.getInt(1), SOON));
            assertThat(there).containsAll(acknowledged);
        }
        assertThat(clusters.get(ONE).forks()).isEmpty();
    }

    @Test
    void says_of_a_primary_that_was_killed_that_nobody_knows_where_its_log_ends() throws Exception {
        Server.kill(clusters.get(ONE).directory(), SOON);

        assertThat(clusters.get(ONE).cleanEnd()).isEmpty();
    }

    @Test
    void leaves_a_fork_whose_log_says_what_only_it_has() throws Exception {
        Instant began = Instant.now().minusSeconds(1);
        try (Session one = local(ONE);
                Session two = local(TWO);
                Session three = local(THREE)) {
            done(new Control(one).synchronous(0, List.of(), SOON));
            done(one.write("create table u(n int, filler text)", SOON));
            done(one.write("checkpoint", SOON));
            awaitSame(one, two);
            awaitSame(one, three);
            done(new Control(two).stopReceiving(SOON));
            done(new Control(three).stopReceiving(SOON));
            done(one.write("insert into t values (1, 'only here')", SOON));
            done(one.write("insert into t select n, repeat('x', 500) from generate_series(2, 20000) n", SOON));
            done(one.read("select pg_switch_wal()::text", row -> row.getString(1), SOON));
            done(one.write(
                    "with a as (insert into u values (1, repeat('y', 100000))) insert into t values (-7, 'both')",
                    SOON));
            done(one.write("delete from t where n = 1", SOON));
            // A page of its own in the log, with nothing else: an index that is built is written like that.
            done(one.write("create index on t(filler)", SOON));
        }
        Server.kill(clusters.get(ONE).directory(), SOON);
        Server.kill(clusters.get(THREE).directory(), SOON);
        try (Session two = local(TWO)) {
            done(new Control(two).synchronous(0, List.of(), SOON));
            done(new Control(two).promote(SOON));
            done(two.write("insert into t values (-1, 'after')", SOON));
            Fork.Primary primary = done(Fork.primary(two, SOON));

            Fork.Beyond beyond =
                    Fork.beyond(clusters.get(ONE).directory(), primary).orElseThrow();
            assertThat(beyond.commits().stream().map(Fork.Commit::tables))
                    .containsExactly(
                            List.of("public.t"),
                            List.of("public.t"),
                            List.of("public.t", "public.u"),
                            List.of("public.t"),
                            List.of());
            assertThat(beyond.commits()).isSortedAccordingTo(Comparator.comparing(Fork.Commit::at));
            assertThat(beyond.commits())
                    .allSatisfy(commit -> assertThat(commit.when())
                            .isBetween(began, Instant.now().plusSeconds(1)));
            assertThat(beyond.end().minus(beyond.parted())).isGreaterThan(10_000_000L);
            assertThat(beyond.more()).isZero();

            Fork.Beyond nothing =
                    Fork.beyond(clusters.get(THREE).directory(), primary).orElseThrow();
            assertThat(nothing.commits()).isEmpty();
            assertThat(nothing.parted()).isEqualTo(beyond.parted());
        }
    }

    private static void awaitSame(Session primary, Session standby) throws InterruptedException {
        Lsn there = done(primary.read("select pg_current_wal_lsn()::text", row -> Lsn.parse(row.getString(1)), SOON));
        while (done(new Control(standby).flushedPosition(SOON)).compareTo(there) < 0) {
            Thread.sleep(5);
        }
    }

    @Test
    void loses_nothing_that_was_acknowledged_when_survivors_promise_before_one_is_promoted() throws Exception {
        AtomicBoolean dead = new AtomicBoolean();
        List<Integer> acknowledged = new ArrayList<>();
        Thread writer = Thread.ofVirtual().start(() -> writeUntil(dead, acknowledged));
        awaitSize(acknowledged, 20);
        wan.silence(REGIONS.get(ONE), true);
        Server.kill(clusters.get(ONE).directory(), SOON);
        long began = System.nanoTime();
        dead.set(true);
        try (Session two = local(TWO);
                Session three = local(THREE)) {
            Lsn ofTwo = done(new Control(two).stopReceiving(SOON));
            Lsn ofThree = done(new Control(three).stopReceiving(SOON));
            long promised = System.nanoTime();
            int chosen = ofTwo.compareTo(ofThree) >= 0 ? TWO : THREE;
            int other = chosen == TWO ? THREE : TWO;
            Control primary = new Control(chosen == TWO ? two : three);
            Control survivor = new Control(chosen == TWO ? three : two);
            done(survivor.follow(upstream(other, chosen), SOON));
            done(primary.synchronous(1, List.of(REGIONS.get(other).text()), SOON));
            Duration promotion = done(primary.promote(SOON));
            Session first = chosen == TWO ? two : three;
            done(first.write("insert into t values (-1)", SOON));
            System.out.println("promises " + (promised - began) / 1_000_000 + " ms, promotion " + promotion.toMillis()
                    + " ms, first synchronous write " + (System.nanoTime() - began) / 1_000_000 + " ms after the kill");
            Standby streaming = done(primary.awaitStreaming(REGIONS.get(other).text(), SOON));
            assertThat(streaming.synchronous()).isTrue();
            assertThat(done(new Control(first).isPrimary(SOON))).isTrue();
            writer.join(SOON);
            List<Integer> there = done(first.readAll("select n from t", row -> row.getInt(1), SOON));
            assertThat(there).containsAll(acknowledged);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void lets_a_survivor_fetch_what_another_one_has_and_promotes_it_with_everything() throws Exception {
        Lsn ofTwo;
        try (Session two = local(TWO);
                Session primary = local(ONE)) {
            ofTwo = done(new Control(two).stopReceiving(SOON));
            done(primary.write("insert into t select n, repeat('x', 500) from generate_series(1, 500) n", SOON));
        }
        Server.kill(clusters.get(ONE).directory(), SOON);
        try (Session two = local(TWO);
                Session three = local(THREE)) {
            Lsn ofThree = done(new Control(three).stopReceiving(SOON));
            assertThat(ofThree).isGreaterThan(ofTwo);
            done(new Control(three).follow(upstream(THREE, TWO), SOON));
            Control behind = new Control(two);
            long began = System.nanoTime();
            done(behind.follow(upstream(TWO, THREE), SOON));
            while (done(behind.flushedPosition(SOON)).compareTo(ofThree) < 0) {
                assertThat(System.nanoTime()).isLessThan(began + SOON.toNanos());
                Deadline.pause(2);
            }
            System.out.println("caught up after " + (System.nanoTime() - began) / 1_000_000 + " ms");
            done(behind.promote(SOON));
            int rows = done(two.read("select count(*) from t", row -> row.getInt(1), SOON));
            assertThat(rows).isEqualTo(500);
            done(behind.awaitStreaming("three", SOON));
        }
    }

    @Test
    void knows_when_a_standby_was_away_for_longer_than_the_log_reaches_back() throws Exception {
        Lsn reached;
        try (Session three = local(THREE)) {
            reached = done(new Control(three).flushedPosition(SOON));
        }
        Server.kill(clusters.get(THREE).directory(), SOON);
        Server.kill(clusters.get(ONE).directory(), SOON);
        machine.start(
                clusters.get(ONE),
                ServerOptions.at(Addresses.host(number(ONE)), port).with(Map.of("wal_keep_size", "0")));
        try (Session primary = local(ONE)) {
            Control control = new Control(primary);
            done(control.awaitStreaming("two", SOON));
            assertThat(done(control.keepsLogFrom(reached, SOON))).isTrue();
            for (int file = 0; file < 3; file++) {
                done(primary.write("insert into t values (?, 'next file')", SOON, file));
                done(primary.read("select pg_switch_wal()::text", row -> row.getString(1), SOON));
            }
            done(primary.write("checkpoint", SOON));
            assertThat(done(control.keepsLogFrom(reached, SOON))).isFalse();
            assertThat(done(control.keepsLogFrom(done(control.writtenPosition(SOON)), SOON)))
                    .isTrue();
        }
    }

    @Test
    void holds_a_synchronous_commit_while_its_standbys_are_out_of_reach() throws Exception {
        try (Session primary = local(ONE)) {
            wan.silence(REGIONS.get(ONE), false);
            assertThat(primary.write("insert into t values (1)", Duration.ofMillis(300)))
                    .isInstanceOf(Reply.MaybeDone.class);
            Session.Target across = new Session.Target(
                    Addresses.host(number(TWO)),
                    new InetSocketAddress(Addresses.dialled(number(ONE)), port),
                    "postgres",
                    "test");
            assertThat(Session.open(across, Duration.ofMillis(300))).isInstanceOf(Reply.CertainlyNot.class);
        }
        wan.heal(REGIONS.get(ONE));
        try (Session primary = local(ONE)) {
            done(primary.write("insert into t values (2)", SOON));
        }
    }

    @Test
    void counts_what_a_standby_had_on_disk_before_it_was_restarted_without_its_primary() throws Exception {
        Lsn flushed;
        try (Session primary = local(ONE)) {
            assertThat(new Control(primary).stopReceiving(SOON)).isInstanceOf(Reply.CertainlyNot.class);
            done(primary.write("insert into t select n, repeat('x', 500) from generate_series(1, 2000) n", SOON));
            flushed = done(new Control(primary).awaitStreaming("two", SOON)).flushed();
        }
        Server.kill(clusters.get(ONE).directory(), SOON);
        Server.kill(clusters.get(TWO).directory(), SOON);
        start(TWO);
        try (Session two = local(TWO)) {
            assertThat(done(new Control(two).stopReceiving(SOON))).isGreaterThanOrEqualTo(flushed);
        }
    }

    @Test
    void takes_a_standby_back_by_a_clone_over_the_link_while_writes_go_on() throws Exception {
        Path directory = clusters.get(THREE).directory();
        AtomicBoolean over = new AtomicBoolean();
        List<Integer> acknowledged = new ArrayList<>();
        Thread writer = Thread.ofVirtual().start(() -> writeUntil(over, acknowledged));
        awaitSize(acknowledged, 5);
        Clone.Outcome outcome;
        try (Session across = Machine.session(Addresses.host(number(THREE)), Addresses.dialled(number(ONE)), port)) {
            outcome = new Control(across)
                    .cloneTo(
                            new Clone.Order(
                                    clusters.get(THREE),
                                    upstream(THREE, ONE),
                                    new Clone.Previous.Kept(new Epoch(7)),
                                    () -> Server.kill(directory, SOON),
                                    () -> Server.adopt(directory).isPresent()),
                            ProgressListener.SILENT,
                            SOON);
        }
        assertThat(outcome).isInstanceOfSatisfying(Clone.Outcome.Cloned.class, cloned -> {
            System.out.println("clone: " + cloned.files() + " files, " + cloned.bytes() + " bytes in "
                    + cloned.took().toMillis() + " ms");
            assertThat(cloned.keptAside())
                    .hasValueSatisfying(aside -> assertThat(aside).hasFileName("three.fork-7"));
        });
        assertThat(clusters.get(THREE).isCopyFor(new Epoch(7))).isTrue();
        assertThat(clusters.get(THREE).isCopyFor(new Epoch(8))).isFalse();
        assertThat(clusters.get(TWO).isCopyFor(new Epoch(7))).isFalse();
        start(THREE);
        try (Session primary = local(ONE);
                Session clone = local(THREE)) {
            done(new Control(primary).awaitStreaming("three", SOON));
            int before = acknowledged.size();
            awaitSize(acknowledged, before + 5);
            over.set(true);
            writer.join(SOON);
            int last = acknowledged.getLast();
            Lsn written = done(new Control(primary).writtenPosition(SOON));
            long until = System.nanoTime() + SOON.toNanos();
            while (done(new Control(clone).replayPosition(SOON)).compareTo(written) < 0) {
                assertThat(System.nanoTime()).isLessThan(until);
                Deadline.pause(2);
            }
            assertThat(done(clone.readAll("select n from t order by n", row -> row.getInt(1), SOON)))
                    .containsAll(acknowledged)
                    .contains(last);
        }
    }

    @Test
    void keeps_the_newest_two_of_the_directories_that_took_another_course_and_of_an_epoch_the_first() throws Exception {
        Server.kill(clusters.get(THREE).directory(), SOON);
        Cluster cluster = clusters.get(THREE);
        for (int epoch : List.of(3, 9, 9, 9, 10)) {
            assertThat(cluster.setAside(new Epoch(epoch))).isPresent();
            Files.createDirectory(cluster.directory());
        }
        List<Path> dropped = cluster.dropOldForks();
        assertThat(dropped)
                .extracting(path -> String.valueOf(path.getFileName()))
                .containsExactly("three.fork-9-2", "three.fork-9-3", "three.fork-3");
        assertThat(cluster.setAside(new Epoch(10)))
                .hasValueSatisfying(aside -> assertThat(aside).hasFileName("three.fork-10-2"));
        assertThat(cluster.forks())
                .extracting(path -> String.valueOf(path.getFileName()))
                .containsExactly("three.fork-10-2", "three.fork-10", "three.fork-9");
    }

    @Test
    void has_the_copy_before_it_back_wherever_its_maker_died() throws Exception {
        Server.kill(clusters.get(THREE).directory(), SOON);
        Cluster cluster = clusters.get(THREE);
        Path old = cluster.directory().resolve("PG_VERSION");
        assertThat(cluster.isOnTrial()).isFalse();
        cluster.makeRoom();
        assertThat(old).doesNotExist();
        assertThat(cluster.isOnTrial()).isTrue();
        cluster.putBack();
        assertThat(old).exists();
        assertThat(cluster.isOnTrial()).isFalse();

        cluster.makeRoom();
        Files.createDirectory(cluster.unfinished());
        cluster.moveIn();
        assertThat(cluster.isOnTrial()).isTrue();
        cluster.putBack();
        assertThat(old).exists();
        start(THREE);
    }

    @Test
    void gives_a_copy_up_when_its_source_falls_silent_and_at_once_when_nobody_wants_it() throws Exception {
        AtomicBoolean isWanted = new AtomicBoolean(true);
        Duration silent = copyUntil(() -> wan.silence(REGIONS.get(ONE), false), isWanted);
        System.out.println("given up after a silence: " + silent.toMillis() + " ms");
        assertThat(silent).isLessThan(Duration.ofSeconds(6));

        wan.heal(REGIONS.get(ONE));
        Duration unwanted = copyUntil(
                () -> {
                    wan.silence(REGIONS.get(ONE), false);
                    isWanted.set(false);
                },
                isWanted);
        System.out.println("given up when nobody wanted it: " + unwanted.toMillis() + " ms");
        assertThat(unwanted).isLessThan(Duration.ofSeconds(2));
        assertThat(Server.adopt(clusters.get(THREE).directory()))
                .as("what was there runs on")
                .isPresent();
    }

    /// How long a copy that comes to nothing goes on after a fault that comes with its first bytes.
    private Duration copyUntil(Runnable fault, AtomicBoolean isWanted) {
        long[] begin = {0};
        Clone.Order order = new Clone.Order(
                clusters.get(THREE),
                upstream(THREE, ONE),
                new Clone.Previous.Dropped(new Epoch(7)),
                () -> {},
                isWanted::get);
        try (Session across = Machine.session(Addresses.host(number(THREE)), Addresses.dialled(number(ONE)), port)) {
            ProgressListener first = (what, done, total) -> {
                if (begin[0] == 0) {
                    begin[0] = System.nanoTime();
                    fault.run();
                }
            };
            assertThat(new Control(across).cloneTo(order, first, SOON)).isInstanceOf(Clone.Outcome.Failed.class);
        }
        return Duration.ofNanos(System.nanoTime() - begin[0]);
    }

    private void writeUntil(AtomicBoolean over, List<Integer> acknowledged) {
        try (Session session = local(ONE)) {
            for (int n = 0; !over.get(); n++) {
                Reply<Integer> reply =
                        session.write("insert into t values (?, repeat('x', 500))", Duration.ofSeconds(2), n);
                if (!(reply instanceof Reply.Done)) {
                    return;
                }
                synchronized (acknowledged) {
                    acknowledged.add(n);
                }
            }
        }
    }

    private static void awaitSize(List<Integer> acknowledged, int size) {
        long until = System.nanoTime() + SOON.toNanos();
        while (true) {
            synchronized (acknowledged) {
                if (acknowledged.size() >= size) {
                    return;
                }
            }
            assertThat(System.nanoTime()).isLessThan(until);
            Deadline.pause(2);
        }
    }

    private void start(int region) {
        machine.start(clusters.get(region), Addresses.host(number(region)), port);
    }

    private Session local(int region) {
        return Machine.session(Addresses.host(number(region)), Addresses.host(number(region)), port);
    }

    private Upstream upstream(int standby, int primary) {
        String host = Addresses.seenFrom(number(standby), number(primary)).getHostAddress();
        return new Upstream(host, port, REGIONS.get(standby).text());
    }

    private static int number(int region) {
        return FIRST_NUMBER + region;
    }
}
