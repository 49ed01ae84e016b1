package dev.meridian.hcl;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Writes a tree down as `terraform fmt` leaves it: two spaces a level, and the `=` of lines that follow each
/// other below each other. A line that opens a bracket it does not close stands apart from that, as in `fmt`
/// itself.
///
/// What needs more than a line has an empty one before and behind it; `fmt` asks for none of those, people do.
public final class Hcl {
    private static final String STEP = "  ";

    /// A list that would be wider stands one item below the other.
    private static final int WIDTH = 100;

    private static final int WIDTH_OF_A_COMMENT = 100;

    private final StringBuilder text = new StringBuilder();

    private Hcl() {}

    /// A whole file, with a line end at its end.
    public static String text(List<? extends Item> items) {
        return text("", items);
    }

    /// The same below a head, which has a line end at its end.
    public static String text(String head, List<? extends Item> items) {
        Hcl hcl = new Hcl();
        hcl.text.append(head);
        hcl.body(items, "");
        return hcl.text.toString();
    }

    /// An expression in one line or several; the second and later lines are at `indent`.
    static String text(Expression expression, String indent) {
        return String.join("\n", value(expression, indent));
    }

    private void body(List<? extends Item> items, String indent) {
        List<Row> run = new ArrayList<>();
        boolean isFirst = true;
        boolean isAfterLarge = false;
        for (Item item : items) {
            List<String> value = item instanceof Attribute attribute ? value(attribute.value(), indent) : List.of();
            boolean isLarge = value.size() != 1;
            if (isLarge || item.why().isPresent()) {
                flush(run, indent);
            }
            if (isAfterLarge || (isLarge && !isFirst)) {
                text.append('\n');
            }
            if (item.why().isPresent()) {
                wrapped(item.why().get(), indent).forEach(this::line);
            }
            if (item instanceof Attribute attribute && !isLarge) {
                run.add(new Row(attribute.name(), value.getFirst()));
            } else {
                large(item, value, indent);
            }
            isFirst = false;
            isAfterLarge = isLarge;
        }
        flush(run, indent);
    }

    private void large(Item item, List<String> value, String indent) {
        switch (item) {
            case Attribute attribute -> {
                text.append(indent).append(attribute.name()).append(" = ");
                value.forEach(this::line);
            }
            case Block block -> {
                text.append(indent).append(block.type());
                for (String label : block.labels()) {
                    text.append(" \"").append(label).append('"');
                }
                if (block.body().isEmpty()) {
                    line(" {}");
                } else {
                    line(" {");
                    body(block.body(), indent + STEP);
                    text.append(indent);
                    line("}");
                }
            }
        }
    }

    /// What remains of a line.
    private void line(String end) {
        text.append(end).append('\n');
    }

    /// A line of its own among others.
    private record Row(String name, String value) {}

    private void flush(List<Row> run, String indent) {
        aligned(run, indent).forEach(this::line);
        run.clear();
    }

    private static List<String> aligned(List<Row> run, String indent) {
        int width = 0;
        for (Row row : run) {
            width = Math.max(width, row.name().length());
        }
        List<String> aligned = new ArrayList<>(run.size());
        for (Row row : run) {
            aligned.add(indent + row.name() + " ".repeat(width - row.name().length()) + " = " + row.value());
        }
        return aligned;
    }

