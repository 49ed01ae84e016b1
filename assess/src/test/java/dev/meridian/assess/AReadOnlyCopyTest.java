package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A copy that is only read serves no journey that writes.
class AReadOnlyCopyTest {
    private static Read maps(String... sets) {
        return Read.of("""
                meridian: 1
                application: maps
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {tiles: hard}}}
                journeys: {look: {uses: [web], reads: [tiles]}, sign-in: {uses: [web], writes: [tiles]}}
                data: {tiles: {kind: postgresql, runs: self, reads: local, replication: {mode: async, lag: 5s}}}
                traffic: {entrances: {web: {route: [failover], switch: provider-control, health: none}}}
                failover:
                  mode: manual
                  control: {runs: script, in: [us-east-1]}
                  steps: {promote: {of: {tiles: {by: human}}}}
                """, sets);
    }

    @Test
    void refuses_those_who_have_to_log_in() {
        Finding found = Found.only(maps(), Rule.WRITES_NOT_MOVED);
        assertThat(found.at()).isEqualTo("journeys.sign-in.writes");
        assertThat(found.severity()).isEqualTo(Severity.NOTE);
        assertThat(found.statement())
                .isEqualTo("while `tiles` is only read in us-east-1, `sign-in` fails there, and `look` is served");
        assertThat(found.why()).contains("whoever has to come in by `sign-in` is refused");
        assertThat(Found.only(
                                maps("journeys.sign-in={absent: true}", "journeys.edit={uses: [web], writes: [tiles]}"),
                                Rule.WRITES_NOT_MOVED)
                        .why())
                .doesNotContain("refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.tiles.reads=primary",
                "journeys.look={absent: true}",
                "journeys.sign-in={absent: true}",
                "failover.order=[detect, route, promote, verify]"
            })
    void is_silent_where_nothing_is_served_before_or_others_say_it(String set) {
        assertThat(Found.of(maps(set), Rule.WRITES_NOT_MOVED))
                .noneMatch(finding -> finding.at().startsWith("journeys."));
    }
}
