package dev.meridian.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The picture of a recovery: measured phases above predicted ones, marked events above both.
///
/// Time zero is the last write before the fault took effect, where the time to recover begins. Events are
/// numbered, and named as well where the picture is wide enough; the table below it says the same in words.
final class Timeline {
    private static final int NARROW = 520;
    private static final double CHARACTER = 6.4;

    private final DrillRun run;
    private final double width;
    private final double left;
    private final double right;
    private final double seconds;

    private Timeline(DrillRun run, int width) {
        this.run = run;
        this.width = width;
        this.left = width < NARROW ? 8 : 84;
        this.right = width - (width < NARROW ? 10 : 18);
        this.seconds = seconds(run);
    }

    /// An event with its time in seconds after time zero.
    record Mark(double at, DrillRun.Moment.Kind kind, String text) {}

    /// The marked events of a run in order of time, the first sustained write among them.
    static List<Mark> marks(DrillRun run) {
        long zero = zero(run);
        List<Mark> marks = new ArrayList<>();
        run.moments().forEach(each -> marks.add(new Mark((each.nanos() - zero) / 1e9, each.kind(), each.text())));
        run.seen().span().sustained().ifPresent(nanos -> {
            if (marks.stream().noneMatch(each -> each.kind() == DrillRun.Moment.Kind.SUSTAINED)) {
                marks.add(new Mark((nanos - zero) / 1e9, DrillRun.Moment.Kind.SUSTAINED, ""));
            }
        });
        marks.sort(Comparator.comparingDouble(Mark::at));
        return marks;
    }

    /// The instant that times in the report count from.
    static long zero(DrillRun run) {
        return run.seen()
                .span()
                .effect()
                .orElseGet(() -> run.moments().stream()
                        .mapToLong(DrillRun.Moment::nanos)
                        .min()
                        .orElse(0));
    }

    static void draw(Markup page, DrillRun run, int width) {
        new Timeline(run, width).draw(page);
    }

    private static double seconds(DrillRun run) {
        double last = marks(run).stream().mapToDouble(Mark::at).max().orElse(1);
        double measured = run.seen().rto().map(DrillReport::seconds).orElse(0.0);
        double predicted = run.predicted().rto().map(DrillReport::seconds).orElse(0.0);
        return Math.max(0.5, Math.max(last, Math.max(measured, predicted)) * 1.04);
    }

    private void draw(Markup page) {
        boolean wide = width >= NARROW;
        List<Mark> marks = marks(run);
        int[] levels = wide ? nameLevels(marks) : numberLevels(marks);
        int top = 20 + 18 * (highest(levels) + 1);
        double second = wide ? top + 52 : top + 74;
        double axis = second + 44;
        page.open(
                "svg",
                "viewBox",
                "0 0 " + Markup.at(width) + ' ' + Markup.at(axis + 34),
                "class",
                wide ? "wide" : "narrow",
                "role",
                "img",
                "aria-label",
                alternative());
        axis(page, top - 4, axis);
        marks(page, marks, levels, axis);
        double first = wide ? top : top + 18;
        bar(page, "measured", first, run.seen().phases());
        bar(page, "predicted", second, predicted());
        page.close();
    }

    private String alternative() {
        return "Phases of the recovery, measured " + Text.seconds(run.seen().rto()) + ", predicted "
                + Text.seconds(run.predicted().rto()) + "; the table below has the figures.";
    }

    private void axis(Markup page, double top, double bottom) {
        double step = step(seconds, width < NARROW ? 5 : 10);
        for (int i = 0; i * step <= seconds; i++) {
            double x = x(i * step);
            line(page, "grid", x, top, bottom);
            page.leaf(
                    "text",
                    Text.number(i * step),
                    "class",
                    "tick",
                    "x",
                    Markup.at(x),
                    "y",
                    Markup.at(bottom + 15),
                    "text-anchor",
                    i == 0 ? "start" : "middle");
        }
        page.leaf(
                "text",
                "seconds after the last write before the fault took effect",
                "class",
                "tick",
                "x",
                Markup.at(left),
                "y",
                Markup.at(bottom + 30));
    }

    /// A step of 1, 2 or 5 times a power of ten that gives at most `most` ticks.
    static double step(double span, int most) {
        double step = 0.001;
        double[] factors = {2, 2.5, 2};
        for (int i = 0; span / step > most; i++) {
            step *= factors[i % factors.length];
        }
        return Math.round(step * 1000) / 1000.0;
    }