    private static List<String> wrapped(String why, String indent) {
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : why.split(" ", -1)) {
            if (!line.isEmpty() && indent.length() + line.length() + word.length() + 3 > WIDTH_OF_A_COMMENT) {
                wrapped.add(indent + "# " + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        wrapped.add(indent + "# " + line);
        return wrapped;
    }

    private static List<String> value(Expression expression, String indent) {
        return switch (expression) {
            case Expression.Text(String text) -> List.of('"' + escaped(text) + '"');
            case Expression.Whole(long value) -> List.of(Long.toString(value));
            case Expression.Fraction(BigDecimal value) -> List.of(value.toPlainString());
            case Expression.Flag(boolean value) -> List.of(Boolean.toString(value));
            case Expression.Reference(String path) -> List.of(path);
            case Expression.Template(List<Expression> parts) -> List.of(template(parts));
            case Expression.Sequence(List<Expression> items) -> sequence(items, indent);
            case Expression.Mapping(SequencedMap<String, Expression> entries) -> mapping(entries, indent);
            case Expression.Call(String function, List<Expression> arguments) -> call(function, arguments, indent);
        };
    }

    private static String template(List<Expression> parts) {
        StringBuilder text = new StringBuilder("\"");
        for (Expression part : parts) {
            if (part instanceof Expression.Text(String literal)) {
                text.append(escaped(literal));
            } else {
                text.append("${");
                value(part, "").forEach(text::append);
                text.append('}');
            }
        }
        return text.append('"').toString();
    }

    /// What would begin something in quoted text is written twice; line ends and quotes as in most languages.
    private static String escaped(String text) {
        if (isAsItIs(text)) {
            return text;
        }
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("${", "$${")
                .replace("%{", "%%{");
    }

    /// Most texts have nothing of that in them.
    private static boolean isAsItIs(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter == '"' || letter == '\\' || letter == '{') {
                return false;
            }
        }
        return true;
    }

    private static List<String> sequence(List<Expression> items, String indent) {
        Optional<String> line = inALine(items).map(inside -> "[" + inside + "]");
        if (line.isPresent() && indent.length() + line.get().length() <= WIDTH) {
            return List.of(line.get());
        }
        List<String> rows = new ArrayList<>(List.of("["));
        for (Expression item : items) {
            List<String> value = value(item, indent + STEP);
            rows.add(indent + STEP + value.getFirst());
            rows.addAll(value.subList(1, value.size()));
            rows.set(rows.size() - 1, rows.getLast() + ",");
        }
        rows.add(indent + "]");
        return rows;
    }

    private static List<String> mapping(SequencedMap<String, Expression> entries, String indent) {
        if (entries.isEmpty()) {
            return List.of("{}");
        }
        List<String> rows = new ArrayList<>(List.of("{"));
        List<Row> run = new ArrayList<>();
        entries.forEach((key, expression) -> {
            String name = isPlain(key) ? key : '"' + escaped(key) + '"';
            List<String> value = value(expression, indent + STEP);
            if (value.size() == 1) {
                run.add(new Row(name, value.getFirst()));
            } else {
                rows.addAll(aligned(run, indent + STEP));
                run.clear();
                rows.add(indent + STEP + name + " = " + value.getFirst());
                rows.addAll(value.subList(1, value.size()));
            }
        });
        rows.addAll(aligned(run, indent + STEP));
        rows.add(indent + "}");
        return rows;
    }

    /// Whether a key may stand without quotes.
    private static boolean isPlain(String key) {
        for (int i = 0; i < key.length(); i++) {
            char letter = key.charAt(i);
            boolean isLetter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_';
            boolean isFollower = (letter >= '0' && letter <= '9') || letter == '-';
            if (!isLetter && (i == 0 || !isFollower)) {
                return false;
            }
        }
        return !key.isEmpty();
    }

    private static List<String> call(String function, List<Expression> arguments, String indent) {
        Optional<String> line = inALine(arguments);
        if (line.isPresent()) {
            return List.of(function + "(" + line.get() + ")");
        }
        if (arguments.size() != 1) {
            throw new IllegalArgumentException("an argument of " + function + " takes several lines: give it a name");
        }
        List<String> rows = new ArrayList<>(value(arguments.getFirst(), indent));
        rows.set(0, function + "(" + rows.getFirst());
        rows.set(rows.size() - 1, rows.getLast() + ")");
        return rows;
    }

    private static Optional<String> inALine(List<Expression> items) {
        List<String> texts = new ArrayList<>();
        for (Expression item : items) {
            List<String> value = value(item, "");
            if (value.size() > 1) {
                return Optional.empty();
            }
            texts.add(value.getFirst());
        }
        return Optional.of(String.join(", ", texts));
    }
}
