package dev.meridian.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// The order of steps, and of applications: nothing waits for itself, directly or round a corner. The built-in
/// steps stand in their order, or in that of `failover.order` where others than Meridian carry it out;
/// `promote.STORE` and `scale.SERVICE` are parts of theirs, and what a user says comes on top.
final class StepOrder {
    private final ProblemList problems;

    /// The built-in steps, each of which waits for the one before it.
    private final List<String> order;

    /// What each waits for.
    private final SequencedMap<String, SequencedSet<String>> waits = new LinkedHashMap<>();

    /// Where the user said so, by both names.
    private final SequencedMap<String, Place> said = new LinkedHashMap<>();

    private StepOrder(ProblemList problems, List<String> order) {
        this.problems = problems;
        this.order = order;
    }

    /// @param whole the file with what applications inherit written out
    static void check(Tree.Block whole, ProblemList problems) {
        List<Optional<Tree.Block>> all = new ArrayList<>(List.of(whole.block("failover")));
        whole.block("applications")
                .ifPresent(some -> some.entries()
                        .keySet()
                        .forEach(name -> all.add(some.block(name).flatMap(own -> own.block("failover")))));
        for (Optional<Tree.Block> failover : all) {
            failover.flatMap(block -> block.block("steps"))
                    .ifPresent(steps -> check(steps, orders(failover.get()), problems));
            failover.flatMap(block -> block.block("failback"))
                    .flatMap(block -> block.block("steps"))
                    .ifPresent(steps -> check(steps, List.of(SchemaFailover.BUILT_IN), problems));
        }
        new StepOrder(problems, List.of()).applications(whole);
    }

    /// Steps may stand as one of the orders has them. Where they fit none, the first one says why.
    private static void check(Tree.Block steps, List<List<String>> orders, ProblemList problems) {
        List<StepOrder> tried = new ArrayList<>();
        for (List<String> order : orders) {
            StepOrder one = new StepOrder(problems, order);
            one.steps(steps);
            tried.add(one);
        }
        if (tried.stream().allMatch(StepOrder::hasCircle)) {
            tried.getFirst().tell("step");
        }
        StepOrder limits = tried.getFirst();
        steps.entries().keySet().forEach(name -> steps.block(name).ifPresent(step -> limits.limit(name, step)));
    }

    /// The orders in which a plan may run its built-in steps: the declared one where Meridian's engine, which
    /// keeps its own, does not carry it out; and the usual one.
    private static List<List<String>> orders(Tree.Block failover) {
        List<String> declared = names(failover, "order").stream()
                .map(Tree.Scalar::text)
                .filter(SchemaFailover.BUILT_IN::contains)
                .distinct()
                .toList();
        boolean isForeign = failover.block("control")
                .flatMap(control -> control.scalar("runs"))
                .filter(runs -> !runs.text().equals("meridian"))
                .isPresent();
        return isForeign && !declared.isEmpty()
                ? List.of(whole(declared), SchemaFailover.BUILT_IN)
                : List.of(SchemaFailover.BUILT_IN);
    }

    /// A declared order with each step that it leaves out after the one that it usually follows; `verify` is last.
    private static List<String> whole(List<String> declared) {
        List<String> order = new ArrayList<>(declared);
        String previous = "";
        for (String name : SchemaFailover.BUILT_IN) {
            if (!order.contains(name)) {
                order.add(name.equals("verify") ? order.size() : order.indexOf(previous) + 1, name);
            }
            previous = name;
        }
        return List.copyOf(order);
    }

    private boolean hasCircle() {
        List<List<String>> circles = new ArrayList<>();
        new Circles(waits).each(circles::add);
        return !circles.isEmpty();
    }

    private void steps(Tree.Block steps) {
        String before = "";
        for (String builtIn : order) {
            waitFor(builtIn, before);
            before = builtIn;
        }
        steps.entries().forEach((name, entry) -> {
            if (entry.value() instanceof Tree.Block step && !SchemaFailover.BUILT_IN.contains(name)) {
                names(step, "after").forEach(other -> part(other.text()));
                names(step, "before").forEach(other -> part(other.text()));
            }
        });
        steps.entries().forEach((name, entry) -> {
            if (entry.value() instanceof Tree.Block step && !SchemaFailover.BUILT_IN.contains(name)) {
                names(step, "after").forEach(other -> waitFor(name, other.text(), other.place()));
                names(step, "before").forEach(other -> holdsUp(name, other));
            }
        });
    }

