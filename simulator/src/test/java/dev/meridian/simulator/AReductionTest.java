package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A world that breaks a law, made small. There is no such world while all guards are in place, so one is taken
/// out.
class AReductionTest {
    private static final int SEEDS = 3_000;

    @ParameterizedTest
    @ValueSource(strings = {"FENCE", "OWN_RENEWAL", "PROMISES", "HOLD", "ABORT", "LEASE_WAIT", "PIN"})
    void breaks_the_same_law_and_nothing_can_be_left_out_of_it(String guard) {
        Guards guards = Guards.without(List.of(guard)).orElseThrow();
        long seed = broken(guards);
        Scene scene = Climates.any(seed);
        Result whole = Simulation.live(scene, guards, Faults.drawn(), seed);
        Reduction small = Reduction.of(scene, guards, Faults.drawn(), seed).orElseThrow();
        List<String> ids = small.kept().stream().map(Mishap::id).toList();
        assertThat(law(scene, guards, ids, seed)).isEqualTo(whole.violation().map(Result.Violation::law));
        assertThat(small.isMinimal()).isTrue();
        assertThat(ids.size()).isLessThanOrEqualTo(small.of());
        for (String id : ids) {
            List<String> fewer = new ArrayList<>(ids);
            fewer.remove(id);
            assertThat(law(scene, guards, fewer, seed))
                    .as("without " + id)
                    .isNotEqualTo(whole.violation().map(Result.Violation::law));
        }
    }

    @Test
    void is_a_fraction_of_the_whole() {
        Guards guards = Guards.without(List.of("FENCE")).orElseThrow();
        List<Reduction> all = LongStream.rangeClosed(1, SEEDS)
                .filter(seed -> Simulation.live(Climates.any(seed), guards, Faults.drawn(), seed)
                        .violation()
                        .isPresent())
                .limit(8)
                .mapToObj(seed -> Reduction.of(Climates.any(seed), guards, Faults.drawn(), seed))
                .flatMap(Optional::stream)
                .toList();
        int kept = all.stream().mapToInt(one -> one.kept().size()).sum();
        int of = all.stream().mapToInt(Reduction::of).sum();
        assertThat(all).hasSize(8);
        assertThat(kept).isPositive().isLessThan(of / 2);
        assertThat(all).allSatisfy(one -> {
            assertThat(one.kept()).allMatch(mishap -> Mishap.isId(mishap.id()));
            assertThat(one.steps()).isNotEmpty();
            assertThat(one.steps().getLast()).contains("!!! " + one.violation().law());
        });
    }

    @Test
    void leaves_everything_else_as_the_seed_drew_it() {
        for (long seed = 1; seed <= 200; seed++) {
            Scene scene = Climates.any(seed);
            List<Mishap> all = Simulation.mishaps(scene, Guards.ALL, Faults.drawn(), seed);
            List<String> ids = all.stream().map(Mishap::id).toList();
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(Simulation.live(scene, Faults.drawn(ids), seed))
                    .as("with all of them it is the same world")
                    .isEqualTo(Simulation.live(scene, Faults.drawn(), seed));
            List<Mishap> drawn = fromTheBeginning(all).toList();
            if (!drawn.isEmpty()) {
                Mishap last = drawn.getLast();
                assertThat(Simulation.mishaps(scene, Guards.ALL, Faults.drawn(List.of(last.id())), seed))
                        .as("alone it comes when it did, as it did")
                        .containsExactly(last);
            }
        }
    }

    @Test
    void of_listed_faults_lists_fewer() throws IOException {
        Scene scene = AListedFaultTest.scene("quickstart");
        Faults listed = Faults.listed(
                scene,
                AListedFaultTest.faults(
                        "quickstart",
                        "link-slow:us-east-1-eu-west-1:40@5s..9s region-partition:us-east-1@20s..60s saturate:eu-west-1@70s..80s"));
        Guards guards = Guards.without(List.of("FENCE")).orElseThrow();
        Reduction small = Reduction.of(scene, guards, listed, 1).orElseThrow();
        assertThat(small.kept().stream().map(Mishap::what)).containsExactly("region-partition:us-east-1:40s@20s");
        assertThat(Simulation.live(scene, guards, small.faults(), 1).violation())
                .contains(small.violation());
    }

    @Test
    void is_none_where_every_law_holds() {
        assertThat(Reduction.of(Climates.any(1), Guards.ALL, Faults.drawn(), 1)).isEmpty();
    }

    @Test
    void knows_every_guard_by_its_name() {
        assertThat(Guards.names())
                .doesNotHaveDuplicates()
                .allMatch(name -> Guards.without(List.of(name))
                        .filter(guards -> !guards.equals(Guards.ALL))
                        .isPresent());
        assertThat(Guards.without(List.of("NOBODY"))).isEmpty();
    }

    @Test
    void names_what_can_go_wrong_as_the_guide_does() throws IOException {
        String guide = Files.readString(Path.of(System.getProperty("meridian.home", ".."), "docs", "USER-GUIDE.md"));
        assertThat(Mishap.Kind.values()).allSatisfy(kind -> assertThat(guide).containsPattern("`" + kind.word()));
        assertThat(List.of("3", "spite.1", "lost.us-east-1.17", "third-thought.3", "slow-fence.eu-west-1", "gone"))
                .allMatch(Mishap::isId);
        assertThat(List.of("0", "", "spite", "lost.17", "gone.1", "slow-fence", "order.x"))
                .noneMatch(Mishap::isId);
    }

    private static Stream<Mishap> fromTheBeginning(List<Mishap> all) {
        return all.stream().filter(mishap -> mishap.id().matches("\\d+"));
    }

    private static Optional<String> law(Scene scene, Guards guards, List<String> ids, long seed) {
        return Simulation.live(scene, guards, Faults.drawn(ids), seed)
                .violation()
                .map(Result.Violation::law);
    }

    private static long broken(Guards guards) {
        return LongStream.rangeClosed(1, SEEDS)
                .filter(seed -> Simulation.live(Climates.any(seed), guards, Faults.drawn(), seed)
                        .violation()
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }
}
