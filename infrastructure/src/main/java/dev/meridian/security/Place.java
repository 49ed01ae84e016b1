package dev.meridian.security;

import dev.meridian.hcl.Attribute;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.hcl.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A block and where it stands.
///
/// @param others everything in the roots beside its own, by type
/// @param neighbours everything in its root, by type
record Place(
        List<SequencedMap<String, List<Block>>> others, SequencedMap<String, List<Block>> neighbours, Block block) {
    private static final Pattern NUMBER = Pattern.compile("(\\d+)(\\D.*)?");

    /// What a path leads to: something that is said, or a block.
    sealed interface Found {}

    record Value(Expression expression) implements Found {}

    record Part(Block block) implements Found {}

    boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.OneOf(String path, List<String> texts) -> each(path, texts::contains);
            case Condition.Matches(String path, Pattern pattern, String _) ->
                each(path, text -> pattern.matcher(text).matches());
            case Condition.Lacks(String path, Pattern pattern, String _) ->
                !some(path, text -> pattern.matcher(text).matches());
            case Condition.Misses(String path, String text) -> !some(path, text::equals);
            case Condition.Said(String path) -> !at(path).isEmpty();
            case Condition.Silent(String path) -> at(path).isEmpty();
            case Condition.AtLeast(String path, long least) ->
                each(path, text -> number(text).orElse(Long.MIN_VALUE) >= least);
            case Condition.AtMost(String path, long most) ->
                each(path, text -> number(text).orElse(Long.MAX_VALUE) <= most);
            case Condition.Has(String path, String wanted) -> some(path, wanted::equals);
            case Condition.Differ(String path, String other) ->
                !at(path).isEmpty() && !at(other).isEmpty() && !texts(path).equals(texts(other));
            case Condition.Leads leads -> leads(leads);
            case Condition.Beside beside -> !beside(beside).isEmpty();
            case Condition.Elsewhere elsewhere -> isElsewhere(elsewhere);
            case Condition.Somewhere somewhere -> isSomewhere(somewhere);
            case Condition.Without(String type) -> !neighbours.containsKey(type);
            case Condition.Some(String path, Condition part) -> isOne(parts(path), part, true);
            case Condition.Every(String path, Condition part) -> !isOne(parts(path), part, false);
            case Condition.All(List<Condition> each) -> !isOne(each, false);
            case Condition.Any(List<Condition> each) -> isOne(each, true);
        };
    }

    /// Whether one of the conditions holds, or does not.
    private boolean isOne(List<Condition> conditions, boolean held) {
        for (Condition one : conditions) {
            if (holds(one) == held) {
                return true;
            }
        }
        return false;
    }

    /// Whether a condition holds of one of the parts, or does not.
    private static boolean isOne(List<Place> parts, Condition condition, boolean held) {
        for (Place part : parts) {
            if (part.holds(condition) == held) {
                return true;
            }
        }
        return false;
    }

    Place of(Block other) {
        return new Place(others, neighbours, other);
    }

    private List<Block> of(String type) {
        return neighbours.getOrDefault(type, List.of());
    }

    private boolean each(String path, Predicate<String> test) {
        List<Found> found = at(path);
        for (Found one : found) {
            if (!(one instanceof Value value) || !test.test(text(value.expression()))) {
                return false;
            }
        }
        return !found.isEmpty();
    }

    private boolean some(String path, Predicate<String> test) {
        for (Found one : at(path)) {
            if (one instanceof Value value && test.test(text(value.expression()))) {
                return true;
            }
        }
        return false;
    }

    private boolean leads(Condition.Leads leads) {
        List<Found> found = at(leads.path());
        for (Found one : found) {
            boolean isLed = false;
            if (one instanceof Value value) {
                for (Block target : targets(value.expression(), leads.type())) {
                    isLed |= of(target).holds(leads.there());
                }
            }
            if (!isLed) {
                return false;
            }
        }
        return !found.isEmpty();
    }

    /// What an expression refers to.
    List<Block> targets(Expression value, String type) {
        String text = text(value);
        List<Block> targets = new ArrayList<>();
        for (Block one : of(type)) {
            boolean isNamed =
                    !one.labels().isEmpty() && text.contains(one.labels().getLast());
            if (isNamed && refers(text, one.address().orElse(""))) {
                targets.add(one);
            }
        }
        return targets;
    }

    /// The blocks that refer to this one as asked.
    List<Block> beside(Condition.Beside beside) {
        String address = block.address().orElse("");
        List<Block> found = new ArrayList<>();
        for (Block one : of(beside.type())) {
            Place there = of(one);
            if (there.some(beside.path(), text -> refers(text, address)) && there.holds(beside.there())) {
                found.add(one);
            }
        }
        return found;
    }

    private boolean isElsewhere(Condition.Elsewhere elsewhere) {
        List<String> here = texts(elsewhere.here());
        for (SequencedMap<String, List<Block>> root : others) {
            for (Block one : root.getOrDefault(elsewhere.type(), List.of())) {
                if (of(one).some(elsewhere.path(), here::contains)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isSomewhere(Condition.Somewhere somewhere) {
        return hasOne(neighbours, somewhere) || others.stream().anyMatch(root -> hasOne(root, somewhere));
    }

    private boolean hasOne(SequencedMap<String, List<Block>> root, Condition.Somewhere somewhere) {
        for (Block one : root.getOrDefault(somewhere.type(), List.of())) {
            if (of(one).holds(somewhere.there())) {
                return true;
            }
        }
        return false;
    }

    /// Whether a text has an address in it: `aws_kms_key.data` is not in `data.aws_kms_key.data` nor in
    /// `aws_kms_key.data_two`.
    static boolean refers(String text, String address) {
        if (address.isEmpty()) {
            return false;
        }
        for (int at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
            int end = at + address.length();
            boolean isBegun = at > 0 && isName(text.charAt(at - 1), true);
            if (!isBegun && (end == text.length() || !isName(text.charAt(end), false))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isName(char letter, boolean isBefore) {
        return Character.isLetterOrDigit(letter) || letter == '_' || letter == '-' || (isBefore && letter == '.');
    }

    private List<Place> parts(String path) {
        List<Place> parts = new ArrayList<>();
        for (Found found : at(path)) {
            parts.add(of(
                    switch (found) {
                        case Part(Block part) -> part;
                        case Value(Expression value) -> asBlock(value);
                    }));
        }
        return parts;
    }

    private static Block asBlock(Expression value) {
        Block block = Block.of("");
        if (value instanceof Expression.Mapping(SequencedMap<String, Expression> entries)) {
            for (var entry : entries.entrySet()) {
                block = block.set(entry.getKey(), entry.getValue());
            }
        }
        return block;
    }

    private List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        for (Found one : at(path)) {
            if (one instanceof Value value) {
                texts.add(text(value.expression()));
            }
        }
        return texts;
    }

    /// Everything that a path leads to.
    List<Found> at(String path) {
        List<Found> found = List.of(new Part(block));
        int from = 0;
        while (from <= path.length()) {
            int dot = path.indexOf('.', from);
            int end = dot < 0 ? path.length() : dot;
            String step = path.substring(from, end);
            List<Found> next = new ArrayList<>();
            for (Found one : found) {
                step(one, step, next);
            }
            if (next.isEmpty()) {
                return next;
            }
            found = next;
            from = end + 1;
        }
        return found;
    }

    private static void step(Found from, String step, List<Found> next) {
        if (from instanceof Part part) {
            for (Item item : part.block().body()) {
                step(item, step, next);
            }
        } else if (from instanceof Value value
                && value.expression() instanceof Expression.Mapping mapping
                && mapping.entries().containsKey(step)) {
            leaves(mapping.entries().get(step), next);
        }
    }

    private static void step(Item item, String step, List<Found> next) {
        if (item instanceof Attribute attribute) {
            if (attribute.name().equals(step)) {
                leaves(attribute.value(), next);
            }
        } else if (item instanceof Block inner) {
            if (inner.type().equals(step)) {
                next.add(new Part(inner));
            } else if (inner.type().equals("dynamic") && inner.labels().contains(step)) {
                step(new Part(inner), "content", next);
            }
        }
    }

    /// The items of a list, and what a function makes a list of.
    private static void leaves(Expression value, List<Found> next) {
        if (value instanceof Expression.Sequence sequence) {
            for (Expression item : sequence.items()) {
                leaves(item, next);
            }
        } else if (value instanceof Expression.Call call) {
            for (Expression item : call.arguments()) {
                leaves(item, next);
            }
        } else {
            next.add(new Value(value));
        }
    }

    /// A value as a scanner reads it.
    static String text(Expression value) {
        return switch (value) {
            case Expression.Text(String text) -> text;
            case Expression.Whole(long number) -> Long.toString(number);
            case Expression.Fraction(BigDecimal number) -> number.toPlainString();
            case Expression.Flag(boolean flag) -> Boolean.toString(flag);
            case Expression.Reference(String path) -> path;
            case Expression.Template(List<Expression> parts) ->
                parts.stream()
                        .map(part -> part instanceof Expression.Text(String text) ? text : "${" + text(part) + "}")
                        .collect(Collectors.joining());
            case Expression.Sequence(List<Expression> items) ->
                items.stream().map(Place::text).collect(Collectors.joining(", "));
            case Expression.Mapping(SequencedMap<String, Expression> entries) ->
                entries.values().stream().map(Place::text).collect(Collectors.joining(", "));
            case Expression.Call(String _, List<Expression> arguments) ->
                arguments.stream().map(Place::text).collect(Collectors.joining(", "));
        };
    }

    /// The number that a text begins with: 17 for `17` and `17.2`.
    private static OptionalLong number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
