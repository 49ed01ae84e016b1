package dev.meridian.dashboards;

import dev.meridian.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a page down as Grafana imports it (Grafana 11 documentation, JSON model of a dashboard, and
/// CloudWatch data source, query editor; 2026-11). Where numbers come from is a variable of the page: whoever
/// opens it chooses among the data sources that there are.
final class Grafana {
    /// That of Grafana 11: later ones read it and bring it up to theirs.
    private static final int SCHEMA = 39;

    private static final String COUNTED = "cloudwatch";
    private static final String ASKED = "prometheus";
    private static final int WIDTH = 24;
    private static final int PANEL_WIDTH = 8;
    private static final int PANEL_HEIGHT = 8;
    private static final int ABOUT_HEIGHT = 4;
    private static final int LETTERS = 26;

    private final Page page;
    private final ArrayNode panels;
    private int row;
    private int number;

    private Grafana(Page page, ArrayNode panels) {
        this.page = page;
        this.panels = panels;
    }

    static String text(Page page) {
        ObjectNode board = Json.object();
        board.putNull("id");
        board.put("uid", uid(page.name()));
        board.put("title", page.estate() + " · " + page.place());
        board.putArray("tags").add(page.estate()).add("meridian");
        board.put("editable", true);
        board.put("graphTooltip", 1);
        board.put("refresh", "1m");
        board.put("schemaVersion", SCHEMA);
        board.put("timezone", "utc");
        board.putObject("time").put("from", "now-3h").put("to", "now");
        ArrayNode variables = board.putObject("templating").putArray("list");
        new Grafana(page, board.putArray("panels")).write(variables);
        return Json.text(board);
    }

    /// Of 40 characters at most, the same for the same page and no other (Grafana HTTP API, dashboards,
    /// identifier).
    static String uid(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return "meridian-" + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private void write(ArrayNode variables) {
        source(variables, COUNTED, "CloudWatch");
        boolean asks = page.panels().stream().anyMatch(panel -> !panel.isCounted());
        if (asks) {
            source(variables, ASKED, "Prometheus of the cluster in " + page.place());
        }
        page.given().forEach(given -> variable(variables.addObject(), given));
        ObjectNode about = panel("text", "", 0, WIDTH, ABOUT_HEIGHT);
        about.putObject("options").put("mode", "markdown").put("content", page.about());
        row += ABOUT_HEIGHT;
        for (Page.Section section : page.sections()) {
            panel("row", section.title(), 0, WIDTH, 1).put("collapsed", false).putArray("panels");
            row++;
            grid(section.panels());
        }
    }

    private static void source(ArrayNode variables, String type, String label) {
        ObjectNode variable = variables.addObject();
        variable.put("name", type);
        variable.put("type", "datasource");
        variable.put("label", label);
        variable.put("query", type);
        variable.put("hide", 0);
        variable.put("includeAll", false);
        variable.put("multi", false);
        variable.put("refresh", 1);
    }

    private static ObjectNode source(ObjectNode of, String type) {
        of.putObject("datasource").put("type", type).put("uid", "${" + type + "}");
        return of;
    }

    /// Names that AWS gives, looked for by how they begin where this estate decides that.
    private void variable(ObjectNode variable, Given given) {
        String beginning = given.beginning(page.estate());
        variable.put("name", given.variable());
        variable.put("type", "query");
        variable.put("label", given.label());
        source(variable, COUNTED);
        ObjectNode query = variable.putObject("query");
        query.put("refId", "names");
        query.put("queryType", "dimensionValues");
        query.put("region", page.home().text());
        query.put("namespace", given.kind().namespace());
        query.put("metricName", given.kind().metric());
        query.put("dimensionKey", given.kind().dimension());
        query.putObject("dimensionFilters");
        variable.put("regex", beginning.isEmpty() ? "" : "/^" + beginning.replace("/", "\\/") + ".*/");
        variable.put("hide", 0);
        variable.put("includeAll", false);
        variable.put("multi", false);
        variable.put("refresh", 1);
        variable.put("sort", 1);
    }

    private ObjectNode panel(String type, String title, int column, int width, int height) {
        number++;
        ObjectNode panel = panels.addObject();
        panel.put("id", number);
        panel.put("type", type);
        panel.put("title", title);
        panel.putObject("gridPos")
                .put("h", height)
                .put("w", width)
                .put("x", column)
                .put("y", row);
        return panel;
    }

    private void grid(List<Panel> drawn) {
        int column = 0;
        for (Panel one : drawn) {
            if (column == WIDTH) {
                column = 0;
                row += PANEL_HEIGHT;
            }
            draw(one, panel("timeseries", one.title(), column, PANEL_WIDTH, PANEL_HEIGHT));
            column += PANEL_WIDTH;
        }
        row += PANEL_HEIGHT;
    }

    private void draw(Panel one, ObjectNode panel) {
        source(panel, one.isCounted() ? COUNTED : ASKED);
        ArrayNode targets = panel.putArray("targets");
        for (Curve curve : one.curves()) {
            String letters = letters(targets.size());
            ObjectNode target = targets.addObject();
            target.put("refId", letters);
            target(curve, one.seconds(), target);
        }
        ObjectNode field = panel.putObject("fieldConfig");
        ObjectNode defaults = field.putObject("defaults");
        defaults.put("unit", one.unit().grafana());
        if (one.unit() != Panel.Unit.ANSWERED) {
            defaults.put("min", 0);
        }
        ObjectNode custom = defaults.putObject("custom");
        custom.put("drawStyle", "line");
        custom.put("fillOpacity", 8);
        custom.put("showPoints", "never");
        ObjectNode thresholds = defaults.putObject("thresholds");
        thresholds.put("mode", "absolute");
        ArrayNode steps = thresholds.putArray("steps");
        steps.addObject().put("color", "transparent").putNull("value");
        if (!one.limits().isEmpty()) {
            custom.putObject("thresholdsStyle").put("mode", "dashed");
            one.limits().stream()
                    .sorted((a, b) -> Double.compare(a.value(), b.value()))
                    .forEach(limit -> steps.addObject().put("color", "red").put("value", limit.value()));
            panel.put("description", described(one));
        }
        field.putArray("overrides");
        ObjectNode options = panel.putObject("options");
        options.putObject("legend")
                .put("displayMode", "list")
                .put("placement", "bottom")
                .put("showLegend", true);
        options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
    }

    /// As Grafana calls lines: `A` to `Z`, then `AA`.
    private static String letters(int line) {
        String last = String.valueOf((char) ('A' + line % LETTERS));
        return line < LETTERS ? last : letters(line / LETTERS - 1) + last;
    }

    /// Grafana writes no words beside a line across.
    private static String described(Panel one) {
        return "Dashed: "
                + String.join(
                        ", ",
                        one.limits().stream()
                                .map(limit -> limit.label() + " " + limit.value() + " "
                                        + one.unit().text())
                                .map(String::strip)
                                .toList());
    }

    private void target(Curve curve, int seconds, ObjectNode target) {
        switch (curve) {
            case Curve.Counted one -> {
                metric(target, one.metric(), one.region().text(), seconds);
                target.put("metricEditorMode", 0);
                target.put("id", one.id());
                target.put("hide", !one.isShown());
                target.put("label", one.label());
                ObjectNode dimensions = target.putObject("dimensions");
                one.dimensions().forEach((name, value) -> dimensions.put(name, text(value)));
            }
            case Curve.Found one -> {
                metric(target, one.metric(), one.region().text(), seconds);
                formula(target, one.search(), one.label());
            }
            case Curve.Worked one -> {
                metric(target, new Curve.Metric("", "", "Average"), page.home().text(), seconds);
                formula(target, one.formula(), one.label());
            }
            case Curve.Asked one -> {
                source(target, ASKED);
                target.put("expr", one.question());
                target.put("legendFormat", one.label());
                target.put("range", true);
            }
        }
    }

    private static void metric(ObjectNode target, Curve.Metric metric, String region, int seconds) {
        source(target, COUNTED);
        target.put("queryMode", "Metrics");
        target.put("metricQueryType", 0);
        target.put("region", region);
        target.put("namespace", metric.namespace());
        target.put("metricName", metric.name());
        target.put("statistic", metric.statistic());
        target.put("period", "" + seconds);
        target.put("matchExact", true);
    }

    private static void formula(ObjectNode target, String formula, String label) {
        target.put("metricEditorMode", 1);
        target.put("expression", formula);
        target.put("id", "");
        target.put("hide", false);
        target.put("label", label);
        target.putObject("dimensions");
    }

    private static String text(Curve.Value value) {
        return switch (value) {
            case Curve.Known(String text) -> text;
            case Curve.Named(Given given) -> "$" + given.variable();
        };
    }
}
