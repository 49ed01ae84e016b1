package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.AddedStep;
import dev.meridian.blueprint.AddedSteps;
import dev.meridian.blueprint.MovePhase;
import dev.meridian.faults.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Three places have six links, one for each direction. Whatever of them is cut, what has to come of it follows
/// from who still hears whom, and is worked out here once more, without the rules of the judgement:
///
/// | the primary | the others | right |
/// |---|---|---|
/// | hears another place and is heard by it | | stays, and serves whoever reaches it both ways |
/// | hears nobody, or is heard by nobody | hear each other | the role moves, and they are served |
/// | hears nobody, or is heard by nobody | do not | nobody can serve, and nothing moves |
/// | hears one and is heard by the other | hear each other | the role moves: it may renew, and cannot commit |
/// | hears one and is heard by the other | do not | nobody can serve, and nothing moves |
class ACutLinkTest {
    private static final int SEEDS = 3;
    private static final String HOME = "us-east-1";
    private static final List<String> OTHERS = List.of("eu-west-1", "ap-southeast-1");
    private static final List<String> WAYS = Stream.of(
                    OTHERS.stream().map(other -> HOME + ">" + other),
                    OTHERS.stream().map(other -> other + ">" + HOME),
                    Stream.of(OTHERS.getFirst() + ">" + OTHERS.getLast(), OTHERS.getLast() + ">" + OTHERS.getFirst()))
            .flatMap(way -> way)
            .toList();

    static Stream<List<String>> all() {
        return IntStream.range(1, 1 << WAYS.size())
                .mapToObj(subset -> IntStream.range(0, WAYS.size())
                        .filter(way -> (subset >> way & 1) == 1)
                        .mapToObj(WAYS::get)
                        .toList());
    }

    /// What has to come of cuts that last.
    ///
    /// @param moves whether the role goes elsewhere
    /// @param stays whether the primary goes on to serve
    private record Right(boolean moves, boolean stays) {
        static Right of(List<String> cut) {
            boolean isAnswered = OTHERS.stream()
                    .anyMatch(other -> !cut.contains(HOME + ">" + other) && !cut.contains(other + ">" + HOME));
            boolean areOthersTogether = WAYS.subList(4, 6).stream().noneMatch(cut::contains);
            return new Right(!isAnswered && areOthersTogether, isAnswered);
        }

        void moved(Result result) {
            assertThat(result.otherwise()).isEmpty();
            assertThat(result.moves()).isEqualTo(moves ? 1 : 0);
        }

        boolean isServed() {
            return stays || moves;
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void that_lasts_moves_the_role_only_where_the_primary_is_alone_and_the_others_are_not(List<String> cut)
            throws IOException {
        Right right = Right.of(cut);
        assertThat(live(cut, "")).allSatisfy(result -> {
            right.moved(result);
            assertThat(Double.isFinite(result.recoverySeconds())).isEqualTo(right.isServed());
        });
    }

    /// Whoever was served again meanwhile goes on to be served, and all others are when it is over.
    @ParameterizedTest
    @MethodSource("all")
    void that_is_mended_leaves_everybody_served(List<String> cut) throws IOException {
        Right right = Right.of(cut);
        assertThat(live(cut, "..45s")).allSatisfy(result -> {
            right.moved(result);
            assertThat(result.recoverySeconds()).isLessThan(right.isServed() ? 10 : 40);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "link-cut:us-east-1-eu-west-1@15s link-cut:us-east-1-ap-southeast-1@15s",
                "link-cut:us-east-1-eu-west-1@15s link-cut:us-east-1-ap-southeast-1@40s",
                "link-cut:us-east-1-eu-west-1@15s..60s link-cut:us-east-1-ap-southeast-1@40s..50s",
            })
    void that_isolates_the_primary_with_another_one_is_recovered_from_like_a_partition(String faults)
            throws IOException {
        List<Fault> cuts = AListedFaultTest.faults("quickstart", faults);
        Scene scene = AListedFaultTest.scene("quickstart");
        assertThat(scene.recoversFrom(cuts)).isTrue();
        assertThat(live(scene, cuts)).allSatisfy(result -> {
            assertThat(result.otherwise()).isEmpty();
            assertThat(result.recoverySeconds()).isBetween(1.0, 10.0);
            assertThat(result.phases()).containsKeys("detect", "hold", "fence", "promote");
        });
    }

    /// The primary is heard and does not hear: nothing but its own rest lets the role go, and steps of the file
    /// take their time before it is offered.
    @ParameterizedTest
    @ValueSource(ints = {3, 6, 25, 0})
    void that_leaves_a_deaf_primary_moves_the_role_after_the_steps_of_the_file(int seconds) throws IOException {
        List<Fault> cuts = AListedFaultTest.faults(
                "quickstart", "link-cut:us-east-1>eu-west-1@15s link-cut:ap-southeast-1>us-east-1@15s");
        Optional<Duration> planned =
                Optional.of(seconds).filter(some -> some > 0).map(Duration::ofSeconds);
        AddedStep.Way way = new AddedStep.Way(false, "./compare.sh", Optional.empty());
        AddedStep compare = new AddedStep(
                "compare",
                Optional.of(MovePhase.FENCE),
                List.of(),
                Optional.of(MovePhase.PROMOTE),
                false,
                planned,
                way,
                way,
                AddedStep.OnFailure.STOP);
        Scene plain = AListedFaultTest.scene("quickstart");
        Scene scene = plain.with(plain.policy().with(new AddedSteps(List.of(compare), List.of())));
        double longest = 12 + planned.orElse(Timings.UNPLANNED).toMillis() / 1e3;
        assertThat(live(scene, cuts)).allSatisfy(result -> {
            assertThat(result.otherwise()).isEmpty();
            assertThat(result.moves()).isOne();
            assertThat(result.recoverySeconds()).isLessThan(longest);
        });
    }

    private static List<Result> live(List<String> cut, String end) throws IOException {
        String faults = String.join(
                " ", cut.stream().map(way -> "link-cut:" + way + "@15s" + end).toList());
        return live(AListedFaultTest.scene("quickstart"), AListedFaultTest.faults("quickstart", faults));
    }

    private static List<Result> live(Scene scene, List<Fault> cuts) {
        Faults listed = Faults.listed(scene, cuts);
        return LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> Simulation.live(scene, listed, seed))
                .toList();
    }
}
