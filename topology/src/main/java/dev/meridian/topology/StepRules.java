package dev.meridian.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The rules of a single step: a place in the order, one thing to do, and for built-in ones times, and what
/// promotes a store. [StepOrder] has those of all steps together.
final class StepRules {
    private static final List<String> OF_BUILT_IN =
            List.of("timeout", "takes", "graceful", "forced", "of", "startedBy");

    /// Built-in steps without which a move is not safe or does not happen.
    private static final List<String> NEEDED = List.of("fence", "promote", "route");

    private final ProblemList problems;

    private StepRules(ProblemList problems) {
        this.problems = problems;
    }

    static void check(Tree.Block root, Tree.Block whole, ProblemList problems) {
        StepRules rules = new StepRules(problems);
        rules.failover(root, root);
        root.block("applications")
                .ifPresent(all -> all.entries()
                        .keySet()
                        .forEach(name -> all.block(name)
                                .ifPresent(own -> whole.block("applications")
                                        .flatMap(inherited -> inherited.block(name))
                                        .ifPresent(merged -> rules.failover(own, merged)))));
    }

    /// @param own what the file says in this place
    /// @param whole the same, over what it inherits
    private void failover(Tree.Block own, Tree.Block whole) {
        boolean unfenced = whole.block("failover")
                .flatMap(block -> block.scalar("fence"))
                .filter(fence -> fence.text().equals("none"))
                .isPresent();
        steps(own.block("failover"), whole.block("failover"), unfenced ? Order.UNFENCED : Order.FENCED);
        steps(
                own.block("failover").flatMap(block -> block.block("failback")),
                whole.block("failover").flatMap(block -> block.block("failback")),
                Order.WAY_BACK);
    }

    /// The kind of plan that a step belongs to: what a step without an order endangers there, and an order that it
    /// could have.
    private enum Order {
        FENCED("this one could run before the fence", "`after: promote` or `before: fence`, for example"),
        UNFENCED(
                "this one could run before the target takes writes",
                "`after: promote` or `before: route`, for example"),
        WAY_BACK(
                "this one could run before home has the data",
                "`before: promote` if home needs it to take writes, else `after: verify`");

        private final String danger;
        private final String example;

        Order(String danger, String example) {
            this.danger = danger;
            this.example = example;
        }
    }

    private void steps(Optional<Tree.Block> own, Optional<Tree.Block> whole, Order order) {
        Optional<Tree.Block> said = own.flatMap(block -> block.block("steps"));
        Optional<Tree.Block> all = whole.flatMap(block -> block.block("steps"));
        said.ifPresent(steps -> steps.entries().forEach((name, entry) -> {
            Optional<Tree.Block> step = all.flatMap(block -> block.block(name));
            if (entry.value() instanceof Tree.Block part && step.isPresent()) {
                actions(name, step.get());
                if (SchemaFailover.BUILT_IN.contains(name)) {
                    builtIn(name, part);
                } else {
                    own(name, entry.key(), step.get(), order);
                }
            }
        }));
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
        stays(name, "graceful", step);
        stays(name, "forced", step);
        if (!name.equals("promote")) {
            step.block("of")
                    .ifPresent(of -> of.entries()
                            .keySet()
                            .forEach(one -> of.block(one)
                                    .flatMap(times -> times.scalar("by"))
                                    .ifPresent(by -> problems.add(
                                            ProblemId.LOOSE_STEP,
                                            by.place(),
                                            new Message(
                                                    "`" + name + ".of." + one + "` takes no `by`",
                                                    "`by` says what promotes a store, and the step that promotes is `promote`",
                                                    "`steps.promote.of.STORE.by`, or delete the line")))));
        }
    }

    /// A forced move begins because something was detected, and both kinds of move fence, promote and route.
    private void stays(String name, String variant, Tree.Block step) {
        boolean needed = NEEDED.contains(name) || (name.equals("detect") && variant.equals("forced"));
        step.block(variant)
                .flatMap(block -> block.scalar("skip"))
                .filter(_ -> needed)
                .ifPresent(skip -> problems.add(
                        ProblemId.LOOSE_STEP,
                        skip.place(),
                        new Message(
                                "a " + variant + " move cannot skip the built-in step `" + name + "`",
                                "built-in steps keep their order and cannot be removed: the safety of a plan is in them",
                                "`" + variant + ": {takes: 0s}` if it takes no time there")));
    }

    private void own(String name, Place place, Tree.Block step, Order order) {
        if (step.at("after").isEmpty() && step.at("before").isEmpty()) {
            problems.add(
                    ProblemId.LOOSE_STEP,
                    place,
                    new Message(
                            "the step `" + name + "` has neither `after` nor `before`",
                            "steps without an order run at the same time, and " + order.danger,
                            order.example));
        }
        boolean isByOthers = step.at("by")
                .filter(by -> by instanceof Tree.Scalar s && !s.text().equals("meridian"))
                .isPresent();
        if (!isByOthers && step.at("run").isEmpty() && step.at("action").isEmpty()) {
            problems.add(
                    ProblemId.MISSING_KEY,
                    place,
                    new Message(
                            "the step `" + name + "` does nothing",
                            "a step runs something, has an action, or is done by a person, a script or a pipeline",
                            "`run: ./script.sh`, `action: {restart: NAME}`, or `by: human`, `script` or `pipeline`"));
        }
    }

    /// A step does one thing, and so does each of its variants: its time and its failure are those of this thing.
    private void actions(String name, Tree.Block step) {
        oneVerb(name, step);
        step.block("graceful").ifPresent(variant -> oneVerb(name, variant));
        step.block("forced").ifPresent(variant -> oneVerb(name, variant));
    }

    private void oneVerb(String name, Tree.Block owner) {
        SequencedMap<String, Place> verbs = new LinkedHashMap<>();
        Tree.Entry run = owner.entries().get("run");
        if (run != null) {
            verbs.put("run", run.key());
        }
        Optional<Tree.Block> action = owner.block("action");
        action.ifPresent(block -> block.entries().forEach((verb, entry) -> {
            if (!verb.equals("from")) {
                verbs.put(verb, entry.key());
            }
        }));
        if (verbs.size() > 1) {
            problems.add(
                    ProblemId.EXCLUSIVE,
                    verbs.lastEntry().getValue(),
                    new Message(
                            "the step `" + name + "` does more than one thing: " + Words.list(verbs.keySet(), "and"),
                            "its time and its failure have to be those of one thing",
                            "a step for each, one `after` the other"));
        }
        if (verbs.isEmpty() && action.isPresent()) {
            problems.add(
                    ProblemId.MISSING_KEY,
                    action.get().place(),
                    new Message(
                            "the action of the step `" + name + "` says nothing to do",
                            "an action is a verb with its argument",
                            "`{restart: NAME}`, `{warm: STORE, from: STORE}` or another"));
        }
    }
}
