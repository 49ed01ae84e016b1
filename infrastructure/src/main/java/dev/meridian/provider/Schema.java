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
/// asks for few of them. A table is the same for every topology, so that each is read once, where the first of its
/// cloud is written.
///
/// Its first line says where it comes from: `terraform providers schema -json` of one version of the provider.
public final class Schema {
    /// What Terraform itself takes in every resource, whatever its type.
    private static final List<String> META = List.of("provider", "for_each", "count", "depends_on");

    private static final List<String> META_BLOCKS = List.of("lifecycle", "provisioner", "connection");

    private static final class OfAws {
        private static final Schema TABLE = new Schema("aws.tsv");
    }

    private static final class OfGoogle {
        private static final Schema TABLE = new Schema("google.tsv");
    }

    private static final class OfAzure {
        private static final Schema TABLE = new Schema("azurerm.tsv");
    }

    private final SequencedMap<String, String> lines = new LinkedHashMap<>();
    private final SequencedMap<String, Form> read = new LinkedHashMap<>();

    private Schema(String table) {
        List<String> all = Resources.lines(table);
        for (String line : all.subList(1, all.size())) {
            lines.put(line.substring(0, line.indexOf('\t')), line);
        }
    }

    /// The one of hashicorp/aws 5.100.0. Statements of a firewall's rules can be nested without end in it; here
    /// they are not nested.
    public static Schema aws() {
        return OfAws.TABLE;
    }

    /// The one of hashicorp/google 7.9.0.
    public static Schema google() {
        return OfGoogle.TABLE;
    }

    /// The one of hashicorp/azurerm 4.80.0.
    public static Schema azure() {
        return OfAzure.TABLE;
    }

    /// Whether the provider has such a type of resource.
    public boolean has(String type) {
        return lines.containsKey(type);
    }

    /// Whether a resource of this type has an attribute that others can refer to.
    public boolean has(String type, String attribute) {
        Optional<Form> form = type(type);
        return form.isPresent()
                && (form.get().attributes().containsKey(attribute)
                        || form.get().blocks().containsKey(attribute));
    }

    /// What the provider would refuse of a resource; none for a good one.
    public List<String> faults(Block resource) {
        String type = resource.labels().getFirst();
        Optional<Form> form = type(type);
        List<String> faults = new ArrayList<>();
        String at = String.join(".", resource.labels());
        if (form.isEmpty()) {
            faults.add(at + ": the provider has no type " + type);
        } else {
            check(resource, form.get(), at, true, faults);
        }
        return faults;
    }

    private synchronized Optional<Form> type(String type) {
        String line = lines.get(type);
        if (line == null) {
            return Optional.empty();
        }
        Form known = read.get(type);
        if (known == null) {
            known = Form.of(Json.tree(line.substring(type.length() + 1)));
            read.put(type, known);
        }
        return Optional.of(known);
    }

    private static void check(Block block, Form known, String at, boolean isOutermost, List<String> faults) {
        SequencedMap<String, Integer> count = new LinkedHashMap<>();
        for (Item item : block.body()) {
            switch (made(item)) {
                case Attribute attribute -> {
                    if (!isOutermost || !META.contains(attribute.name())) {
                        check(attribute, known, at, faults);
                    }
                }
                case Block inner -> {
                    count.merge(inner.type(), 1, Integer::sum);
                    Form.Inner form = known.blocks().get(inner.type());
                    if (form != null) {
                        check(inner, form.form(), at + "." + inner.type(), false, faults);
                    } else if (!isOutermost || !META_BLOCKS.contains(inner.type())) {
                        faults.add(at + ": there is no block " + inner.type());
                    }
                }
            }
        }
        missing(block, known, count, at, faults);
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

    private static void check(Attribute attribute, Form known, String at, List<String> faults) {
        Form.Taken form = known.attributes().get(attribute.name());
        if (form == null) {
            faults.add(at + "." + attribute.name() + ": there is no such attribute");
        } else if (!form.isTaken()) {
            faults.add(at + "." + attribute.name() + ": the provider works it out, and takes none");
        } else if (!fits(attribute.value(), form.type())) {
            faults.add(at + "." + attribute.name() + ": is no " + form.type());
        }
    }

    private static void missing(
            Block block, Form known, SequencedMap<String, Integer> count, String at, List<String> faults) {
        for (String name : known.required()) {
            if (block.at(name).isEmpty()) {
                faults.add(at + ": needs " + name);
            }
        }
        known.blocks().forEach((type, inner) -> {
            int number = count.getOrDefault(type, 0);
            if (number < inner.min()) {
                faults.add(at + ": needs a block " + type);
            }
            if (number > inner.max()) {
                faults.add(at + ": has too many blocks " + type);
            }
        });
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
