package dev.meridian.topology;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Overrides;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Holds one layer against the schema: short forms become long ones, so that layers can be merged without
/// knowing any schema, and what the schema does not have is a problem and left out. What is missing is not its
/// business: a layer may say as little as it likes.
final class Normaliser {
    /// What says what the file is, and there is one file.
    static final List<String> NOT_IN_OVERRIDES = List.of("meridian", "application", "environments");

    private final ProblemList problems;
    private final UnknownKeys unknown;
    private boolean lostNames;

    /// Where in the text, under which layer.
    private record At(String path, Layer layer, boolean regional) {
        At key(String key) {
            return new At(path.isEmpty() ? key : path + "." + key, layer, regional);
        }
    }

    Normaliser(ProblemList problems) {
        this.problems = problems;
        this.unknown = new UnknownKeys(problems);
    }

    /// A whole file, or any part of one that begins at its root.
    Tree.Block root(Tree.Block tree) {
        return block(tree, SchemaV1.ROOT, new At("", new Layer.File(), false));
    }

    /// The same, of what one region says otherwise.
    Tree.Block regional(Tree.Block tree) {
        return block(tree, SchemaV1.ROOT, new At("", new Layer.File(), true));
    }

    /// Whether something was left out that references may lead to; then a check of references would only
    /// repeat it.
    boolean lostNames() {
        return lostNames;
    }

    private Optional<Tree> any(Tree tree, Shape shape, At at) {
        return switch (shape) {
            case Shape.Value(Shape.Type type) -> value(tree, type, at);
            case Values(Shape.Type item) -> values(tree, item, at);
            case Block block -> blockOrHeadline(tree, block, at);
            case Named named -> named(tree, named, at);
            case Shape.Either(Shape _, Block block)
            when tree instanceof Tree.Scalar scalar && !scalar.text().equals("none") -> {
                wrongShape(tree, at.path, "a block, or `none`", "its keys are " + UnknownKeys.keys(block));
                yield Optional.empty();
            }
            case Shape.Either either -> any(tree, either.of(tree), at);
            case Overrides(boolean regional) -> overrides(tree, at, regional);
        };
    }

    private Optional<Tree> value(Tree tree, Shape.Type type, At at) {
        if (tree instanceof Tree.Scalar scalar) {
            checkType(scalar, type, at.path);
            return Optional.of(layered(scalar, at.layer));
        }
        wrongShape(tree, at.path, "one value", says(type));
        return Optional.empty();
    }

    private Optional<Tree> values(Tree tree, Shape.Type type, At at) {
        return switch (tree) {
            case Tree.Scalar scalar ->
                value(scalar, type, at)
                        .map(item -> new Tree.Items(
                                scalar.place(),
                                List.of(item),
                                layered(scalar, at.layer).origin(),
                                Optional.empty()));
            case Tree.Items items
            when items.items().isEmpty() -> {
                problems.add(
                        ProblemId.NO_VALUE,
                        items.place(),
                        new Message(
                                "`" + at.path + "` is an empty list",
                                "an empty list can mean \"none\" or \"not said\"; the file must say which",
                                "delete the line, or write what is meant"));
                yield Optional.empty();
            }
            case Tree.Items items -> {
                List<Tree> kept = new ArrayList<>();
                for (Tree item : items.items()) {
                    value(item, type, at).ifPresent(kept::add);
                }
                yield Optional.of(
                        new Tree.Items(items.place(), kept, layered(items.origin(), at.layer), Optional.empty()));
            }
            case Tree.Block _ -> {
                wrongShape(tree, at.path, "a list", says(type));
                yield Optional.empty();
            }
        };
    }

    private Optional<Tree> blockOrHeadline(Tree tree, Block shape, At at) {
        return switch (tree) {
            case Tree.Block block -> Optional.of(block(block, shape, at));
            case Tree.Scalar scalar
            when shape.headline().isPresent() -> {
                Shape.Key key = shape.headline().get();
                checkRegional(scalar.place(), key, at.key(key.name()));
                yield headline(scalar, key.name(), key.shape(), at);
            }
            case Tree.Scalar _, Tree.Items _ -> {
                wrongShape(tree, at.path, "a block", "its keys are " + UnknownKeys.keys(shape));
                yield Optional.empty();
            }
        };
    }

