package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A large file may be several: they add up in whatever order, and every message names the one that it is about.
class AnIncludedFileTest {
    private static final String FIRST = """
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}}
            include: [services/*.yaml, data.yaml]
            environments: {staging: {file: staging.yaml}}
            """;

    private static final Map<String, String> FILES = new LinkedHashMap<>(Map.of(
            "services/web.yaml", "services: {web: {port: 8443, dependsOn: {orders: hard}}}\n",
            "services/prices.yaml", "services: {prices: {port: 8081}}\n",
            "data.yaml", "data: {orders: {kind: postgresql}}\n",
            "staging.yaml", "services: {web: {port: 9443}}\n"));

    private static Reading read(String first, Map<String, String> files, Optional<String> environment) {
        Library library = pattern -> files.keySet().stream()
                .filter(name -> name.matches(pattern.replace(".", "\\.").replace("*", "[^/]*")))
                .sorted()
                .map(name -> new Library.Part(name, bytes(String.valueOf(files.get(name)))))
                .toList();
        return TopologyReader.read(new Library.Part("shop.yaml", bytes(first)), library, environment, List.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Topology good(String first, Map<String, String> files, Optional<String> environment) {
        Reading reading = read(first, files, environment);
        assertThat(reading.problems().stream().map(Problem::text)).isEmpty();
        return reading.topology().orElseThrow();
    }

    private static List<String> wrong(String name, String text) {
        Map<String, String> files = new LinkedHashMap<>(FILES);
        files.put(name, text);
        return read(FIRST, files, Optional.empty()).problems().stream()
                .map(problem -> problem.id() + " " + problem.where().text())
                .toList();
    }

    @Test
    void adds_to_the_first_and_keeps_its_own_places() {
        Topology topology = good(FIRST, FILES, Optional.empty());
        assertThat(topology.services()).containsOnlyKeys("prices", "web");
        assertThat(topology.stores()).containsOnlyKeys("orders");
        assertThat(topology.sources().where("services.web.port").text()).isEqualTo("services/web.yaml:1:24");
        assertThat(topology.traffic().ttl()).isEqualTo(Optional.empty());
    }

    @Test
    void is_what_an_environment_overrides() {
        Topology staging = good(FIRST, FILES, Optional.of("staging"));
        assertThat(staging.services().get("web").port()).hasValue(9443);
        assertThat(staging.sources()
                        .at("services.web.port")
                        .orElseThrow()
                        .origin()
                        .text())
                .isEqualTo("staging.yaml:1:24 (environment staging)");
    }

    @Test
    void says_nothing_twice_and_nothing_that_only_the_first_can_say() {
        assertThat(wrong("data.yaml", "services: {web: {port: 1}}\ndata: {orders: {kind: postgresql}}\n"))
                .containsExactly("MER-0011 data.yaml:1:18");
        assertThat(wrong("data.yaml", "meridian: 1\ndata: {orders: {kind: postgresql}}\n"))
                .contains("MER-0027 data.yaml:1:1");
    }

    @Test
    void is_read_as_strictly_as_the_first_with_its_own_lines_in_the_messages() {
        assertThat(wrong("data.yaml", "data:\n\torders: {kind: postgresql}\n"))
                .containsExactly("MER-0007 data.yaml:2:1");
        Map<String, String> files = new LinkedHashMap<>(FILES);
        files.put("data.yaml", "data:\n  orders: {kind: postgres}\n");
        String text = read(FIRST, files, Optional.empty()).problems().getFirst().text();
        assertThat(text).startsWith("data.yaml:2:18: error MER-0024").contains("2 |   orders: {kind: postgres}");
    }

    @Test
    void that_is_not_there_is_a_problem_of_the_line_that_names_it() {
        Map<String, String> fewer = new LinkedHashMap<>(FILES);
        fewer.remove("data.yaml");
        assertThat(read(FIRST, fewer, Optional.empty()).problems().stream()
                        .map(p -> p.id() + " " + p.where().text()))
                .containsExactly("MER-0045 shop.yaml:4:28");
    }

    @Test
    void is_below_the_folder_of_the_first() {
        assertThat(Stream.of("../x.yaml", "/etc/passwd", "a/../../x.yaml", "~/x.yaml")
                        .filter(Form.BELOW::accepts))
                .isEmpty();
        assertThat(Stream.of("x.yaml", "services/*.yaml", "a/b/c.yml", "..x/y.yaml")
                        .filter(Form.BELOW::accepts))
                .hasSize(4);
    }
}
