package dev.meridian.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.agent.Api;
import dev.meridian.agent.Ports;
import dev.meridian.engine.Order;
import dev.meridian.engine.Order.Variant;
import dev.meridian.engine.Plan;
import dev.meridian.engine.Policy;
import dev.meridian.engine.ServerState;
import dev.meridian.evidence.FaultFacts;
import dev.meridian.evidence.Outcome;
import dev.meridian.evidence.Outcomes;
import dev.meridian.host.Privileges;
import dev.meridian.incident.Incident;
import dev.meridian.incident.Replay;
import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Session;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What people order happens to real databases under load, one story in one twin.
class OrdersTest {
    private static final RegionName HOME = new RegionName("us-east-1");
    private static final RegionName AWAY = new RegionName("eu-west-1");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Order.Signature ANNA = new Order.Signature("anna", Optional.empty(), "a test", LONGEST);

    @BeforeAll
    static void the_machine_can_run_a_twin() {
        Privileges.Finding finding = Privileges.find();
        assumeTrue(
                finding instanceof Privileges.RunAs,
                () -> "skipped: " + (finding instanceof Privileges.Lacking lacking ? lacking.sentence() : ""));
    }

    @Test
    void a_role_is_handed_over_and_back_and_taken_by_force_and_nothing_acknowledged_is_lost() throws Exception {
        try (Twin twin = Twin.boot(Examples.places("quickstart", Examples.PATIENT), Set.of(), doing -> {})) {
            Story story = new Story(twin);
            story.load.start();
            story.await("writes", () -> story.load.ledger().acknowledgedSoFar() > 500);

            story.isMoved(HOME, AWAY, Variant.GRACEFUL);
            story.followsWithItsOwnCopy(HOME);
            story.isMoved(AWAY, HOME, Variant.GRACEFUL);
            story.followsWithItsOwnCopy(AWAY);
            story.isPausedAndRefused();
            story.isMoved(HOME, AWAY, Variant.FORCED);

            story.load.stop();
            story.hasEverything(AWAY);
            story.canBeReplayed();
        }
    }

    /// One twin, its users, and what was done to it.
    private static final class Story {
        private final Twin twin;
        private final Keeper.Kept kept;
        private final Load load;
        private final long began = System.nanoTime();
        private final List<Long> ordered = new ArrayList<>();

        Story(Twin twin) throws IOException {
            this.twin = twin;
            this.kept = Keeper.of(twin, "quickstart.yaml");
            this.load = Load.of(twin.places());
            KeptLog.begin(twin, Examples.written("quickstart", Examples.PATIENT), "a test");
        }

        /// From the first entry on, while the twin goes on.
        void canBeReplayed() throws Exception {
            Path log = twin.directory().resolve("taken.jsonl");
            int entries = KeptLog.take(kept, log);
            Incident incident = ((Incident.Whole) Incident.read(log)).incident();
            assertThat(incident.header().entries()).isEqualTo(entries);
            Replay replay = Replay.of(incident);
            assertThat(replay.difference()).isEmpty();
            assertThat(replay.ordersRefused()).isOne();
        }

        void isMoved(RegionName from, RegionName to, Variant variant) throws Exception {
            Policy policy = twin.places().policy();
            Order order = new Order.Move(
                    ANNA, to, variant, Plan.of(policy, from, to, variant).hash());
            await(
                    "calm before " + order.text(),
                    () -> OrderClient.judge(kept.numbers().values(), order)
                            .filter(it -> it.taken())
                            .isPresent());
            MoveWatch watch = MoveWatch.begin(kept);
            watch.leaving(from);
            long given = System.nanoTime();
            ordered.add(given);
            OrderClient.Answer answer = OrderClient.give(kept.numbers().values(), order);
            assertThat(answer).isInstanceOf(OrderClient.Answer.Given.class);
            long entry = ((OrderClient.Answer.Given) answer).entry();
            MoveWatch.Ending ending = watch.follow(
                    entry,
                    from,
                    LONGEST,
                    reason -> System.out.printf(
                            "  %6d ms %-9s %s%n",
                            (System.nanoTime() - given) / 1_000_000, reason.rule(), reason.text()));
            System.out.println(order.text() + ": " + ending);
            assertThat(ending).isInstanceOfSatisfying(MoveWatch.Ending.Moved.class, moved -> {
                assertThat(moved.holder()).isEqualTo(to);
                assertThat(moved.epoch().number()).isGreaterThan(entry);
                assertThat(moved.loss()).contains(Duration.ZERO);
                assertThat(moved.wasWritten()).isTrue();
            });
            long acknowledged = load.ledger().acknowledgedSoFar();
            await("users at " + to, () -> load.ledger().acknowledgedSoFar() > acknowledged + 300);
        }

