package dev.meridian.runbooks;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The words of one page, in parts that are used or not, as often as there is something to say them of. A part
/// begins after a line `== NAME`; in it `«name»` is a hole. Shells and queries use braces of every kind, which is
/// why holes have these.
///
/// @param name of the page
/// @param parts by name
record Sheet(String name, SequencedMap<String, String> parts) {
    private static final char OPEN = '«';
    private static final char CLOSE = '»';
    private static final String PART = "== ";

    Sheet {
        parts = new LinkedHashMap<>(parts);
    }

    static Sheet named(String name) {
        return of(name, Resources.text(name + ".txt"));
    }

    static Sheet of(String name, String text) {
        SequencedMap<String, String> parts = new LinkedHashMap<>();
        int head = text.startsWith(PART) ? 0 : next(text, 0);
        while (head < text.length()) {
            int words = text.indexOf('\n', head);
            int end = next(text, words);
            parts.put(
                    text.substring(head + PART.length(), words).strip(),
                    text.substring(words, end).strip() + "\n\n");
            head = end;
        }
        return new Sheet(name, parts);
    }

    /// Where the next part begins, or the text ends.
    private static int next(String text, int from) {
        int line = text.indexOf("\n" + PART, from);
        return line < 0 ? text.length() : line + 1;
    }

    /// One part with everything filled in.
    ///
    /// @throws AssertionError if there is no such part, or nothing for one of its holes: a defect of ours
    String part(String part, Holes holes) {
        String words = parts.get(part);
        if (words == null) {
            throw new AssertionError("the page " + name + " has no part `" + part + "`");
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int open = words.indexOf(OPEN); open >= 0; open = words.indexOf(OPEN, from)) {
            int close = words.indexOf(CLOSE, open);
            String hole = words.substring(open + 1, close);
            String value = holes.at(hole)
                    .orElseThrow(() -> new AssertionError(
                            "the page " + name + ", part `" + part + "`: nothing for «" + hole + "»"));
            text.append(words, from, open).append(value);
            from = close + 1;
        }
        return text.append(words, from, words.length()).toString();
    }
}