    /// The block that a scalar in its place is short for.
    private Optional<Tree> headline(Tree.Scalar scalar, String name, Shape shape, At at) {
        return any(scalar, shape, at.key(name))
                .map(value -> new Tree.Block(scalar.place(), keyed(name, new Tree.Entry(scalar.place(), value))));
    }

    private Tree.Block block(Tree.Block tree, Block shape, At at) {
        SequencedMap<String, Tree.Entry> kept = new LinkedHashMap<>();
        tree.entries().forEach((name, entry) -> {
            Optional<Shape.Key> key = shape.key(name);
            if (key.isPresent()) {
                checkRegional(entry.key(), key.get(), at.key(name));
                any(entry.value(), key.get().shape(), at.key(name))
                        .ifPresent(value -> kept.put(name, new Tree.Entry(entry.key(), value)));
            } else {
                lostNames |= unknown.report(name, entry.key(), shape, at.path);
            }
        });
        return new Tree.Block(tree.place(), kept);
    }

    private Optional<Tree> named(Tree tree, Named shape, At at) {
        if (tree instanceof Tree.Scalar scalar && shape.headline().isPresent()) {
            return headline(scalar, shape.headline().get(), shape.of(), at);
        }
        if (!(tree instanceof Tree.Block block)) {
            wrongShape(tree, at.path, "a block with one entry per name", "for example `{NAME: …}`");
            return Optional.empty();
        }
        SequencedMap<String, Tree.Entry> kept = new LinkedHashMap<>();
        block.entries().forEach((name, entry) -> {
            boolean good = goodName(name, entry.key(), shape);
            any(entry.value(), shape.of(), at.key(name))
                    .filter(_ -> good)
                    .ifPresent(value -> kept.put(name, new Tree.Entry(entry.key(), value)));
        });
        return Optional.of(new Tree.Block(tree.place(), kept));
    }

    private Optional<Tree> overrides(Tree tree, At at, boolean regional) {
        if (!(tree instanceof Tree.Block block)) {
            wrongShape(tree, at.path, "a block", "the sections of the file, as far as they differ");
            return Optional.empty();
        }
        for (String key : NOT_IN_OVERRIDES) {
            Tree.Entry entry = block.entries().get(key);
            if (entry != null) {
                problems.add(
                        ProblemId.NOT_REGIONAL,
                        entry.key(),
                        new Message(
                                "`" + key + "` cannot stand in overrides",
                                "it says what the file is, and there is one file",
                                "delete it here"));
            }
        }
        Tree.Block allowed = block;
        for (String key : NOT_IN_OVERRIDES) {
            allowed = allowed.without(key);
        }
        return Optional.of(block(allowed, SchemaV1.ROOT, new At("", layerOf(at), regional)));
    }

    /// An environment's overrides may hold those of a region; all of it is of the environment's layer.
    private static Layer layerOf(At at) {
        String[] keys = at.path.split("\\.", -1);
        if (keys[0].equals("environments")) {
            return new Layer.Environment(keys[1]);
        }
        return at.layer instanceof Layer.File ? new Layer.Region(keys[1]) : at.layer;
    }

    private void checkRegional(Place place, Shape.Key key, At at) {
        if (at.regional && key.shape().isLeaf() && !key.regional()) {
            problems.add(
                    ProblemId.NOT_REGIONAL,
                    place,
                    new Message(
                            "`" + at.path + "` cannot differ by region",
                            "a region may change sizes, counts and its own promises; what a thing is, it is everywhere",
                            "set it once at the root, or for an environment under `environments`"));
        }
    }

