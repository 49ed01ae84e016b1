package dev.meridian.answers;

import java.util.ArrayList;
import java.util.List;

/// Rows of cells, one under the other.
final class Columns {
    private static final int GAP = 2;

    /// @param isRight whether its text stands at the right
    /// @param widest beyond this, a cell moves what is behind it in its own row and in no other
    record Column(boolean isRight, int widest) {
        static Column left() {
            return new Column(false, Integer.MAX_VALUE);
        }

        static Column left(int widest) {
            return new Column(false, widest);
        }

        static Column right() {
            return new Column(true, Integer.MAX_VALUE);
        }
    }

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Columns(Column... columns) {
        this.columns = List.of(columns);
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /// A line between rows.
    void gap() {
        rows.add(List.of());
    }

    /// Each ends with a newline.
    String text() {
        int[] widths = new int[columns.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int length = length(row.get(i));
                widths[i] = length > columns.get(i).widest() ? widths[i] : Math.max(widths[i], length);
            }
        }
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row, widths)).append('\n'));
        return text.toString();
    }

    /// A cell that is too wide takes the blanks behind the next ones, as far as there are some.
    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        int start = 0;
        for (int i = 0; i < row.size(); i++) {
            int shift = columns.get(i).isRight() ? Math.max(0, widths[i] - length(row.get(i))) : 0;
            int wanted = start + shift - length(line.toString());
            line.append(" ".repeat(Math.max(i == 0 ? 0 : GAP, wanted))).append(row.get(i));
            start += widths[i] + GAP;
        }
        return line.toString().stripTrailing();
    }

    /// In characters as a terminal counts them.
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
