package dev.meridian.assess;

import dev.meridian.bounds.RecoveryTime;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The declared steps of a failback in their order: each own step between the built-in ones that it comes after
/// and before, directly or through other steps.
final class WayBack {
    private final SequencedMap<String, Failover.Step> steps;

    WayBack(Failover.Failback said) {
        this.steps = said.steps();
    }

    /// The steps with names of their own.
    List<Failover.Step> own() {
        return steps.values().stream().filter(step -> !step.builtIn()).toList();
    }

    /// Whether a step is done before the writers go home.
    boolean isBeforePromotion(Failover.Step step) {
        return isBefore(step, "promote");
    }

    /// Whether a step is done before the users go home.
    boolean isBeforeUsers(Failover.Step step) {
        return isBefore(step, "route");
    }

    private boolean isBefore(Failover.Step step, String phase) {
        int end = RecoveryTime.PHASES.indexOf(phase);
        return reached(step).stream().map(RecoveryTime.PHASES::indexOf).anyMatch(at -> at >= 0 && at <= end);
    }

    /// Whether the steps name a promotion: as one of them, or as a place for another.
    boolean namesPromotion() {
        return steps.containsKey("promote")
                || own().stream()
                        .anyMatch(step -> refersToPromotion(step.before())
                                || refersToPromotion(step.after())
                                || StepOrder.isPromotion(step.name())
                                || step.forcedAction().stream()
                                        .anyMatch(action -> StepOrder.isPromotion(action.argument())));
    }

    private static boolean refersToPromotion(List<String> names) {
        return names.stream().anyMatch(name -> phase(name).equals("promote"));
    }

    /// The own steps without a time.
    List<Failover.Step> untimed() {
        return own().stream()
                .filter(step -> !step.forced().skip() && step.forcedTakes().isEmpty())
                .toList();
    }

    /// The sum of the declared times on the longest way through the steps, each at its shortest.
    Duration shortest() {
        return longest(true);
    }

    /// The same, each step at its longest.
    Duration planned() {
        return longest(false);
    }

    private Duration longest(boolean isLeast) {
        SequencedMap<String, Duration> ends = new LinkedHashMap<>();
        names().forEach(name -> end(name, isLeast, ends, new LinkedHashSet<>()));
        return ends.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private Duration end(String name, boolean isLeast, SequencedMap<String, Duration> ends, SequencedSet<String> open) {
        if (ends.containsKey(name)) {
            return ends.get(name);
        }
        if (!open.add(name)) {
            return Duration.ZERO;
        }
        Duration before = predecessors(name).stream()
                .map(first -> end(first, isLeast, ends, open))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Duration end = before.plus(time(name, isLeast));
        ends.put(name, end);
        return end;
    }

    private Duration time(String name, boolean isLeast) {
        return Optional.ofNullable(steps.get(name)).stream()
                .flatMap(step -> step.forcedTakes().stream())
                .map(takes -> isLeast ? takes.least() : takes.most())
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(RecoveryTime.PHASES);
        own().forEach(step -> names.add(step.name()));
        return names;
    }

    /// The steps that end before another one begins.
    private List<String> predecessors(String name) {
        List<String> first = new ArrayList<>();
        int at = RecoveryTime.PHASES.indexOf(name);
        if (at > 0) {
            first.add(RecoveryTime.PHASES.get(at - 1));
        }
        Optional.ofNullable(steps.get(name)).ifPresent(step -> step.after().forEach(other -> first.add(phase(other))));
        own().stream()
                .filter(step ->
                        step.before().stream().anyMatch(other -> phase(other).equals(name)))
                .forEach(step -> first.add(step.name()));
        return first;
    }

    private List<String> successors(Failover.Step step) {
        List<String> next = new ArrayList<>();
        step.before().forEach(name -> next.add(phase(name)));
        own().stream().filter(other -> other.after().contains(step.name())).forEach(other -> next.add(other.name()));
        return next;
    }

    /// The names of the steps that a step comes before, directly or through other steps.
    private SequencedSet<String> reached(Failover.Step step) {
        SequencedSet<String> seen = new LinkedHashSet<>();
        List<Failover.Step> open = new ArrayList<>(List.of(step));
        while (!open.isEmpty()) {
            successors(open.removeFirst()).stream()
                    .filter(seen::add)
                    .forEach(name -> Optional.ofNullable(steps.get(name))
                            .filter(other -> !other.builtIn())
                            .ifPresent(open::add));
        }
        return seen;
    }

    /// Whether an own step is done before another one, as far as the file says.
    boolean isBefore(Failover.Step first, Failover.Step then) {
        return reached(first).contains(then.name());
    }

    private static String phase(String name) {
        return name.replaceFirst("\\..*", "");
    }
}
