package dev.meridian.topology;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Turns assignments into small trees that are laid over the file: `failover.hold=20s` is `{failover: {hold:
/// 20s}}`, held against the schema like any other text.
final class Assignments {
    /// Longer than any path of the format; a problem repeats it.
    private static final int LONGEST_PATH = 1_000;

    private static final Pattern NO_PATH = Pattern.compile("^\\.|\\.\\.|\\.$|\\s");

    private Tree.Block file;
    private final ProblemList problems;

    /// A path, a value, and where both were given.
    private record Given(String label, List<String> path, String value) {
        Place place() {
            return new Place(new Where.InAssignment(label, String.join(".", path)), 1);
        }
    }

    /// One assignment as a layer.
    ///
    /// @param region the region whose view it changes, for `PATH@REGION`
    record Overlay(Tree.Block tree, Optional<String> region) {}

    /// @param file the normalised file, which says which names exist
    /// @param environment whose overrides may have added some
    Assignments(Tree.Block file, Optional<String> environment, ProblemList problems) {
        Optional<Tree> overrides = environment
                .flatMap(name -> file.block("environments").flatMap(all -> all.block(name)))
                .flatMap(chosen -> chosen.at("overrides"));
        this.file = under(file, overrides);
        this.problems = problems;
    }

    /// The layer of the next one, which may name what an earlier one brought.
    Optional<Overlay> overlay(Assignment assignment) {
        Optional<Overlay> overlay = switch (assignment) {
            case Assignment.Set set -> set(set);
            case Assignment.Variable variable -> variable(variable);
        };
        overlay.filter(it -> it.region().isEmpty()).ifPresent(it -> file = under(file, Optional.of(it.tree())));
        return overlay;
    }

    private Optional<Overlay> set(Assignment.Set set) {
        int equals = set.text().indexOf('=');
        String target = equals < 0 ? set.text() : set.text().substring(0, equals);
        boolean isPath = equals > 0
                && target.length() <= LONGEST_PATH
                && !NO_PATH.matcher(target).find();
        if (!isPath || equals == set.text().length() - 1) {
            problems.add(
                    ProblemId.BAD_ASSIGNMENT,
                    new Place(new Where.InAssignment(set.label(), Words.shown(target)), 1),
                    new Message(
                            "`" + Words.shown(set.text()) + "` is not PATH=VALUE",
                            "a path is keys joined by dots; the value is everything behind the first `=`",
                            "for example `failover.hold=20s`"));
            return Optional.empty();
        }
        int at = target.indexOf('@');
        Optional<String> region = at < 0 ? Optional.empty() : Optional.of(target.substring(at + 1));
        List<String> path = List.of((at < 0 ? target : target.substring(0, at)).split("\\.", -1));
        return finish(new Given(set.label(), path, set.text().substring(equals + 1)), region);
    }

    private Optional<Overlay> variable(Assignment.Variable variable) {
        List<String> words = List.of(
                variable.name().substring(Assignment.Variable.PREFIX.length()).split("__", -1));
        List<FoldedPaths.Match> matches = FoldedPaths.find(words, file);
        if (matches.size() != 1) {
            problems.add(
                    ProblemId.BAD_ASSIGNMENT,
                    new Place(
                            new Where.InAssignment(
                                    Words.shown(variable.name(), LONGEST_PATH), Words.shown(variable.value())),
                            1),
                    new Message(
                            matches.isEmpty()
                                    ? "the variable means no value of this file"
                                    : "the variable means several values of this file",
                            "names of variables are paths in upper case, with `__` between the keys",
                            matches.isEmpty()
                                    ? "`failover.hold` is MERIDIAN__FAILOVER__HOLD; unset it if it is a leftover"
                                    : "use `--set` with the one that is meant"));
            return Optional.empty();
        }
        FoldedPaths.Match match = matches.getFirst();
        return finish(new Given(variable.name(), match.path(), variable.value()), match.region());
    }

    private Optional<Overlay> finish(Given given, Optional<String> region) {
        Optional<Tree> tree = build(given, 0, SchemaV1.ROOT, Optional.of(file));
        if (region.isPresent()
                && file.block("regions").flatMap(r -> r.at(region.get())).isEmpty()) {
            unknownName(given, region.get(), "regions", file.at("regions"));
            return Optional.empty();
        }
        Normaliser normaliser = new Normaliser(problems);
        return tree.filter(Tree.Block.class::isInstance)
                .map(Tree.Block.class::cast)
                .map(root -> region.isPresent() ? normaliser.regional(root) : normaliser.root(root))
                .map(root -> new Overlay(root, region));
    }

