package dev.meridian.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DrillReportTest {
    @Test
    void is_json_that_the_published_schema_accepts() throws IOException {
        Schema schema = schema("drill");
        for (DrillReport report :
                List.of(Sample.report(1), Sample.report(60), Sample.badDay(), Sample.refused(), Sample.held())) {
            assertThat(schema.validate(report.json(), InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void the_published_schema_notices_what_is_missing_or_new() throws IOException {
        Schema schema = schema("drill");
        ObjectNode report =
                (ObjectNode) JsonMapper.shared().readTree(Sample.report(1).json());
        ObjectNode run = (ObjectNode) report.get("runs").get(0);
        JsonNode lost = run.remove("lostWrites");
        assertThat(schema.validate(report)).isNotEmpty();
        run.set("lostWrites", lost);
        assertThat(schema.validate(report)).isEmpty();
        run.put("surprise", 1);
        assertThat(schema.validate(report)).isNotEmpty();
    }

    @Test
    void reads_as_it_was_reviewed() throws IOException {
        Golden.check("report.json", Sample.report(1).json());
    }

    @Test
    void phases_add_up_to_the_time_to_recover_for_whoever_reads_the_json() {
        JsonNode run = JsonMapper.shared()
                .readTree(Sample.report(1).json())
                .get("runs")
                .get(0);
        BigDecimal sum = run.get("phases").properties().stream()
                .map(each -> new BigDecimal(each.getValue().asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum)
                .isEqualByComparingTo(new BigDecimal(run.get("rtoSeconds").asString()));
    }

    @Test
    void a_run_that_never_recovered_is_null_and_spoils_the_percentiles_it_falls_on() {
        DrillReport refused = Sample.refused();
        assertThat(refused.summary().p50()).isEmpty();
        assertThat(refused.summary().runs()).isEqualTo(1);
        assertThat(JsonMapper.shared()
                        .readTree(refused.json())
                        .get("runs")
                        .get(0)
                        .get("rtoSeconds")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_bound_needs_59_runs() {
        assertThat(Sample.report(58).summary().upperBound95()).isEmpty();
        assertThat(Sample.report(59).summary().upperBound95()).isPresent();
    }

    @Test
    void without_a_run_is_none() {
        DrillReport report = Sample.report(1);
        assertThatThrownBy(() -> new DrillReport(
                        report.stamp(), report.verdict(), List.of(), List.of(), List.of(), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void problems_in_input_are_json_of_their_own() throws IOException {
        Stamp stamp = new Stamp(
                "0.1.0",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Stamp.Machine(2, 8L << 30, 0.5),
                Instant.parse("2026-11-20T08:15:42Z"),
                OptionalLong.empty());
        String json = Problem.json(
                stamp,
                List.of(new Problem(
                        "MER-0107",
                        new Problem.Where("topology.yaml", 14, 10),
                        "RPO 5s cannot hold between eu-west-1 and us-east-1",
                        "a loss of eu-west-1 loses up to 7.2s of acknowledged writes (7.2s > 5s)",
                        "`replication: sync` on this store, or rpo ≥ 8s")));
        assertThat(schema("problems").validate(json, InputFormat.JSON)).isEmpty();
        Golden.check("problems.json", json);
    }

    private static Schema schema(String name) throws IOException {
        Path file = Path.of(System.getProperty("meridian.home", ".."), "docs/schemas/" + name + ".schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
    }
}
