package dev.meridian.topology;

import java.util.Locale;

/// Draws a line of the user's text with the wrong part underlined. Long lines are cut on both sides of it, and
/// what would move a terminal's cursor is shown as a dot.
final class Caret {
    private static final int WIDEST = 110;
    private static final int BEFORE = 60;

    private Caret() {}

    static String draw(int line, int column, Excerpt shown) {
        int[] text = shown.line().codePoints().map(Caret::harmless).toArray();
        int start = text.length <= WIDEST ? 0 : Math.max(0, Math.min(column - 1 - BEFORE, text.length - WIDEST));
        int end = Math.min(text.length, start + WIDEST);
        String before = start > 0 ? "…" : "";
        String after = end < text.length ? "…" : "";
        int indent = column - 1 - start + before.length();
        int width = Math.clamp(shown.width(), 1, Math.max(1, end - (column - 1)));
        String note = shown.note().isEmpty() ? "" : " " + shown.note();
        return String.format(Locale.ROOT, "%5d | ", line) + before + new String(text, start, end - start) + after + "\n"
                + "      | " + " ".repeat(Math.max(0, indent)) + "^".repeat(width) + note + "\n";
    }

    private static int harmless(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT ? '·' : character;
    }
}
