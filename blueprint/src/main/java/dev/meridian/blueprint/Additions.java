package dev.meridian.blueprint;

import dev.meridian.topology.Failover;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// Finds out where a file's own steps stand among what a move does. The reader has seen to it that their order has
/// no circle: in the usual order of the built-in steps, or in that of a plan which others carry out. In a world in
/// which Meridian's engine stands in for these, a step that such a plan has between two phases, and the engine's
/// order has not, goes before the later one.
final class Additions {
    private final SequencedMap<String, Failover.Step> steps;
    private final boolean isForeign;

    private Additions(SequencedMap<String, Failover.Step> steps, boolean isForeign) {
        this.steps = steps;
        this.isForeign = isForeign;
    }

    static AddedSteps of(Failover failover) {
        boolean isForeign = failover.control()
                .flatMap(Failover.Control::runs)
                .filter(Failover.Runs::isForeign)
                .isPresent();
        return new AddedSteps(
                new Additions(failover.steps(), isForeign).all(),
                failover.failback()
                        .map(back -> new Additions(back.steps(), false).all())
                        .orElse(List.of()));
    }

    /// Each after those that it comes after, else as in the file.
    private List<AddedStep> all() {
        SequencedSet<String> names = new LinkedHashSet<>();
        own().forEach(step -> append(step, names));
        return names.stream().map(name -> added(step(name))).toList();
    }

    private void append(Failover.Step step, SequencedSet<String> names) {
        predecessors(step).forEach(name -> append(step(name), names));
        names.add(step.name());
    }

    private Stream<Failover.Step> own() {
        return steps.values().stream().filter(step -> !step.builtIn());
    }

    private AddedStep added(Failover.Step step) {
        return new AddedStep(
                step.name(),
                standsAfter(step),
                List.copyOf(predecessors(step)),
                holdsUp(step),
                step.by() != Failover.Doer.MERIDIAN,
                step.takes().map(Failover.Takes::most),
                way(step, step.graceful()),
                way(step, step.forced()),
                switch (step.onFailure()) {
                    case STOP -> AddedStep.OnFailure.STOP;
                    case CONTINUE -> AddedStep.OnFailure.CONTINUE;
                    case COMPENSATE -> AddedStep.OnFailure.COMPENSATE;
                });
    }

    private static AddedStep.Way way(Failover.Step step, Failover.Variant variant) {
        return new AddedStep.Way(
                variant.skip(),
                variant.action().or(step::action).map(Additions::text).orElse("a person does it"),
                variant.timeout().or(step::timeout));
    }

    private static String text(Failover.Action action) {
        String verb = action.verb().equals("waitUntil") ? "wait until" : action.verb();
        return verb + " " + action.argument()
                + action.from().map(from -> " from " + from).orElse("");
    }

    /// The steps of the file that it comes after: those that it names, those that name it, and after `verify` all
    /// that are to be over by then.
    private SequencedSet<String> predecessors(Failover.Step step) {
        SequencedSet<String> names = new LinkedHashSet<>();
        step.after().stream().filter(this::isOwn).forEach(names::add);
        own().filter(other -> other.before().contains(step.name()))
                .map(Failover.Step::name)
                .forEach(names::add);
        if (step.after().contains("verify")) {
            own().filter(other -> other.before().contains("verify"))
                    .map(Failover.Step::name)
                    .forEach(names::add);
        }
        return names;
    }

    private List<String> successors(Failover.Step step) {
        List<String> names = new ArrayList<>();
        step.before().stream().filter(this::isOwn).forEach(names::add);
        own().filter(other -> other.after().contains(step.name()))
                .map(Failover.Step::name)
                .forEach(names::add);
        return names;
    }

    private boolean isOwn(String name) {
        Failover.Step step = steps.get(name);
        return step != null && !step.builtIn();
    }

    private Failover.Step step(String name) {
        return Objects.requireNonNull(steps.get(name));
    }

    private Optional<MovePhase> standsAfter(Failover.Step step) {
        Optional<MovePhase> held = holdsUp(step);
        return follows(step)
                .filter(done -> !isForeign
                        || held.filter(phase -> phase.compareTo(done) <= 0).isEmpty());
    }

    private Optional<MovePhase> follows(Failover.Step step) {
        Stream<Optional<MovePhase>> named = step.after().stream().map(Additions::after);
        Stream<Optional<MovePhase>> through = predecessors(step).stream().map(name -> follows(step(name)));
        return Stream.concat(named, through).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private Optional<MovePhase> holdsUp(Failover.Step step) {
        Stream<Optional<MovePhase>> named = step.before().stream().map(Additions::before);
        Stream<Optional<MovePhase>> through = successors(step).stream().map(name -> holdsUp(step(name)));
        return Stream.concat(named, through).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /// `promote.ledger` is a part of `promote`.
    private static String whole(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static Optional<MovePhase> after(String name) {
        return switch (whole(name)) {
            case "fence" -> Optional.of(MovePhase.FENCE);
            case "promote", "scale" -> Optional.of(MovePhase.PROMOTE);
            case "route", "verify" -> Optional.of(MovePhase.ROUTE);
            default -> Optional.empty();
        };
    }

    private static Optional<MovePhase> before(String name) {
        return switch (whole(name)) {
            case "detect", "hold", "fence" -> Optional.of(MovePhase.FENCE);
            case "promote" -> Optional.of(MovePhase.PROMOTE);
            case "scale", "route" -> Optional.of(MovePhase.ROUTE);
            default -> Optional.empty();
        };
    }
}
