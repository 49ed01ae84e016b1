package dev.meridian.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every run as a dot on the axis of its time to recover, with the percentiles and the bound as labelled lines.
/// Dots that would cover each other are stacked, so that the shape of the distribution shows.
final class StripPlot {
    private static final double DOT = 4.5;
    private static final double MARGIN = 14;
    private static final double HEAD = 46;

    private final Markup page;
    private final double width;
    private final double from;
    private final double scale;

    private StripPlot(Markup page, List<Double> times, double most, int width) {
        this.page = page;
        this.width = width;
        double room = Math.max(0.25, (most - times.getFirst()) * 0.15);
        this.from = Math.max(0, times.getFirst() - room);
        this.scale = (width - 2 * MARGIN) / (most + room - from);
    }

    static void draw(Markup page, DrillReport report, int width) {
        List<Double> times = report.recoveryTimes().stream()
                .filter(time -> !time.isInfinite())
                .sorted()
                .toList();
        if (!times.isEmpty()) {
            new StripPlot(page, times, times.getLast(), width).draw(times, report.summary());
        }
    }

    private void draw(List<Double> times, DrillReport.Summary summary) {
        List<double[]> dots = stacked(times);
        double highest = dots.stream().mapToDouble(each -> each[1]).max().orElse(0);
        double base = HEAD + highest + 2 * DOT;
        page.open(
                "svg",
                "viewBox",
                "0 0 " + Markup.at(width) + ' ' + Markup.at(base + 22),
                "class",
                width < 520 ? "narrow" : "wide",
                "role",
                "img",
                "aria-label",
                "Times to recover of " + times.size() + " runs; the table below has the percentiles.");
        line("base", MARGIN, base, width - MARGIN, base);
        double step = Timeline.step((width - 2 * MARGIN) / scale, width < 520 ? 5 : 10);
        for (double at = Math.ceil(from / step) * step; x(at) <= width - MARGIN; at += step) {
            line("base", x(at), base, x(at), base + 4);
            text("tick", Text.number(at) + " s", x(at), base + 17, "middle");
        }
        level("p50", summary.p50(), base, 12);
        level("p95", summary.p95(), base, 12);
        level("upper bound", summary.upperBound95(), base, 28);
        for (double[] dot : dots) {
            page.single(
                    "circle",
                    "class",
                    "run",
                    "cx",
                    Markup.at(dot[0]),
                    "cy",
                    Markup.at(base - DOT - 2 - dot[1]),
                    "r",
                    Markup.at(DOT - 0.7));
        }
        page.close();
    }

    private List<double[]> stacked(List<Double> times) {
        List<double[]> dots = new ArrayList<>();
        for (double time : times) {
            double x = x(time);
            double y = 0;
            boolean moved = true;
            while (moved) {
                moved = false;
                for (double[] dot : dots) {
                    if (dot[1] == y && Math.abs(dot[0] - x) < 2 * DOT) {
                        y += 2 * DOT;
                        moved = true;
                    }
                }
            }
            dots.add(new double[] {x, y});
        }
        return dots;
    }

    /// A labelled line; a label that would leave the picture grows to the left.
    private void level(String name, Optional<Double> value, double base, double y) {
        if (value.isEmpty()) {
            return;
        }
        double x = x(value.get());
        boolean leftwards = x + 7.0 * name.length() > width;
        line("mark", x, y - 9, x, base);
        text("event", name, leftwards ? x - 4 : x + 4, y, leftwards ? "end" : "start");
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        page.single(
                "line",
                "class",
                kind,
                "x1",
                Markup.at(x1),
                "x2",
                Markup.at(x2),
                "y1",
                Markup.at(y1),
                "y2",
                Markup.at(y2));
    }

    private void text(String kind, String text, double x, double y, String anchor) {
        page.leaf("text", text, "class", kind, "x", Markup.at(x), "y", Markup.at(y), "text-anchor", anchor);
    }

    private double x(double time) {
        return MARGIN + (time - from) * scale;
    }
}
