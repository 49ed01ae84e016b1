package dev.meridian.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A JSON value that is to be written; this room needs no more of JSON than that.
sealed interface Json {
    /// The longest line that is made, where it can be helped.
    int WIDTH = 110;

    /// A string.
    record Text(String text) implements Json {}

    /// A number or a boolean, as it is written.
    record Literal(String text) implements Json {}

    /// A list.
    record Array(List<Json> items) implements Json {}

    /// Members in the order in which they were put.
    record Members(SequencedMap<String, Json> members) implements Json {
        Members() {
            this(new LinkedHashMap<>());
        }

        Members with(String name, Json value) {
            SequencedMap<String, Json> longer = new LinkedHashMap<>(members);
            longer.put(name, value);
            return new Members(longer);
        }

        Members with(String name, String text) {
            return with(name, new Text(text));
        }

        /// Those of another one behind these.
        Members and(Members other) {
            SequencedMap<String, Json> longer = new LinkedHashMap<>(members);
            longer.putAll(other.members);
            return new Members(longer);
        }
    }

    static Json array(List<? extends Json> items) {
        return new Array(List.copyOf(items));
    }

    static Json texts(List<String> texts) {
        return array(texts.stream().map(Text::new).toList());
    }

    /// Two blanks for each level; what fits stands in one line.
    default String text() {
        StringBuilder out = new StringBuilder();
        write(out, "\n");
        return out.append('\n').toString();
    }

    private void write(StringBuilder out, String line) {
        String flat = flat();
        if (flat.length() + line.length() <= WIDTH) {
            out.append(flat);
            return;
        }
        switch (this) {
            case Text _, Literal _ -> out.append(flat);
            case Array(List<Json> items) -> {
                String separator = "[";
                for (Json item : items) {
                    out.append(separator).append(line).append("  ");
                    item.write(out, line + "  ");
                    separator = ",";
                }
                out.append(line).append(']');
            }
            case Members(SequencedMap<String, Json> members) -> {
                String separator = "{";
                for (var member : members.entrySet()) {
                    out.append(separator)
                            .append(line)
                            .append("  ")
                            .append(quoted(member.getKey()))
                            .append(": ");
                    member.getValue().write(out, line + "  ");
                    separator = ",";
                }
                out.append(line).append('}');
            }
        }
    }

    private String flat() {
        return switch (this) {
            case Text(String text) -> quoted(text);
            case Literal(String text) -> text;
            case Array(List<Json> items) -> items.stream().map(Json::flat).collect(Collectors.joining(", ", "[", "]"));
            case Members(SequencedMap<String, Json> members) ->
                members.entrySet().stream()
                        .map(member -> quoted(member.getKey()) + ": "
                                + member.getValue().flat())
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
