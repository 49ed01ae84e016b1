package dev.meridian.provider;

import dev.meridian.hcl.Attribute;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.hcl.Item;
import dev.meridian.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/// The types of one provider. The table has one line a type, and a line is read when its type is asked for: a run
/// asks for few of them.
///
/// Its first line says where it comes from: `terraform providers schema -json` of one version of the provider.
public final class Schema {
    /// What Terraform itself takes in every resource, whatever its type.
    private static final List<String> META = List.of("provider", "for_each", "count", "depends_on");

    private static final List<String> META_BLOCKS = List.of("lifecycle", "provisioner", "connection");

    private final SequencedMap<String, String> lines = new LinkedHashMap<>();
    private final SequencedMap<String, JsonNode> read = new LinkedHashMap<>();

    private Schema(String table) {
        Resources.lines(table).stream().skip(1).forEach(line -> {
            int tab = line.indexOf('\t');
            lines.put(line.substring(0, tab), line.substring(tab + 1));
        });
    }

    /// The one of hashicorp/aws 5.100.0. Statements of a firewall's rules can be nested without end in it; here
    /// they are not nested.
    public static Schema aws() {
        return new Schema("aws.tsv");
    }

    /// The one of hashicorp/google 7.9.0.
    public static Schema google() {
        return new Schema("google.tsv");
    }

    /// The one of hashicorp/azurerm 4.80.0.
    public static Schema azure() {
        return new Schema("azurerm.tsv");
    }

    /// Whether the provider has such a type of resource.
    public boolean has(String type) {
        return lines.containsKey(type);
    }

    /// Whether a resource of this type has an attribute that others can refer to.
    public boolean has(String type, String attribute) {
        Optional<JsonNode> node = type(type);
        return node.isPresent()
                && (node.get().path("attributes").has(attribute)
                        || node.get().path("blocks").has(attribute));
    }

    /// What the provider would refuse of a resource; none for a good one.
    public List<String> faults(Block resource) {
        String type = resource.labels().getFirst();
        Optional<JsonNode> known = type(type);
        List<String> faults = new ArrayList<>();
        if (known.isEmpty()) {
            faults.add(String.join(".", resource.labels()) + ": the provider has no type " + type);
        } else {
            check(resource, known.get(), String.join(".", resource.labels()), true, faults);
        }
        return faults;
    }

    private Optional<JsonNode> type(String type) {
        String line = lines.get(type);
        if (line == null) {
            return Optional.empty();
        }
        JsonNode known = read.get(type);
        if (known == null) {
            known = Json.tree(line);
            read.put(type, known);
        }
        return Optional.of(known);
    }

    private static void check(Block block, JsonNode known, String at, boolean isOutermost, List<String> faults) {
        JsonNode attributes = known.path("attributes");
        JsonNode blocks = known.path("blocks");
        SequencedMap<String, Integer> count = new LinkedHashMap<>();
        for (Item item : block.body()) {
            switch (made(item)) {
                case Attribute attribute -> {
                    count.merge(attribute.name(), 1, Integer::sum);
                    if (!isOutermost || !META.contains(attribute.name())) {
                        check(attribute, attributes.path(attribute.name()), at + "." + attribute.name(), faults);
                    }
                }
                case Block inner -> {
                    count.merge(inner.type(), 1, Integer::sum);
                    if (blocks.has(inner.type())) {
                        check(inner, blocks.path(inner.type()), at + "." + inner.type(), false, faults);
                    } else if (!isOutermost || !META_BLOCKS.contains(inner.type())) {
                        faults.add(at + ": there is no block " + inner.type());
                    }
                }
            }
        }
        missing(attributes, blocks, count, at, faults);
    }

    /// A block that is there as often as a list is long stands for what it contains.
    private static Item made(Item item) {
        if (item instanceof Block block && block.type().equals("dynamic")) {
            return block.body().stream()
                    .filter(inner ->
                            inner instanceof Block content && content.type().equals("content"))
                    .map(content ->
                            new Block(block.labels().getFirst(), List.of(), ((Block) content).body(), Optional.empty()))
                    .findFirst()
                    .orElse(block);
        }
        return item;
    }

    private static void check(Attribute attribute, JsonNode known, String at, List<String> faults) {
        if (known.isMissingNode()) {
            faults.add(at + ": there is no such attribute");
        } else if (!known.path("required").asBoolean(false)
                && !known.path("optional").asBoolean(false)) {
            faults.add(at + ": the provider works it out, and takes none");
        } else if (!fits(attribute.value(), known.path("type"))) {
            faults.add(at + ": is no " + known.path("type"));
        }
    }

    private static void missing(
            JsonNode attributes, JsonNode blocks, SequencedMap<String, Integer> count, String at, List<String> faults) {
        for (var entry : attributes.properties()) {
            if (entry.getValue().path("required").asBoolean(false) && !count.containsKey(entry.getKey())) {
                faults.add(at + ": needs " + entry.getKey());
            }
        }
        for (var entry : blocks.properties()) {
            int number = count.getOrDefault(entry.getKey(), 0);
            if (number < entry.getValue().path("min").asInt(0)) {
                faults.add(at + ": needs a block " + entry.getKey());
            }
            if (number > entry.getValue().path("max").asInt(Integer.MAX_VALUE)) {
                faults.add(at + ": has too many blocks " + entry.getKey());
            }
        }
    }

    /// What stands elsewhere, and what a function makes, Terraform alone can judge. A number or a truth is a
    /// text too, as the language has it.
    private static boolean fits(Expression value, JsonNode type) {
        return switch (value) {
            case Expression.Reference _, Expression.Call _ -> true;
            case Expression.Text _, Expression.Template _ -> isNamed(type, "string");
            case Expression.Whole _, Expression.Fraction _ -> isNamed(type, "number") || isNamed(type, "string");
            case Expression.Flag _ -> isNamed(type, "bool") || isNamed(type, "string");
            case Expression.Sequence(List<Expression> items) ->
                (isOf(type, "list") || isOf(type, "set")) && items.stream().allMatch(item -> fits(item, type.path(1)));
            case Expression.Mapping(SequencedMap<String, Expression> entries) ->
                isOf(type, "object")
                        || (isOf(type, "map") && entries.values().stream().allMatch(item -> fits(item, type.path(1))));
        };
    }

    private static boolean isNamed(JsonNode type, String name) {
        return type.isString() && type.asString().equals(name);
    }

    private static boolean isOf(JsonNode type, String name) {
        return type.isArray() && isNamed(type.path(0), name);
    }
}