    private void bar(Markup page, String name, double y, Map<Phase, Duration> phases) {
        boolean wide = width >= NARROW;
        double height = 34;
        page.leaf(
                "text",
                name,
                "class",
                "label",
                "x",
                Markup.at(wide ? left - 10 : left),
                "y",
                Markup.at(wide ? y + 21 : y - 6),
                "text-anchor",
                wide ? "end" : "start");
        double begin = 0;
        for (Map.Entry<Phase, Duration> each : phases.entrySet()) {
            double length = DrillReport.seconds(each.getValue());
            if (length > 0) {
                segment(page, each.getKey(), x(begin), y, x(begin + length) - x(begin), height, length);
            }
            begin += length;
        }
        if (phases.isEmpty()) {
            page.leaf(
                    "text",
                    name.equals("measured") ? "users did not write again" : "nothing was predicted",
                    "class",
                    "label",
                    "x",
                    Markup.at(left + 8),
                    "y",
                    Markup.at(y + 21));
        }
    }

    private void segment(Markup page, Phase phase, double x, double y, double w, double height, double length) {
        page.open("g", "class", "phase " + phase.text());
        page.single(
                "rect",
                "x",
                Markup.at(x),
                "y",
                Markup.at(y),
                "width",
                Markup.at(Math.max(1, w - 1.5)),
                "height",
                Markup.at(height),
                "rx",
                "2");
        page.leaf("title", phase.text() + ": " + Text.seconds(Duration.ofMillis(Math.round(length * 1000))));
        if (w > phase.text().length() * CHARACTER + 8) {
            inside(page, phase.text(), "name", x + w / 2, y + 15);
            inside(page, String.format(Locale.ROOT, "%.2f", length), "value", x + w / 2, y + 28);
        } else if (w > 11) {
            inside(page, phase.text().substring(0, 1).toUpperCase(Locale.ROOT), "name", x + w / 2, y + 21);
        }
        page.close();
    }

    private static void inside(Markup page, String text, String kind, double x, double y) {
        page.leaf("text", text, "class", kind, "x", Markup.at(x), "y", Markup.at(y), "text-anchor", "middle");
    }

    private void marks(Markup page, List<Mark> marks, int[] levels, double bottom) {
        boolean wide = width >= NARROW;
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            double x = x(mark.at());
            double y = 16 + 18.0 * levels[i];
            line(page, "mark", x, y + 4, bottom);
            String label = wide ? (i + 1) + " " + mark.kind().text() : String.valueOf(i + 1);
            boolean leftwards = wide && x + label.length() * CHARACTER > right;
            page.single("circle", "class", "mark", "cx", Markup.at(x), "cy", Markup.at(y - 4), "r", "2.5");
            page.leaf(
                    "text",
                    label,
                    "class",
                    "event",
                    "x",
                    Markup.at(leftwards ? x - 6 : x + 6),
                    "y",
                    Markup.at(y),
                    "text-anchor",
                    leftwards ? "end" : "start");
        }
    }

    /// The lowest level for each label at which it does not run into one that is already there. Labels at the
    /// right edge grow to the left.
    private int[] nameLevels(List<Mark> marks) {
        List<double[]> placed = new ArrayList<>();
        int[] levels = new int[marks.size()];
        for (int i = 0; i < levels.length; i++) {
            double x = x(marks.get(i).at());
            double length = (marks.get(i).kind().text().length() + 3) * CHARACTER + 10;
            boolean leftwards = x + length - 16 > right;
            double from = leftwards ? x - length : x - 4;
            levels[i] = free(placed, from, from + length);
            placed.add(new double[] {from, from + length, levels[i]});
        }
        return upsideDown(levels);
    }

    private int[] numberLevels(List<Mark> marks) {
        List<double[]> placed = new ArrayList<>();
        int[] levels = new int[marks.size()];
        for (int i = 0; i < levels.length; i++) {
            double x = x(marks.get(i).at());
            levels[i] = free(placed, x - 4, x + 20);
            placed.add(new double[] {x - 4, x + 20, levels[i]});
        }
        return upsideDown(levels);
    }

    private static int free(List<double[]> placed, double from, double to) {
        int level = 0;
        while (true) {
            int at = level;
            if (placed.stream().noneMatch(each -> each[2] == at && each[0] < to && from < each[1])) {
                return level;
            }
            level++;
        }
    }

    /// Later events stand higher, so that no line crosses a label that came before it.
    private static int[] upsideDown(int[] levels) {
        int highest = highest(levels);
        int[] turned = new int[levels.length];
        for (int i = 0; i < levels.length; i++) {
            turned[i] = highest - levels[i];
        }
        return turned;
    }

    private static int highest(int[] levels) {
        int highest = 0;
        for (int level : levels) {
            highest = Math.max(highest, level);
        }
        return highest;
    }

    private Map<Phase, Duration> predicted() {
        Map<Phase, Duration> durations = new LinkedHashMap<>();
        run.predicted().phases().forEach((phase, each) -> durations.put(phase, each.duration()));
        return durations;
    }

    private static void line(Markup page, String kind, double x, double from, double to) {
        page.single(
                "line",
                "class",
                kind,
                "x1",
                Markup.at(x),
                "x2",
                Markup.at(x),
                "y1",
                Markup.at(from),
                "y2",
                Markup.at(to));
    }

    private double x(double second) {
        return left + Math.max(0, second) / seconds * (right - left);
    }
}
