package dev.meridian.hcl;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What an attribute can be.
public sealed interface Expression {
    /// Characters between quotes, meant as they are.
    record Text(String text) implements Expression {}

    /// A whole number.
    record Whole(long value) implements Expression {}

    /// A number with a part behind the point.
    record Fraction(BigDecimal value) implements Expression {}

    /// `true` or `false`.
    record Flag(boolean value) implements Expression {}

    /// Something that stands elsewhere: `aws_vpc.main.id`, `each.value`, `local.zones`.
    record Reference(String path) implements Expression {}

    /// Text with something from elsewhere in it.
    ///
    /// @param parts texts and what is put between them, in order
    record Template(List<Expression> parts) implements Expression {
        public Template {
            parts = List.copyOf(parts);
        }
    }

    /// Several of a kind.
    record Sequence(List<Expression> items) implements Expression {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// Values by name, in their order.
    record Mapping(SequencedMap<String, Expression> entries) implements Expression {
        public Mapping {
            entries = new LinkedHashMap<>(entries);
        }
    }

    /// A function of the language: `toset([…])`.
    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    static Expression text(String text) {
        return new Text(text);
    }

    static Expression reference(String path) {
        return new Reference(path);
    }

    /// Texts of a kind, in their order.
    static Expression texts(Collection<String> texts) {
        return new Sequence(texts.stream().map(Expression::text).toList());
    }

    static Expression sequence(Expression... items) {
        return new Sequence(Arrays.asList(items));
    }

    /// Text in which `${PATH}` is a reference, as in the language itself: `"${local.name}-${each.key}"`.
    static Expression template(String text) {
        List<Expression> parts = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("`${` without its end in " + text);
            }
            if (open > from) {
                parts.add(new Text(text.substring(from, open)));
            }
            parts.add(new Reference(text.substring(open + 2, close)));
            from = close + 1;
        }
        if (from < text.length()) {
            parts.add(new Text(text.substring(from)));
        }
        return new Template(parts);
    }

    static Expression call(String function, Expression... arguments) {
        return new Call(function, Arrays.asList(arguments));
    }

    static Expression mapping(SequencedMap<String, Expression> entries) {
        return new Mapping(entries);
    }
}
