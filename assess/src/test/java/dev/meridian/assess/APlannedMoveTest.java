package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds in a planned move and not in a forced one is a note, and so is a control that health checks do
/// without.
class APlannedMoveTest {
    private static Read wiki(String steps, String... sets) {
        return Read.of("""
            meridian: 1
            application: wiki
            objectives: {rto: 1h}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {dependsOn: {pages: hard}}}
            data: {pages: {kind: mysql, runs: operator, replication: {mode: async, lag: 5s}}}
            traffic: {entrances: {web: {switch: dns}}}
            failover:
              mode: manual
              control: {runs: script, in: [us-east-1, us-west-2]}
              order: [detect, hold, route, promote]
              steps: %s
            """.formatted(steps), sets);
    }

    @Test
    void is_claimed_to_lose_less_than_a_drill_of_one_has_lost() {
        String claim = "claims.lossless={says: nothing was lost, rpo: 0s, disruption: planned}";
        String stop = "{set-readonly: {before: promote, by: script, takes: 1s}, drain: {before: promote, by: script,"
                + " takes: 1m}}";
        Read file = wiki(stop, claim, "drills.march={disruption: planned, regions: [us-east-1], rpo: 8s}");
        assertThat(Found.only(file, Rule.DRILL_BREAKS_A_PROMISE).statement())
                .isEqualTo("the drill `march` lost 8s, and claim lossless says 0s for a planned move");
        assertThat(Found.only(file, Rule.DRILL_BREAKS_A_PROMISE).fix()).endsWith("or a claim that drills reach");
        assertThat(row(file)).isEqualTo(Verdict.AT_RISK);
        for (String other : new String[] {"planned, regions: [us-east-1], rpo: 0s", "region, rpo: 8s"}) {
            Read kept = wiki(stop, claim, "drills.march={disruption: " + other + "}");
            Found.isFree(kept, Rule.DRILL_BREAKS_A_PROMISE);
            assertThat(row(kept)).isEqualTo(Verdict.ATTAINABLE);
        }
    }

    private static Verdict row(Read file) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.owner().equals("claim lossless"))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{set-readonly: {before: route, by: script, graceful: {takes: 10s}, forced: skip}}",
                "{stop: {before: route, run: mysql -e 'set global read_only = 1', forced: skip, takes: 1s}}",
                "{db-read-only: {before: route, in: lost, by: script, forced: skip}}"
            })
    void that_stops_writes_before_it_moves_users_is_no_error(String steps) {
        Finding order = Found.only(wiki(steps), Rule.UNSAFE_ORDER);
        assertThat(order.severity()).isEqualTo(Severity.NOTE);
        assertThat(order.statement()).endsWith("in a forced move");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{warm: {before: route, by: script, takes: 10s}}",
                "{set-readonly: {after: route, by: script, takes: 10s}}",
                "{set-readonly: {before: route, by: script, takes: 10s, graceful: skip}}"
            })
    void that_moves_users_while_the_old_side_takes_writes_is_an_error(String steps) {
        assertThat(Found.only(wiki(steps), Rule.UNSAFE_ORDER).severity()).isEqualTo(Severity.ERROR);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {route: [failover, health], providers: [route53], switch: dns}   | NOTE
        {route: [latency, health], providers: [route53], switch: dns}    | NOTE
        {switch: dns, health: none}                                      | ERROR
        {switch: dns, route: [weighted], health: none}                   | ERROR
        """)
    void needs_a_control_of_the_traffic_outside_the_lost_region(String entrance, Severity severity) {
        Read file = Read.of("""
            meridian: 1
            application: wiki
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {port: 80}}
            traffic: {control: {in: [us-east-1]}, entrances: {web: %s}}
            failover: {mode: automatic, control: {runs: provider}}
            """.formatted(entrance));
        assertThat(Found.only(file, Rule.CONTROL_IN_THE_LOST_REGION).severity()).isEqualTo(severity);
    }

    @Test
    void of_a_journey_that_only_reads_a_store_loses_no_write_to_a_later_one() {
        String text = """
            meridian: 1
            application: wiki
            regions: {us-east-1: {role: primary}, us-west-2: {role: active}}
            services: {web: {dependsOn: {sessions: soft, pages: hard}}}
            data:
              pages: {kind: mysql, runs: operator, primary: us-east-1, replication: {mode: async}}
              sessions:
                kind: cassandra
                runs: self
                replication: {mode: multi-primary, via: cassandra, conflicts: last-write-wins}
            journeys: {edit: {uses: [web], %s, objectives: {rpo: 0s}}}
            """;
        assertThat(Found.only(Read.of(text.formatted("reads: [sessions], writes: [pages]")), Rule.LAST_WRITE_WINS)
                        .severity())
                .isEqualTo(Severity.NOTE);
        assertThat(Found.only(Read.of(text.formatted("writes: [pages]")), Rule.LAST_WRITE_WINS)
                        .severity())
                .isEqualTo(Severity.NOTE);
        assertThat(Found.only(Read.of(text.formatted("writes: [pages, sessions]")), Rule.LAST_WRITE_WINS)
                        .severity())
                .isEqualTo(Severity.ERROR);
    }
}
