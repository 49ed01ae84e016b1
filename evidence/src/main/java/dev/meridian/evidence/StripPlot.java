package dev.meridian.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every run as a dot on the axis of its time to recover, with the percentiles and the bound as labelled lines.
/// Dots that would cover each other are stacked, so that the shape of the distribution shows.
final class StripPlot {
    private static final double DOT = 4.5;

    private StripPlot() {}

    static void draw(Markup page, DrillReport report, int width) {
        List<Double> times = report.recoveryTimes().stream()
                .filter(time -> !time.isInfinite())
                .sorted()
                .toList();
        if (times.isEmpty()) {
            return;
        }
        DrillReport.Summary summary = report.summary();
        double most = Math.max(times.getLast(), summary.upperBound95().orElse(0.0)) * 1.08;
        double left = 10;
        double scale = (width - 20) / most;
        List<double[]> dots = stacked(times, left, scale);
        double height = 44 + dots.stream().mapToDouble(each -> each[1]).max().orElse(0) + 2 * DOT;
        page.open(
                "svg",
                "viewBox",
                "0 0 " + width + ' ' + Markup.at(height + 22),
                "class",
                width < 520 ? "narrow" : "wide",
                "role",
                "img",
                "aria-label",
                "Times to recover of " + times.size() + " runs; the table beside it has the percentiles.");
        page.single(
                "line",
                "class",
                "base",
                "x1",
                Markup.at(left),
                "x2",
                String.valueOf(width - 10),
                "y1",
                Markup.at(height),
                "y2",
                Markup.at(height));
        double step = Timeline.step(most, width < 520 ? 5 : 10);
        for (int i = 0; i * step <= most; i++) {
            page.leaf(
                    "text",
                    Text.number(i * step) + " s",
                    "class",
                    "tick",
                    "x",
                    Markup.at(left + i * step * scale),
                    "y",
                    Markup.at(height + 16),
                    "text-anchor",
                    i == 0 ? "start" : "middle");
        }
        level(page, "p50", summary.p50(), left, scale, height, 12);
        level(page, "p95", summary.p95(), left, scale, height, 12);
        level(page, "upper bound", summary.upperBound95(), left, scale, height, 26);
        for (double[] dot : dots) {
            page.single(
                    "circle",
                    "class",
                    "run",
                    "cx",
                    Markup.at(dot[0]),
                    "cy",
                    Markup.at(height - DOT - 2 - dot[1]),
                    "r",
                    Markup.at(DOT - 0.7));
        }
        page.close();
    }

    private static List<double[]> stacked(List<Double> times, double left, double scale) {
        List<double[]> dots = new ArrayList<>();
        for (double time : times) {
            double x = left + time * scale;
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

    private static void level(
            Markup page, String name, Optional<Double> value, double left, double scale, double bottom, double y) {
        if (value.isEmpty()) {
            return;
        }
        double x = left + value.get() * scale;
        boolean leftwards = !name.equals("p95");
        page.single(
                "line",
                "class",
                "mark",
                "x1",
                Markup.at(x),
                "x2",
                Markup.at(x),
                "y1",
                Markup.at(y - 8),
                "y2",
                Markup.at(bottom));
        page.leaf(
                "text",
                name,
                "class",
                "event",
                "x",
                Markup.at(leftwards ? x - 4 : x + 4),
                "y",
                Markup.at(y),
                "text-anchor",
                leftwards ? "end" : "start");
    }
}
