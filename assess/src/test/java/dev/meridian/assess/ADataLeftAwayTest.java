package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Data that users write in the target of a failover, and the way home of it.
class ADataLeftAwayTest {
    private static Read shop(String store, String failover) {
        return Read.of("""
                meridian: 1
                application: shop
                regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {%s}}
                traffic: {entrances: {web: {route: [failover], switch: dns, providers: [route53], health: none}}}
                failover: {mode: manual, control: {runs: script, in: [us-west-2]}, %s}
                """.formatted(store, failover));
    }

    private static final String REPLICA = "kind: postgresql, runs: self, replication: {mode: async, lag: 5s}";
    private static final String OWN = "kind: mongodb, runs: self, members: {east: {region: us-east-1},"
            + " west: {region: us-west-2}}, primary: east, replication: none";
    private static final String RESTORED =
            "kind: postgresql, runs: self, replication: none, backup: {every: 1h, copyTo: [us-west-2]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                REPLICA
                        + " | failback: {mode: manual, steps: {dns-back: {before: verify, by: human}}} | the steps of the way back bring"
                        + " nothing home of what `orders` takes in us-west-2",
                OWN
                        + " | failback: {mode: manual, steps: {dns-back: {before: verify, by: human}}} | the steps of the way back bring nothing"
                        + " home of what `orders` takes in us-west-2",
                RESTORED
                        + " | failback: {mode: manual} | nothing in the file says how what `orders` takes in us-west-2 comes home",
                REPLICA
                        + " | human: {notice: 5m} | nothing in the file says how what `orders` takes in us-west-2 comes home",
            })
    void is_named_where_nothing_brings_it_home(String store, String failover, String statement) {
        assertThat(Found.only(shop(store, failover), Rule.DATA_LEFT_AWAY).statement())
                .isEqualTo(statement);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                REPLICA + " | failback: {mode: manual, steps: {rebuild: {before: promote, by: human}}}",
                RESTORED + " | failback: {mode: manual, steps: {copy-home: {before: route, by: human}}}",
                REPLICA + " | steps: {reverse: {after: route, by: human, run: make the old primary a replica}}",
                "kind: mongodb, runs: self, replication: {mode: multi-primary} | failback: {mode: manual}",
                "kind: cosmosdb, replication: {mode: async} | failback: {mode: manual, steps: {dns-back: {before: verify, by: human}}}",
                "kind: cache, replication: none | failback: {mode: manual, steps: {dns-back: {before: verify, by: human}}}",
                "kind: postgresql, replication: unknown | failback: {mode: manual}",
                "kind: postgresql, runs: operator, replication: {mode: async, lag: 5s} | failback: {mode: manual}",
            })
    void is_not_feared_where_something_does_or_nobody_knows(String store, String failover) {
        Found.isFree(shop(store, failover), Rule.DATA_LEFT_AWAY);
    }

    @Test
    void is_worse_where_health_checks_send_users_back() {
        Read file = shop(OWN, "human: {notice: 5m}")
                .with(
                        "failover.probes.site={kind: https, to: web, every: 30s, failures: 3}",
                        "traffic.entrances.web.health=site",
                        "traffic.entrances.web.route=[failover, health]");
        Finding finding = Found.only(file, Rule.DATA_LEFT_AWAY);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.statement())
                .isEqualTo("health checks send the users of `web` back to us-east-1 as soon as it answers, and nothing"
                        + " brings home what `orders` takes in us-west-2");
    }

    @Test
    void is_deleted_by_a_step_that_takes_its_queue_down() {
        String queue = "kind: queue, runs: provider, replication: none";
        String gone = "failback: {mode: manual, steps: {destroy-west: {after: verify, in: us-west-2, by: human}}}";
        assertThat(Found.only(shop(queue, gone), Rule.DATA_LEFT_AWAY).statement())
                .isEqualTo("on the way back `destroy-west` deletes what `orders` still holds in us-west-2");
        String drained = gone.replace("{destroy-west", "{drain: {before: destroy-west, by: human}, destroy-west");
        Found.isFree(shop(queue, drained), Rule.DATA_LEFT_AWAY);
    }
}