    /// A step that is planned to take longer than it is given fails every time.
    private void limit(String name, Tree.Block step) {
        limit(name, step, Optional.empty());
        for (String variant : List.of("graceful", "forced")) {
            step.block(variant).ifPresent(block -> limit(name, block, Optional.of(step)));
        }
        step.block("of")
                .ifPresent(all -> all.entries()
                        .keySet()
                        .forEach(part -> all.block(part).ifPresent(times -> limit(name + "." + part, times))));
    }

    /// @param around the step that a variant differs from; it has what the variant does not say
    private void limit(String name, Tree.Block step, Optional<Tree.Block> around) {
        Optional<Tree.Scalar> takes = step.scalar("takes").or(() -> around.flatMap(whole -> whole.scalar("takes")));
        Optional<Tree.Scalar> timeout =
                step.scalar("timeout").or(() -> around.flatMap(whole -> whole.scalar("timeout")));
        boolean isOwn = step.at("takes").isPresent() || step.at("timeout").isPresent();
        Optional<Duration> planned = takes.filter(_ -> isOwn).flatMap(text -> Scalars.time(text.text()));
        Optional<Duration> given = timeout.flatMap(text -> Scalars.time(text.text()));
        if (planned.isPresent() && given.isPresent() && planned.get().compareTo(given.get()) > 0) {
            problems.add(
                    ProblemId.BAD_TIMES,
                    takes.get().place(),
                    new Message(
                            "the step `" + name + "` takes " + takes.get().text() + " and is given "
                                    + timeout.map(Tree.Scalar::text).orElse(""),
                            "a step that is not done within its `timeout` has failed",
                            "a longer `timeout`, or a shorter `takes`"));
        }
    }

    /// A part begins when the step before its whole has ended, and its whole ends with it.
    private void part(String name) {
        int dot = name.indexOf('.');
        int whole = order.indexOf(dot < 0 ? "" : name.substring(0, dot));
        if (whole > 0) {
            waitFor(name, order.get(whole - 1));
        }
        if (whole >= 0) {
            waitFor(order.get(whole), name);
        }
    }

    /// Who holds up a whole holds up its parts.
    private void holdsUp(String name, Tree.Scalar other) {
        waitFor(other.text(), name, other.place());
        for (String step : List.copyOf(waits.keySet())) {
            if (step.startsWith(other.text() + ".")) {
                waitFor(step, name, other.place());
            }
        }
    }

    private void applications(Tree.Block whole) {
        whole.at("application")
                .filter(Tree.Scalar.class::isInstance)
                .ifPresent(one -> after(((Tree.Scalar) one).text(), whole));
        whole.block("applications")
                .ifPresent(all -> all.entries()
                        .keySet()
                        .forEach(name -> all.block(name).ifPresent(application -> after(name, application))));
        tell("application");
    }

    private void after(String name, Tree.Block application) {
        waitFor(name, "");
        application
                .block("failover")
                .ifPresent(failover ->
                        names(failover, "after").forEach(other -> waitFor(name, other.text(), other.place())));
    }

    private static List<Tree.Scalar> names(Tree.Block block, String key) {
        return block.at(key).stream()
                .flatMap(value -> value instanceof Tree.Items items ? items.items().stream() : Stream.of(value))
                .filter(Tree.Scalar.class::isInstance)
                .map(Tree.Scalar.class::cast)
                .toList();
    }

    private void waitFor(String name, String other, Place place) {
        waitFor(name, other);
        said.put(name + " " + other, place);
    }

    private void waitFor(String name, String other) {
        SequencedSet<String> all = waits.computeIfAbsent(name, _ -> new LinkedHashSet<>());
        if (!other.isEmpty()) {
            all.add(other);
        }
    }

    private void tell(String kind) {
        new Circles(waits).each(circle -> {
            Place place = null;
            for (int i = circle.size() - 2; i >= 0 && place == null; i--) {
                place = said.get(circle.get(i) + " " + circle.get(i + 1));
            }
            if (place == null) {
                throw new AssertionError("the built-in steps wait for each other");
            }
            String first = circle.getFirst();
            problems.add(
                    ProblemId.CYCLE,
                    place,
                    new Message(
                            circle.size() == 2
                                    ? "the " + kind + " `" + first + "` waits for itself"
                                    : "this closes a circle of " + kind + "s that wait for each other: "
                                            + Circles.shown(circle),
                            "each would begin when the next has ended, so none of them ever begins",
                            circle.size() == 2 ? "name another, or delete it" : "delete the one that can go first"));
        });
    }
}
