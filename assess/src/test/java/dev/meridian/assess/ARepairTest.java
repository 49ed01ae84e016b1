package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.assess.Finding.Change;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How a repair is looked for; that each one mends what it promises is a law of [AMutationTest].
class ARepairTest {
    private static final String TWO_APPLICATIONS = """
            meridian: 1
            applications: {shop: {}, blog: {}}
            objectives: {rto: 5m}
            regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}}
            services:
              web: {application: shop}
              site: {application: blog}
            failover:
              mode: automatic
              control: {in: [us-east-1, eu-west-1], runs: provider}
              hold: 10s
              probes: {up: {kind: http, to: web, path: /health, every: 5s}}
              steps: {warm: {before: promote, run: ./warm.sh}}
            """;

    @Test
    void of_a_step_that_applications_inherit_is_written_where_the_step_stands() {
        List<List<Change>> repairs = Read.of(TWO_APPLICATIONS).assessed().findings().stream()
                .flatMap(finding -> finding.repair().stream())
                .map(Finding.Repair::changes)
                .toList();
        assertThat(repairs)
                .hasSize(2)
                .allSatisfy(
                        changes -> assertThat(changes).extracting(Change::path).containsExactly("failover.steps.warm"));
    }

    @Test
    void is_read_once_for_all_promises_that_ask_for_it() {
        StringBuilder text = new StringBuilder("""
                meridian: 1
                application: shop
                regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}}
                failover: {mode: approved}
                data:
                """);
        for (int i = 1; i <= 40; i++) {
            text.append("  store-%d: {kind: postgresql, replication: async, objectives: {rto: 1m}}\n".formatted(i));
        }
        Read file = Read.of(text.toString());
        List<List<Change>> read = new ArrayList<>();
        Assessment assessment = Assess.of(file.subject(), changes -> noted(file, changes, read), List.of(), Read.TODAY);
        assertThat(assessment.findings().stream()
                        .filter(finding -> finding.repair().isPresent()))
                .as("one for each store")
                .hasSize(40);
        assertThat(read).doesNotHaveDuplicates().hasSizeLessThan(60);
    }

    private static Optional<Subject> noted(Read file, List<Change> changes, List<List<Change>> read) {
        read.add(changes);
        return file.revised(changes);
    }

    @Test
    void that_was_not_looked_for_to_the_end_is_not_called_impossible() {
        StringBuilder text = new StringBuilder("""
                meridian: 1
                application: shop
                regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}}
                data:
                """);
        for (int i = 1; i <= 300; i++) {
            text.append("  store-%d: {kind: postgresql, replication: async, objectives: {rpo: 0s}}\n".formatted(i));
        }
        List<String> fixes = Read.of(text.toString()).assessed().findings().stream()
                .filter(finding -> finding.rule() == Rule.RPO_UNATTAINABLE
                        && finding.repair().isEmpty())
                .map(Finding::fix)
                .toList();
        assertThat(fixes).isNotEmpty().allMatch(fix -> fix.startsWith("no change that was tried helps"));
    }

    @Test
    void is_looked_for_on_any_day() {
        Read file = Read.file(Read.HOME.resolve("assess/src/test/resources/findings/MER-0138.yaml"));
        for (LocalDate day : List.of(LocalDate.MIN, LocalDate.MAX)) {
            assertThat(Assess.of(file.subject(), file::revised, List.of(), day)).isNotNull();
        }
    }
}
