package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// A page of YAML with comments, in the subset that the topology reader takes.
final class Page {
    private static final int COMMENTS_AT = 42;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/_.$][A-Za-z0-9/_.@+%$-]*");
    private static final Pattern PLAIN_WITH_COLON =
            Pattern.compile("[A-Za-z0-9/_.][A-Za-z0-9/_.@+%-]*(:[A-Za-z0-9/_.@+%-]+)+");
    private static final List<String> WORDS = List.of("null", "Null", "NULL");

    private final Notes notes;
    private final String noun;
    private final Section root = new Section("", "");

    /// @param noun what the input is called in a comment
    Page(Notes notes, String noun) {
        this.notes = notes;
        this.noun = noun;
    }

    Section root() {
        return root;
    }

    sealed interface Entry {}

    private record Gap() implements Entry {}

    /// @param text one line, without the `#`
    private record Remark(String text) implements Entry {}

    private record Leaf(String key, String value, String comment) implements Entry {}

    /// A block of keys.
    final class Section implements Entry {
        private final String key;
        private final String path;
        private final List<Entry> entries = new ArrayList<>();
        private final SequencedMap<String, Section> sections = new LinkedHashMap<>();
        private String comment = "";

        private Section(String key, String path) {
            this.key = key;
            this.path = path;
        }

        /// The block of this name, made when first asked for.
        Section section(String name) {
            return sections.computeIfAbsent(name, _ -> {
                Section section = new Section(name, in(name));
                entries.add(section);
                return section;
            });
        }

        Section section(String name, String origin) {
            Section section = section(name);
            section.comment = origin;
            return section;
        }

        /// A value as it is: a list, or a text that needs no quotes.
        void raw(String name, Said said) {
            if (said.assumed()) {
                notes.assumed(in(name), said.comment());
            }
            String why = said.assumed() ? "not in " + noun + ": " + said.comment() : said.comment();
            entries.add(new Leaf(name, said.value(), why));
        }

        void put(String name, Said said) {
            raw(name, new Said(quoted(said.value()), said.comment(), said.assumed()));
        }

        /// A value and nothing to say about it.
        void put(String name, String value) {
            put(name, Said.by("", value));
        }

        /// A value further in: `services.web.replicas`.
        void at(List<String> path, Said said) {
            if (path.size() == 1) {
                put(path.getFirst(), said);
            } else {
                section(path.getFirst()).at(path.subList(1, path.size()), said);
            }
        }

        /// What was assumed about the block as a whole.
        void doubt(String why) {
            notes.assumed(path, why);
            remark("not in " + noun + ": " + why);
        }

        void remark(String text) {
            entries.add(new Remark(text));
        }

        /// An empty line, between parts.
        void gap() {
            entries.add(new Gap());
        }

        private String in(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }

        private boolean isEmpty() {
            return entries.stream().allMatch(entry -> entry instanceof Remark || entry instanceof Gap);
        }
    }

    /// A scalar that the reader takes for the same text.
    static String quoted(String text) {
        boolean isPlain =
                (PLAIN.matcher(text).matches() || PLAIN_WITH_COLON.matcher(text).matches()) && !WORDS.contains(text);
        return isPlain ? text : inQuotes(text);
    }

    private static String inQuotes(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else {
                quoted.appendCodePoint(isPrintable(c) ? c : '?');
            }
        });
        return quoted.append('"').toString();
    }

    /// A list in one line; a list of one is its item.
    static String list(List<String> items) {
        return items.size() == 1
                ? quoted(items.getFirst())
                : "[" + String.join(", ", items.stream().map(Page::quoted).toList()) + "]";
    }

    /// The page as text.
    String text() {
        StringBuilder text = new StringBuilder();
        root.entries.forEach(entry -> write(entry, 0, text));
        return text.toString().replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    private static void write(Entry entry, int depth, StringBuilder into) {
        switch (entry) {
            case Gap _ -> into.append('\n');
            case Remark(String remark) ->
                into.append("  ".repeat(depth)).append(oneLine("# " + remark)).append('\n');
            case Leaf leaf -> line(leaf.key + ": " + leaf.value, leaf.comment, depth, into);
            case Section section -> {
                line(section.key + (section.isEmpty() ? ": {}" : ":"), section.comment, depth, into);
                section.entries.forEach(each -> write(each, depth + 1, into));
            }
        }
    }

    private static void line(String content, String comment, int depth, StringBuilder into) {
        String line = "  ".repeat(depth) + content;
        into.append(line);
        if (!comment.isEmpty()) {
            into.append(" ".repeat(Math.max(2, COMMENTS_AT - line.length())))
                    .append("# ")
                    .append(oneLine(comment));
        }
        into.append('\n');
    }

    /// A comment ends with its line, whatever a name in it contains.
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> line.appendCodePoint(isPrintable(c) ? c : '?'));
        return line.toString().stripTrailing();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
