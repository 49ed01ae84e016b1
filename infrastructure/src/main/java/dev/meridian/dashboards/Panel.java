package dev.meridian.dashboards;

import java.util.ArrayList;
import java.util.List;

/// Some lines in one picture.
///
/// @param seconds that each point stands for
/// @param limits what they are held to
record Panel(String title, Unit unit, int seconds, List<Curve> curves, List<Limit> limits) {
    private static final int MINUTE = 60;

    Panel {
        curves = List.copyOf(curves);
        limits = List.copyOf(limits);
    }

    static Panel of(String title, Unit unit, Curve... curves) {
        return new Panel(title, unit, MINUTE, List.of(curves), List.of());
    }

    static Panel of(String title, Unit unit, List<? extends Curve> curves) {
        return new Panel(title, unit, MINUTE, List.copyOf(curves), List.of());
    }

    Panel each(int span) {
        return new Panel(title, unit, span, curves, limits);
    }

    Panel heldTo(String label, double value) {
        List<Limit> more = new ArrayList<>(limits);
        more.add(new Limit(label, value));
        return new Panel(title, unit, seconds, curves, more);
    }

    /// Whether CloudWatch has anything of it.
    boolean isCounted() {
        return curves.stream().noneMatch(Curve.Asked.class::isInstance);
    }

    /// A line across.
    record Limit(String label, double value) {}

    /// What its numbers are.
    enum Unit {
        COUNT("short", ""),
        PER_SECOND("cps", "in a second"),
        SHARE("percent", "%"),
        /// A share that is near all of it if everything is well: what is seen begins where it is.
        ANSWERED("percent", "%"),
        SECONDS("s", "s"),
        MILLISECONDS("ms", "ms"),
        MICROSECONDS("µs", "µs"),
        BYTES("bytes", "bytes"),
        DOLLARS("currencyUSD", "USD");

        private final String grafana;
        private final String text;

        Unit(String grafana, String text) {
            this.grafana = grafana;
            this.text = text;
        }

        String grafana() {
            return grafana;
        }

        String text() {
            return text;
        }
    }
}
