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
        String part = "";
        StringBuilder words = new StringBuilder();
        for (String line : (text + PART).lines().toList()) {
            if (line.startsWith(PART.strip() + " ")) {
                if (!part.isEmpty()) {
                    parts.put(part, words.toString().strip() + "\n\n");
                }
                part = line.substring(PART.length()).strip();
                words.setLength(0);
            } else {
                words.append(line).append('\n');
            }
        }
        return new Sheet(name, parts);
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
            String value = holes.values().get(hole);
            if (value == null) {
                throw new AssertionError("the page " + name + ", part `" + part + "`: nothing for «" + hole + "»");
            }
            text.append(words, from, open).append(value);
            from = close + 1;
        }
        return text.append(words, from, words.length()).toString();
    }
}
