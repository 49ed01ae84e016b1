package dev.meridian.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.meridian.assess.Assessment;
import dev.meridian.evidence.Stamp;
import dev.meridian.topology.Excerpt;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnAssessmentTest {
    private static final String VERSION = "0.1.0";
    private static final List<Problem> PROBLEMS = List.of(
            new Problem(
                    "MER-0020",
                    new Where.InFile("shop.yaml", 3, 1),
                    "`objectifs` is not a key of the file",
                    Optional.of(new Excerpt("objectifs:", 9, "")),
                    "it would be lost",
                    "`objectives`"),
            new Problem(
                    "MER-0038",
                    new Where.InAssignment("--set[1]", "failover.hol"),
                    "100% wrong,\nas it stands",
                    Optional.empty(),
                    "a path is keys joined by dots",
                    "for example `failover.hold=20s`"));

    @Test
    void shows_promises_then_findings_by_severity_then_how_many() throws IOException {
        Golden.check("assessment.txt", AssessmentText.of(Sample.judged(), false));
    }

    @Test
    void shows_all_when_asked() throws IOException {
        Golden.check("assessment-all.txt", AssessmentText.of(Sample.judged(), true));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keeps_its_prose_and_its_tables_within_the_width_of_a_terminal(boolean all) {
        assertThat(AssessmentText.of(Sample.judged(), all).lines())
                .filteredOn(line -> !line.startsWith(Sample.FILE) && !isPart(line))
                .allSatisfy(line -> assertThat(Columns.length(line)).isLessThanOrEqualTo(Paragraph.WIDTH));
    }

    /// The parts of a promise, with their arithmetic behind the last column.
    private static boolean isPart(String line) {
        return line.matches("  \\w.*");
    }

    @Test
    void without_anything_to_say_says_so() {
        assertThat(AssessmentText.of(Sample.judged(new Assessment(List.of(), List.of(), List.of())), false))
                .isEqualTo("""
                        nothing is promised: `objectives` is where a file says what its users may rely on

                        no findings
                        """);
    }

    @Test
    void in_json_is_what_its_schema_says() throws IOException {
        Stamp stamp = new Stamp(
                VERSION,
                Optional.empty(),
                Optional.of("797649e18f71"),
                Optional.empty(),
                new Stamp.Machine(2, 8L << 30, 0.5),
                Instant.parse("2026-11-20T08:15:42Z"),
                OptionalLong.empty());
        String json = stamp.document(AssessmentJson.members(Sample.judged()));
        Path schema = Path.of(System.getProperty("meridian.home", ".."), "docs/schemas/assess.schema.json");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(schema))
                        .validate(json, InputFormat.JSON))
                .isEmpty();
        Golden.check("assessment.json", json);
    }

    @Test
    void in_sarif_is_what_the_published_schema_says() throws IOException {
        String sarif = Sarif.of(Sample.judged(), VERSION);
        assertValid(sarif);
        Golden.check("assessment.sarif", sarif);
    }

    @Test
    void that_could_not_be_made_is_sarif_too() throws IOException {
        String problems = Sarif.of(PROBLEMS, VERSION);
        assertValid(problems);
        JsonNode run = JsonMapper.shared().readTree(problems).path("runs").path(0);
        assertThat(run.path("results")
                        .valueStream()
                        .map(result -> result.path("ruleId").asString()))
                .containsExactly("MER-0020", "MER-0038");
        assertThat(run.path("invocations").path(0).path("executionSuccessful").asBoolean(true))
                .isFalse();
        assertValid(Sarif.failure("MER-0092", "no such option", VERSION));
    }

    @Test
    void has_the_levels_of_sarif_in_every_severity() throws IOException {
        JsonNode results = JsonMapper.shared()
                .readTree(Sarif.of(Sample.judged(), VERSION))
                .path("runs")
                .path(0)
                .path("results");
        assertThat(results.valueStream().map(result -> result.path("level").asString()))
                .contains("error", "warning", "note");
    }

    @Test
    void in_sarif_that_breaks_the_published_schema_would_be_noticed() throws IOException {
        String sarif = Sarif.of(Sample.judged(), VERSION);
        assertThatThrownBy(() -> assertValid(sarif.replace("\"2.1.0\"", "\"2.0\"")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertValid(sarif.replace("shop%20&%20co", "shop & co")))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertValid(String sarif) throws IOException {
        try (var in = AnAssessmentTest.class.getResourceAsStream("/sarif/sarif-schema-2.1.0.json")) {
            String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(schema)
                            .validate(
                                    sarif,
                                    InputFormat.JSON,
                                    context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                    .isEmpty();
        }
    }

    @Test
    void for_github_is_one_line_for_each_finding_that_nobody_has_accepted() throws IOException {
        String lines = WorkflowCommands.of(Sample.judged());
        assertThat(lines.lines()).hasSize(5).allMatch(line -> line.matches("::(error|warning|notice) file=.*"));
        Golden.check("assessment.github", lines);
    }

    @Test
    void for_github_escapes_what_would_end_a_command() {
        assertThat(WorkflowCommands.of(PROBLEMS)).isEqualTo("""
                ::error file=shop.yaml,line=3,col=1,endColumn=9,title=MER-0020::`objectifs` is not a key of the file\
                %0Awhy: it would be lost%0Afix: `objectives`
                ::error title=MER-0038::--set[1]:failover.hol: 100%25 wrong,%0Aas it stands\
                %0Awhy: a path is keys joined by dots%0Afix: for example `failover.hold=20s`
                """);
        assertThat(WorkflowCommands.failure("MER-0092", "a: b\r\nc"))
                .isEqualTo("::error title=MER-0092::a: b%0D%0Ac\n");
    }
}