        /// A clean stop leaves a copy that may go on: nothing is kept aside, nothing is copied.
        void followsWithItsOwnCopy(RegionName region) throws Exception {
            await(
                    region + " follows",
                    () -> twin.status(region)
                            .filter(it -> it.server() == ServerState.STANDBY
                                    && it.follows().getOrDefault(region.text(), 0L) == it.epoch())
                            .isPresent());
            // A watchdog that still guarded the role would kill the standby when the lease is over.
            await(
                    "the watchdog of " + region + " guards nothing",
                    () -> twin.status(region)
                            .filter(it -> it.watchdog().contains(" " + Long.MAX_VALUE + " "))
                            .isPresent());
            assertThat(databasesOf(region)).containsExactly("postgresql");
            assertThat(Files.readString(twin.directoryOf(region).resolve("watchdog.log")))
                    .doesNotContain("fenced")
                    .doesNotContain("killed");
        }

        private List<String> databasesOf(RegionName region) throws IOException {
            try (Stream<Path> found = Files.list(twin.directoryOf(region))) {
                return found.filter(Files::isDirectory)
                        .map(Path::getFileName)
                        .map(String::valueOf)
                        .filter(name -> name.startsWith("postgresql"))
                        .toList();
            }
        }

        void isPausedAndRefused() throws Exception {
            assertThat(OrderClient.give(kept.numbers().values(), new Order.Pause(ANNA)))
                    .isInstanceOfSatisfying(
                            OrderClient.Answer.Given.class,
                            given -> assertThat(given.taken()).isTrue());
            await(
                    "the pause is known",
                    () -> twin.status(HOME).stream()
                            .flatMap(status -> status.orders().stream())
                            .map(Api.Standing::text)
                            .toList()
                            .equals(List.of("pause")));
            // The role came home a moment ago, and nobody has looked at that move.
            await(
                    "the gates that are shut are told",
                    () -> twin.status(HOME).stream()
                            .flatMap(status -> status.shut().stream())
                            .map(Api.Shut::rule)
                            .toList()
                            .equals(List.of("MODE-2", "PACE-1")));
            MoveWatch watch = MoveWatch.begin(kept);
            RegionName nowhere = new RegionName("mars-1");
            Order strange = new Order.Move(ANNA, nowhere, Variant.GRACEFUL, "0");
            OrderClient.Answer answer = OrderClient.give(kept.numbers().values(), strange);
            assertThat(answer).isInstanceOf(OrderClient.Answer.Given.class);
            OrderClient.Answer.Given given = (OrderClient.Answer.Given) answer;
            assertThat(given.taken()).isFalse();
            assertThat(watch.entry(given.entry(), LONGEST).orElseThrow().reasons())
                    .anySatisfy(reason -> {
                        assertThat(reason.rule()).isEqualTo("ORDER-2");
                        assertThat(reason.text()).contains("mars-1 is none of").contains("name one of these");
                    });
        }

        /// Every key that a user was told is there, and nobody was told so by two sides.
        void hasEverything(RegionName holder) throws Exception {
            long end = System.nanoTime();
            FaultFacts facts = new FaultFacts(
                    new FaultFacts.Times(began, ordered.getFirst(), OptionalLong.empty(), Optional.empty(), end),
                    new FaultFacts.OldSide(HOME, new Epoch(1)),
                    Set.of(),
                    new FaultFacts.Keys(keys(twin, holder), Set.of()),
                    Map.of());
            Outcome outcome = Outcomes.measure(load.ledger(), facts);
            tell(outcome);
            assertThat(outcome.writes().lost()).isZero();
            assertThat(outcome.writes().twoSided()).isZero();
            assertThat(outcome.writes().acknowledged()).isGreaterThan(1_000);
        }

        private static Set<Long> keys(Twin twin, RegionName holder) {
            InetAddress host = Addresses.host(twin.places().number(holder));
            Session.Target target =
                    new Session.Target(host, new InetSocketAddress(host, Ports.POSTGRESQL), "postgres", "test");
            Reply<List<Long>> keys = Session.open(target, LONGEST).then(session -> {
                try (session) {
                    return session.readAll("select key from orders", row -> row.getLong(1), LONGEST);
                }
            });
            assertThat(keys).isInstanceOf(Reply.Done.class);
            return new HashSet<>(((Reply.Done<List<Long>>) keys).value());
        }

        /// How long the users of each location saw no write acknowledged, after each order.
        private void tell(Outcome outcome) {
            System.out.println(outcome.writes());
            for (Outcome.Series series : outcome.series()) {
                List<String> gaps = new ArrayList<>();
                for (long order : ordered) {
                    int from = (int) ((order - series.start()) / Outcome.Series.BUCKET.toNanos());
                    gaps.add(longestGap(series.buckets(), from) * Outcome.Series.BUCKET.toMillis() + " ms");
                }
                System.out.println("longest gap after each order, users of " + series.location() + ": " + gaps);
            }
        }

        private static int longestGap(List<Outcome.Bucket> buckets, int from) {
            int gap = 0;
            int longest = 0;
            for (Outcome.Bucket bucket : buckets.subList(from, Math.min(buckets.size(), from + 60))) {
                gap = bucket.acknowledged() == 0 ? gap + 1 : 0;
                longest = Math.max(longest, gap);
            }
            return longest;
        }

        void await(String what, BooleanSupplier isSo) throws InterruptedException {
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (!isSo.getAsBoolean()) {
                assertThat(System.nanoTime()).as("in time: " + what).isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }
}
