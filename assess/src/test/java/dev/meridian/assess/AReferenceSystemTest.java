package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.topology.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Five documents of real systems, each stated as written in an example, get the findings that they deserve.
class AReferenceSystemTest {
    private static final List<String> SYSTEMS =
            List.of("ai-teddy-bear", "mahavishnu", "richesreach", "pyairtable", "genai-demo");

    private static final Pattern ROW = Pattern.compile("\\|.*\\| `([^`]+)` \\| \\[(MER-\\d{4})\\].*");

    private static final Map<String, Assessment> ASSESSED = SYSTEMS.stream()
            .collect(Collectors.toMap(
                    name -> name, name -> Read.example(name).assessed(), (a, _) -> a, LinkedHashMap::new));

    private static Finding finding(String system, Rule rule, String at) {
        return Objects.requireNonNull(ASSESSED.get(system)).findings().stream()
                .filter(finding -> finding.rule() == rule && finding.at().equals(at))
                .findFirst()
                .orElseThrow(() -> new AssertionError(system + " has no " + rule + " at " + at));
    }

    @Test
    void genai_demo_cannot_recover_in_a_minute_since_its_promotion_takes_two_already() {
        Finding finding = finding("genai-demo", Rule.RTO_UNATTAINABLE, "objectives.rto");
        assertThat(finding.why()).contains("promotion 2m to 15m").contains("already 2m");
        assertThat(finding.arithmetic().orElseThrow().text())
                .startsWith("detect 1m")
                .endsWith("> rto 1m");
    }

    @Test
    void genai_demo_cannot_promise_to_lose_nothing_with_asynchronous_replication() {
        Finding finding = finding("genai-demo", Rule.RPO_UNATTAINABLE, "objectives.rpo");
        assertThat(finding.arithmetic().orElseThrow().text())
                .isEqualTo("main: lag of RDS cross-region replica = more than 0s > rpo 0s");
        assertThat(finding("genai-demo", Rule.SECONDARY_TOO_SMALL, "regions.ap-northeast-1.capacity")
                        .statement())
                .contains("80%");
    }

    @Test
    void mahavishnu_has_43_8_minutes_a_year_corrected_to_52_6() {
        Finding finding = finding("mahavishnu", Rule.WRONG_DOWNTIME, "claims.uptime.downtime");
        assertThat(finding.statement()).contains("99.99% leaves 52.6m a year, not 43.8m");
        assertThat(finding.why()).contains("that is what 99.9% leaves in a month");
    }

    @Test
    void mahavishnu_says_zero_data_loss_beside_a_minute_of_loss_beside_last_write_wins() {
        assertThat(finding("mahavishnu", Rule.PROMISES_CONTRADICT, "claims.zero-loss.rpo")
                        .statement())
                .contains("rpo 0s")
                .contains("says 1m");
        assertThat(finding("mahavishnu", Rule.LAST_WRITE_WINS, "data.main.replication.conflicts")
                        .objective())
                .contains("claims.zero-loss.rpo");
        assertThat(finding("mahavishnu", Rule.CLAIM_REFUTED, "claims.zero-loss.rpo")
                        .arithmetic())
                .isPresent();
        assertThat(finding(
                                "mahavishnu",
                                Rule.RPO_UNATTAINABLE,
                                "applications.mahavishnu.objectives.disruptions.corruption.rpo")
                        .arithmetic()
                        .orElseThrow()
                        .text())
                .contains("search: a backup every 1h, as the provider makes it by default = 1h");
    }

    @Test
    void richesreach_is_judged_by_what_its_document_states_about_its_databases_which_is_nothing() {
        assertThat(finding("richesreach", Rule.NOBODY_KNOWS, "data.main.replication.mode")
                        .objective())
                .contains("objectives.rpo");
        finding("richesreach", Rule.PROBE_ASKS_THE_FAILOVER_NAME, "failover.probes.whole.host");
        finding("richesreach", Rule.PROBE_ASKS_NOTHING, "failover.probes.us-east-1.host");
        finding("richesreach", Rule.BUDGET_SMALLER_THAN_A_FAILOVER, "objectives.availability");
    }

