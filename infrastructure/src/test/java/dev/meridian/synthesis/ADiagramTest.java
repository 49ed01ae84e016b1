package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Pictures that people can read: nothing lies upon anything else, however large an estate is.
@DisplayName("A diagram")
class ADiagramTest {
    /// Where npm has put `mermaid` and `jsdom`.
    private static final String MODULES = "MERMAID_MODULES";

    private static final List<String> NINE = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-2",
            "eu-west-1",
            "eu-central-1",
            "eu-north-1",
            "ap-southeast-1",
            "ap-northeast-1",
            "sa-east-1");

    /// Nine regions with thirty services each, and every kind of store between them.
    private static String large() {
        StringBuilder text = new StringBuilder("meridian: 1\napplication: shop\nregions:\n");
        NINE.forEach(region -> text.append("  ")
                .append(region)
                .append(region.equals("us-east-1") ? ": {role: primary}\n" : ": {role: active}\n"));
        text.append("compute: {platform: kubernetes}\nservices:\n");
        IntStream.rangeClosed(1, 30)
                .forEach(i -> text.append("  service-with-a-long-name-")
                        .append(i)
                        .append(": {port: 8080, dependsOn: {orders: hard, carts: soft, files: soft, cache: soft}}\n"));
        return text.append("""
                        data:
                          orders: {kind: postgresql, runs: provider, replication: async, backup: {copyTo: all}}
                          carts: {kind: dynamodb, runs: provider, replication: provider}
                          files: {kind: object, runs: provider, replication: async}
                          cache: {kind: redis, runs: provider, replication: none}
                        traffic: {entrances: {web: {host: shop.acme.test, to: service-with-a-long-name-1, route: [latency, health]}}}
                        """).toString();
    }

    static Stream<String> estates() {
        return Stream.concat(Written.SYSTEMS.stream(), Stream.of("large"));
    }

    private static SequencedMap<String, String> files(String estate) {
        return estate.equals("large") ? Written.of(large()) : Written.example(estate);
    }

    /// A rectangle of the picture.
    private record Area(String what, double left, double top, double right, double bottom) {
        boolean has(Area other) {
            return left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom;
        }

        boolean touches(Area other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    @ParameterizedTest
    @MethodSource("estates")
    void has_nothing_upon_anything_else(String estate) {
        files(estate).forEach((path, text) -> {
            if (path.endsWith(".svg")) {
                Element svg = parsed(text);
                List<Area> boxes = areas(svg, "rect");
                List<Area> words = areas(svg, "text");
                Area all = new Area("the picture", 0, 0, number(svg, "width"), number(svg, "height"));
                assertThat(Stream.concat(boxes.stream(), words.stream()))
                        .as(path)
                        .allMatch(all::has);
                pairs(
                        boxes,
                        (a, b) -> assertThat(!a.touches(b) || a.has(b) || b.has(a))
                                .as(path + ": " + a + " and " + b)
                                .isTrue());
                pairs(
                        words,
                        (a, b) -> assertThat(a.touches(b))
                                .as(path + ": " + a + " and " + b)
                                .isFalse());
                words.forEach(word -> boxes.stream()
                        .filter(word::touches)
                        .forEach(box -> assertThat(box.has(word))
                                .as(path + ": " + word + " and " + box)
                                .isTrue()));
                lines(svg)
                        .forEach(line -> Stream.concat(boxes.stream(), words.stream())
                                .forEach(other -> assertThat(line.touches(other))
                                        .as(path + ": " + line + " and " + other)
                                        .isFalse()));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("estates")
    void can_be_read_aloud_and_in_the_dark(String estate) {
        files(estate).forEach((path, text) -> {
            if (path.endsWith(".svg")) {
                Element svg = parsed(text);
                assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                        .as(path)
                        .isNotBlank();
                assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                        .as(path)
                        .hasSizeGreaterThan(20);
                assertThat(svg.getAttribute("aria-labelledby")).as(path).isEqualTo("title desc");
                assertThat(text).as(path).contains("prefers-color-scheme: dark").doesNotContain("http://fonts");
            }
        });
    }

    /// Subnets of other clouds span all zones, and none of them is public.
    @Test
    void has_the_subnets_that_are_built() {
        SequencedMap<String, String> files = files("mahavishnu");
        for (String region : List.of("europe-west1", "westeurope")) {
            String picture = Written.file(files, "diagrams/" + region + ".svg");
            assertThat(picture).doesNotContain("public subnets", "database subnets", "per zone");
            Stream.of(picture.split("[^0-9./]+"))
                    .filter(word -> word.matches("10\\.[0-9.]+/\\d+"))
                    .filter(block -> !block.endsWith("/16"))
                    .forEach(block -> assertThat(files.entrySet())
                            .as(block)
                            .anyMatch(file -> file.getKey().startsWith("terraform/regions/" + region + "/")
                                    && (file.getValue().contains(block)
                                            || file.getValue().contains(block.replaceFirst("/.*", "") + "\""))));
        }
        assertThat(Written.file(files, "diagrams/eu-west-1.svg"))
                .contains("public subnets", "way out per zone", "Valkey 8.0");
        assertThat(Written.file(files, "diagrams/westeurope.svg"))
                .contains("Azure Managed Redis")
                .doesNotContain("Valkey");
    }

    @Test
    void of_a_region_says_nothing_of_others_that_it_does_not_follow() {
        SequencedMap<String, String> nine = Written.of(large());
        SequencedMap<String, String> ten = Written.of(
                large().replace("regions:\n", "regions:\n  ca-central-1: {role: active, cidr: 10.99.0.0/16}\n"));
        for (String region : NINE) {
            for (String kind : List.of(".svg", ".mmd")) {
                assertThat(nine.get("diagrams/" + region + kind))
                        .as(region)
                        .isNotNull()
                        .isEqualTo(ten.get("diagrams/" + region + kind));
            }
        }
    }

    @Test
    void shows_each_store_and_where_its_writes_go() {
        SequencedMap<String, String> files = Written.example("pyairtable");
        assertThat(files.getOrDefault("diagrams/overview.svg", ""))
                .contains(
                        "tables: us-east-1 → eu-west-1, ap-southeast-1 (read replica of RDS)",
                        "api.pyairtable.example");
        assertThat(files.getOrDefault("diagrams/overview.mmd", ""))
                .contains("us_east_1 -- \"tables, read replica of RDS\" --> eu_west_1");
        assertThat(files.getOrDefault("diagrams/us-east-1.mmd", "")).contains("service_api --> store_tables");
    }

    /// A service that can do without a store runs where that is not.
    @Test
    void shows_no_use_of_a_store_that_is_not_there() {
        SequencedMap<String, String> files = files("mahavishnu");
        assertThat(Written.file(files, "diagrams/eastus.svg")).contains("uses main, cache, files; without search<");
        assertThat(Written.file(files, "diagrams/us-east-1.svg"))
                .contains("uses main, cache, search, files<", "5 to 25 copies");
        assertThat(Written.file(files, "runbooks/scaling.md"))
                .contains("| mahavishnu | us-east-1 | 5 | 25 |", "| mahavishnu | ap-southeast-1 | 2 | 10 |");
        assertThat(Written.file(files, "kubernetes/overlays/us-east-1/otherwise.yaml"))
                .contains("minReplicas: 5", "maxReplicas: 25");
    }

    @Test
    void is_taken_by_mermaid_itself(@TempDir Path folder) throws IOException, InterruptedException {
        Optional<String> modules = Optional.ofNullable(System.getenv(MODULES));
        assumeTrue(
                modules.isPresent(),
                "skipped: " + MODULES + " names no folder with the packages mermaid and jsdom of npm");
        List<String> command = new ArrayList<>(List.of(
                "node",
                Written.HOME
                        .resolve("infrastructure/src/test/resources/runbooks/mermaid.mjs")
                        .toString(),
                modules.orElseThrow()));
        for (String estate : estates().toList()) {
            for (var file : files(estate).entrySet()) {
                if (file.getKey().endsWith(".mmd")) {
                    Path path =
                            folder.resolve(estate + "-" + Path.of(file.getKey()).getFileName());
                    command.add(Files.writeString(path, file.getValue()).toString());
                }
            }
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(answer.strip()).isEqualTo("" + (command.size() - 3));
    }

    private static Element parsed(String text) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("no XML", e);
        }
    }

    private static double number(Element element, String name) {
        return Double.parseDouble(element.getAttribute(name));
    }

    /// A text is as high as its letters, and as wide as those of a wide font: 0.6 of their height.
    private static List<Area> areas(Element svg, String kind) {
        List<Area> areas = new ArrayList<>();
        NodeList all = svg.getElementsByTagName(kind);
        for (int i = 0; i < all.getLength(); i++) {
            Element one = (Element) all.item(i);
            double x = number(one, "x");
            double y = number(one, "y");
            if (kind.equals("rect")) {
                areas.add(new Area("box", x, y, x + number(one, "width"), y + number(one, "height")));
            } else {
                double size = number(one, "font-size");
                String words = one.getLastChild().getTextContent();
                areas.add(new Area(words, x, y - size * 0.8, x + words.length() * size * 0.6, y + size * 0.2));
            }
        }
        return areas;
    }

    /// Its pieces, each as the thin area that it is; where it begins and ends it may touch a box.
    private static List<Area> lines(Element svg) {
        List<Area> lines = new ArrayList<>();
        NodeList all = svg.getElementsByTagName("path");
        for (int i = 0; i < all.getLength(); i++) {
            Element one = (Element) all.item(i);
            if (one.getAttribute("class").equals("flow")) {
                String[] numbers =
                        one.getAttribute("d").replaceAll("[ML]", "").strip().split("\\s+", -1);
                double[] at =
                        Stream.of(numbers).mapToDouble(Double::parseDouble).toArray();
                lines.add(new Area(
                        "line",
                        Math.min(at[0], at[2]),
                        Math.min(at[1], at[3]) - 0.5,
                        Math.max(at[0], at[2]),
                        Math.max(at[1], at[3]) + 0.5));
            }
        }
        return lines;
    }

    /// Two of a list.
    private interface Pair {
        void hold(Area a, Area b);
    }

    private static void pairs(List<Area> all, Pair pair) {
        for (int i = 0; i < all.size(); i++) {
            for (Area other : all.subList(i + 1, all.size())) {
                pair.hold(all.get(i), other);
            }
        }
    }
}
