package dev.meridian.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What something in a document says about itself, read without trust: what is missing, not known before an
/// apply, or of another type than expected is empty.
record Attributes(JsonNode node) {
    static final int MOST = 1_000_000;

    static final Attributes NONE = new Attributes(MissingNode.getInstance());

    /// A text that says something, or a number as text.
    Optional<String> text(String key) {
        return text(node.path(key));
    }

    private static Optional<String> text(JsonNode value) {
        if (value.isString()) {
            return Optional.of(value.stringValue()).filter(text -> !text.isBlank());
        }
        return value.isIntegralNumber() ? Optional.of(value.asString()) : Optional.empty();
    }

    /// A number, also one that is written as text.
    OptionalInt whole(String key) {
        JsonNode value = node.path(key);
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return OptionalInt.of(value.intValue());
        }
        return text(key).filter(text -> text.matches("\\d{1,9}")).stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    /// A number that can be one of machines, zones or failures in the format.
    Optional<String> count(String key) {
        OptionalInt some = whole(key);
        return some.isPresent() && some.getAsInt() >= 0 && some.getAsInt() <= MOST
                ? Optional.of(Integer.toString(some.getAsInt()))
                : Optional.empty();
    }

    /// A port as text, written as a number or as one.
    Optional<String> port(String key) {
        return text(key).filter(text -> text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) < 65_536);
    }

    Optional<Boolean> flag(String key) {
        JsonNode value = node.path(key);
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }

    boolean is(String key) {
        return flag(key).orElse(false);
    }

    /// The texts of a list, or of a map; a single text counts as a list of one.
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        JsonNode value = node.path(key);
        if (value.isContainer()) {
            value.values().forEach(item -> text(item).ifPresent(texts::add));
        } else {
            text(value).ifPresent(texts::add);
        }
        return texts;
    }

    /// Nested blocks; Terraform writes a single one as a list of one.
    List<Attributes> blocks(String key) {
        List<Attributes> blocks = new ArrayList<>();
        JsonNode value = node.path(key);
        if (value.isArray()) {
            value.values().stream().filter(JsonNode::isObject).forEach(item -> blocks.add(new Attributes(item)));
        } else if (value.isObject()) {
            blocks.add(new Attributes(value));
        }
        return blocks;
    }

    Optional<Attributes> block(String key) {
        return blocks(key).stream().findFirst();
    }

    /// What a path of nested blocks leads to, in each of them.
    List<String> texts(List<String> path) {
        if (path.size() == 1) {
            return texts(path.getFirst());
        }
        return blocks(path.getFirst()).stream()
                .flatMap(block -> block.texts(path.subList(1, path.size())).stream())
                .toList();
    }

    /// The names of its members.
    List<String> names() {
        return node.isObject() ? List.copyOf(node.propertyNames()) : List.of();
    }
}