    private static Tree.Block under(Tree.Block file, Optional<Tree> overrides) {
        return Inheritance.apply(overrides
                .map(over -> Tree.merge(file, over))
                .filter(Tree.Block.class::isInstance)
                .map(Tree.Block.class::cast)
                .orElse(file));
    }

    private Optional<Tree> build(Given given, int depth, Shape shape, Optional<Tree> base) {
        if (depth == given.path.size()) {
            return leaf(given, shape).filter(value -> saysSomething(given, value, shape, base));
        }
        String name = given.path.get(depth);
        Optional<Tree> below =
                base.filter(Tree.Block.class::isInstance).flatMap(block -> ((Tree.Block) block).at(name));
        return switch (shape) {
            case Block block -> {
                Optional<Shape.Key> key = block.key(name);
                if (key.isEmpty()) {
                    String around = String.join(".", given.path.subList(0, depth));
                    new UnknownKeys(problems).report(name, given.place(), block, around);
                    yield Optional.empty();
                }
                yield build(given, depth + 1, key.get().shape(), below).map(value -> wrap(given, name, value));
            }
            case Named named -> {
                if (below.isEmpty() && depth < given.path.size() - 1) {
                    String around = String.join(".", given.path.subList(0, depth));
                    unknownName(given, name, around, base);
                    yield Optional.empty();
                }
                yield build(given, depth + 1, named.of(), below).map(value -> wrap(given, name, value));
            }
            case Shape.Either(Shape _, Named named) -> build(given, depth, named, base);
            case Shape.Either(Shape _, Block block) -> build(given, depth, block, base);
            case Shape.Overrides _ -> build(given, depth, SchemaV1.ROOT, Optional.of(under(file, base)));
            case Shape.Value _, Shape.Values _, Shape.Either _ -> {
                hasNoKeys(given, name, String.join(".", given.path.subList(0, depth)));
                yield Optional.empty();
            }
        };
    }

    private void hasNoKeys(Given given, String name, String around) {
        problems.add(
                ProblemId.BAD_ASSIGNMENT,
                given.place(),
                new Message(
                        "`" + around + "` has no keys, so there is no `" + name + "` in it",
                        "it is one value",
                        "`" + around + "=…`"));
    }

    /// An empty block is a new entry where there was none, and nothing at all where there was one.
    private boolean saysSomething(Given given, Tree value, Shape shape, Optional<Tree> base) {
        boolean empty = value instanceof Tree.Block block && block.entries().isEmpty();
        if (!empty || (base.isEmpty() && !(shape instanceof Named))) {
            return true;
        }
        String path = String.join(".", given.path);
        Optional<String> first = base.filter(Tree.Block.class::isInstance)
                .map(Tree.Block.class::cast)
                .filter(block -> shape instanceof Named && !block.entries().isEmpty())
                .map(block -> block.entries().firstEntry().getKey());
        problems.add(
                ProblemId.BAD_ASSIGNMENT,
                given.place(),
                new Message(
                        "`" + path + "={}` changes nothing",
                        "a block is merged with what is there: an empty one adds nothing and takes nothing away",
                        first.map(name -> "`" + path + "." + name + ".absent=true` removes an entry; or")
                                        .orElse("write something between the braces, or")
                                + " leave the assignment out"));
        return false;
    }

    private void unknownName(Given given, String name, String around, Optional<Tree> base) {
        List<String> names = base.filter(Tree.Block.class::isInstance)
                .map(block -> List.copyOf(((Tree.Block) block).entries().keySet()))
                .orElse(List.of());
        problems.add(
                ProblemId.UNKNOWN_NAME,
                given.place(),
                new Message(
                        "the file has no `" + name + "` under `" + around + "`",
                        "an assignment changes what is there; a new entry has to be complete: `" + around + "." + name
                                + "={…}`",
                        problems.nearest(name, names)
                                .map(near -> "`" + near + "`")
                                .orElse(names.isEmpty() ? "write it into the file" : Words.oneOf(names))));
    }

    /// The value is read as the schema wants it: as text where there is one value, as YAML where it opens a
    /// bracket and the schema has something that brackets can hold.
    private Optional<Tree> leaf(Given given, Shape shape) {
        boolean bracket = given.value.startsWith("{") || given.value.startsWith("[");
        boolean one = shape instanceof Shape.Value;
        Origin origin = new Origin.Assigned(given.label);
        if (bracket && !one) {
            return YamlTree.read(given.value, (_, _, _) -> given.place(), origin, problems);
        }
        return Optional.of(new Tree.Scalar(given.place(), given.value, false, origin, Optional.empty()));
    }

    private static Tree wrap(Given given, String name, Tree value) {
        SequencedMap<String, Tree.Entry> entries = new LinkedHashMap<>();
        entries.put(name, new Tree.Entry(given.place(), value));
        return new Tree.Block(given.place(), entries);
    }
}
