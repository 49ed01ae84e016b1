package dev.meridian.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A page of YAML with comments, in the subset that the topology reader takes.
///
/// A key of the format that this version does not read yet is written as a comment, ready to be made a key by
/// taking the `#` away: what the input says is kept, and the file is right today.
final class Page {
    /// Every such key, by its path; `*` stands for a name. This list is all that has to change when the reader
    /// learns one; a test holds it against the reader.
    static final List<String> LATER = List.of(
            "regions.*.cidr", "data.*.versioning", "traffic.entrances.*.route", "compute", "network", "secrets");

    private static final int COMMENTS_AT = 42;
    private static final int ON = -1;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/_.$][A-Za-z0-9/_.@+%$-]*");
    private static final Pattern PLAIN_WITH_COLON =
            Pattern.compile("[A-Za-z0-9/_.][A-Za-z0-9/_.@+%-]*(:[A-Za-z0-9/_.@+%-]+)+");
    private static final List<String> WORDS = List.of("null", "Null", "NULL");

    private final Notes notes;
    private final String noun;
    private final Section root = new Section("", "", "", false);

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

    private record Leaf(String key, String value, String comment, boolean isLater) implements Entry {}

    /// A block of keys.
    final class Section implements Entry {
        private final String key;
        private final String path;
        private final String pattern;

        /// Whether it is inside of overrides, where a name without anything behind it says nothing.
        private final boolean isOver;

        private final List<Entry> entries = new ArrayList<>();
        private String comment = "";
        private boolean declares;

        private Section(String key, String path, String pattern, boolean isOver) {
            this.isOver = isOver;
            this.key = key;
            this.path = path;
            this.pattern = pattern;
        }

        /// A block of the format.
        Section section(String key) {
            Section section = new Section(key, in(path, key), in(pattern, key), isOver);
            entries.add(section);
            return section;
        }

        /// The sections of the file once more.
        Section overrides() {
            Section section = new Section("overrides", in(path, "overrides"), "", true);
            entries.add(section);
            return section;
        }

        /// A block with a name of the user's.
        Section named(String name, String comment) {
            Section section = new Section(name, in(path, name), in(pattern, "*"), isOver);
            section.comment = comment;
            section.declares = !isOver;
            entries.add(section);
            return section;
        }

        /// A value as it is: a list, or a text that needs no quotes.
        void raw(String key, Said said) {
            if (said.assumed()) {
                notes.assumed(in(path, key), said.comment());
            }
            String comment = said.assumed() ? "not in " + noun + ": " + said.comment() : said.comment();
            entries.add(new Leaf(key, said.value(), comment, isLater(in(pattern, key))));
        }

        void put(String key, Said said) {
            raw(key, new Said(quoted(said.value()), said.comment(), said.assumed()));
        }

        /// A value and nothing to say about it.
        void put(String key, String value) {
            put(key, Said.by("", value));
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

        private boolean isEmpty() {
            return entries.isEmpty();
        }

        /// Whether the reader would see anything of it.
        private boolean isRead() {
            return !isLater(pattern) && (declares || entries.stream().anyMatch(this::isRead));
        }

        private boolean isRead(Entry entry) {
            return switch (entry) {
                case Gap _, Remark _ -> false;
                case Leaf leaf -> !leaf.isLater;
                case Section section -> section.isRead();
            };
        }
    }

    private static boolean isLater(String pattern) {
        return LATER.contains(pattern);
    }

    private static String in(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
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
            } else if (!isPrintable(c)) {
                quoted.append('?');
            } else {
                quoted.appendCodePoint(c);
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
        root.entries.forEach(entry -> write(entry, 0, ON, text));
        return text.toString().replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    /// @param off at which depth a comment begins that all of this is a part of; [#ON] for none
    private void write(Entry entry, int depth, int off, StringBuilder into) {
        switch (entry) {
            case Gap _ -> into.append('\n');
            case Remark(String remark) ->
                into.append("  ".repeat(depth)).append(oneLine("# " + remark)).append('\n');
            case Leaf leaf -> {
                int own = off == ON && leaf.isLater ? depth : off;
                line(leaf.key + ": " + leaf.value, leaf.comment, depth, own, into);
            }
            case Section section -> section(section, depth, off, into);
        }
    }

    private void section(Section section, int depth, int off, StringBuilder into) {
        int own = off == ON && !section.isRead() ? depth : off;
        boolean hasNone = section.isEmpty()
                || (section.declares && own == ON && section.entries.stream().noneMatch(section::isRead));
        line(section.key + (hasNone ? ": {}" : ":"), section.comment, depth, own, into);
        section.entries.forEach(each -> write(each, depth + 1, own, into));
    }

    /// What is off has its own indent behind the mark, so that taking the marks away makes it right.
    private static void line(String content, String comment, int depth, int off, StringBuilder into) {
        String line =
                off == ON ? "  ".repeat(depth) + content : "  ".repeat(off) + "# " + "  ".repeat(depth - off) + content;
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
