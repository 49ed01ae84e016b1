package dev.meridian.answers;

import dev.meridian.topology.Excerpt;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import java.util.Locale;

/// What others wrote, as it may reach a terminal: names in a file, file names and arguments can hold
/// characters that move the cursor, colour the rest of the screen or turn the direction of a line round. Each
/// is shown by its number, `\u001b`. JSON has an escape of its own.
public final class Printable {
    private Printable() {}

    /// Text that stays on one line.
    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isSafe(character)) {
                shown.appendCodePoint(character);
            } else {
                for (char unit : Character.toChars(character)) {
                    shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        return shown.toString();
    }

    private static boolean isSafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    /// The line of an excerpt is drawn by the problem itself, which keeps its columns.
    public static Problem of(Problem problem) {
        Where where = switch (problem.where()) {
            case Where.InFile(String file, int line, int column) -> new Where.InFile(of(file), line, column);
            case Where.InAssignment(String label, String path) -> new Where.InAssignment(of(label), of(path));
        };
        return new Problem(
                problem.id(),
                where,
                of(problem.what()),
                problem.excerpt().map(shown -> new Excerpt(shown.line(), shown.width(), of(shown.note()))),
                of(problem.why()),
                of(problem.fix()));
    }
}