    @Test
    void ai_teddy_bear_has_two_availability_figures_and_eu_data_in_three_regions() {
        assertThat(finding("ai-teddy-bear", Rule.PROMISES_CONTRADICT, "claims.monthly.availability")
                        .statement())
                .contains("99.95%")
                .contains("99.9%");
        assertThat(finding("ai-teddy-bear", Rule.AGAINST_RESIDENCY, "data.profiles")
                        .statement())
                .contains("us-east-1 and ap-southeast-1");
    }

    @Test
    void pyairtable_moves_users_before_the_database_and_resolves_conflicts_of_one_writer() {
        assertThat(finding("pyairtable", Rule.UNSAFE_ORDER, "claims.order.steps")
                        .statement())
                .contains("`route` before `promote`");
        finding("pyairtable", Rule.CONFLICTS_WITHOUT_WRITERS, "data.tables.replication.conflicts");
        finding("pyairtable", Rule.OUT_OF_SUPPORT, "compute.version");
        assertThat(Objects.requireNonNull(ASSESSED.get("pyairtable")).findings())
                .as("its table of costs adds up")
                .noneMatch(found -> found.rule() == Rule.WRONG_SUM);
    }

    @Test
    void has_its_contradictions_in_a_table_of_the_documents() throws IOException {
        String system = "";
        int rows = 0;
        for (String line : Files.readAllLines(Read.HOME.resolve("docs/REFERENCE-SYSTEMS.md"))) {
            system = line.startsWith("## ") ? line.substring(3) : system;
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String id = row.group(2);
                String at = row.group(1);
                rows++;
                assertThat(Objects.requireNonNull(ASSESSED.get(system)).findings())
                        .as(line)
                        .anyMatch(found ->
                                found.rule().id().equals(id) && found.at().equals(at));
            }
        }
        assertThat(rows).isGreaterThan(35);
    }

    /// Requirement, line of the example, and what assess says about it or who looks at it.
    @Test
    void has_each_requirement_at_a_line_with_what_is_found_there() throws IOException {
        Path rows = Read.HOME.resolve("topology/src/test/resources/reference/requirements.tsv");
        List<String> table = new ArrayList<>();
        for (String row : Files.readAllLines(rows)) {
            if (row.startsWith("#")) {
                continue;
            }
            String[] cells = row.split("\t", -1);
            table.add("%-6s %-40s %-28s %s"
                    .formatted(cells[0], line(cells[1], cells[2]), cells[3], verdict(cells[1], cells[2])));
        }
        String text = String.join("\n", table) + "\n";
        System.out.print(text);
        Path kept = Read.HOME.resolve("assess/src/test/resources/requirements.txt");
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.writeString(kept, text);
        }
        assertThat(text).isEqualTo(Files.readString(kept));
    }

    private static String line(String system, String path) {
        String plain = path.replaceFirst("^#", "").replaceFirst("@.*", "");
        Where where = Read.example(system).subject().topology().sources().where(plain);
        return "examples/" + where.text().replaceFirst(":\\d+$", "");
    }

    private static String verdict(String system, String path) {
        String plain = path.replaceFirst("^#", "").replaceFirst("@.*", "");
        Assessment assessment = Objects.requireNonNull(ASSESSED.get(system));
        List<String> found = assessment.findings().stream()
                .filter(finding -> Stream.concat(
                                Stream.concat(Stream.of(finding.at()), finding.objective().stream()),
                                finding.also().stream())
                        .map(at -> at.replaceFirst("@.*", "").replaceFirst("^applications\\.[^.]+\\.", ""))
                        .anyMatch(at -> at.equals(plain) || at.startsWith(plain + ".")))
                .map(finding -> finding.rule().id())
                .distinct()
                .toList();
        Optional<String> verdict = assessment.promises().stream()
                .filter(promise -> promise.path()
                        .replaceFirst("@.*", "")
                        .replaceFirst("^applications\\.[^.]+\\.", "")
                        .equals(plain))
                .map(promise -> promise.verdict().text())
                .findFirst();
        String ids = String.join(" ", found);
        return verdict.map(word -> (word + " " + ids).strip()).orElse(ids.isEmpty() ? "checked by the reader" : ids);
    }
}