    private boolean goodName(String name, Place place, Named shape) {
        if (!(shape.names() instanceof Form form)) {
            return true;
        }
        boolean reserved = shape.reserved().contains(name);
        if (reserved || !form.accepts(name)) {
            problems.add(
                    ProblemId.BAD_NAME,
                    place,
                    new Message(
                            "`" + name + "` cannot be a name here",
                            reserved
                                    ? "`" + name + "` is a word of the format where these names are referred to: a"
                                            + " reference would be read as the word"
                                    : "it has to be " + (form == Form.GEOGRAPHY ? form.says() : Form.NAME.says()),
                            form == Form.GEOGRAPHY
                                    ? "a code such as `EU`, `IE` or `default`"
                                    : "choose another, for example `" + suggestion(name, shape.reserved()) + "`"));
            lostNames = true;
            return false;
        }
        return true;
    }

    private static String suggestion(String name, List<String> reserved) {
        String lower = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String trimmed = lower.replaceAll("^[^a-z]+", "").replaceAll("-+$", "");
        String shorter =
                trimmed.length() > RegionName.MAX_LENGTH ? trimmed.substring(0, RegionName.MAX_LENGTH) : trimmed;
        return shorter.isEmpty() ? "my-name" : reserved.contains(shorter) ? shorter + "-1" : shorter;
    }

    private void checkType(Tree.Scalar scalar, Shape.Type type, String path) {
        String text = scalar.text();
        switch (type) {
            case Word(List<String> words, List<String> _) when !words.contains(text) -> wrongWord(scalar, words, path);
            case Form form
            when !form.accepts(text) -> {
                Diagnosis found = Diagnosis.of(form, text);
                wrongValue(scalar, path, "it takes " + form.says(), found);
            }
            case Word _, Form _, Reference _ -> {}
        }
    }

    private void wrongWord(Tree.Scalar scalar, List<String> words, String path) {
        if (path.equals("meridian")) {
            problems.add(
                    ProblemId.UNKNOWN_VERSION,
                    scalar.place(),
                    new Message(
                            "this file is version " + Words.shown(scalar.text())
                                    + " of the format; this program reads version 1",
                            "the version selects the reader and the defaults",
                            "`meridian: 1`, or a newer program"));
            return;
        }
        String fix = problems.nearest(scalar.text(), words)
                .map(word -> "`" + word + "`")
                .orElse(Words.oneOf(words));
        wrongValue(scalar, path, "it takes " + Words.list(words, "or"), new Diagnosis("", fix));
    }

    private void wrongValue(Tree.Scalar scalar, String path, String why, Diagnosis found) {
        String because = found.what().isEmpty() ? "" : ": " + found.what();
        problems.add(
                ProblemId.WRONG_VALUE,
                scalar.place(),
                new Message(
                        "`" + path + "` cannot be `" + Words.shown(scalar.text()) + "`" + because, why, found.fix()));
    }

    private static String says(Shape.Type type) {
        return switch (type) {
            case Word(List<String> words, List<String> _) -> Words.list(words, "or");
            case Form form -> form.says();
            case Reference reference -> UnknownKeys.kinds(reference);
        };
    }

    private void wrongShape(Tree tree, String path, String expected, String detail) {
        lostNames = true;
        String found = switch (tree) {
            case Tree.Block _ -> "a block";
            case Tree.Items _ -> "a list";
            case Tree.Scalar _ -> "one value";
        };
        problems.add(
                ProblemId.WRONG_SHAPE,
                tree.place(),
                new Message(
                        "`" + path + "` is " + expected + ", and here stands " + found,
                        "the format has " + expected + " there",
                        detail));
    }

    private static SequencedMap<String, Tree.Entry> keyed(String name, Tree.Entry entry) {
        SequencedMap<String, Tree.Entry> map = new LinkedHashMap<>();
        map.put(name, entry);
        return map;
    }

    private static Tree.Scalar layered(Tree.Scalar scalar, Layer layer) {
        return new Tree.Scalar(
                scalar.place(), scalar.text(), scalar.plain(), layered(scalar.origin(), layer), Optional.empty());
    }

    private static Origin layered(Origin origin, Layer layer) {
        return origin instanceof Origin.Declared(Where.InFile where, Layer _)
                ? new Origin.Declared(where, layer)
                : origin;
    }
}
