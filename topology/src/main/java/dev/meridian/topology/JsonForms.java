package dev.meridian.topology;

import java.util.List;

/// The forms of single values in JSON Schema. A reader of YAML takes some texts for numbers and booleans, which
/// the topology's own does not; so these are allowed wherever such a text may stand.
final class JsonForms {
    private JsonForms() {}

    static Json.Members of(Form form) {
        return new Json.Members().with("description", says(form)).and(type(form));
    }

    private static Json.Members type(Form form) {
        return switch (form) {
            case FLAG -> new Json.Members().with("type", "boolean");
            case WHOLE -> new Json.Members().with("type", "integer").with("minimum", new Json.Literal("0"));
            case POSITIVE -> new Json.Members().with("type", "integer").with("minimum", new Json.Literal("1"));
            case PORT ->
                new Json.Members()
                        .with("type", "integer")
                        .with("minimum", new Json.Literal("1"))
                        .with("maximum", new Json.Literal("65535"));
            case TEXT, CPUS, STATUS ->
                new Json.Members()
                        .with("type", Json.texts(List.of("string", "number")))
                        .and(pattern(form));
            case COUNT, SOME ->
                new Json.Members()
                        .with("type", Json.texts(List.of("string", "integer")))
                        .and(pattern(form));
            case TIME_OR_TRUE, SAVING ->
                new Json.Members()
                        .with(
                                "anyOf",
                                Json.array(List.of(
                                        new Json.Members().with("const", new Json.Literal("true")),
                                        new Json.Members()
                                                .with("type", "string")
                                                .and(pattern(form)))));
            case NAME,
                    PLACE,
                    TIME,
                    TIME_SPAN,
                    TIME_OR_UNKNOWN,
                    CADENCE,
                    STALENESS,
                    PEAK,
                    RETENTION,
                    DOWNTIME,
                    WINDOW,
                    SHARE,
                    PERCENT,
                    CHANGE,
                    RATE,
                    MONEY,
                    SIZE,
                    BLOCK,
                    PREFIX,
                    DATE,
                    BELOW,
                    HTTP_PATH,
                    HOST,
                    FINDING,
                    PATH,
                    COUNTRY,
                    GEOGRAPHY,
                    AGREEMENT -> new Json.Members().with("type", "string").and(pattern(form));
        };
    }

    private static Json.Members pattern(Form form) {
        return new Json.Members().with("pattern", "^(?:" + form.regex() + ")$");
    }

    private static String says(Form form) {
        return form == Form.TEXT
                ? "text, taken as it is written: `version: 1.30` keeps its zero, although an editor calls it a number"
                : form.says();
    }
}
