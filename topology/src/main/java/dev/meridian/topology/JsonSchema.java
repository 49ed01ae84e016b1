package dev.meridian.topology;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The format as a JSON Schema (draft 2020-12), for editors: they complete keys, show what each means, and mark
/// what is wrong while it is typed.
///
/// It is made from what the reader reads by ([SchemaV1]), so the two cannot drift apart. It refuses nothing that
/// the reader takes, but for whole numbers and flags in quotes; the reader refuses more, because references,
/// orders and contradictions need the whole file.
///
/// Every block is a definition. What a block *needs* stands apart (`complete`) and holds for the file but not
/// for overrides, nor for what an application lays over the root's: those may say as little as they like.
public final class JsonSchema {
    private final SequencedMap<String, Json> definitions = new TreeMap<>();

    private JsonSchema() {}

    /// The schema of version 1, with a newline at its end.
    public static String text() {
        return new JsonSchema().file().text();
    }

    private Json.Members file() {
        Json.Members file = new Json.Members()
                .with("$schema", "https://json-schema.org/draft/2020-12/schema")
                .with("$id", "urn:meridian:topology:" + SchemaV1.VERSION)
                .with("title", "Meridian topology, version " + SchemaV1.VERSION)
                .with("description", "What an application is made of, where it lives, and what is promised.")
                .and(object(SchemaV1.ROOT))
                .with("allOf", Json.array(List.of(reference("complete"))));
        definitions.put("overrides", overrides());
        definitions.put("complete", needs(SchemaV1.ROOT).orElseThrow());
        return file.with("$defs", new Json.Members(definitions));
    }

    private static Json.Members reference(String definition) {
        return new Json.Members().with("$ref", "#/$defs/" + definition);
    }

    private static Json.Members anyOf(List<? extends Json> choices) {
        return new Json.Members().with("anyOf", Json.array(choices));
    }

    /// The sections once more, but those that say what the file is.
    private Json.Members overrides() {
        Json.Members properties = new Json.Members();
        for (Shape.Key key : SchemaV1.ROOT.keys().values()) {
            if (!Normaliser.NOT_IN_OVERRIDES.contains(key.name())) {
                properties = properties.with(key.name(), schema(key.shape()));
            }
        }
        return closed(properties);
    }

    private static Json.Members closed(Json.Members properties) {
        return new Json.Members()
                .with("type", "object")
                .with("properties", properties)
                .with("additionalProperties", new Json.Literal("false"));
    }

    private Json.Members object(Block block) {
        Json.Members properties = new Json.Members();
        for (Shape.Key key : block.keys().values()) {
            properties = properties.with(key.name(), key(key));
        }
        return closed(properties);
    }

    private Json.Members key(Shape.Key key) {
        Json.Members about = new Json.Members().with("description", key.doc());
        Optional<Json> silent = key.silent().map(JsonSchema::literal);
        if (silent.isPresent()) {
            about = about.with("default", silent.get());
        }
        return about.with("examples", Json.array(List.of(example(key.example()))))
                .and(schema(key.shape()));
    }

    private Json.Members schema(Shape shape) {
        return switch (shape) {
            case Shape.Value(Shape.Type type) -> value(type);
            case Values(Shape.Type type) -> {
                Json.Members list = new Json.Members()
                        .with("type", "array")
                        .with("items", value(type))
                        .with("minItems", new Json.Literal("1"));
                yield anyOf(List.of(value(type), list));
            }
            case Block block -> reference(definition(block));
            case Named named -> named(named);
            case Shape.Either(Shape plain, Shape rich) when rich instanceof Values -> schema(rich);
            case Shape.Either(Shape plain, Shape rich) -> anyOf(List.of(schema(plain), schema(rich)));
            case Shape.Overrides _ -> reference("overrides");
        };
    }

    private Json.Members named(Named named) {
        Json.Members object = new Json.Members()
                .with("type", "object")
                .with("propertyNames", value(named.names()))
                .with("additionalProperties", schema(named.of()));
        return named.headline().isPresent() ? anyOf(List.of(scalar(named.of()), object)) : object;
    }

    /// The name of the block's definition: its own, or with a number where another block has that one.
    private String definition(Block block) {
        Json.Members object = object(block);
        Json.Members whole = block.headline().isPresent() ? anyOf(List.of(scalar(block), object)) : object;
        boolean ofUser = block.name().equals(block.name().toUpperCase(Locale.ROOT));
        String plain = ofUser ? block.name().toLowerCase(Locale.ROOT) : block.name();
        String name = plain;
        for (int i = 2; !definitions.getOrDefault(name, whole).equals(whole); i++) {
            name = plain + "-" + i;
        }
        definitions.put(name, whole);
        return name;
    }

