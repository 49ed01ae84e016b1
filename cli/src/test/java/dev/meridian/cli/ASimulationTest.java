package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import dev.meridian.fidelity.StepsFile;
import dev.meridian.simulator.Guards;
import dev.meridian.simulator.Scene;
import dev.meridian.simulator.Series;
import dev.meridian.simulator.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `simulate` says of the worlds that it made, and what it refuses to make.
class ASimulationTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void laysOutTheExamples() throws IOException {
        Answer.layOutExamples();
    }

    @Test
    void of_two_regions_and_a_witness_proves_the_time_that_users_waited() {
        Answer answer = simulate("examples/two-regions-witness.yaml --fault region-loss:us-east-1 --runs 5");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(answer.out())
                .contains("5 of 5", "objective    rto 10s: kept in all")
                .doesNotContain("≤ 0.00 s");
    }

    @Test
    void of_a_move_that_is_refused_proves_nothing_and_says_what_would_change_it() {
        String command = "examples/two-regions.yaml --fault region-loss:us-east-1 --runs 5";
        Answer answer = simulate(command);
        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out())
                .contains("as it should be in all", "refused      the move: ", "failover.witness", "0 of 5")
                .doesNotContain("proven", "objective");
        JsonNode document = json(simulate(command + " --output json"));
        assertThat(document.at("/proven/rtoSeconds").isNull()).isTrue();
        assertThat(document.at("/rto/p50").isNull()).isTrue();
        assertThat(document.at("/outcome/refused").asString()).contains("failover.witness");
    }

    @Test
    void of_a_move_that_is_refused_among_other_faults_says_so_and_misses_nothing() {
        Answer answer = simulate("examples/quickstart.yaml --runs 3 --set data.orders.replication=async"
                + " --set failover.maxLoss=1000h --fault stall:eu-west-1@10s --fault stall:ap-southeast-1@10s"
                + " --fault region-loss:us-east-1@40s");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out())
                .contains("refused      the move, for what it may cost, in 3 of them", "rto 10s: refused in 3 of 3")
                .doesNotContain("missed");
    }

    /// What a fault costs where nothing has to move has another name than what a move costs.
    @Test
    void of_a_log_that_takes_nothing_stops_writes_with_failsafe_too_and_says_so() {
        String fault = "examples/quickstart.yaml --fault store-errors@20s..40s --runs 1";
        for (String mode : List.of("stop", "failsafe")) {
            Answer answer = simulate(fault + " --set failover.withoutQuorum=" + mode);
            assertThat(answer.out()).contains("0 moves", "unserved     p50 20.").doesNotContain("interrupted");
            assertThat(answer.out().contains("`failover.withoutQuorum: failsafe` is simulated as what it is"))
                    .isEqualTo(mode.equals("failsafe"));
        }
        assertThat(simulate("examples/quickstart.yaml --seeds 30").out())
                .contains("interrupted  p50 ")
                .doesNotContain("unserved");
    }

    @Test
    void says_that_a_promise_is_missed() {
        String command =
                "examples/quickstart.yaml --fault region-loss:us-east-1 --runs 3 --set failover.profile=default";
        Answer answer = simulate(command);
        assertThat(answer.exitCode()).isEqualTo(ExitCode.MISSED);
        assertThat(answer.out()).contains("objective    rto 10s: missed in 3 of 3, longest ");
        JsonNode objective = json(simulate(command + " --output json")).at("/objectives/0");
        assertThat(objective.path("verdict").asString()).isEqualTo("missed");
        assertThat(objective.path("simulated").asDouble()).isGreaterThan(10);
    }

    /// Two facts beside each other: nothing went wrong, and a promise is missed.
    @Test
    void of_faults_that_leave_nobody_who_could_serve_says_so_beside_the_promise_that_is_missed() {
        String both = "examples/quickstart.yaml --runs 2 --fault region-loss:us-east-1@20s --fault ";
        Answer answer = simulate(both + "region-loss:eu-west-1@40s");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.MISSED);
        assertThat(answer.out())
                .contains("as it should be in all; nobody is left who could serve", "rto 10s: missed in 2 of 2");
        assertThat(simulate(both + "region-partition:eu-west-1:10s@40s").out()).doesNotContain("nobody is left");
    }

    /// How far the copy is behind decides in each world by itself.
    @Test
    void tells_of_moves_that_came_late_and_of_moves_that_were_refused_beside_each_other() {
        Answer answer = simulate("examples/two-regions-witness.yaml --runs 10"
                + " --fault link-slow:us-east-1-eu-west-1:3600ms@20s --fault region-loss:us-east-1@30s");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.MISSED);
        assertThat(answer.out()).containsPattern("rto 10s: missed in \\d of 10, .*; refused in \\d of 10");
    }

    @Test
    void goes_on_until_users_have_let_go_of_an_address_that_they_may_keep_for_minutes() {
        Answer answer =
                simulate("examples/quickstart.yaml --set traffic.ttl=2m --fault region-loss:us-east-1 --runs 2");
        assertThat(answer.out())
                .contains("as it should be in all", "recovered    2 of 2", "rto 10s: missed in 2 of 2, longest 11");
    }

    /// Those of the one region were cut off before, those of the other are gone.
    @Test
    void of_users_of_whom_none_were_there_all_the_time_tells_no_time() {
        Answer answer = simulate("examples/two-regions-witness.yaml --runs 2"
                + " --fault region-partition:us-east-1@10s..40s --fault region-loss:eu-west-1@60s");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(answer.out()).contains("unmeasured   2 of 2: ").doesNotContain("never", "rto");
    }

    /// No law is broken by a file that asks for more than the distances give, and `assess` has said so (MER-0155).
    @Test
    void of_a_lease_that_the_links_are_too_long_for_says_so() {
        Answer answer = simulate("examples/quickstart.yaml --seed 3 --only 4 --set failover.lease.duration=400ms"
                + " --set failover.lease.margin=50ms --set failover.lease.renewEvery=100ms"
                + " --set failover.lease.wait=600ms --set failover.lease.silentAfter=250ms");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(answer.out()).contains("rightly, in 1: the lease is shorter than the ways of its renewals");
    }

    @Test
    void of_two_applications_keeps_their_times_apart() throws IOException {
        Files.writeString(Answer.FOLDER.resolve("two-applications.yaml"), """
                meridian: 1
                applications: {shop: {objectives: {rto: 10s, rpo: 5s}}, bank: {objectives: {rto: 10s, rpo: 5s}}}
                regions:
                  us-east-1: {role: primary}
                  eu-west-1: {role: standby}
                  ap-southeast-1: {role: standby}
                services:
                  web: {application: shop, port: 8080, health: /health, dependsOn: {orders: hard}}
                  desk: {application: bank, port: 8081, health: /health, dependsOn: {accounts: hard}}
                data:
                  orders: {application: shop, kind: postgresql, replication: async}
                  accounts: {application: bank, kind: postgresql, replication: async}
                failover: {mode: automatic, profile: quick}
                """);
        JsonNode document =
                json(simulate("two-applications.yaml --fault region-loss:us-east-1 --runs 3 --output json"));
        assertThat(document.path("applications")).hasSize(2);
        double one = document.at("/applications/0/rto/p50").asDouble();
        double other = document.at("/applications/1/rto/p50").asDouble();
        assertThat(document.at("/rto/p50").asDouble()).isEqualTo(Math.max(one, other));
        assertThat(document.at("/proven/probability")).isEqualTo(document.at("/applications/0/proven/probability"));
    }

    @Test
    void of_applications_that_a_fault_does_not_strike_tells_no_times() {
        RecoveryFigures slow = RecoveryFigures.of(List.of(3.0, 4.0), true, new LinkedHashMap<>());
        RecoveryFigures never = RecoveryFigures.of(List.of(1.0, Double.POSITIVE_INFINITY), true, new LinkedHashMap<>());
        RecoveryFigures unstruck = RecoveryFigures.of(List.of(), true, new LinkedHashMap<>());
        assertThat(RecoveryFigures.worst(List.of(unstruck, slow))).isEqualTo(slow);
        assertThat(RecoveryFigures.worst(List.of(slow, never)).proven()).isEmpty();
        assertThat(RecoveryFigures.worst(List.of(slow, never)).p50()).contains(3.0);
    }

    @Test
    void that_was_interrupted_says_how_many_worlds_were_asked_for() throws IOException {
        LoadedFile loaded = LoadedFile.of(Path.of("examples/quickstart.yaml"), Optional.empty(), List.of());
        Scene scene = Scene.all(loaded.blueprint().orElseThrow()).getFirst();
        Series series = new Series();
        series.add(Simulation.live(scene, Guards.ALL, new Omissions().drawn(), 1));
        SimulationReport report = new SimulationReport(
                "simulate",
                "",
                true,
                new SimulationReport.Seeds(1, 1_000_000, 1),
                List.of(SimulatedPart.ofWhatComes(scene, series, Optional.empty())),
                series,
                new Drawing(StepsFile.builtIn(), new LinkedHashMap<>()));

        assertThat(report.text()).contains("seeds 1 to 1; interrupted, 1,000,000 were asked for");
        String document = report.json(Complaints.stamp(Optional.empty()));
        assertThat(ADocumentTest.schema("simulate").validate(document, InputFormat.JSON))
                .isEmpty();
        JsonNode read = JsonMapper.shared().readTree(document);
        assertThat(read.path("asked").asInt()).isEqualTo(1_000_000);
        assertThat(read.path("runs").asInt()).isOne();
        assertThat(read.at("/applications/0/asked").asInt()).isEqualTo(1_000_000);
    }

    @Test
    void names_its_plan_as_a_drill_does_and_has_phases_of_listed_faults_only() {
        JsonNode random = json(simulate("examples/quickstart.yaml --seeds 3 --output json"));
        assertThat(random.path("planHash").asString()).hasSize(64);
        assertThat(random.path("planHash")).isEqualTo(random.at("/applications/0/planHash"));
        assertThat(random.path("phases").isEmpty()).isTrue();
        JsonNode other = json(simulate("examples/quickstart.yaml --seeds 3 --set failover.hold=2s --output json"));
        assertThat(other.path("planHash")).isNotEqualTo(random.path("planHash"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--trace --output json                          | `--trace` has no JSON",
                "--trace --incident kubedb-1847 --output json   | `--trace` has no JSON",
                "--trace --seeds 5                              | `--trace` tells one world",
                "--trace --incident kubedb-1847 --runs 2        | `--trace` tells one world",
                "--seed 9223372036854775807 --seeds 2           | there are not 1 more",
                "--incident kubedb-1847 --seed 3 --only 2       | mishaps of which world is not said",
                "--seed 3 --only 1,2,1                          | `1` is there twice",
                "--seeds 3 --without FENCE,FENCE                | `FENCE` is there twice",
                "--set data.orders.replication.ifNoStandby=continue | ifNoStandby: continue",
                "--set data.orders.replication=quorum           | replication: quorum",
            })
    void refuses_what_it_would_leave_out(String options, String what) {
        Answer answer = simulate("examples/quickstart.yaml " + options);
        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(answer.out() + answer.err()).contains(what);
    }

    @Test
    void says_for_what_it_takes_a_replication_that_worlds_do_not_have() {
        Answer answer = simulate("examples/mahavishnu.yaml --seed 1");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(answer.err()).contains("`data.main.replication: multi-primary` is simulated as one primary");
    }

    @Test
    void judges_no_promise_by_an_engine_that_stands_in_for_the_providers_control() {
        String command = "examples/quickstart.yaml --fault region-loss:us-east-1 --runs 3 --set data.orders.runs=self"
                + " --set failover.control.runs=provider --set objectives.rto=1s";
        isNotJudged(
                command, "`failover.control.runs: provider` of `shop` is simulated as if", "the provider's control");
    }

    @Test
    void judges_no_promise_of_a_store_that_is_its_providers_by_the_times_of_the_twin() {
        String command = "examples/quickstart.yaml --fault region-loss:us-east-1 --runs 3"
                + " --set data.orders.runs=provider --set objectives.rto=1s";
        isNotJudged(command, "`data.orders` is its provider's, and simulated as", "the store is its provider's");
    }

    private static void isNotJudged(String command, String notice, String why) {
        Answer answer = simulate(command);
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(answer.err()).contains("notice: " + notice);
        assertThat(answer.out())
                .contains("stand-in     " + notice, "objective    rto 1s: not judged, since " + why)
                .doesNotContain("proven", "kept", "missed");
        JsonNode document = json(simulate(command + " --output json"));
        assertThat(document.at("/objectives/0/verdict").asString()).isEqualTo("not-judged");
        assertThat(document.at("/objectives/0/why").asString()).startsWith(why);
        assertThat(document.at("/proven/rtoSeconds").isNull()).isTrue();
    }

    @Test
    void counts_a_place_that_dies_for_good_among_what_went_wrong() {
        assertThat(simulate("examples/quickstart.yaml --seed 3 --trace").out()).contains("us-east-1 dies for good");
        assertThat(simulate("examples/quickstart.yaml --seed 3").out()).contains("gone 1");
        assertThat(json(simulate("examples/quickstart.yaml --seed 3 --output json"))
                        .at("/faults/gone")
                        .asInt())
                .isOne();
    }

    @Test
    void of_one_world_step_by_step_ends_as_the_world_did() {
        Answer broken = simulate("examples/quickstart.yaml --seed 49 --without FENCE --trace");
        assertThat(broken.exitCode()).isEqualTo(ExitCode.MISSED);
        assertThat(broken.out()).contains("!!! I5: us-east-1 can still write", "otherwise: I5 did not hold");
        Answer held = simulate("examples/quickstart.yaml --seed 49 --trace");
        assertThat(held.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(held.out()).endsWith("laws: every one held, after every event\n");
    }

    /// The engine decides on every policy that a file can have, however little is left to decide with.
    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-west-1"})
    void with_one_voter_decides_without_those_who_could_contradict(String voter) {
        Answer answer = simulate("examples/quickstart.yaml --seeds 100 --set failover.control.in=[" + voter + "]");
        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    @Timeout(120)
    void that_is_interrupted_tells_what_the_worlds_so_far_show() throws IOException, InterruptedException {
        Path told = folder.resolve("told");
        Path notices = folder.resolve("notices");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.meridian.cli.Main",
                        "simulate",
                        Answer.FOLDER.resolve("examples/quickstart.yaml").toString(),
                        "--seeds",
                        "100000000")
                .redirectOutput(told.toFile())
                .redirectError(notices.toFile())
                .start();
        while (hasUsed(process).compareTo(Duration.ofSeconds(4)) < 0) {
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
        }
        process.destroy();
        process.waitFor();
        assertThat(told).content().contains("shop (orders)", "every one held, after every event", "decisions");
        assertThat(notices).content().contains("of 100,000,000 worlds of shop were lived, and only they are told of");
    }

    /// Time of a processor: a busy machine gives a process less of it.
    private static Duration hasUsed(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Test
    void of_a_public_outage_leaves_a_guard_out() {
        Answer all = simulate("examples/quickstart.yaml --incident kubedb-1847 --runs 2");
        Answer without = simulate("examples/quickstart.yaml --incident kubedb-1847 --runs 2 --without LOSS");
        assertThat(all.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(without.exitCode()).isEqualTo(ExitCode.MISSED);
    }

    private static Answer simulate(String words) {
        return Answer.of(("simulate " + words).split(" +"));
    }

    private static JsonNode json(Answer answer) {
        return JsonMapper.shared().readTree(answer.out());
    }
}
