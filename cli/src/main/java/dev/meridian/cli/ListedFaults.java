package dev.meridian.cli;

import static dev.meridian.cli.Argument.option;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.faults.Composition;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Ground;
import dev.meridian.simulator.Scene;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The faults that somebody lists for simulated worlds.
final class ListedFaults implements CommandPart {
    /// Between these a fault comes that does not say when; the latter is when it would in a drill.
    private static final Duration SOONEST = Duration.ofSeconds(5);

    private static final Duration LATEST = Duration.ofSeconds(20);

    private List<String> texts = List.of();

    @Override
    public void addTo(Description command) {
        command.takes(option("--fault", "FAULT")
                .says("This one instead of random ones, as `drill` names it. Repeatable, each at" + " its own time.")
                .texts(it -> texts = it));
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    /// Those that are right, each with its time; of the others `problems` has what is wrong.
    List<Fault> read(Blueprint blueprint, List<Scene> scenes, List<Problem> problems) {
        List<Fault> right = new ArrayList<>();
        Ground ground = Ground.of(blueprint);
        for (int i = 0; i < texts.size(); i++) {
            switch (Fault.parse(texts.get(i), ground)) {
                case Fault.Parsed.Right(Fault fault) -> {
                    Optional<Fault.Wrong> wrong = unfit(fault, scenes);
                    wrong.map(problem(i)).ifPresentOrElse(problems::add, () -> right.add(fault.orAt(calm(scenes))));
                }
                case Fault.Parsed.Not(Fault.Wrong wrong) ->
                    problems.add(problem(i).apply(FaultFix.fitting(wrong, ground, fault -> hold(fault, scenes))));
            }
        }
        if (right.size() == texts.size()) {
            Composition.wrong(right)
                    .ifPresent(wrong -> problems.add(problem(wrong.index()).apply(FaultFix.possible(wrong, right))));
        }
        return right;
    }

    private static Optional<Duration> hold(Fault fault, List<Scene> scenes) {
        return scenes.stream()
                .filter(scene -> scene.hasPlacesOf(fault))
                .map(scene -> scene.policy().hold())
                .min(Comparator.naturalOrder());
    }

    private Function<Fault.Wrong, Problem> problem(int index) {
        Where where = new Where.InAssignment("--fault[" + (index + 1) + "]", texts.get(index));
        return wrong -> new Problem("MER-0090", where, wrong.what(), Optional.empty(), wrong.why(), wrong.fix());
    }

    /// When everybody has looked at everybody ten times: what a drill waits for beyond that, a machine that has
    /// booted all regions, a world does not have.
    private static Duration calm(List<Scene> scenes) {
        return scenes.stream()
                .map(scene -> scene.probes().every().multipliedBy(10))
                .max(Comparator.naturalOrder())
                .filter(looks -> looks.compareTo(SOONEST) > 0)
                .map(looks -> looks.compareTo(LATEST) < 0 ? looks : LATEST)
                .orElse(SOONEST);
    }

    /// What the file's applications have against a fault: it has to strike one of them, and a blip has to
    /// be one for each that it strikes.
    private static Optional<Fault.Wrong> unfit(Fault fault, List<Scene> scenes) {
        List<Scene> struck =
                scenes.stream().filter(scene -> scene.hasPlacesOf(fault)).toList();
        if (struck.isEmpty() && !scenes.isEmpty()) {
            return Optional.of(new Fault.Wrong(
                    "`" + fault.text() + "` strikes nothing that is simulated",
                    "simulated are the places that hold an application's store or vote on its failover: "
                            + scenes.stream()
                                    .flatMap(scene -> scene.places().stream())
                                    .map(RegionName::text)
                                    .distinct()
                                    .collect(Collectors.joining(", ")),
                    "a fault of one of these"));
        }
        return struck.stream()
                .flatMap(scene -> fault.contradiction(scene.policy().hold()).stream())
                .findFirst();
    }
}
