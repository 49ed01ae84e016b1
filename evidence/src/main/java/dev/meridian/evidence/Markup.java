package dev.meridian.evidence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// Writes HTML and SVG. Everything that goes through [#text] or an attribute is escaped; there is no other way
/// in except [#trusted], which only our own style sheet and script use.
final class Markup {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /// Opens an element; `attributes` are names and values in turn.
    Markup open(String tag, String... attributes) {
        start(tag, attributes).append('>');
        open.push(tag);
        return this;
    }

    /// Closes the innermost open element.
    Markup close() {
        String tag = open.pop();
        out.append("</").append(tag).append('>');
        if (!INLINE.contains(' ' + tag + ' ')) {
            out.append('\n');
        }
        return this;
    }

    /// An element with nothing but text in it.
    Markup leaf(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /// An element that has no end: `<meta>`, or a shape of SVG.
    Markup single(String tag, String... attributes) {
        boolean html = tag.equals("meta") || tag.equals("input") || tag.equals("br");
        start(tag, attributes).append(html ? ">" : "/>");
        return this;
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    /// Text that this room itself ships.
    Markup trusted(String text) {
        out.append(text);
        return this;
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return out.toString();
    }

    /// A length or position in a picture, with one decimal.
    static String at(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static final String INLINE = " td th span a code b em small text tspan option strong dt title ";

    private StringBuilder start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        return out;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
    }
}
