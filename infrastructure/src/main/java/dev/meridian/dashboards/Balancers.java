package dev.meridian.dashboards;

import dev.meridian.dashboards.Curve.Counted;
import dev.meridian.dashboards.Curve.Metric;
import dev.meridian.dashboards.Panel.Unit;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Promised;
import dev.meridian.estate.Site;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;

/// What users of one region see: counted where their requests come in.
final class Balancers {
    static final String SPACE = "AWS/ApplicationELB";

    /// Answers that are errors of ours, and all answers, by the names of [#parts]. Those that the load balancer
    /// gives itself are not among its requests.
    private static final String BAD = "(FILL(failed, 0) + FILL(unanswered, 0))";

    private static final String ALL = "(FILL(asked, 0) + FILL(unanswered, 0))";

    /// How fast a budget of errors for 30 days may be used up: at this pace an hour uses 2 % of it, at the
    /// other six hours use 5 % (Google, The Site Reliability Workbook, 2018, chapter 5, table 5-8).
    private static final double PAGE_IN_AN_HOUR = 14.4;

    private static final double PAGE_IN_SIX_HOURS = 6;

    private static final int HOUR = 3_600;

    private final String estate;
    private final Site site;
    private final Promised.InRegion promised;

    Balancers(String estate, Site site, Promised.InRegion promised) {
        this.estate = estate;
        this.site = site;
        this.promised = promised;
    }

    private Counted counted(String metric, String statistic, String label) {
        return Curve.counted(new Metric(SPACE, metric, statistic), site.region(), label)
                .by(
                        "LoadBalancer",
                        new Curve.Named(new Given(
                                Given.Kind.LOAD_BALANCER,
                                estate,
                                "Load balancer of " + estate + " in " + site.region())));
    }

    private Counted counted(Entrance entrance, String metric, String statistic, String label) {
        return counted(metric, statistic, label)
                .by(
                        "TargetGroup",
                        new Curve.Named(
                                new Given(Given.Kind.TARGETS, entrance.name(), "Copies behind " + entrance.name())));
    }

    /// Copies that a load balancer finds to serve, of each entrance.
    List<Panel> copies() {
        return site.entrances().stream()
                .map(entrance -> Panel.of(
                        "Copies of " + entrance.service() + " behind " + entrance.name(),
                        Unit.COUNT,
                        counted(entrance, "HealthyHostCount", "Minimum", "serve"),
                        counted(entrance, "UnHealthyHostCount", "Maximum", "do not serve")))
                .toList();
    }

    private Counted[] parts() {
        return new Counted[] {
            counted("HTTPCode_Target_5XX_Count", "Sum", "failed").only("failed"),
            counted("HTTPCode_ELB_5XX_Count", "Sum", "unanswered").only("unanswered"),
            counted("RequestCount", "Sum", "asked").only("asked")
        };
    }

    private Panel worked(String title, Unit unit, String formula, String label) {
        Counted[] parts = parts();
        return Panel.of(title, unit, parts[0], parts[1], parts[2], new Curve.Worked(formula, label));
    }

    Panel availability() {
        Panel panel = worked(
                "Requests that were answered as they should",
                Unit.ANSWERED,
                "100 * (1 - " + BAD + " / " + ALL + ")",
                "answered");
        OptionalDouble least = promised.availability();
        return least.isPresent() ? panel.heldTo("promised", percent(least.getAsDouble())) : panel;
    }

    /// How fast errors use up what the promise leaves for them; empty where there is none, or it leaves nothing.
    List<Panel> burn() {
        return Promised.errors(promised.availability()).stream()
                .map(left -> worked(
                                "How fast errors use up what the promise leaves for them",
                                Unit.COUNT,
                                BAD + " / " + ALL + " / " + left.toPlainString(),
                                "times as fast")
                        .each(HOUR)
                        .heldTo("2 % of 30 days in an hour", PAGE_IN_AN_HOUR)
                        .heldTo("5 % of 30 days in six hours", PAGE_IN_SIX_HOURS))
                .toList();
    }

    Panel latency() {
        Panel panel = Panel.of(
                "How long answers take",
                Unit.SECONDS,
                counted("TargetResponseTime", "p50", "p50"),
                counted("TargetResponseTime", "p95", "p95"),
                counted("TargetResponseTime", "p99", "p99"));
        return promised.latency()
                .map(latency -> panel.heldTo(
                        "promised" + (latency.of().equals("bound") ? "" : " (" + latency.of() + ")"),
                        latency.most().toNanos() / 1e9))
                .orElse(panel);
    }

    Panel requests() {
        Panel panel = Panel.of(
                "Requests in a second",
                Unit.PER_SECOND,
                counted("RequestCount", "Sum", "asked").only("asked"),
                new Curve.Worked("asked / PERIOD(asked)", "requests"));
        OptionalDouble most = promised.requests();
        return most.isPresent() ? panel.heldTo("promised", most.getAsDouble()) : panel;
    }

    Panel errors() {
        return Panel.of(
                "Errors",
                Unit.COUNT,
                counted("HTTPCode_Target_5XX_Count", "Sum", "5xx of copies"),
                counted("HTTPCode_ELB_5XX_Count", "Sum", "5xx: no copy answers"),
                counted("HTTPCode_Target_4XX_Count", "Sum", "4xx of copies"),
                counted("HTTPCode_ELB_4XX_Count", "Sum", "4xx of the load balancer"));
    }

    /// A share without the traces of its arithmetic: 0.9995 is 99.95.
    static double percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).doubleValue();
    }
}
