package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What carries out a plan may be ended before the plan is.
class APlanLimitTest {
    private static Read bakery(String limit, String steps) {
        return Read.of("""
                meridian: 1
                application: bakery
                objectives: {rto: 2h}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby, capacity: {min: 50%%, max: 100%%}}}
                services: {web: {dependsOn: {cakes: hard}}}
                data: {cakes: {kind: postgresql, runs: self, replication: {mode: async, lag: 5s}}}
                traffic: {entrances: {web: {host: cakes.example.org, switch: dns}}}
                failover:
                  mode: approved
                  human: {notice: 5m, decide: 5m}
                  control: {in: [us-east-1], runs: script%s}
                  steps: {%s}
                """.formatted(limit, steps));
    }

    private static Optional<Finding> found(Read file) {
        return file.assessed().findings().stream()
                .filter(finding -> finding.rule() == Rule.PLAN_ENDS_EARLY)
                .findFirst();
    }

    private static Verdict rto(Read file) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RTO
                        && promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "promote: {of: {cakes: {takes: 20m}}}, scale: {takes: 4m}            | ERROR   | UNATTAINABLE",
                "promote: {of: {cakes: {takes: 2m..12m}}}, scale: {takes: 4m}        | WARNING | AT_RISK",
                "promote: {of: {cakes: {takes: 2m}}}, scale: {takes: 4m, timeout: 14m} | WARNING | AT_RISK",
                "warm: {after: promote, before: route, run: ./warm.sh, takes: 14m}, promote: {of: {cakes: {takes: 2m}}}, scale: {takes: 4m} | ERROR | UNATTAINABLE"
            })
    void ends_it_in_the_middle(String steps, Severity severity, Verdict verdict) {
        Read file = bakery(", timeout: 15m", steps);
        assertThat(found(file)).get().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.at()).isEqualTo("failover.control.timeout");
        });
        assertThat(rto(file)).isEqualTo(verdict);
    }

    @Test
    void is_no_matter_where_the_plan_is_within_it_or_nothing_ends_it() {
        assertThat(found(bakery(", timeout: 15m", "promote: {of: {cakes: {takes: 5m}}}, scale: {takes: 4m}")))
                .isEmpty();
        assertThat(found(bakery("", "promote: {of: {cakes: {takes: 20m}}}, scale: {takes: 4m}")))
                .isEmpty();
    }
}
