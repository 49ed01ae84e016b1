package dev.meridian.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SequencedSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published schema as a source of keys and values: what may stand where, and what it looks like. What is made
/// here is right as far as a schema can tell; it is the mutations that make it wrong.
final class Schema {
    private final JsonNode root;
    private final SequencedSet<String> keys = new LinkedHashSet<>();
    private final SequencedSet<String> values = new LinkedHashSet<>();

    /// Examples of values by the name of their form.
    private final SequencedMap<String, List<String>> byForm = new LinkedHashMap<>();

    private Schema(JsonNode root) {
        this.root = root;
        collect(root);
    }

    static Schema in(Path home) throws IOException {
        Path file = home.resolve("docs/schemas/topology.schema.json");
        return new Schema(JsonMapper.shared().readTree(Files.readString(file)));
    }

    private void collect(JsonNode node) {
        node.path("properties").properties().forEach(property -> {
            keys.add(property.getKey());
            for (JsonNode example : property.getValue().path("examples")) {
                leaves(example);
                String form = property.getValue().path("$ref").asString("");
                if (example.isValueNode()) {
                    byForm.computeIfAbsent(form, _ -> new ArrayList<>()).add(example.asString());
                }
            }
        });
        node.path("enum").forEach(word -> values.add(word.asString()));
        for (JsonNode below : node) {
            collect(below);
        }
    }

    private void leaves(JsonNode node) {
        if (node.isValueNode()) {
            values.add(node.asString());
        }
        node.forEach(this::leaves);
    }

    List<String> keys() {
        return List.copyOf(keys);
    }

    List<String> values() {
        return List.copyOf(values);
    }

    /// What the format has at a path; empty where it has nothing.
    Optional<JsonNode> at(List<String> path) {
        JsonNode at = root;
        for (String key : path) {
            at = block(at);
            JsonNode below = at.path("properties").path(key);
            at = below.isMissingNode() ? at.path("additionalProperties") : below;
            if (!at.isObject()) {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    /// Whether names of the user stand at a path.
    boolean isNamed(List<String> path) {
        return at(path).map(this::block)
                .filter(node -> node.path("additionalProperties").isObject())
                .isPresent();
    }

    /// The keys that may stand in the block at a path.
    List<String> keys(List<String> path) {
        return at(path).map(this::block)
                .map(node -> List.copyOf(node.path("properties").propertyNames()))
                .orElse(List.of());
    }

    private JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asString("");
        return ref.startsWith("#/$defs/") ? resolved(root.path("$defs").path(ref.substring(8))) : node;
    }

    /// Of several forms, the one that is a block.
    private JsonNode block(JsonNode node) {
        JsonNode resolved = resolved(node);
        for (JsonNode one : resolved.path("anyOf")) {
            JsonNode form = resolved(one);
            if (form.path("type").asString("").equals("object")) {
                return form;
            }
        }
        return resolved;
    }

    /// Makes values for one file.
    ///
    /// @param names what the file calls its things
    record Maker(Schema schema, Random random, List<String> names) {
        /// A value for a path; empty where the format has nothing there.
        Optional<Node> value(List<String> path) {
            return schema.at(path).map(node -> value(node, 0));
        }

        private Node value(JsonNode node, int depth) {
            JsonNode resolved = schema.resolved(node);
            JsonNode examples = node.path("examples");
            if (!examples.isEmpty() && random.nextInt(4) == 0) {
                return example(examples.get(random.nextInt(examples.size())));
            }
            JsonNode forms = resolved.path("anyOf");
            if (!forms.isEmpty()) {
                return value(forms.get(random.nextInt(forms.size())), depth);
            }
            JsonNode words = resolved.path("enum");
            if (!words.isEmpty()) {
                return new Node.Leaf(words.get(random.nextInt(words.size())).asString());
            }
            if (resolved.path("type").asString("").equals("object")) {
                return block(resolved, depth);
            }
            if (resolved.path("type").asString("").equals("array")) {
                List<Node> items = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    items.add(value(resolved.path("items"), depth + 1));
                }
                return new Node.Items(items);
            }
            return new Node.Leaf(scalar(node.path("$ref").asString("")));
        }

        private String scalar(String form) {
            List<String> known = schema.byForm.getOrDefault(form, List.of());
            boolean isReference = form.isEmpty() || form.endsWith("-name") || form.endsWith("-place");
            if (known.isEmpty() || (isReference && random.nextInt(5) > 0)) {
                return one(names);
            }
            String example = one(known);
            return random.nextInt(3) == 0 ? Damage.otherNumber(example, random) : example;
        }

        private Node block(JsonNode shape, int depth) {
            List<Node.Entry> entries = new ArrayList<>();
            if (shape.path("additionalProperties").isObject()) {
                boolean isReference = shape.path("propertyNames").path("$ref").isMissingNode();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    String name = isReference || random.nextInt(3) == 0 ? one(names) : "name-" + random.nextInt(6);
                    entries.add(new Node.Entry(name, value(shape.path("additionalProperties"), depth + 1)));
                }
            }
            List<Map.Entry<String, JsonNode>> all =
                    List.copyOf(shape.path("properties").properties());
            List<String> required = new ArrayList<>();
            shape.path("required").forEach(name -> required.add(name.asString()));
            for (Map.Entry<String, JsonNode> property : all) {
                boolean wanted = required.contains(property.getKey())
                        || (depth < 4 && random.nextInt(Math.max(2, all.size() / 3)) == 0);
                if (wanted && !property.getKey().equals("absent")) {
                    entries.add(new Node.Entry(property.getKey(), value(property.getValue(), depth + 1)));
                }
            }
            return new Node.Block(entries);
        }

        private String one(List<String> texts) {
            return texts.isEmpty() ? "x" : texts.get(random.nextInt(texts.size()));
        }

        private static Node example(JsonNode node) {
            if (node.isObject()) {
                List<Node.Entry> entries = new ArrayList<>();
                node.properties()
                        .forEach(property ->
                                entries.add(new Node.Entry(property.getKey(), example(property.getValue()))));
                return new Node.Block(entries);
            }
            if (node.isArray()) {
                List<Node> items = new ArrayList<>();
                node.forEach(item -> items.add(example(item)));
                return new Node.Items(items);
            }
            return new Node.Leaf(node.asString());
        }
    }
}
