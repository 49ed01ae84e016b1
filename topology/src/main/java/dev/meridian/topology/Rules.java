package dev.meridian.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The rules of the format that no single key can show: one form of `application`, an owner for everything where
/// there are several, no circle of dependencies, an order for each step.
final class Rules {
    private static final List<String> OF_BUILT_IN = List.of("timeout", "takes", "forced", "of");

    private final Tree.Block root;
    private final ProblemList problems;

    private Rules(Tree.Block root, ProblemList problems) {
        this.root = root;
        this.problems = problems;
    }

    static void check(Tree.Block root, ProblemList problems) {
        Rules rules = new Rules(root, problems);
        rules.application();
        rules.owners();
        rules.cycles();
        Contradictions.check(root, problems);
        StepOrder.check(root, problems);
        rules.steps(root.block("failover"));
        root.block("applications")
                .ifPresent(all -> all.entries()
                        .keySet()
                        .forEach(name ->
                                rules.steps(all.block(name).flatMap(application -> application.block("failover")))));
    }

    private void application() {
        Tree.Entry one = root.entries().get("application");
        Tree.Entry several = root.entries().get("applications");
        if (one != null && several != null) {
            problems.add(
                    ProblemId.EXCLUSIVE,
                    several.key(),
                    new Message(
                            "`application` and `applications` exclude each other",
                            "the first is the file of one application that owns everything, at "
                                    + one.key().where().text(),
                            "move it under `applications` and delete `application`"));
        }
        boolean none =
                root.block("applications").map(all -> all.entries().isEmpty()).orElse(true);
        if (one == null && none) {
            problems.add(
                    ProblemId.MISSING_KEY,
                    several == null ? root.place() : several.key(),
                    new Message(
                            "the file does not name its application",
                            "the application is the unit that moves",
                            "add `application: NAME`"));
        }
    }

    private void owners() {
        int applications =
                root.block("applications").map(all -> all.entries().size()).orElse(1);
        if (applications < 2) {
            return;
        }
        for (String section : List.of("services", "data")) {
            root.block(section)
                    .ifPresent(block -> block.entries().forEach((name, entry) -> {
                        boolean owned = entry.value() instanceof Tree.Block owner
                                && (owner.at("application").isPresent() || isTrue(owner.at("shared")));
                        if (!owned) {
                            problems.add(
                                    ProblemId.NO_OWNER,
                                    entry.key(),
                                    new Message(
                                            "`" + section + "." + name + "` does not say whose it is",
                                            "the file has " + applications
                                                    + " applications, and each moves what it owns",
                                            "`application: NAME`, or `shared: true` for what several use and none moves"));
                        }
                    }));
        }
    }

    private static boolean isTrue(Optional<Tree> flag) {
        return flag.filter(value -> value instanceof Tree.Scalar s && s.text().equals("true"))
                .isPresent();
    }

    private void cycles() {
        SequencedMap<String, Tree.Block> needs = new LinkedHashMap<>();
        for (String section : List.of("services", "data")) {
            root.block(section)
                    .ifPresent(block -> block.entries()
                            .keySet()
                            .forEach(name -> block.block(name)
                                    .flatMap(owner -> owner.block("dependsOn"))
                                    .ifPresent(found -> needs.put(name, found))));
        }
        SequencedMap<String, Set<String>> names = new LinkedHashMap<>();
        needs.forEach((name, block) -> names.put(name, block.entries().keySet()));
        new Circles(names).each(circle -> {
            Tree.Block last = needs.get(circle.get(circle.size() - 2));
            Tree.Entry closing = last == null ? null : last.entries().get(circle.getLast());
            problems.add(
                    ProblemId.CYCLE,
                    closing == null ? root.place() : closing.key(),
                    new Message(
                            "this dependency closes a circle: " + Circles.shown(circle),
                            "in a circle nothing can be started first, and an availability would be counted twice",
                            "delete the one that is not needed to serve"));
        });
    }

    private void steps(Optional<Tree.Block> failover) {
        failover.flatMap(block -> block.block("steps")).ifPresent(this::orderOfSteps);
        failover.flatMap(block -> block.block("failback"))
                .flatMap(block -> block.block("steps"))
                .ifPresent(this::orderOfSteps);
    }

    private void orderOfSteps(Tree.Block steps) {
        steps.entries().forEach((name, entry) -> {
            if (entry.value() instanceof Tree.Block step) {
                if (SchemaFailover.BUILT_IN.contains(name)) {
                    builtIn(name, step);
                } else {
                    own(name, entry.key(), step);
                }
            }
        });
    }

    private void builtIn(String name, Tree.Block step) {
        step.entries().forEach((key, entry) -> {
            if (!OF_BUILT_IN.contains(key)) {
                problems.add(
                        ProblemId.LOOSE_STEP,
                        entry.key(),
                        new Message(
                                "the built-in step `" + name + "` takes no `" + key + "`",
                                "built-in steps keep their order and cannot be removed: the safety of a plan is in them",
                                Words.list(OF_BUILT_IN, "or") + "; or a step of your own, before or after it"));
            }
        });
    }

    private void own(String name, Place place, Tree.Block step) {
        if (step.at("after").isEmpty() && step.at("before").isEmpty()) {
            problems.add(
                    ProblemId.LOOSE_STEP,
                    place,
                    new Message(
                            "the step `" + name + "` has neither `after` nor `before`",
                            "steps without an order run at the same time, and this one could run before the fence",
                            "`after: promote` or `before: fence`, for example"));
        }
        boolean human = step.at("by")
                .filter(by -> by instanceof Tree.Scalar s && s.text().equals("human"))
                .isPresent();
        if (human && step.at("takes").isEmpty()) {
            problems.add(
                    ProblemId.MISSING_KEY,
                    place,
                    new Message(
                            "the step `" + name + "` is done by a person and does not say how long that `takes`",
                            "the time of people is part of the time to recover",
                            "`takes: 15m`"));
        }
        if (!human && step.at("run").isEmpty() && step.at("action").isEmpty()) {
            problems.add(
                    ProblemId.MISSING_KEY,
                    place,
                    new Message(
                            "the step `" + name + "` does nothing",
                            "a step runs something, has an action, or is done by a person",
                            "`run: ./script.sh`, `action: {restart: NAME}`, or `by: human`"));
        }
    }
}
