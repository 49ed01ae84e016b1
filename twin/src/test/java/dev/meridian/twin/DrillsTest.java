package dev.meridian.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.evidence.DrillRun;
import dev.meridian.evidence.DrillRun.Result;
import dev.meridian.evidence.LogEntry;
import dev.meridian.evidence.LossLedger;
import dev.meridian.evidence.Outcome;
import dev.meridian.faults.Fault;
import dev.meridian.host.Privileges;
import dev.meridian.host.ProcessTable;
import dev.meridian.host.Signal;
import dev.meridian.host.Signals;
import dev.meridian.incident.Header;
import dev.meridian.incident.Incident;
import dev.meridian.incident.Replay;
import dev.meridian.units.RegionName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real drills: real databases, real DNS, real distances. They show that each fault has its right
/// outcome; how long things take is measured by `bench/drills`, on an idle machine.
class DrillsTest {
    private final List<String> told = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void the_machine_can_run_a_twin() {
        Privileges.Finding finding = Privileges.find();
        assumeTrue(
                finding instanceof Privileges.RunAs,
                () -> "skipped: " + (finding instanceof Privileges.Lacking lacking ? lacking.sentence() : ""));
    }

    @Test
    void a_dead_region_is_left_and_nothing_acknowledged_is_lost() throws Exception {
        DrillRun run = drill("quickstart", List.of("region-loss:us-east-1@5s"));

        assertThat(run.result()).isEqualTo(Result.PROMOTED);
        assertSafe(run);
        assertThat(run.seen().writes().lost()).isZero();
        assertThat(run.predicted().loss()).contains(Duration.ZERO);
    }

    @Test
    void killed_processes_are_left_too() throws Exception {
        DrillRun run = drill("quickstart", List.of("process-loss:us-east-1@5s"));

        assertThat(run.result()).isEqualTo(Result.PROMOTED);
        assertSafe(run);
        assertThat(run.seen().writes().lost()).isZero();
    }

