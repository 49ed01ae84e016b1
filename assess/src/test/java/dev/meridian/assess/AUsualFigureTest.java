package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Claims about a planned move, or about what is usual, are held against figures of the same kind.
class AUsualFigureTest {
    private static Read shop(String data, String steps, String claim) {
        return Read.of("""
                meridian: 1
                application: shop
                objectives: {rto: 2h, rpo: 4h}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: postgresql, runs: self, zones: 2, %s}}
                failover:
                  mode: manual
                  control: {runs: script, in: [us-east-1]}
                  human: {notice: 20m, decide: 20m}
                  steps: {%s}
                claims: {quick: {says: quick, %s}}
                """.formatted(data, steps, claim));
    }

    private static Promise row(Read file) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.owner().equals("claim quick"))
                .findFirst()
                .orElseThrow();
    }

    private static final String COPIED = "replication: {mode: async, lag: 10s}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            promote: {takes: 3m}                                            | UNATTAINABLE
            promote: {takes: 3m, graceful: {takes: 30s}}                    | ATTAINABLE
            promote: {of: {orders: {takes: 9m, graceful: {takes: 40s}}}}    | ATTAINABLE
            promote: {takes: 90s}, warm: {before: promote, run: ./w, takes: 1m}  | NOT_JUDGED
            promote: {of: {orders: {timeout: 5m}}}                          | UNKNOWN
            """)
    void of_a_planned_move_is_judged_by_its_graceful_steps(String steps, Verdict verdict) {
        assertThat(row(shop(COPIED, steps, "rto: 100s, disruption: planned")).verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            promote: {takes: 1m}                                                                          | UNKNOWN
            set-readonly: {before: promote, run: ./set-readonly, takes: 1s}                               | UNKNOWN
            set-readonly: {before: promote, run: ./ro, takes: 1s}, wait-for-lag: {before: promote, run: ./w, takes: 9s} | ATTAINABLE
            """)
    void of_a_planned_move_loses_nothing_where_the_old_side_is_drained(String steps, Verdict verdict) {
        Read file = shop(COPIED, steps, "rpo: 0s, disruption: planned");
        assertThat(row(file).verdict()).isEqualTo(verdict);
        assertThat(file.assessed().findings()).noneMatch(finding -> finding.rule() == Rule.PROMISES_CONTRADICT);
    }

    @ParameterizedTest
    @CsvSource({
        "'rpo: 30m', UNATTAINABLE",
        "'rpo: 30m, figure: average', NOT_JUDGED",
        "'rpo: 29m, figure: average', UNATTAINABLE",
        "'rpo: 40m, figure: typical', NOT_JUDGED",
        "'rpo: 3h, figure: typical', ATTAINABLE"
    })
    void on_average_is_refuted_below_half_an_interval(String claim, Verdict verdict) {
        Read file = shop("replication: none, backup: {every: 1h, copyTo: us-east-1, restoreTakes: 10m}", "", claim);
        assertThat(row(file).verdict()).isEqualTo(verdict);
    }

    /// Of a lag only is known that something is under way; half of it is no least figure.
    @ParameterizedTest
    @CsvSource({"0s, UNATTAINABLE", "500ms, NOT_JUDGED", "10s, ATTAINABLE"})
    void of_a_lag_is_refuted_only_where_nothing_is_said_to_be_lost(String claim, Verdict verdict) {
        Read file = shop(COPIED, "", "rpo: " + claim + ", figure: typical");
        assertThat(row(file).verdict()).isEqualTo(verdict);
        assertThat(Found.of(file, Rule.CLAIM_REFUTED))
                .allMatch(found -> found.why().endsWith("so it lacks what is under way"));
    }

    @Test
    void of_a_drill_of_a_planned_move_is_held_against_no_lost_region() {
        String drill = "drills: {may: {date: 2026-05-01, rto: 3h%s}}\n";
        Read lost = Read.of(text() + drill.formatted(""));
        Read planned = Read.of(text() + drill.formatted(", disruption: planned"));
        assertThat(lost.assessed().findings()).anyMatch(finding -> finding.rule() == Rule.DRILL_BREAKS_A_PROMISE);
        assertThat(planned.assessed().findings()).noneMatch(finding -> finding.rule() == Rule.DRILL_BREAKS_A_PROMISE);
    }

    private static String text() {
        return """
                meridian: 1
                application: shop
                objectives: {rto: 2h, rpo: 4h}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: postgresql, runs: self, zones: 2, replication: {mode: async, lag: 10s}}}
                """;
    }

    /// What an error denies is not neither confirmed nor refuted, whatever is measured.
    @Test
    void that_a_defect_denies_is_not_left_open() {
        Read file = Read.of(shop(COPIED, "promote: {of: {orders: {timeout: 5m}}}", "rto: 4h, figure: average")
                        .text()
                + "defects: {x: {at: failover.steps.promote, says: it promotes nothing}}\n");
        assertThat(row(file).verdict()).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.at().equals("claims.quick.rto"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.statement()).endsWith(", which MER-0212 denies");
                    assertThat(finding.fix()).startsWith("first what MER-0212 asks for");
                });
    }
}
