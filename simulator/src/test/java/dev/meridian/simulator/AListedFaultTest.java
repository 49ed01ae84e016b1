package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Ground;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.TopologyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every fault that people can name, in fifty worlds each of the file that users start from, and the more
/// telling ones in worlds of other files: in all of them what is right happens.
class AListedFaultTest {
    static final Path HOME = Path.of(System.getProperty("meridian.home", ".."));
    private static final int SEEDS = 50;

    /// Their worlds are larger, and slower.
    private static final int FEW = 5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region-loss:us-east-1",
                "process-loss:us-east-1",
                "region-partition:us-east-1",
                "region-partition:us-east-1@20s..22s",
                "region-partition:us-east-1@20s..60s",
                "link-cut:us-east-1-eu-west-1",
                "link-cut:us-east-1-ap-southeast-1",
                "link-cut:eu-west-1-ap-southeast-1",
                "link-cut:us-east-1>eu-west-1",
                "link-cut:eu-west-1>us-east-1",
                "link-cut:us-east-1-eu-west-1@20s..60s",
                "link-slow:us-east-1-eu-west-1:50",
                "link-slow:us-east-1-eu-west-1:300",
                "link-slow:us-east-1-eu-west-1:400",
                "link-slow:us-east-1-eu-west-1:500",
                "link-slow:us-east-1-eu-west-1:600",
                "link-slow:us-east-1-eu-west-1:1500",
                "link-slow:us-east-1-ap-southeast-1:600",
                "link-slow:us-east-1-eu-west-1:300@20s..60s",
                "saturate:us-east-1",
                "saturate:us-east-1@20s..60s",
                "saturate:eu-west-1",
                "db-crash:us-east-1",
                "db-crash:eu-west-1",
                "agent-crash:us-east-1",
                "agent-crash:eu-west-1",
                "agent-pause:us-east-1:6s",
                "agent-pause:us-east-1:500ms",
                "machine-pause:us-east-1:6s",
                "machine-pause:us-east-1:500ms",
                "machine-pause:eu-west-1:6s",
                "blip:us-east-1:250ms",
                "stale-routes:eu-west-1:10s",
                "stale-routes:eu-west-1:10s@15s..60s region-loss:us-east-1@25s",
                "quorum-loss",
                "quorum-loss@20s..45s",
                "region-loss:eu-west-1",
                "link-slow:us-east-1-eu-west-1:300@5s..20s region-loss:us-east-1@25s",
                "link-cut:us-east-1-eu-west-1@5s..15s db-crash:us-east-1@20s",
                "quorum-loss@10s region-loss:us-east-1@15s",
                "quorum-loss@5s..30s region-loss:us-east-1@10s",
                "region-loss:eu-west-1@10s region-partition:us-east-1@30s..60s",
                "region-partition:eu-west-1@10s..40s region-partition:us-east-1@30s..43s",
                "region-partition:eu-west-1@10s..40s region-loss:us-east-1@30s",
                "agent-pause:eu-west-1:20s@30s region-partition:us-east-1@30s..53s",
                "link-cut:us-east-1-eu-west-1@10s region-partition:ap-southeast-1@30s..60s",
            })
    void has_its_right_outcome_in_every_world(String faults) throws IOException {
        isRight("quickstart", faults);
    }

    /// One region of two is left to whoever survives, and a place that votes.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "region-loss:us-east-1",
                "process-loss:us-east-1",
                "region-partition:us-east-1",
                "region-partition:us-east-1@20s..60s",
                "region-loss:eu-west-1",
                "region-partition:eu-west-1",
                "link-cut:us-east-1-eu-west-1",
                "link-cut:us-east-1>eu-west-1",
                "link-slow:us-east-1-eu-west-1:600",
                "saturate:us-east-1@20s..60s",
                "db-crash:us-east-1",
                "agent-crash:us-east-1",
                "agent-pause:us-east-1:6s",
                "blip:us-east-1:250ms",
                "quorum-loss@20s..45s",
                "quorum-loss@10s region-loss:us-east-1@15s",
            })
    void of_two_regions_has_its_right_outcome_with_a_witness_and_without(String faults) throws IOException {
        isRight("two-regions-witness", faults);
        isRight("two-regions", faults);
    }

    @ParameterizedTest
    @CsvSource({
        "pyairtable, region-loss:us-east-1",
        "pyairtable, db-crash:us-east-1",
        "mahavishnu, region-loss:us-east-1",
        "mahavishnu, link-cut:us-east-1-eu-west-1",
        "genai-demo, region-loss:ap-east-2",
    })
    void of_real_systems_has_its_right_outcome(String example, String faults) throws IOException {
        isRight(example, faults, FEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"region-loss:us-east-1", "process-loss:us-east-1", "region-partition:us-east-1"})
    void of_which_one_region_is_left_takes_as_long_as_its_users_wait(String faults) throws IOException {
        List<Result> results = live("two-regions-witness", faults);
        assertThat(results).allSatisfy(result -> {
            assertThat(result.recoverySeconds()).isBetween(1.0, 10.0);
            assertThat(result.phases().values().stream().mapToDouble(it -> it).sum())
                    .isCloseTo(result.recoverySeconds(), within(1e-6));
        });
    }

    /// Whoever was inside the region has not survived it, though it comes back; and what came before the fault
    /// that is judged is another story.
    @Test
    void takes_as_long_whether_or_not_it_is_over_later_and_whatever_came_before() throws IOException {
        List<Double> lasting = recoveries("region-partition:us-east-1@15s");
        assertThat(recoveries("region-partition:us-east-1@15s..35s")).isEqualTo(lasting);
        assertThat(recoveries("link-slow:us-east-1-ap-southeast-1:20@5s..7s region-partition:us-east-1@15s"))
                .allSatisfy(took -> assertThat(took).isBetween(1.0, 10.0));
        assertThat(scene("quickstart")
                        .recoversFrom(faults("quickstart", "quorum-loss@15s..30s db-crash:us-east-1@45s")))
                .isFalse();
    }

    /// A drill counts from when users begin, and they begin when the application is up; so a world does.
    @Test
    void that_comes_at_once_comes_as_soon_as_the_application_is_up() throws IOException {
        assertThat(recoveries("region-loss:us-east-1@1ms"))
                .allSatisfy(took -> assertThat(took).isBetween(1.0, 10.0));
        isRight("quickstart", "region-loss:us-east-1@1ms");
        isRight("two-regions-witness", "link-cut:us-east-1-eu-west-1@1ms..9s region-loss:us-east-1@10s", FEW);
        isRight("pyairtable", "region-loss:us-east-1@1ms", FEW);
    }

    /// Whoever leads the log may be behind the slow link: others are asked to renew before it is too late.
    @ParameterizedTest
    @ValueSource(ints = {300, 400, 500, 600, 1000, 2000})
    void of_a_slow_link_stops_no_database_but_in_a_world_of_fifty(int slower) throws IOException {
        assertThat(stopped("link-slow:us-east-1-eu-west-1:" + slower)).isLessThanOrEqualTo(1);
    }

    /// Who looks for databases that stop would see them.
    @Test
    void that_cuts_a_region_off_stops_its_database_in_every_world() throws IOException {
        assertThat(stopped("region-partition:us-east-1")).isEqualTo(SEEDS);
    }

    private static long stopped(String faults) throws IOException {
        Scene scene = scene("quickstart");
        Faults listed = Faults.listed(scene, faults("quickstart", faults));
        return LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .filter(seed -> Simulation.story(scene, listed, seed).stream()
                        .anyMatch(line -> line.endsWith(" of us-east-1 kills its database")
                                || line.endsWith(" of us-east-1 stops its database")))
                .count();
    }

    /// It was down, and has just come up again: it is found, and followed, before it counts as cut off.
    @ParameterizedTest
    @ValueSource(longs = {6, 2453})
    void that_kills_an_agent_leaves_the_role_where_it_is(long seed) throws IOException {
        Scene scene = scene("two-regions-witness");
        List<Fault> faults = faults("two-regions-witness", "agent-crash:us-east-1");
        Result result = Simulation.live(scene, Faults.listed(scene, faults), seed);
        assertThat(result.otherwise()).isEmpty();
        assertThat(result.moves()).isZero();
    }

    /// The role has just moved when the next region is lost, and nobody may move it again at once.
    @Test
    void that_comes_within_the_cooldown_is_recovered_from_after_it() throws IOException {
        isRight("quickstart", "region-partition:us-east-1@10s..30s region-loss:eu-west-1@20s", FEW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region-loss:eu-west-1@10s region-loss:us-east-1@20s",
                "quorum-loss@10s region-loss:us-east-1@15s",
            })
    void of_which_nobody_could_recover_has_no_time_that_was_promised(String faults) throws IOException {
        assertThat(scene("quickstart").recoversFrom(faults("quickstart", faults)))
                .isFalse();
        isRight("quickstart", faults, FEW);
    }

    private static List<Double> recoveries(String faults) throws IOException {
        return live("quickstart", faults).stream().map(Result::recoverySeconds).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"region-loss:us-east-1", "process-loss:us-east-1", "region-partition:us-east-1"})
    void that_nobody_can_tell_from_a_cut_link_is_refused_and_never_recovered_from(String faults) throws IOException {
        assertThat(live("two-regions", faults)).allSatisfy(result -> {
            assertThat(result.moves()).isZero();
            assertThat(result.recoverySeconds()).isInfinite();
            assertThat(result.phases()).isEmpty();
        });
        assertThat(scene("two-regions").refusal(faults("two-regions", faults)))
                .hasValueSatisfying(why -> assertThat(why).contains("failover.witness"));
    }

    /// Among faults that no table judges too: users were to be served again, and a move that could have done that
    /// was refused.
    @Test
    void that_should_have_been_recovered_from_says_that_the_move_was_refused() throws IOException {
        String stalled = "stall:eu-west-1@10s stall:ap-southeast-1@10s region-loss:us-east-1@40s";
        Scene scene = scene("quickstart", "data.orders.replication=async", "failover.maxLoss=1000h");
        Faults listed = Faults.listed(scene, faults("quickstart", stalled));
        for (long seed = 1; seed <= FEW; seed++) {
            Result result = Simulation.live(scene, listed, seed);
            assertThat(result.isRefused()).isTrue();
            assertThat(result.otherwise()).singleElement().asString().endsWith("the move was refused");
        }
    }

    /// Whether the role had moved before the last region that could serve was gone changes nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "region-loss:us-east-1@10s region-loss:eu-west-1@10500ms",
                "region-loss:us-east-1@10s region-loss:eu-west-1@12s",
                "region-loss:us-east-1@10s region-loss:eu-west-1@30s",
                "region-loss:us-east-1@10s quorum-loss@30s",
            })
    void that_leaves_nobody_who_could_serve_is_judged_alike_whenever_it_comes(String faults) throws IOException {
        isRight("quickstart", faults, FEW);
    }

    /// What MER-0157 says: standbys that have promised let nothing through, and where no commit waits for one the
    /// database may answer before its watchdog is scheduled.
    @Test
    void of_a_machine_that_stands_still_leaves_one_writer_where_a_commit_waits_and_perhaps_two_where_not()
            throws IOException {
        List<Fault> faults = faults("quickstart", "machine-pause:us-east-1:6s");
        for (boolean waits : new boolean[] {true, false}) {
            Scene scene = scene("quickstart", "data.orders.replication=" + (waits ? "sync" : "async"));
            List<String> broken = LongStream.rangeClosed(1, SEEDS)
                    .mapToObj(seed -> Simulation.live(scene, Faults.listed(scene, faults), seed))
                    .flatMap(result -> result.violation().stream())
                    .map(Result.Violation::law)
                    .distinct()
                    .toList();
            assertThat(broken).isEqualTo(waits ? List.of() : List.of("I1"));
        }
    }

    private static void isRight(String example, String faults) throws IOException {
        isRight(example, faults, SEEDS);
    }

    private static void isRight(String example, String faults, int seeds) throws IOException {
        assertThat(live(example, faults, seeds).stream()
                        .filter(result -> !result.otherwise().isEmpty())
                        .map(result -> example + ", seed " + result.seed() + ": " + result.otherwise()))
                .isEmpty();
    }

    private static List<Result> live(String example, String faults) throws IOException {
        return live(example, faults, SEEDS);
    }

    private static List<Result> live(String example, String faults, int seeds) throws IOException {
        Scene scene = scene(example);
        Faults listed = Faults.listed(scene, faults(example, faults));
        return LongStream.rangeClosed(1, seeds)
                .parallel()
                .mapToObj(seed -> Simulation.live(scene, listed, seed))
                .toList();
    }

    static Blueprint blueprint(String example, String... settings) throws IOException {
        Path file = HOME.resolve("examples").resolve(example + ".yaml");
        return blueprint(file.toString(), Files.readAllBytes(file), settings);
    }

    static Blueprint blueprint(String file, byte[] text, String... settings) {
        List<Assignment> assignments = new ArrayList<>();
        for (String setting : settings) {
            assignments.add(new Assignment.Set(assignments.size() + 1, setting));
        }
        return Blueprints.resolve(
                        TopologyReader.read(file, text, assignments).topology().orElseThrow())
                .blueprint()
                .orElseThrow();
    }

    static Scene scene(String example, String... settings) throws IOException {
        return Scene.all(blueprint(example, settings)).getFirst();
    }

    static List<Fault> faults(String example, String texts) throws IOException {
        Ground ground = Ground.of(blueprint(example));
        List<Fault> faults = new ArrayList<>();
        for (String text : texts.split(" ")) {
            assertThat(Fault.parse(text, ground)).isInstanceOf(Fault.Parsed.Right.class);
            if (Fault.parse(text, ground) instanceof Fault.Parsed.Right(Fault fault)) {
                faults.add(fault);
            }
        }
        return faults;
    }
}