    @Test
    void asynchronous_replication_loses_no_more_than_the_bound_that_it_was_promoted_with() throws Exception {
        DrillRun run = drill("quickstart", List.of("process-loss:us-east-1@5s"), "data.orders.replication=async");

        assertThat(run.result()).isEqualTo(Result.PROMOTED);
        assertSafe(run);
        assertThat(run.predicted().loss().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(run.seen().writes().loss())
                .isLessThanOrEqualTo(run.predicted().loss().orElseThrow());
    }

    @Test
    void a_side_that_comes_back_leaves_a_ledger_of_what_only_it_had() throws Exception {
        DrillRun run =
                drill("quickstart", List.of("region-partition:us-east-1@5s..20s"), "data.orders.replication=async");

        assertThat(run.result()).isEqualTo(Result.PROMOTED);
        assertSafe(run);
        LossLedger ledger = run.lossLedger().orElseThrow();
        System.out.println(ledger.sentence());
        assertThat(ledger.region()).isEqualTo("us-east-1");
        assertThat(ledger.oldEpoch()).contains(run.move().before().number());
        assertThat(ledger.newEpoch()).isEqualTo(run.move().after().number());
        assertThat(ledger.mayBeAcknowledged()).isTrue();
        // Its users went on writing until the fence: who was told so finds each of these writes in the ledger.
        assertThat(run.seen().writes().lost()).isPositive();
        assertThat(ledger.transactions())
                .isGreaterThanOrEqualTo(run.seen().writes().lost());
        assertThat(ledger.lost()).hasSize((int) ledger.transactions());
        assertThat(ledger.lost().stream().filter(lost -> !lost.tables().isEmpty()))
                .hasSizeGreaterThanOrEqualTo((int) run.seen().writes().lost())
                .allSatisfy(lost -> assertThat(lost.tables()).noneMatch(table -> table.startsWith("meridian.")));
        assertThat(ledger.lossSeconds())
                .isPositive()
                .isLessThanOrEqualTo(ledger.predictedLossSeconds().orElseThrow());
    }

    @Test
    void a_region_that_is_cut_off_is_fenced_before_another_one_writes() throws Exception {
        DrillRun run = drill("quickstart", List.of("region-partition:us-east-1@5s"));

        assertThat(run.result()).isEqualTo(Result.PROMOTED);
        assertSafe(run);
        assertThat(run.seen().writes().lost()).isZero();
        assertThat(run.seen().fence().orElseThrow()).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void a_paused_agent_is_fenced_by_the_watchdog() throws Exception {
        DrillRun run = drill("quickstart", List.of("agent-pause:us-east-1:6s@5s"));

        assertThat(run.result()).isIn(Result.PROMOTED, Result.RESTARTED);
        assertSafe(run);
        assertThat(run.seen().writes().lost()).isZero();
    }

    @Test
    void a_crashed_agent_is_started_again_and_users_are_served() throws Exception {
        DrillRun run = drill("quickstart", List.of("agent-crash:us-east-1@5s"), Examples.PATIENT);

        assertThat(run.result()).isIn(Result.PROMOTED, Result.RESTARTED, Result.HELD);
        assertSafe(run);
        assertThat(run.seen().writes().lost()).isZero();
    }

    @Test
    void a_blip_moves_nothing_and_the_same_epoch_serves_again() throws Exception {
        DrillRun run = drill("quickstart", List.of("blip:us-east-1:15s@5s"), "failover.profile=default");

        assertThat(run.result()).isEqualTo(Result.RESTARTED);
        assertSafe(run);
        assertThat(run.move().after()).isEqualTo(run.move().before());
        assertThat(run.seen().downtime()).isPositive();
        assertThat(run.refusals()).isNotEmpty();
    }

    @Test
    void agents_that_are_killed_in_the_middle_of_a_failover_finish_it_when_they_are_back() throws Exception {
        DrillRun run = drill(
                "quickstart",
                List.of("region-loss:us-east-1@5s", "agent-crash:eu-west-1@6200ms", "agent-crash:ap-southeast-1@8s"));

        assertThat(run.result()).isEqualTo(Result.PROMOTED);
        assertSafe(run);
        assertThat(run.seen().writes().lost()).isZero();
    }

    @Test
    void a_database_that_dies_is_started_again_where_it_is() throws Exception {
        DrillRun run = drill("quickstart", List.of("db-crash:us-east-1@5s"), Examples.PATIENT);

        assertThat(run.result()).isIn(Result.HELD, Result.RESTARTED, Result.PROMOTED);
        assertSafe(run);
        assertThat(run.seen().writes().lost()).isZero();
    }

    /// The leader of the log is in eu-west-1: without somebody in between the primary could not renew its
    /// lease.
    @Test
    void one_link_that_is_cut_moves_nothing() throws Exception {
        DrillRun run = drill("quickstart", List.of("link-cut:us-east-1-eu-west-1@5s..17s"));

        assertThat(run.move().after()).isEqualTo(run.move().before());
        assertSafe(run);
        assertThat(run.seen().writes().lost()).isZero();
    }

    /// From the leader of the log to the primary nothing comes: the primary's own renewals are committed without
    /// its hearing of it, and others tell it which. Without that it serves nobody from when its lease is over
    /// until the cut is. It mostly goes on without a pause; where the log's group parts meanwhile, which depends
    /// on who joined it second, it stops and comes back.
    @Test
    void one_link_that_is_cut_on_the_way_back_from_the_logs_leader_does_not_stop_the_primary() throws Exception {
        DrillRun run = drill("quickstart", List.of("link-cut:eu-west-1>us-east-1@5s..17s"));

        assertThat(run.move().after()).isEqualTo(run.move().before());
        assertThat(servedWithin(run, "us-east-1", Duration.ofSeconds(3), Duration.ofSeconds(12)))
                .as("how long its own users were served while their lease could only be renewed through others")
                .isGreaterThan(Duration.ofSeconds(2));
        assertSafe(run);
        assertThat(run.seen().writes().lost()).isZero();
    }

    private static Duration servedWithin(DrillRun run, String location, Duration from, Duration to) {
        long fault = struckAt(run);
        Outcome.Series users = run.seen().series().stream()
                .filter(series -> series.location().text().equals(location))
                .findFirst()
                .orElseThrow();
        int served = 0;
        for (int i = 0; i < users.buckets().size(); i++) {
            long at = users.start() + i * Outcome.Series.BUCKET.toNanos() - fault;
            boolean isWithin = at >= from.toNanos() && at < to.toNanos();
            served += isWithin && users.buckets().get(i).acknowledged() > 0 ? 1 : 0;
        }
        return Outcome.Series.BUCKET.multipliedBy(served);
    }

    private static long struckAt(DrillRun run) {
        return run.moments().stream()
                .filter(moment -> moment.kind() == DrillRun.Moment.Kind.FAULT)
                .findFirst()
                .orElseThrow()
                .nanos();
    }

    @Test
    void one_link_that_is_slow_is_seen_and_moves_nothing() throws Exception {
        DrillRun run = drill("quickstart", List.of("link-slow:us-east-1-eu-west-1:300@5s..15s"));

        assertThat(run.move().after()).isEqualTo(run.move().before());
        Words words = Words.of(run, "eu-west-1", "us-east-1", Duration.ofSeconds(10));
        assertThat(words.heard()).as("how long eu-west-1 was heard of").isGreaterThan(Duration.ofSeconds(4));
        assertThat(words.unwell())
                .as("of these " + words.heard() + " it found us-east-1 grey or silent")
                .isGreaterThan(words.heard().dividedBy(2));
        assertSafe(run);
    }

    /// What a vantage said of a region after the first fault: whether no probe came back in time or only some
    /// did not is a matter of how busy the machine is.
    ///
    /// @param heard from its first word to its last
    /// @param unwell how much of that it found the region grey or silent
    private record Words(Duration heard, Duration unwell) {
        static Words of(DrillRun run, String by, String subject, Duration lasts) {
            long fault = struckAt(run);
            List<LogEntry> words = run.log().stream()
                    .filter(entry -> entry.by().equals(by) && entry.nanos() >= fault)
                    .filter(entry -> entry.nanos() <= fault + lasts.toNanos())
                    .filter(entry -> Sightings.verdict(entry, subject).isPresent())
                    .toList();
            long unwell = 0;
            for (int i = 1; i < words.size(); i++) {
                String verdict = Sightings.verdict(words.get(i - 1), subject).orElseThrow();
                boolean isUnwell = verdict.equals("GREY") || verdict.equals("SILENT");
                unwell += isUnwell ? words.get(i).nanos() - words.get(i - 1).nanos() : 0;
            }
            long heard = words.isEmpty()
                    ? 0
                    : words.getLast().nanos() - words.getFirst().nanos();
            return new Words(Duration.ofNanos(heard), Duration.ofNanos(unwell));
        }
    }

    @Test
    void an_overloaded_database_is_seen_and_moves_nothing() throws Exception {
        DrillRun run = drill("quickstart", List.of("saturate:us-east-1@5s..20s"));

        assertThat(run.move().after()).isEqualTo(run.move().before());
        assertThat(run.sightings()).hasSize(2);
        assertThat(run.seen().downtime()).as("users feel it").isPositive();
        assertSafe(run);
    }

    @Test
    void without_a_majority_of_agents_writes_stop_and_nothing_moves() throws Exception {
        DrillRun run = drill("quickstart", List.of("quorum-loss@5s..20s"), Examples.PATIENT);

        assertThat(run.result()).isEqualTo(Result.RESTARTED);
        assertThat(run.move().after()).isEqualTo(run.move().before());
        assertThat(run.seen().downtime()).isGreaterThan(Duration.ofSeconds(5));
        assertSafe(run);
        assertThat(run.seen().writes().lost()).isZero();
    }

    @Test
    void faults_that_come_one_after_the_other_are_all_made_and_the_last_one_is_waited_for() throws Exception {
        DrillRun run = drill("quickstart", List.of("agent-crash:ap-southeast-1@20s", "process-loss:us-east-1@5s"));

        assertThat(told).containsSubsequence("process-loss:us-east-1@5s", "agent-crash:ap-southeast-1@20s");
        assertThat(run.fault()).startsWith("process-loss");
        assertThat(run.result()).isEqualTo(Result.PROMOTED);
        assertSafe(run);
        assertThat(run.seen().writes().lost()).isZero();
    }

    @Test
    void without_a_quorum_of_agents_nothing_is_promoted() throws Exception {
        DrillRun run = drill(
                "quickstart",
                List.of("region-loss:us-east-1@5s", "agent-crash:ap-southeast-1@5s"),
                Set.of(NegativeControl.NO_RESTART));

        assertThat(run.result()).isEqualTo(Result.REFUSED);
        assertThat(run.move().to()).isEmpty();
        assertThat(run.refusals())
                .anySatisfy(reason -> assertThat(reason.rule()).isEqualTo("DRILL-1"));
        assertThat(run.seen().writes().lost()).isZero();
    }

    @Test
    void a_primary_whose_links_are_all_cut_is_left_as_a_partitioned_one() throws Exception {
        DrillRun run =
                drill("quickstart", List.of("link-cut:us-east-1-eu-west-1@5s", "link-cut:us-east-1-ap-southeast-1@5s"));

        assertThat(run.result()).isEqualTo(Result.PROMOTED);
        assertSafe(run);
        assertThat(run.seen().rto().orElseThrow()).isPositive();
        assertThat(run.seen().writes().lost()).isZero();
    }

    /// Its database is stopped by its watchdog: what it says is committed, and it never learns that.
    @Test
    void a_primary_that_hears_nobody_is_left_too() throws Exception {
        DrillRun run =
                drill("quickstart", List.of("link-cut:eu-west-1>us-east-1@5s", "link-cut:ap-southeast-1>us-east-1@5s"));

        assertThat(run.result()).isEqualTo(Result.PROMOTED);
        assertSafe(run);
    }

    @Test
    void two_regions_without_a_witness_refuse_and_say_why() throws Exception {
        DrillRun run = drill("two-regions", List.of("region-loss:us-east-1@5s"));

        assertThat(run.result()).isEqualTo(Result.REFUSED);
        assertThat(run.right()).as("right, but for " + run.otherwise()).isTrue();
        assertThat(run.refusals())
                .anySatisfy(reason -> assertThat(reason.text()).contains("failover.witness"));
    }

    @Test
    void a_witness_gives_two_regions_the_third_opinion_and_a_copy_answers_readers_meanwhile() throws Exception {
        DrillRun run = drill("two-regions-witness", List.of("region-loss:us-east-1@5s"), "failover.degrade=graceful");

        assertThat(run.result()).isEqualTo(Result.PROMOTED);
        assertSafe(run);
        assertThat(run.seen().readRto().orElseThrow())
                .isLessThan(run.seen().rto().orElseThrow().dividedBy(2));
        assertThat(run.seen().copyReads().answered()).isPositive();
        assertThat(run.seen().copyReads().oldest())
                .isPositive()
                .isLessThan(run.seen().rto().orElseThrow().plusSeconds(2));
    }

    // ---- negative controls: a detector that sees nothing proves nothing ----

    @Test
    void without_the_fence_writes_of_two_sides_are_seen() throws Exception {
        DrillRun run =
                drill("quickstart", List.of("region-partition:us-east-1@5s"), Set.of(NegativeControl.FENCE_DISABLED));

        assertThat(run.seen().writes().twoSided()).isPositive();
        assertThat(run.right()).isFalse();
    }

    @Test
    void a_row_that_is_deleted_behind_its_back_is_a_lost_write() throws Exception {
        DrillRun run = drill("quickstart", List.of("agent-crash:eu-west-1@5s"), Set.of(NegativeControl.ROW_DELETED));

        assertThat(run.seen().writes().lost()).isOne();
    }

    @Test
    void asynchronous_replication_over_slow_links_loses_writes_and_they_are_seen() throws Exception {
        DrillRun run = drill(
                "quickstart",
                List.of("region-loss:us-east-1@8s"),
                Set.of(NegativeControl.SLOW_LINKS),
                "data.orders.replication=async",
                "failover.profile=default",
                "failover.hold=1s",
                "failover.maxLoss=60s");

        assertThat(run.seen().writes().lost()).isPositive();
        assertThat(run.seen().writes().loss())
                .isLessThanOrEqualTo(run.predicted().loss().orElseThrow());
    }

    @Test
    void under_load_without_a_fault_nothing_happens_nor_when_both_cores_are_busy() throws Exception {
        Duration alone = Duration.ofSeconds(30);
        Duration busy = Duration.ofSeconds(30);
        Soak.Result result = new Soak(Examples.places("quickstart"), 2).run(alone, busy, doing -> {});

        assertThat(result.isQuiet()).as(result.toString()).isTrue();
        assertThat(result.acknowledged()).isGreaterThan(alone.plus(busy).toSeconds() * 200L);
    }

    @Test
    void nothing_of_a_twin_is_left_when_it_ends() throws Exception {
        Twin twin = Twin.boot(Examples.places("two-regions-witness"), Set.of(), doing -> {});
        Path directory = twin.directory();
        assertNoDatabaseIsLeftAlone(twin, new RegionName("us-east-1"));
        twin.close();

        assertThat(directory).doesNotExist();
        assertThatCode(() -> Twin.boot(Examples.places("two-regions-witness"), Set.of(), doing -> {})
                        .close())
                .doesNotThrowAnyException();
    }

    /// Agent, watchdog and supervisor are killed in one go: nobody is left to fence what they started.
    private static void assertNoDatabaseIsLeftAlone(Twin twin, RegionName region) throws InterruptedException {
        Path data = twin.directoryOf(region).resolve("postgresql");
        assertThat(ProcessTable.workingUnder(data)).isNotEmpty();
        ProcessTable.workingUnder(twin.directoryOf(region)).stream()
                .filter(pid -> ProcessTable.command(pid)
                        .filter(command -> command.startsWith(System.getProperty("java.home")))
                        .isPresent())
                .forEach(pid -> Signals.send(pid, Signal.KILL));
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!ProcessTable.workingUnder(data).isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(ProcessTable.workingUnder(data)).isEmpty();
    }

    /// What no fault may cost.
    private static void assertSafe(DrillRun run) {
        assertThat(run.seen().writes().twoSided()).as("two-sided writes").isZero();
        assertThat(run.seen().rto()).as("time to recover").isPresent();
        assertThat(run.seen().writes().acknowledged()).isGreaterThan(5 * 200L);
        assertThat(run.right()).as("right, but for " + run.otherwise()).isTrue();
    }

    private DrillRun drill(String example, List<String> faults, String... settings) throws Exception {
        return drill(example, faults, Set.of(), settings);
    }

    private DrillRun drill(String example, List<String> faults, Set<NegativeControl> controls, String... settings)
            throws Exception {
        Places places = Examples.places(example, settings);
        List<Fault> parsed = Examples.faults(places, faults);
        Drills drills = new Drills(places, parsed, new Drills.Manner(controls, false, 1, List.of()), new Drills.Told() {
            @Override
            public void event(String text) {
                told.add(text);
            }

            @Override
            public void load(Duration sinceStart, double writesPerSecond) {}
        });
        DrillRun run = booted(drills);
        Header header = drills.header("test", Examples.written(example, settings));
        assertReplays(header.of(run.log().size()), run);
        return run;
    }

    /// A twin boots again by itself; where the role left home between that and the fault, it says to drill again.
    private static DrillRun booted(Drills drills) throws Exception {
        for (int again = 2; again > 0; again--) {
            try {
                return drills.run();
            } catch (Twin.CannotBoot e) {
                System.out.println("not drilled, and tried again: " + e.getMessage());
            }
        }
        return drills.run();
    }

    /// Whatever happened: the log of it is whole, and the engine decides it again bit for bit.
    private void assertReplays(Header header, DrillRun run) throws Exception {
        Path file = folder.resolve("incident.jsonl");
        Incident.write(header, run.log(), file);
        Incident.Reading reading = Incident.read(file);
        assertThat(reading).as(reading.toString()).isInstanceOf(Incident.Whole.class);
        Replay replay = Replay.of(((Incident.Whole) reading).incident());
        assertThat(replay.difference()).isEmpty();
        assertThat(replay.promotions())
                .isEqualTo(run.log().stream()
                        .flatMap(entry -> entry.reasons().stream())
                        .filter(reason -> reason.rule().equals("ROLE-2"))
                        .count());
    }
}
