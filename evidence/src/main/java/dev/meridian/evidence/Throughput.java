package dev.meridian.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Small multiples: what the users of each location got over time, all on the same scale. Acknowledged writes
/// stand on the line, failures hang below it, so that neither needs its colour to be told apart.
final class Throughput {
    private static final int MOST_POINTS = 180;
    private static final double TOP = 20;
    private static final double HEIGHT = 96;
    private static final double BELOW = 26;

    private final DrillRun run;
    private final double width;
    private final double left = 40;
    private final double peak;
    private final double worst;

    private Throughput(DrillRun run, int width, double peak, double worst) {
        this.run = run;
        this.width = width;
        this.peak = peak;
        this.worst = worst;
    }

    /// What happened within some buckets: rates per second, and the longest wait in milliseconds.
    private record Point(double at, double acknowledged, double failed, long slowest) {}

    static void draw(Markup page, DrillRun run) {
        List<List<Point>> all =
                run.seen().series().stream().map(series -> points(run, series)).toList();
        double peak = all.stream()
                .flatMap(List::stream)
                .mapToDouble(Point::acknowledged)
                .max()
                .orElse(1);
        double worst = all.stream()
                .flatMap(List::stream)
                .mapToDouble(Point::failed)
                .max()
                .orElse(1);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isEmpty()) {
                continue;
            }
            Outcome.Series series = run.seen().series().get(i);
            page.open("figure", "class", "series", "data-points", data(all.get(i)));
            page.open("figcaption").leaf("b", series.location().text());
            page.leaf("span", "", "class", "readout").close();
            for (int width : new int[] {1000, 360}) {
                new Throughput(run, width, Math.max(1, peak), Math.max(1, worst)).picture(page, series, all.get(i));
            }
            table(page, series, all.get(i));
            page.close();
        }
    }

    private void picture(Markup page, Outcome.Series series, List<Point> points) {
        double base = TOP + HEIGHT;
        page.open(
                "svg",
                "viewBox",
                "0 0 " + Markup.at(width) + ' ' + Markup.at(base + BELOW + 20),
                "class",
                width < 520 ? "narrow" : "wide",
                "data-left",
                Markup.at(left),
                "role",
                "img",
                "aria-label",
                "Acknowledged writes per second above the line and failures below it, users in "
                        + series.location().text() + "; the values are in the table below.");
        scale(page, points, base);
        page.single("path", "class", "acknowledged", "d", area(points, base, HEIGHT / peak, Point::acknowledged));
        page.single("path", "class", "failed", "d", area(points, base + 1, -BELOW / worst, Point::failed));
        long zero = Timeline.zero(run);
        run.moments().stream()
                .filter(each -> each.kind() == DrillRun.Moment.Kind.FAULT)
                .findFirst()
                .ifPresent(each -> instant(page, points, (each.nanos() - zero) / 1e9, base, "fault"));
        run.seen().span().sustained().ifPresent(nanos -> instant(page, points, (nanos - zero) / 1e9, base, "back"));
        page.single(
                "line", "class", "cursor", "x1", "0", "x2", "0", "y1", Markup.at(TOP), "y2", Markup.at(base + BELOW));
        page.close();
    }

    private void scale(Markup page, List<Point> points, double base) {
        double step = Timeline.step(peak, 3);
        for (int i = 0; i * step <= peak; i++) {
            double y = base - i * step * HEIGHT / peak;
            page.single(
                    "line",
                    "class",
                    i == 0 ? "base" : "grid",
                    "x1",
                    Markup.at(left),
                    "x2",
                    Markup.at(width - 4),
                    "y1",
                    Markup.at(y),
                    "y2",
                    Markup.at(y));
            label(page, Text.number(i * step), left - 6, y + 4, "end");
        }
        double first = points.getFirst().at();
        double last = points.getLast().at();
        double seconds = Timeline.step(last - first, width < 520 ? 5 : 12);
        for (double at = Math.ceil(first / seconds) * seconds; at <= last; at += seconds) {
            label(page, Text.number(at) + " s", x(points, at), base + BELOW + 16, "middle");
        }
    }

    private void instant(Markup page, List<Point> points, double at, double base, String name) {
        double x = x(points, at);
        page.single(
                "line",
                "class",
                "mark",
                "x1",
                Markup.at(x),
                "x2",
                Markup.at(x),
                "y1",
                Markup.at(TOP - 6),
                "y2",
                Markup.at(base + BELOW));
        page.leaf("text", name, "class", "event", "x", Markup.at(x), "y", Markup.at(TOP - 9), "text-anchor", "middle");
    }

    private static void label(Markup page, String text, double x, double y, String anchor) {
        page.leaf("text", text, "class", "tick", "x", Markup.at(x), "y", Markup.at(y), "text-anchor", anchor);
    }

    /// Steps, not slopes: a rate holds for its bucket and says nothing about the way to the next.
    private String area(List<Point> points, double base, double scale, ToDoubleFunction<Point> rate) {
        StringBuilder path = new StringBuilder("M" + Markup.at(left) + ' ' + Markup.at(base));
        for (int i = 0; i < points.size(); i++) {
            double y = base - rate.applyAsDouble(points.get(i)) * scale;
            path.append('V').append(Markup.at(y)).append('H').append(Markup.at(left + (i + 1) * stride(points)));
        }
        return path.append('V').append(Markup.at(base)).append('Z').toString();
    }

    private double stride(List<Point> points) {
        return (width - 4 - left) / points.size();
    }

    private double x(List<Point> points, double at) {
        double bucket =
                points.size() < 2 ? 1 : points.get(1).at() - points.get(0).at();
        return Math.clamp(left + (at - points.getFirst().at()) / bucket * stride(points), left, width - 4);
    }

    private static List<Point> points(DrillRun run, Outcome.Series series) {
        List<Outcome.Bucket> buckets = series.buckets();
        int together = Math.max(2, (buckets.size() + MOST_POINTS - 1) / MOST_POINTS);
        double length = together * DrillReport.seconds(Outcome.Series.BUCKET);
        double first = (series.start() - Timeline.zero(run)) / 1e9;
        List<Point> points = new ArrayList<>();
        // A last stretch that is not full would look like a drop.
        for (int i = 0; i + together <= buckets.size(); i += together) {
            List<Outcome.Bucket> some = buckets.subList(i, i + together);
            points.add(new Point(
                    first + i / (double) together * length,
                    some.stream().mapToInt(Outcome.Bucket::acknowledged).sum() / length,
                    some.stream().mapToInt(Outcome.Bucket::failed).sum() / length,
                    some.stream()
                            .mapToLong(each -> each.slowest().toMillis())
                            .max()
                            .orElse(0)));
        }
        return points;
    }

    private static String data(List<Point> points) {
        return points.stream()
                .map(each -> String.format(
                        Locale.ROOT,
                        "%.1f,%.0f,%.0f,%d",
                        each.at(),
                        each.acknowledged(),
                        each.failed(),
                        each.slowest()))
                .collect(Collectors.joining(";"));
    }

    private static void table(Markup page, Outcome.Series series, List<Point> points) {
        page.open("details").leaf("summary", "Values for " + series.location().text());
        page.open("div", "class", "scroll short", "tabindex", "0").open("table");
        page.open("thead").open("tr");
        for (String head : new String[] {"Second", "Writes/s", "Failures/s", "Slowest"}) {
            page.leaf("th", head, "scope", "col", "class", "number");
        }
        page.close().close().open("tbody");
        for (Point point : points) {
            page.open("tr");
            number(page, String.format(Locale.ROOT, "%.1f", point.at()));
            number(page, String.format(Locale.ROOT, "%.0f", point.acknowledged()));
            number(page, String.format(Locale.ROOT, "%.0f", point.failed()));
            number(page, point.slowest() + " ms");
            page.close();
        }
        page.close().close().close().close();
    }

    private static void number(Markup page, String text) {
        page.leaf("td", text, "class", "number");
    }
}
