package dev.meridian.topology;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The rules of the format that no single key can show: one form of `application`, an owner for everything where
/// there are several, no circle of dependencies.
final class Rules {
    private final Tree.Block root;
    private final ProblemList problems;

    private Rules(Tree.Block root, ProblemList problems) {
        this.root = root;
        this.problems = problems;
    }

    /// @param whole the file with what applications inherit written out
    static void check(Tree.Block root, Tree.Block whole, ProblemList problems) {
        Rules rules = new Rules(root, problems);
        rules.application();
        rules.regions();
        rules.owners();
        rules.cycles();
        Contradictions.check(root, problems);
        PairedKeys.check(whole, problems);
        Addresses.check(root, problems);
        StepOrder.check(whole, problems);
        StepRules.check(root, whole, problems);
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

    private void regions() {
        Tree.Entry regions = root.entries().get("regions");
        if (regions != null
                && regions.value() instanceof Tree.Block all
                && all.entries().isEmpty()) {
            problems.add(
                    ProblemId.MISSING_KEY,
                    regions.key(),
                    new Message(
                            "the file has no region",
                            "an application lives somewhere, and one region is enough to begin with",
                            "`regions: {us-east-1: {role: primary}}`, for example"));
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
        SequencedMap<String, SequencedSet<String>> names = new LinkedHashMap<>();
        needs.forEach((name, block) -> names.put(name, needed(block)));
        new Circles(names).each(circle -> {
            Tree.Block last = needs.get(circle.get(circle.size() - 2));
            Tree.Entry closing = last == null ? null : last.entries().get(circle.getLast());
            problems.add(
                    ProblemId.CYCLE,
                    closing == null ? root.place() : closing.key(),
                    new Message(
                            "this dependency closes a circle: " + Circles.shown(circle),
                            "in a circle nothing can be started first, and an availability would be counted twice",
                            "`soft` for what is not needed to serve"));
        });
    }

    /// What is `soft` can come later, so it closes no circle.
    private static SequencedSet<String> needed(Tree.Block dependsOn) {
        SequencedSet<String> names = new LinkedHashSet<>();
        for (String name : dependsOn.entries().keySet()) {
            boolean isSoft = dependsOn
                    .block(name)
                    .flatMap(need -> need.scalar("need"))
                    .filter(need -> need.text().equals("soft"))
                    .isPresent();
            if (!isSoft) {
                names.add(name);
            }
        }
        return names;
    }
}
