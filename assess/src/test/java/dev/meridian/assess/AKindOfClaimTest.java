package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Claims are judged by the kind of failure that they are about, and those of no such kind are not.
class AKindOfClaimTest {
    private static Read salon(String disruption) {
        return Read.of("""
                meridian: 1
                application: salon
                objectives: {rto: 2h}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {dates: hard}}}
                data: {dates: {kind: postgresql, runs: provider, zones: 3, replication: {mode: async, lag: 5s}}}
                failover: {mode: manual, human: {notice: 20m, decide: 20m}}
                claims: {quick: {says: back in a minute, rto: 1m%s}}
                """.formatted(disruption));
    }

    private static List<Finding> about(Read file) {
        return file.assessed().findings().stream()
                .filter(finding -> finding.at().startsWith("claims.quick"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'', REGION",
        "', disruption: region', REGION",
        "', disruption: zone', ZONE",
        "', disruption: corruption', CORRUPTION"
    })
    void has_a_row_of_that_kind(String disruption, Promise.Disruption kind) {
        assertThat(salon(disruption).assessed().promises())
                .filteredOn(promise -> promise.owner().equals("claim quick"))
                .extracting(Promise::disruption)
                .containsExactly(Optional.of(kind));
    }

    @Test
    void is_not_judged_where_no_objective_speaks_of_it() {
        Read file = salon(", disruption: other");
        assertThat(file.assessed().promises())
                .noneMatch(promise -> promise.owner().equals("claim quick"));
        assertThat(about(file)).singleElement().extracting(Finding::rule).isEqualTo(Rule.NOT_JUDGED);
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "', disruption: region', true",
        "', disruption: zone', false",
        "', disruption: other', false"
    })
    void contradicts_only_an_objective_about_the_same(String disruption, boolean isFound) {
        assertThat(about(salon(disruption)))
                .matches(found ->
                        isFound == found.stream().anyMatch(finding -> finding.rule() == Rule.PROMISES_CONTRADICT));
    }

    /// Of several figures the file does not say which one is owed to whom; one figure, or one with a place, is
    /// clear.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{says: back in four hours, rto: 4h} | ERROR",
                "{says: 'Tier 2: back in four hours', rto: 4h} | NOTE",
                "{says: 'Tier 2: back in four hours', at: objectives, rto: 4h} | ERROR",
                "{says: back in four hours, rto: 4h}, b: {says: back in a day, rto: 24h} | NOTE",
                "{says: back in four hours, rto: 4h}, b: {says: so it is, rto: 4h} | ERROR",
                "{says: back in four hours, rto: 4h}, b: {says: dates in a day, at: data.dates, rto: 24h} | ERROR",
                "{says: back in four hours, rto: 4h}, b: {says: a zone in 1 m, rto: 1m, disruption: zone} | ERROR"
            })
    void contradicts_the_objective_of_the_same_users_only(String claims, Severity severity) {
        Read file = Read.of("""
                meridian: 1
                application: salon
                objectives: {rto: 2h}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {dates: hard}}}
                data: {dates: {kind: postgresql, runs: provider, zones: 3, replication: {mode: async, lag: 5s}}}
                failover: {mode: manual, human: {notice: 20m, decide: 20m}}
                claims: {quick: %s}
                """.formatted(claims));
        assertThat(about(file))
                .filteredOn(finding -> finding.rule() == Rule.PROMISES_CONTRADICT)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(severity);
                    assertThat(finding.fix().contains("`at` in the claim")).isEqualTo(severity == Severity.NOTE);
                });
    }

    /// A configuration in Git is no store of the file, so no sum of a recovery says anything of it.
    @Test
    void of_a_part_beside_recovery_is_not_judged() {
        Read file = Read.of("""
                meridian: 1
                application: salon
                objectives: {rto: 2h}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {dates: hard}}}
                data: {dates: {kind: postgresql, runs: provider, zones: 3, replication: {mode: async, lag: 5s}}}
                deploy: {configuration: {in: git}}
                failover: {mode: manual, human: {notice: 20m, decide: 20m}}
                claims: {config: {says: RPO 0 of the configuration, at: deploy.configuration, rpo: 0s}}
                defects: {x: {at: data.dates.replication, says: it is off}}
                """);
        assertThat(file.assessed().promises())
                .noneMatch(promise -> promise.owner().equals("claim config"));
        assertThat(Found.only(file, Rule.DOES_NOT_WORK).why()).doesNotContain("config");
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.at().startsWith("claims.config"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(Rule.NOT_JUDGED);
                    assertThat(finding.why()).contains("`deploy.configuration`");
                });
    }
}
