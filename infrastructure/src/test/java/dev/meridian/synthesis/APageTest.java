package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.dashboards.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Pages of CloudWatch and Grafana, as they are written: whoever opens them relies on finding numbers there.
@DisplayName("A page")
class APageTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @SuppressWarnings("unused")
    private static final List<String> SYSTEMS = Written.SYSTEMS;

    private static final Pattern SEARCH = Pattern.compile(
            "SEARCH\\('\\{([^}]*)\\} MetricName=\"([^\"]+)\"[^']*', '(?:Average|Maximum|Minimum|Sum|p\\d+)'\\)");

    private static final Pattern TOKEN = Pattern.compile("<[^<>]*>");

    /// What dimensions are that no file of ours names.
    private static final List<String> OF_AWS = List.of("ALL", "Global", "USD");

    private static final String THREE = """
            meridian: 1
            application: shop
            objectives: {rto: 5m, rpo: 90s, availability: 99.9%, perRegion: {latency: {users: {p95: 120ms}}}}
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
              ap-southeast-1: {role: active}
            services: {web: {port: 8080, health: /health, dependsOn: {orders: hard, files: soft, carts: soft}}}
            traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}}
            data: {orders: {kind: postgresql, runs: provider, replication: async},
              files: {kind: object, replication: async},
              sessions: {kind: redis, runs: provider, replication: none},
              events: {kind: kafka, runs: provider, topics: {sold: {keep: 7d}}, replication: {mode: async, edges: {
                mirror: {from: [eu-west-1, us-east-1, ap-southeast-1], to: all}}}},
              carts: {kind: dynamodb, replication: provider}}
            compute: {platform: kubernetes, nodes: {main: {types: m5.large}}}
            observability: {dashboards: [health, cost, failover], alarms: [replication-lag, health-checks]}
            """;

    private static SequencedMap<String, JsonNode> pages(SequencedMap<String, String> files, String of) {
        SequencedMap<String, JsonNode> pages = new LinkedHashMap<>();
        files.forEach((path, text) -> {
            if (path.startsWith("dashboards/" + of + "/")) {
                pages.put(path, JSON.readTree(text));
            }
        });
        assertThat(pages).isNotEmpty();
        return pages;
    }

    private static List<JsonNode> widgets(JsonNode page, String type) {
        List<JsonNode> widgets = new ArrayList<>();
        page.path("widgets").forEach(widget -> {
            if (widget.path("type").asString("").equals(type)) {
                widgets.add(widget.path("properties"));
            }
        });
        return widgets;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void of_cloudwatch_asks_for_numbers_that_are_counted_where_it_looks(String system) {
        pages(Written.example(system), "cloudwatch").forEach((path, page) -> {
            assertThat(widgets(page, "metric")).as(path).isNotEmpty();
            for (JsonNode widget : widgets(page, "metric")) {
                widget.path("metrics")
                        .forEach(line ->
                                assertThat(fault(line)).as(path + ": " + line).isEmpty());
            }
        });
    }

    /// What is wrong with a line, read from what is written and from nothing else.
    private static Optional<String> fault(JsonNode line) {
        JsonNode options = line.get(line.size() - 1);
        if (line.size() == 1) {
            Matcher search = SEARCH.matcher(text(options, "expression"));
            if (!search.matches()) {
                return text(options, "expression").contains("SEARCH") ? Optional.of("no search") : Optional.empty();
            }
            List<String> schema = List.of(search.group(1).replace("\"", "").split(","));
            return Metrics.fault(
                    schema.getFirst() + " " + search.group(2),
                    schema.subList(1, schema.size()),
                    text(options, "region"));
        }
        List<String> names = new ArrayList<>();
        for (int i = 2; i < line.size() - 1; i += 2) {
            names.add(line.get(i).asString(""));
        }
        return Metrics.fault(
                line.get(0).asString("") + " " + line.get(1).asString(""),
                names.stream().sorted().toList(),
                text(options, "region"));
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void names_nothing_that_no_root_makes(String system) {
        SequencedMap<String, String> files = Written.example(system);
        String roots = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".tf") && !file.getKey().endsWith("/dashboard.tf"))
                .map(file -> file.getValue())
                .collect(Collectors.joining());
        pages(files, "cloudwatch")
                .forEach((path, page) -> values(page).stream()
                        .filter(value ->
                                !OF_AWS.contains(value) && !TOKEN.matcher(value).matches())
                        .forEach(value -> assertThat(roots)
                                .as(path)
                                .contains('"' + value.replaceFirst("(?:-\\d{4})?-\\d{3}$", "") + '"')));
    }

    private static SequencedSet<String> values(JsonNode page) {
        SequencedSet<String> values = new LinkedHashSet<>();
        for (JsonNode widget : widgets(page, "metric")) {
            widget.path("metrics").forEach(line -> {
                for (int i = 3; i < line.size() - 1; i += 2) {
                    values.add(line.get(i).asString(""));
                }
                if (line.size() == 1) {
                    Matcher term = Pattern.compile(" \"?(?!MetricName)[A-Za-z ]+\"?=\"([^\"]+)\"")
                            .matcher(text(line.get(0), "expression"));
                    while (term.find()) {
                        values.add(term.group(1));
                    }
                }
            });
        }
        return values;
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void gets_every_name_that_only_aws_knows_from_the_root_that_makes_it(String system) {
        SequencedMap<String, String> files = Written.example(system);
        pages(files, "cloudwatch").forEach((path, page) -> {
            String place = path.replaceAll(".*/|\\.json", "");
            String root = files.getOrDefault(
                    "terraform/" + (place.equals("global") ? place : "regions/" + place) + "/dashboard.tf", "");
            assertThat(root).contains("/dashboards/cloudwatch/" + place + ".json\")");
            TreeSet<String> asked = new TreeSet<>();
            values(page).stream().filter(TOKEN.asMatchPredicate()).forEach(asked::add);
            TreeSet<String> offered = new TreeSet<>();
            page.path("variables").forEach(variable -> offered.add(text(variable, "pattern")));
            TreeSet<String> given = new TreeSet<>();
            Matcher token = Pattern.compile("\"(<[^<>]+>)\" += aws_").matcher(root);
            while (token.find()) {
                given.add(token.group(1));
            }
            assertThat(asked).as(path).isEqualTo(offered).isEqualTo(given);
        });
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void puts_nothing_on_something_else(String system) {
        SequencedMap<String, String> files = Written.example(system);
        pages(files, "cloudwatch").forEach((path, page) -> {
            List<Place> places = new ArrayList<>();
            page.path("widgets")
                    .forEach(one -> places.add(new Place(
                            number(one, "x"), number(one, "y"), number(one, "width"), number(one, "height"))));
            apart(path, places);
        });
        pages(files, "grafana").forEach((path, page) -> {
            List<Place> places = new ArrayList<>();
            page.path("panels").forEach(one -> {
                JsonNode at = one.path("gridPos");
                places.add(new Place(number(at, "x"), number(at, "y"), number(at, "w"), number(at, "h")));
            });
            apart(path, places);
        });
    }

    private record Place(int x, int y, int width, int height) {
        boolean covers(Place other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    private static int number(JsonNode node, String field) {
        return node.path(field).asInt(-1);
    }

    private static void apart(String path, List<Place> places) {
        for (Place one : places) {
            assertThat(one.x).as(path).isNotNegative();
            assertThat(one.x + one.width).as(path).isLessThanOrEqualTo(24);
            assertThat(places.stream().filter(one::covers))
                    .as(path + " at " + one)
                    .containsExactly(one);
        }
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void of_grafana_asks_sources_that_whoever_opens_it_chooses(String system) {
        TreeSet<String> uids = new TreeSet<>();
        pages(Written.example(system), "grafana").forEach((path, page) -> {
            assertThat(uids.add(text(page, "uid"))).as(path).isTrue();
            assertThat(page.path("id").isNull()).as(path).isTrue();
            TreeSet<String> variables = new TreeSet<>();
            page.path("templating").path("list").forEach(one -> variables.add(text(one, "name")));
            TreeSet<Integer> ids = new TreeSet<>();
            page.path("panels").forEach(panel -> {
                assertThat(ids.add(number(panel, "id"))).as(path).isTrue();
                if (text(panel, "type").equals("timeseries")) {
                    assertThat(panel.path("targets").size()).as(path).isPositive();
                    TreeSet<String> letters = new TreeSet<>();
                    panel.path("targets").forEach(target -> {
                        assertThat(letters.add(text(target, "refId"))).as(path).isTrue();
                        assertThat(target.path("datasource")).isEqualTo(panel.path("datasource"));
                    });
                }
            });
            Matcher used = Pattern.compile("\"\\$\\{?(\\w+)\\}?\"").matcher(page.toString());
            TreeSet<String> asked = new TreeSet<>();
            while (used.find()) {
                asked.add(used.group(1));
            }
            assertThat(asked).as(path).isEqualTo(variables);
            assertThat(page.toString()).as(path).doesNotContainPattern("\"uid\":\"(?!meridian-|\\$\\{)");
        });
    }

    @Test
    void of_a_region_stays_as_it_is_when_another_one_is_added() {
        SequencedMap<String, String> three = Written.of(THREE);
        SequencedMap<String, String> four =
                Written.of(THREE.replace("services:", "  sa-east-1: {role: active}\nservices:")
                        .replace("us-east-1, ap-southeast-1], to", "us-east-1, ap-southeast-1, sa-east-1], to"));
        TreeSet<String> changed = new TreeSet<>();
        three.forEach((path, text) -> {
            boolean isOfAll = path.startsWith("terraform/global/")
                    || path.matches("(\\.github|runbooks|diagrams)/.*")
                    || !path.contains("/");
            if (!text.equals(four.get(path)) && !isOfAll) {
                changed.add(path);
            }
        });
        assertThat(changed)
                .containsExactly(
                        "dashboards/cloudwatch/global.json", "dashboards/grafana/global.json", "terraform/ORDER");
        assertThat(four)
                .containsKeys(
                        "dashboards/cloudwatch/sa-east-1.json",
                        "dashboards/grafana/sa-east-1.json",
                        "dashboards/prometheus/sa-east-1.yaml",
                        "terraform/regions/sa-east-1/dashboard.tf");
    }

    @Test
    void holds_what_is_seen_to_what_the_file_promises() {
        SequencedMap<String, String> files = Written.of(THREE);
        assertThat(line(files, "global", "orders: since the last commit that a copy has", "told above"))
                .isEqualTo(120);
        assertThat(line(files, "global", "carts: behind", "told above")).isEqualTo(90_000);
        assertThat(line(files, "us-east-1", "How long answers take", "promised (p95)"))
                .isEqualTo(0.12);
        assertThat(line(files, "us-east-1", "Requests that were answered as they should", "promised"))
                .isEqualTo(99.9);
        assertThat(files.get("dashboards/cloudwatch/global.json"))
                .contains("users are served again within 5m (RTO)", "at most 1m 30s of writes are lost (RPO)");
    }

    private static double line(SequencedMap<String, String> files, String place, String title, String label) {
        JsonNode page =
                pages(files, "cloudwatch").getOrDefault("dashboards/cloudwatch/" + place + ".json", JSON.nullNode());
        for (JsonNode widget : widgets(page, "metric")) {
            if (text(widget, "title").equals(title)) {
                for (JsonNode one : widget.path("annotations").path("horizontal")) {
                    if (text(one, "label").equals(label)) {
                        return one.path("value").asDouble(-1);
                    }
                }
            }
        }
        throw new AssertionError(place + " has no line " + label + " on " + title);
    }

    @Test
    void is_there_only_where_the_file_asks_for_pages() {
        assertThat(Written.of(THREE.replace("dashboards: [health, cost, failover], ", ""))
                        .keySet())
                .noneMatch(path -> path.startsWith("dashboards/") || path.endsWith("/dashboard.tf"));
    }

    @Test
    void that_nothing_is_counted_for_is_said_to_be_missing() {
        assertThat(Written.example("mahavishnu").get("UNRENDERED.md"))
                .contains("| `observability.dashboards` |", "`compliance`: no metric says whether rules are kept");
        assertThat(Written.example("pyairtable").get("UNRENDERED.md"))
                .doesNotContain("`observability.dashboards`", "`observability.alarms`");
    }

    /// What asks for more errors than there are answers is never true.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            99.9%  | hour, hour-lately, six-hours, six-hours-lately, day, day-lately
            90%    | six-hours, six-hours-lately, day, day-lately
            80%    | day, day-lately
            50%    |
            """)
    void rings_at_paces_that_an_outage_reaches(String promised, String spans) {
        String alarms = file(Written.of(THREE.replace("99.9%", promised)), "terraform/regions/us-east-1/alarms.tf");
        List<String> written = Pattern.compile("\"?([a-z-]+)\"? += \\{\n +seconds")
                .matcher(alarms)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(written).isEqualTo(spans == null ? List.of() : List.of(spans.split(", ")));
        assertThat(alarms.contains("no outage uses it up at a faster pace"))
                .isEqualTo(written.size() == 2 || written.size() == 4);
    }

    @Test
    void shows_the_alarms_of_its_root_and_no_others() {
        assertThat(Written.of(THREE).get("terraform/regions/us-east-1/dashboard.tf"))
                .contains(
                        "aws_cloudwatch_metric_alarm.behind_orders.arn",
                        "values(aws_cloudwatch_composite_alarm.errors_of_promise)[*].arn")
                .doesNotContain("aws_cloudwatch_metric_alarm.errors_of_promise");
    }
}
