package dev.meridian.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Puts the files that a topology names into it, before anything is checked: those of `include` add to its root,
/// that of `environments.E.file` is what the environment overrides. An included file only adds; what stands twice
/// is an error with both places, so the order of the files never matters.
final class Included {
    private static final int MOST_FILES = 200;

    /// What only the first file can say.
    private static final List<String> OF_THE_FIRST = List.of("meridian", "application", "include");

    private final Library library;
    private final SourceLines lines;
    private final ProblemList problems;
    private int files;

    Included(Library library, SourceLines lines, ProblemList problems) {
        this.library = library;
        this.lines = lines;
        this.problems = problems;
    }

    Tree.Block into(Tree.Block first) {
        Tree.Block whole = first;
        Optional<Tree> patterns = first.at("include");
        if (patterns.isPresent()) {
            for (Tree.Scalar pattern : scalars(patterns.get())) {
                for (Tree.Block part : parts(pattern)) {
                    whole = added(whole, firstOnly(part), "");
                }
            }
        }
        return environments(whole);
    }

    private static List<Tree.Scalar> scalars(Tree tree) {
        return switch (tree) {
            case Tree.Scalar one -> List.of(one);
            case Tree.Items items ->
                items.items().stream()
                        .filter(Tree.Scalar.class::isInstance)
                        .map(Tree.Scalar.class::cast)
                        .toList();
            case Tree.Block _ -> List.of();
        };
    }

    /// The trees of the files that a pattern names; of those that cannot be read, `problems` says why.
    private List<Tree.Block> parts(Tree.Scalar pattern) {
        if (!Form.BELOW.accepts(pattern.text())) {
            return List.of();
        }
        List<Library.Part> found = library.matching(pattern.text());
        files += found.size();
        if (found.isEmpty() || files > MOST_FILES) {
            problems.add(
                    found.isEmpty() ? ProblemId.NOT_THERE : ProblemId.TOO_MANY,
                    pattern.place(),
                    new Message(
                            found.isEmpty()
                                    ? "there is no file `" + Words.shown(pattern.text()) + "`"
                                    : files + " included files, and " + MOST_FILES + " are the most",
                            found.isEmpty()
                                    ? "a path is below the folder of the first file; `*` stands for any letters of a name"
                                    : "each is read whenever any is read",
                            found.isEmpty() ? "check the path, or delete the line" : "put several into one file"));
            return List.of();
        }
        return found.stream()
                .flatMap(part -> TopologyReader.tree(part.name(), part.content(), lines, problems).stream())
                .toList();
    }

    private Tree.Block firstOnly(Tree.Block part) {
        Tree.Block rest = part;
        for (String key : OF_THE_FIRST) {
            Tree.Entry entry = part.entries().get(key);
            if (entry != null) {
                problems.add(
                        ProblemId.EXCLUSIVE,
                        entry.key(),
                        new Message(
                                "`" + key + "` stands in an included file",
                                "it says what the whole is, and stands in the file that includes",
                                "delete it here"));
                rest = rest.without(key);
            }
        }
        return rest;
    }

    private Tree.Block added(Tree.Block base, Tree.Block more, String path) {
        SequencedMap<String, Tree.Entry> both = new LinkedHashMap<>(base.entries());
        more.entries().forEach((key, entry) -> {
            Tree.Entry there = both.get(key);
            String inside = Walk.inside(path, key);
            if (there == null) {
                both.put(key, entry);
            } else if (there.value() instanceof Tree.Block mine && entry.value() instanceof Tree.Block other) {
                both.put(key, new Tree.Entry(there.key(), added(mine, other, inside)));
            } else {
                problems.add(
                        ProblemId.KEY_TWICE,
                        entry.key(),
                        new Message(
                                "`" + inside + "` stands here and at "
                                        + there.key().where().text(),
                                "an included file only adds, so that the order of files never matters",
                                "delete one of them, or use `overrides`"));
            }
        });
        return new Tree.Block(base.place(), both);
    }

    private Tree.Block environments(Tree.Block whole) {
        Optional<Tree.Block> all = whole.block("environments");
        if (all.isEmpty()) {
            return whole;
        }
        Tree.Block read = all.get();
        for (String name : all.get().entries().keySet()) {
            Optional<Tree.Block> environment = all.get().block(name);
            Optional<Tree.Scalar> file = environment.flatMap(block -> block.scalar("file"));
            Tree.Entry entry = all.get().entries().get(name);
            if (file.isPresent() && environment.isPresent() && entry != null) {
                read = read.with(name, new Tree.Entry(entry.key(), environment(environment.get(), file.get())));
            }
        }
        Tree.Entry old = whole.entries().get("environments");
        return old == null ? whole : whole.with("environments", new Tree.Entry(old.key(), read));
    }

    private Tree.Block environment(Tree.Block environment, Tree.Scalar file) {
        if (environment.at("overrides").isPresent()) {
            problems.add(
                    ProblemId.EXCLUSIVE,
                    file.place(),
                    new Message(
                            "`file` and `overrides` exclude each other",
                            "what an environment overrides stands in one place",
                            "move one of them into the other"));
            return environment;
        }
        List<Tree.Block> parts = parts(file);
        return parts.isEmpty()
                ? environment
                : environment.with("overrides", new Tree.Entry(file.place(), parts.getFirst()));
    }
}