    /// The one value that may stand for a whole block.
    private Json.Members scalar(Shape shape) {
        return switch (shape) {
            case Shape.Value(Shape.Type type) -> value(type);
            case Block block -> scalar(block.headline().orElseThrow().shape());
            case Values _, Named _, Shape.Either _, Shape.Overrides _ ->
                throw new AssertionError("no headline: " + shape);
        };
    }

    private Json.Members value(Shape.Type type) {
        return switch (type) {
            case Word(List<String> words, List<String> _) -> words(words);
            case Reference reference ->
                new Json.Members()
                        .with(
                                "type",
                                reference.also().contains("1")
                                        ? Json.texts(List.of("string", "integer"))
                                        : new Json.Text("string"));
            case Form form -> form(form);
        };
    }

    /// Words that look like numbers may be written as such.
    private static Json.Members words(List<String> words) {
        List<Json> all = new ArrayList<>();
        for (String word : words) {
            if (word.matches("\\d+(\\.\\d+)?")) {
                all.add(new Json.Literal(word));
            }
            all.add(new Json.Text(word));
        }
        return new Json.Members().with("enum", Json.array(all));
    }

    private Json.Members form(Form form) {
        String name = "form-" + form.name().toLowerCase(Locale.ROOT).replace('_', '-');
        definitions.computeIfAbsent(name, _ -> JsonForms.of(form));
        return reference(name);
    }

    /// What a block and those in it cannot do without; empty where that is nothing.
    private static Optional<Json.Members> needs(Shape shape) {
        return switch (shape) {
            case Block block -> needs(block);
            case Named named -> needs(named.of()).map(each -> new Json.Members().with("additionalProperties", each));
            // A list has no keys to need, and what a block needs is for the reader where a list may stand there too.
            case Shape.Value _, Values _, Shape.Either _, Shape.Overrides _ -> Optional.empty();
        };
    }

    private static Optional<Json.Members> needs(Block block) {
        List<String> required = new ArrayList<>();
        Json.Members properties = new Json.Members();
        for (Shape.Key key : block.keys().values()) {
            if (key.required()) {
                required.add(key.name());
            }
            boolean isOver = block.equals(SchemaV1.APPLICATION_BLOCK) && Inheritance.SECTIONS.contains(key.name());
            Optional<Json.Members> deeper = isOver ? Optional.empty() : needs(key.shape());
            if (deeper.isPresent()) {
                properties = properties.with(key.name(), deeper.get());
            }
        }
        Json.Members all = new Json.Members();
        if (!required.isEmpty()) {
            all = all.with("required", Json.texts(required));
        }
        if (!properties.members().isEmpty()) {
            all = all.with("properties", properties);
        }
        if (all.members().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(block.key("absent").isPresent() ? unlessAbsent(all) : all);
    }

    private static Json.Members unlessAbsent(Json.Members needs) {
        Json.Members absent = new Json.Members()
                .with("required", Json.texts(List.of("absent")))
                .with(
                        "properties",
                        new Json.Members().with("absent", new Json.Members().with("const", literal("true"))));
        return new Json.Members().with("if", absent).with("else", needs);
    }

    private static Json example(String text) {
        ProblemList problems = new ProblemList(SourceLines.none());
        YamlTree.Marks marks = (_, _, _) -> Place.in("example", 1, 1, 1);
        return json(YamlTree.read(text, marks, new Origin.Default(SchemaV1.VERSION), problems)
                .orElseThrow());
    }

    private static Json json(Tree tree) {
        return switch (tree) {
            case Tree.Scalar scalar -> scalar.plain() ? literal(scalar.text()) : new Json.Text(scalar.text());
            case Tree.Items items ->
                Json.array(items.items().stream().map(JsonSchema::json).toList());
            case Tree.Block block -> {
                Json.Members members = new Json.Members();
                for (var entry : block.entries().entrySet()) {
                    members = members.with(entry.getKey(), json(entry.getValue().value()));
                }
                yield members;
            }
        };
    }

    private static Json literal(String text) {
        return text.matches("true|false|0|[1-9]\\d*") ? new Json.Literal(text) : new Json.Text(text);
    }
}
