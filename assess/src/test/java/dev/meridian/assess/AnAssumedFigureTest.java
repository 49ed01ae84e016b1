package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The figures of a sum that no line of the file declares.
class AnAssumedFigureTest {
    private static Read ferry(String failover, String traffic) {
        return Read.of("""
                meridian: 1
                application: ferry
                objectives: {rto: 2h}
                regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby, capacity: {min: 50%%, max: 100%%}}}
                services: {web: {dependsOn: {tickets: hard}}}
                data: {tickets: {kind: postgresql, runs: provider, zones: 2, replication: {mode: async, via: aurora-global-database}}}
                traffic: {%s}
                failover: {mode: manual, control: {runs: script, in: [eu-central-1]}, fence: none%s}
                """.formatted(traffic, failover));
    }

    private static Optional<Finding> note(Read file) {
        return file.assessed().findings().stream()
                .filter(finding -> finding.rule() == Rule.FIGURES_ASSUMED)
                .findFirst();
    }

    private static final String DNS = "entrances: {web: {host: a.example.org, providers: [route53], switch: dns}}";
    private static final String PEOPLE = ", human: {notice: 5m, decide: 5m}";
    private static final String SCALE = ", steps: {scale: {takes: 4m}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                  | 15m for people who are called and decide",
                "''                                  | 5m for scaling up",
                "', human: {notice: 5m, decide: 5m}' | a TTL of 30s"
            })
    void is_named_with_its_value(String failover, String words) {
        assertThat(note(ferry(failover, DNS))).get().satisfies(finding -> {
            assertThat(finding.statement()).contains(words);
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
        });
    }

    @Test
    void is_not_there_where_the_file_declares_them_all() {
        assertThat(note(ferry(PEOPLE + SCALE, "ttl: 60s, " + DNS))).isEmpty();
    }

    @Test
    void leaves_the_verdict_as_it_is() {
        assertThat(ferry("", DNS).assessed().promises().getFirst().verdict()).isEqualTo(Verdict.ATTAINABLE);
    }

    @Test
    void is_no_time_of_people_whom_nobody_asks() {
        Read file = Read.of("""
            meridian: 1
            application: ferry
            objectives: {rto: 10m}
            regions: {eu-west-1: {role: primary}, us-east-1: {role: standby, capacity: 100%}}
            services: {web: {dependsOn: {trips: hard, tickets: hard}}}
            data:
              trips: {kind: postgresql, runs: provider, replication: {mode: async, via: aurora-global-database}}
              tickets: {kind: object, runs: provider, in: [eu-west-1], replication: none}
            traffic:
              ttl: 60s
              entrances: {web: {to: web, route: [failover, health], providers: [route53], switch: dns, health: up}}
            failover:
              mode: automatic
              control: {runs: script, in: [us-east-1]}
              probes: {up: {kind: https, to: web, path: /health, every: 10s}}
              triggers: {down: {when: up, act: failover}}
              steps: {promote: {startedBy: alarm, of: {trips: {by: script, takes: 2m}}}}
            """);
        assertThat(note(file)).isEmpty();
        assertThat(note(file.with("data.tickets.backup={every: 6h, copyTo: [us-east-1], restoreTakes: 5m}")))
                .get()
                .satisfies(finding -> assertThat(finding.statement()).contains("15m for people"));
    }

    @Test
    void of_a_health_check_is_declared_by_a_probe_of_its_own() {
        String checked = "ttl: 60s, entrances: {web: {route: [failover, health], providers: [route53]}}";
        assertThat(note(ferry(PEOPLE.replace("notice: 5m, ", "") + SCALE, checked)))
                .get()
                .satisfies(finding -> assertThat(finding.fix())
                        .contains("`failover.probes.PROBE.every`")
                        .doesNotContain("probes.every"));
    }
}
