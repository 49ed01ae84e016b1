package dev.meridian.cli;

import dev.meridian.blueprint.Store;
import dev.meridian.evidence.DrillReport.ObjectiveVerdict;
import dev.meridian.evidence.Statistics;
import dev.meridian.faults.Fault;
import dev.meridian.simulator.Result;
import dev.meridian.simulator.Scene;
import dev.meridian.simulator.Series;
import dev.meridian.simulator.Simulation;
import dev.meridian.twin.Places;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One application's worlds, and what they say of what its file promises.
///
/// @param reduced the first in which a law did not hold, with as little as it takes
/// @param isStruck whether what goes wrong is anywhere near it: another application's region may be lost without
///     this one's noticing
/// @param leavesNobody whether the listed faults leave nobody who could serve, though no move is refused
/// @param refusal why the move that the listed faults call for is refused, and what would change that
/// @param promised the declared time to recover, where there is one and these faults ask for a recovery
/// @param unjudged why no time of these worlds says anything of that promise; empty if it does
record SimulatedPart(
        Scene scene,
        Series series,
        Optional<ReducedWorld> reduced,
        boolean isStruck,
        boolean leavesNobody,
        Optional<String> refusal,
        Optional<Duration> promised,
        Optional<String> unjudged) {
    /// Of random faults, or of those that a public outage brings: they strike, and nothing is promised for them.
    static SimulatedPart ofWhatComes(Scene scene, Series series, Optional<ReducedWorld> reduced) {
        return new SimulatedPart(
                scene, series, reduced, true, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static SimulatedPart of(
            Scene scene, Series series, Optional<ReducedWorld> reduced, List<Fault> listed, LoadedFile loaded) {
        if (listed.isEmpty()) {
            return ofWhatComes(scene, series, reduced);
        }
        Store store =
                Objects.requireNonNull(loaded.blueprint().orElseThrow().stores().get(scene.store()));
        Optional<String> refusal = scene.refusal(listed);
        return new SimulatedPart(
                scene,
                series,
                reduced,
                listed.stream().anyMatch(scene::hasPlacesOf),
                refusal.isEmpty() && scene.leavesNobody(listed),
                refusal,
                store.objectives().rto().filter(_ -> scene.recoversFrom(listed)),
                Unmodelled.unjudged(loaded, store));
    }

    Optional<ReducedWorld> reduced(Result broken) {
        return reduced.filter(_ -> series.violations().getFirst().equals(broken));
    }

    /// What the engine may do in these scenes, as a drill of one of them names it.
    static String planHash(List<Scene> scenes) {
        return Places.planHash(scenes.stream().map(Scene::policy).toList());
    }

    /// Tells its one world, and what went otherwise than it should; the exit code that this means.
    int told(Simulation.Tale tale, long seed) {
        System.out.println(scene.policy().application() + " (" + scene.store() + "), seed " + seed);
        tale.lines().forEach(System.out::println);
        if (tale.result().violation().isEmpty()) {
            System.out.println("laws: every one held, after every event");
        }
        tale.result().otherwise().forEach(what -> System.out.println("otherwise: " + what));
        refusal.ifPresent(why -> System.out.println("refused: the move: " + why));
        objective().filter(_ -> misses() > 0).ifPresent(missed -> System.out.println("objective: " + missed));
        return exitCode();
    }

    /// 4 where a move was refused for safety, and all else is as it should be; 1 where something is not, or a
    /// promise was missed.
    int exitCode() {
        if (series.right() + series.refused() < series.worlds() || misses() > 0) {
            return ExitCode.MISSED;
        }
        return refusal.isPresent() || series.refused() > 0 ? ExitCode.REFUSED : ExitCode.FINE;
    }

    /// How often a move was refused: where nobody even asks for one, once in each world.
    long refusals() {
        boolean isAlways = refusal.isPresent() && series.moves() == 0;
        return isAlways ? Math.max(series.refusals(), series.worlds()) : series.refusals();
    }

    /// In how many worlds users waited for longer than was promised; where the move was refused, that is what
    /// went otherwise.
    private long misses() {
        return promised.stream()
                .filter(_ -> unjudged.isEmpty())
                .mapToLong(most -> longer(series.recoveries(), most) - longer(series.recoveriesOfRefused(), most))
                .sum();
    }

    private static long longer(List<Double> recoveries, Duration most) {
        return recoveries.stream().filter(took -> took > most.toNanos() / 1e9).count();
    }

    private Optional<Double> longest() {
        return Statistics.percentile(series.recoveries(), 1);
    }

    /// Whether what is promised was kept, as text.
    Optional<String> objective() {
        if (unjudged.isPresent()) {
            return promised.map(most -> "rto " + Durations.text(most) + ": not judged, since " + unjudged.get());
        }
        String longest = longest()
                .map(took -> String.format(Locale.ROOT, "longest %.2f s", took))
                .orElse("not recovered from in all");
        List<String> verdicts = new ArrayList<>();
        if (misses() > 0) {
            verdicts.add(String.format(Locale.ROOT, "missed in %,d of %,d, %s", misses(), series.worlds(), longest));
        }
        if (series.refused() > 0) {
            verdicts.add(String.format(Locale.ROOT, "refused in %,d of %,d", series.refused(), series.worlds()));
        }
        String verdict = verdicts.isEmpty() ? "kept in all" : String.join("; ", verdicts);
        return promised.map(most -> "rto " + Durations.text(most) + ": " + verdict);
    }

    /// The same for programs.
    void objective(ArrayNode objectives) {
        promised.ifPresent(most -> {
            ObjectNode node = objectives
                    .addObject()
                    .put("id", scene.store() + ".rto")
                    .put("declared", most.toNanos() / 1e9)
                    .put("simulated", longest().orElse(null))
                    .put("verdict", verdict());
            unjudged.ifPresentOrElse(why -> node.put("why", why), () -> node.putNull("why"));
        });
    }

    private String verdict() {
        boolean isMet = misses() == 0 && series.refused() == 0;
        return unjudged.isPresent() ? "not-judged" : (isMet ? ObjectiveVerdict.MET : ObjectiveVerdict.MISSED).text();
    }
}
