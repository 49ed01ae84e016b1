package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a drill of the same file has measured stands beside what the file declares, and the longer of both counts.
class AFenceOnRecordTest {
    @TempDir
    Path evidence;

    @BeforeAll
    static void laysOutTheExamples() throws Exception {
        Answer.layOutExamples();
    }

    @Test
    void counts_if_it_is_the_longest_of_all_drills() throws Exception {
        String hash = assess().path("topologyHash").asString();
        keep("2026-11-19T10-00-00Z-a", hash, "2026-11-19T10:00:00Z", "null, 0.12, 0.31");
        keep("2026-11-20T10-00-00Z-b", hash, "2026-11-20T10:00:00Z", "0.0");
        keep("2026-11-21T10-00-00Z-c", "another", "2026-11-21T10:00:00Z", "0.5");
        keep("2026-11-22T10-00-00Z-d", hash, "no time", "0.5");
        Files.createDirectories(evidence.resolve("2026-11-23T10-00-00Z-e"));
        Files.writeString(evidence.resolve("2026-11-23T10-00-00Z-e/report.json"), "{\"runs\": ");
        JsonNode automation = assess().path("automation").get(0);
        assertThat(automation.at("/fence/measured/seconds").asDouble()).isEqualTo(0.31);
        assertThat(automation.at("/fence/measured/runs").asInt()).isEqualTo(2);
        assertThat(automation.path("armed").asBoolean()).isFalse();
        assertThat(automation.at("/hindrances/0/term").asString()).isEqualTo("F, the measured time to fence");
    }

    @Test
    void that_is_not_there_is_none() {
        JsonNode automation = assess().path("automation").get(0);
        assertThat(automation.at("/fence/measured").isNull()).isTrue();
        assertThat(automation.path("armed").asBoolean()).isTrue();
    }

    private JsonNode assess() {
        Answer answer =
                Answer.of("assess", "examples/quickstart.yaml", "--evidence", evidence.toString(), "--output", "json");
        return JsonMapper.shared().readTree(answer.out());
    }

    private void keep(String name, String hash, String at, String fences) throws Exception {
        StringBuilder runs = new StringBuilder();
        for (String fence : fences.split(", ")) {
            runs.append(runs.isEmpty() ? "" : ", ")
                    .append("{\"fenceSeconds\": ")
                    .append(fence)
                    .append('}');
        }
        Files.createDirectories(evidence.resolve(name));
        Files.writeString(evidence.resolve(name).resolve("report.json"), """
                {"topologyHash": "%s", "world": "twin", "startedAt": "%s", "runs": [%s]}
                """.formatted(hash, at, runs));
    }
}
