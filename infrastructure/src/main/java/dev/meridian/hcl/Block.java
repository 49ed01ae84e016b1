package dev.meridian.hcl;

import java.util.List;
import java.util.Optional;

/// A block: `resource "aws_vpc" "main" { … }`. It never changes; each method returns one that has more.
///
/// @param type the word that it begins with
/// @param labels what stands between the word and the brace
/// @param body what it says, in order
public record Block(String type, List<String> labels, List<Item> body, Optional<String> why) implements Item {
    public Block {
        labels = List.copyOf(labels);
        body = List.copyOf(body);
    }

    public static Block of(String type, String... labels) {
        return new Block(type, List.of(labels), List.of(), Optional.empty());
    }

    /// Something to be built.
    public static Block resource(String type, String name) {
        return of("resource", type, name);
    }

    /// Something that is there already, or is worked out.
    public static Block data(String type, String name) {
        return of("data", type, name);
    }

    /// Something that is there while Terraform runs, and in no state or plan.
    public static Block ephemeral(String type, String name) {
        return of("ephemeral", type, name);
    }

    public Block set(String name, Expression value) {
        return with(new Attribute(name, value, Optional.empty()));
    }

    public Block set(String name, String text) {
        return set(name, Expression.text(text));
    }

    public Block set(String name, long value) {
        return set(name, new Expression.Whole(value));
    }

    public Block set(String name, boolean value) {
        return set(name, new Expression.Flag(value));
    }

    /// With a comment before it.
    public Block set(String name, Expression value, String why) {
        return with(new Attribute(name, value, Optional.of(why)));
    }

    public Block with(Item item) {
        Item[] more = body.toArray(new Item[body.size() + 1]);
        more[body.size()] = item;
        return new Block(type, labels, List.of(more), why);
    }

    /// The same with a reason before it.
    public Block because(String reason) {
        return new Block(type, labels, body, Optional.of(reason));
    }

    /// What the attribute of this name is; empty if there is none.
    public Optional<Expression> at(String name) {
        for (Item item : body) {
            if (item instanceof Attribute attribute && attribute.name().equals(name)) {
                return Optional.of(attribute.value());
            }
        }
        return Optional.empty();
    }

    /// The same where it stands there as it is; empty also for what is worked out.
    public Optional<String> text(String name) {
        return at(name).flatMap(
                        value -> value instanceof Expression.Text(String text) ? Optional.of(text) : Optional.empty());
    }

    /// What it is one of: `aws_lb`, `data.aws_lb`, `provider`.
    public String kind() {
        return switch (type) {
            case "resource" -> labels.getFirst();
            case "data", "ephemeral" -> type + "." + labels.getFirst();
            default -> type;
        };
    }

    /// As other parts of a root refer to it: `aws_vpc.main`, `data.aws_vpc.here`; empty for what nobody refers to.
    public Optional<String> address() {
        return switch (type) {
            case "resource" -> Optional.of(labels.getFirst() + "." + labels.getLast());
            case "data", "ephemeral" -> Optional.of(type + "." + labels.getFirst() + "." + labels.getLast());
            default -> Optional.empty();
        };
    }
}
