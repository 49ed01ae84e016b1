package dev.meridian.answers;

/// Prose in lines that a terminal has room for.
public final class Paragraph {
    static final int WIDTH = 100;

    private Paragraph() {}

    /// The text behind a label, broken at spaces, its further lines under its first word. A word that is
    /// longer than a line stays whole: it may be something to copy.
    ///
    /// @param label with its blanks, for example `   why: `
    public static String of(String label, String text) {
        String under = " ".repeat(Columns.length(label));
        StringBuilder lines = new StringBuilder(label);
        int column = Columns.length(label);
        boolean isFirst = true;
        for (String word : Printable.of(text).split(" ", -1)) {
            int length = Columns.length(word);
            if (!isFirst && column + 1 + length > WIDTH) {
                lines.append('\n').append(under);
                column = under.length();
                isFirst = true;
            }
            lines.append(isFirst ? "" : " ").append(word);
            column += length + (isFirst ? 0 : 1);
            isFirst = false;
        }
        return lines.append('\n').toString();
    }
}
