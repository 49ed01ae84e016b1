package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.hcl.Machine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Rules for clusters, as Prometheus loads them.
@DisplayName("A rule of Prometheus")
class ARuleOfPrometheusTest {
    private static final long SECONDS = 60;

    /// The systems that run on clusters.
    @SuppressWarnings("unused")
    private static final List<String> CLUSTERS = List.of("ai-teddy-bear", "genai-demo", "mahavishnu", "pyairtable");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static List<Map<?, ?>> rules(String text) {
        List<Map<?, ?>> rules = new ArrayList<>();
        Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
        assertThat(file.keySet()).hasToString("[groups]");
        TreeSet<String> names = new TreeSet<>();
        for (Object group : (List<?>) file.get("groups")) {
            assertThat(names.add(String.valueOf(((Map<?, ?>) group).get("name"))))
                    .isTrue();
            for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
                rules.add((Map<?, ?>) rule);
            }
        }
        return rules;
    }

    private static SequencedMap<String, String> files(String system) {
        SequencedMap<String, String> files = Written.example(system);
        files.keySet().removeIf(path -> !path.startsWith("dashboards/prometheus/"));
        assertThat(files).isNotEmpty();
        return files;
    }

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void is_one_that_is_worked_out_or_one_that_rings_and_says_why(String system) {
        files(system)
                .forEach((path, text) -> rules(text).forEach(rule -> {
                    boolean isRecorded = rule.containsKey("record");
                    assertThat(rule.containsKey("alert")).as(path).isNotEqualTo(isRecorded);
                    assertThat(String.valueOf(rule.get("expr"))).as(path).isNotBlank();
                    if (isRecorded) {
                        assertThat(String.valueOf(rule.get("record"))).matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
                    } else {
                        assertThat(String.valueOf(((Map<?, ?>) rule.get("labels")).get("severity")))
                                .isIn("page", "ticket");
                        assertThat(String.valueOf(((Map<?, ?>) rule.get("annotations")).get("summary")))
                                .isNotBlank();
                    }
                }));
    }

    /// Who is told of two cases knows which is which, and promtool takes what it cannot tell apart for one.
    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void is_told_from_others_of_its_name(String system) {
        files(system)
                .forEach((path, text) -> assertThat(rules(text).stream()
                                .map(rule -> rule.get("record") + " " + rule.get("alert") + " " + rule.get("labels")))
                        .as(path)
                        .doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void uses_what_another_one_has_worked_out(String system) {
        files(system).forEach((path, text) -> {
            TreeSet<String> recorded = new TreeSet<>();
            TreeSet<String> used = new TreeSet<>();
            for (Map<?, ?> rule : rules(text)) {
                if (rule.containsKey("record")) {
                    recorded.add(String.valueOf(rule.get("record")));
                }
                Matcher name = Pattern.compile("\\b\\w+:[\\w:]+").matcher(String.valueOf(rule.get("expr")));
                while (name.find()) {
                    used.add(name.group());
                }
            }
            assertThat(recorded).as(path).containsAll(used);
        });
    }

    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void is_one_that_promtool_takes(String system) throws IOException, InterruptedException {
        assumeTrue(Machine.has("promtool"), "skipped: no promtool on this machine");
        Written.lay(files(system), folder);
        List<String> command = new ArrayList<>(List.of("promtool", "check", "rules", "--lint=all", "--lint-fatal"));
        files(system).keySet().forEach(path -> command.add(folder.resolve(path).toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    /// A sidecar sees connections of it, and no requests.
    @Test
    void asks_no_mesh_for_requests_of_a_service_that_speaks_TLS() {
        assertThat(Written.example("pyairtable").get("dashboards/prometheus/us-east-1.yaml"))
                .doesNotContain("istio_requests_total");
    }

    @Test
    void holds_a_region_to_its_own_promise() {
        SequencedMap<String, String> files = Written.example("pyairtable", "services.api.port=8080");
        assertThat(files.get("dashboards/prometheus/us-east-1.yaml")).contains("[5m]))) > 50\n", "> 0.0144\n");
        assertThat(files.get("dashboards/prometheus/ap-southeast-1.yaml")).contains("[5m]))) > 100\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            99.9% | 0.0144 0.0144 0.006 0.006 0.003 0.003 0.001 0.001
            90%   | 0.6 0.6 0.3 0.3 0.1 0.1
            50%   | 0.5 0.5
            """)
    void asks_for_no_more_errors_than_there_can_be(String promised, String shares) {
        String rules = Written.example(
                        "pyairtable", "services.api.port=8080", "objectives.perRegion.availability=" + promised)
                .getOrDefault("dashboards/prometheus/us-east-1.yaml", "");
        assertThat(Pattern.compile("api_failed:ratio_rate\\w+\\{} > ([0-9.]+)")
                        .matcher(rules)
                        .results()
                        .map(found -> new BigDecimal(found.group(1))
                                .stripTrailingZeros()
                                .toPlainString())
                        .toList())
                .containsExactly(shares.split(" "));
    }
}
