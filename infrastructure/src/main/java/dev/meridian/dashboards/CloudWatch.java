package dev.meridian.dashboards;

import dev.meridian.json.Json;
import dev.meridian.units.RegionName;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes a page down as CloudWatch takes it (CloudWatch API reference, dashboard body structure and syntax,
/// 2026-11). Where AWS gives a name there is a variable, so that the page can be opened by hand; a root that
/// builds it puts the names in.
final class CloudWatch {
    /// How wide a page is, and each panel on it: three side by side.
    private static final int WIDTH = 24;

    private static final int PANEL_WIDTH = 8;
    private static final int PANEL_HEIGHT = 6;
    private static final int ABOUT_HEIGHT = 3;

    private final Page page;
    private final ArrayNode widgets;
    private int row;

    private CloudWatch(Page page, ArrayNode widgets) {
        this.page = page;
        this.widgets = widgets;
    }

    static String text(Page page) {
        ObjectNode body = Json.object();
        body.put("start", "-PT3H");
        body.put("periodOverride", "inherit");
        if (!page.given().isEmpty()) {
            ArrayNode variables = body.putArray("variables");
            page.given().forEach(given -> variable(variables.addObject(), given));
        }
        new CloudWatch(page, body.putArray("widgets")).write();
        return Json.text(body);
    }

    /// In which row a page ends: whatever is put below it begins there.
    static int rows(Page page) {
        CloudWatch one = new CloudWatch(page, Json.array());
        one.write();
        return one.row;
    }

    private static void variable(ObjectNode variable, Given given) {
        variable.put("type", "pattern");
        variable.put("pattern", given.token());
        variable.put("inputType", "select");
        variable.put("id", given.variable());
        variable.put("label", given.label());
        variable.put("defaultValue", given.token());
        variable.put("visible", true);
        String others = switch (given.kind()) {
            case LOAD_BALANCER, CHECK -> given.kind().dimension();
            case TARGETS -> "LoadBalancer," + given.kind().dimension();
            case DISTRIBUTION -> given.kind().dimension() + ",Region";
        };
        variable.put(
                "search",
                "{" + given.kind().namespace() + "," + others + "} MetricName=\""
                        + given.kind().metric() + "\"");
        variable.put("populateFrom", given.kind().dimension());
    }

    private void write() {
        markdown(page.about(), ABOUT_HEIGHT);
        for (Page.Section section : page.sections()) {
            List<Panel> panels =
                    section.panels().stream().filter(Panel::isCounted).toList();
            if (!panels.isEmpty()) {
                markdown("## " + section.title(), 1);
                grid(panels);
            }
        }
        page.question().ifPresent(this::question);
    }

    private ObjectNode widget(String type, int column, int width, int height) {
        ObjectNode widget = widgets.addObject();
        widget.put("type", type);
        widget.put("x", column);
        widget.put("y", row);
        widget.put("width", width);
        widget.put("height", height);
        return widget.putObject("properties");
    }

    private void markdown(String text, int height) {
        widget("text", 0, WIDTH, height).put("markdown", text);
        row += height;
    }

    private void question(Page.Question question) {
        ObjectNode log = widget("log", 0, WIDTH, PANEL_HEIGHT);
        log.put("title", question.title());
        log.put("region", question.region().text());
        log.put("view", "table");
        log.put("query", "SOURCE '" + question.group() + "' | " + question.text());
        row += PANEL_HEIGHT;
    }

    private void grid(List<Panel> panels) {
        int column = 0;
        for (Panel panel : panels) {
            if (column == WIDTH) {
                column = 0;
                row += PANEL_HEIGHT;
            }
            panel(panel, widget("metric", column, PANEL_WIDTH, PANEL_HEIGHT));
            column += PANEL_WIDTH;
        }
        row += PANEL_HEIGHT;
    }

    private void panel(Panel panel, ObjectNode properties) {
        properties.put("title", panel.title());
        properties.put("view", "timeSeries");
        properties.put("region", page.home().text());
        properties.put("period", panel.seconds());
        ArrayNode metrics = properties.putArray("metrics");
        panel.curves().forEach(curve -> line(curve, metrics));
        ObjectNode left = properties.putObject("yAxis").putObject("left");
        if (panel.unit() != Panel.Unit.ANSWERED) {
            left.put("min", 0);
        }
        left.put("label", panel.unit().text());
        left.put("showUnits", false);
        if (!panel.limits().isEmpty()) {
            ArrayNode lines = properties.putObject("annotations").putArray("horizontal");
            for (Panel.Limit limit : panel.limits()) {
                lines.addObject().put("label", limit.label()).put("value", limit.value());
            }
        }
    }

    private void line(Curve curve, ArrayNode metrics) {
        ArrayNode line = metrics.addArray();
        switch (curve) {
            case Curve.Counted one -> {
                line.add(one.metric().namespace()).add(one.metric().name());
                one.dimensions().forEach((name, value) -> line.add(name).add(text(value)));
                ObjectNode options = options(line, one.region(), one.label());
                options.put("stat", one.metric().statistic());
                if (!one.id().isEmpty()) {
                    options.put("id", one.id());
                }
                if (!one.isShown()) {
                    options.put("visible", false);
                }
            }
            case Curve.Found one -> options(line, one.region(), one.label()).put("expression", one.search());
            case Curve.Worked one -> options(line, page.home(), one.label()).put("expression", one.formula());
            case Curve.Asked _ -> throw new AssertionError("CloudWatch does not ask clusters");
        }
    }

    private static ObjectNode options(ArrayNode line, RegionName region, String label) {
        ObjectNode options = line.addObject();
        if (!label.isEmpty()) {
            options.put("label", label);
        }
        options.put("region", region.text());
        return options;
    }

    private static String text(Curve.Value value) {
        return switch (value) {
            case Curve.Known(String text) -> text;
            case Curve.Named(Given given) -> given.token();
        };
    }
}
