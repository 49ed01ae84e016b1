package dev.meridian.answers;

import dev.meridian.answers.Columns.Column;
import dev.meridian.topology.Origin;
import java.util.List;
import java.util.stream.Stream;

/// How `explain` looks on a terminal.
public final class ExplanationText {
    private static final int WIDEST_PATH = 44;
    private static final int WIDEST_VALUE = 22;
    private static final int ORIGIN = 47;

    private ExplanationText() {}

    /// One value with its origin, and below it the layers that had something to say, the strongest first.
    public static String one(Explained value) {
        String head = Printable.of(value.path() + " = " + text(value.text()));
        String origin = Printable.of(origin(value.origin()));
        StringBuilder text = new StringBuilder();
        int room = Paragraph.WIDTH - Columns.length(head) - Columns.length(origin);
        if (room >= 2) {
            int blanks = Math.clamp(ORIGIN - Columns.length(head), 2, room);
            text.append(head).append(" ".repeat(blanks)).append(origin).append('\n');
        } else {
            text.append(head).append('\n').append(Paragraph.of("  ", origin));
        }
        if (value.sayings().size() > 1) {
            Columns table = new Columns(Column.left(), Column.right(), Column.left(), Column.left());
            table.row("  layer", "value", "where", "");
            for (Explained.Saying saying : value.sayings()) {
                table.row(
                        "  " + Printable.of(saying.layer()),
                        Printable.of(saying.text()),
                        Printable.of(place(saying.origin())),
                        use(saying.use()));
            }
            text.append(table.text());
        }
        return text.toString();
    }

    /// Many values, one per line; a gap between sections where there are several. A place is given whole, for
    /// editors that open it; a rule as far as the line goes, since the value alone shows all of it.
    public static String table(List<Explained> values) {
        Columns table = new Columns(Column.left(WIDEST_PATH), Column.left(WIDEST_VALUE), Column.left());
        table.row("path", "value", "origin");
        int before = widest(values.stream().map(Explained::path), WIDEST_PATH)
                + widest(values.stream().map(Explained::text), WIDEST_VALUE)
                + 4;
        String section = "";
        for (Explained value : values) {
            String own = value.path().replaceFirst("[.@].*", "");
            if (!section.isEmpty() && !section.equals(own) && value.path().contains(".")) {
                table.gap();
            }
            section = own;
            table.row(
                    Printable.of(value.path()),
                    Printable.of(text(value.text())),
                    brief(value, Paragraph.WIDTH - before));
        }
        return table.text();
    }

    /// Nothing can be seen of an empty value, such as the application of what several share.
    private static String text(String value) {
        return value.isEmpty() ? "–" : value;
    }

    private static int widest(Stream<String> texts, int most) {
        return texts.mapToInt(Columns::length)
                .filter(length -> length <= most)
                .max()
                .orElse(0);
    }

    private static String brief(Explained value, int room) {
        String origin = Printable.of(value.origin().text());
        boolean isRule = value.origin() instanceof Origin.Derived || value.origin() instanceof Origin.Sourced;
        if (!isRule || Columns.length(origin) <= room) {
            return origin;
        }
        String beginning = origin.substring(0, origin.offsetByCodePoints(0, room - 1));
        int lastWord = beginning.lastIndexOf(' ');
        return (lastWord < 0 ? beginning : beginning.substring(0, lastWord)) + " …";
    }

    private static String use(Explained.Use use) {
        return switch (use) {
            case IN_FORCE -> "in force";
            case USED -> "used";
            case OVERRIDDEN -> "overridden";
        };
    }

    private static String origin(Origin origin) {
        return switch (origin) {
            case Origin.Declared _ -> "declared at " + origin.text();
            case Origin.Assigned _ -> "assigned by " + origin.text();
            case Origin.Default _, Origin.Profile _, Origin.Derived _, Origin.Sourced _ -> origin.text();
        };
    }

    private static String place(Origin origin) {
        return switch (origin) {
            case Origin.Declared declared -> declared.where().text();
            case Origin.Assigned(String label) -> label;
            case Origin.Default(int version) -> "version " + version;
            case Origin.Profile(String name) -> name;
            case Origin.Derived(String rule) -> rule;
            case Origin.Sourced(String source) -> source;
        };
    }
}
