package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A store that users rely on counts in each promise about loss, and one that is only there to operate in none.
class AKeptStoreTest {
    private static Verdict rpo(String disruption, String file) {
        return Read.of(file).assessed().promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RPO
                        && promise.disruption()
                                .map(kind -> kind.name().equalsIgnoreCase(disruption))
                                .orElse(false))
                .map(Promise::verdict)
                .findFirst()
                .orElseThrow();
    }

    private static String withStore(String store) {
        return """
                meridian: 1
                application: till
                objectives: {disruptions: {region: {rpo: 0s}}}
                regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
                services: {desk: {dependsOn: {baskets: hard}}}
                data: {baskets: %s}
                failover: {mode: manual, control: {runs: operator}}
                """.formatted(store);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: redis, runs: operator, usedFor: [sessions], replication: {mode: async, lag: 2s}}",
                "{kind: cache, runs: operator, usedFor: [sessions], replication: {mode: async, lag: 90ms}}",
                "{kind: cache, runs: operator, usedFor: [sessions], replication: none}"
            })
    void counts_in_the_loss_where_it_holds_sessions(String store) {
        assertThat(rpo("region", withStore(store))).isNotEqualTo(Verdict.ATTAINABLE);
    }

    @Test
    void counts_in_no_loss_where_it_is_declared_disposable() {
        String lost = "{kind: cache, runs: operator, usedFor: [sessions], disposable: true, replication: none}";
        assertThat(rpo("region", withStore(lost))).isNotEqualTo(Verdict.UNATTAINABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a: {region: eu-west-1, zones: 1}, b: {region: eu-west-1, zones: 1}, far: {region: eu-central-1}}",
                "{x: {region: eu-west-1, nodes: 1, zones: 1}, y: {region: eu-west-1, nodes: 1, zones: 1},"
                        + " far: {region: eu-central-1, nodes: 2, zones: 2}}"
            })
    void in_one_zone_for_each_member_of_a_region_loses_nothing_with_a_zone(String members) {
        String first = members.substring(1, 2);
        String second = members.contains("b:") ? "b" : "y";
        String file = """
                meridian: 1
                application: books
                objectives: {disruptions: {zone: {rpo: 0s}}}
                regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
                services: {reader: {dependsOn: {entries: hard}}}
                data:
                  entries:
                    kind: postgresql
                    runs: operator
                    members: %s
                    primary: %s
                    replication:
                      edges:
                        near: {from: %s, to: [%s], mode: sync, waitFor: 1}
                        away: {from: %s, to: far, mode: async}
                network: {zones: 3}
                failover: {mode: manual, control: {runs: operator}}
                """.formatted(members, first, first, second, first);
        assertThat(rpo("zone", file)).isEqualTo(Verdict.ATTAINABLE);
        assertThat(Read.of(file).assessed().findings()).noneMatch(finding -> finding.rule() == Rule.ONE_ZONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "volume", "postgresql"})
    void that_is_only_there_to_operate_breaks_no_promise(String kind) {
        String file = """
                meridian: 1
                application: notes
                objectives: {disruptions: {region: {rpo: 5m}}}
                regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
                services: {pad: {dependsOn: {pages: hard}}}
                data:
                  pages: {kind: postgresql, runs: operator, replication: {mode: async, lag: 1m}, dependsOn: {logs: operate}}
                  logs: {kind: %s, runs: provider, replication: none}
                failover: {mode: manual, control: {runs: operator}}
                """.formatted(kind);
        assertThat(rpo("region", file)).isEqualTo(Verdict.ATTAINABLE);
        assertThat(Read.of(file).assessed().findings())
                .filteredOn(finding -> finding.at().startsWith("data.logs"))
                .allMatch(finding -> finding.severity() == Severity.NOTE);
    }

    @Test
    void that_a_program_writes_twice_at_once_loses_nothing() {
        String twice = "{kind: object, runs: provider, replication: {mode: sync, via: dual-write}}";
        String unnamed = "{kind: object, runs: provider, replication: {mode: sync}}";
        assertThat(rpo("region", withStore(twice))).isEqualTo(Verdict.ATTAINABLE);
        assertThat(rpo("region", withStore(unnamed))).isEqualTo(Verdict.UNKNOWN);
        assertThat(Read.of(withStore(unnamed)).assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.MODE_NOT_OFFERED)
                .allMatch(finding -> finding.severity() == Severity.WARNING);
    }
}
