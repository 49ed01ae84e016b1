package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A store that has taken over stands alone until a new copy is made.
class ATakeoverAloneTest {
    private static Read shop(String steps, String... sets) {
        return Read.of("""
                meridian: 1
                application: shop
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}, us-west-2: {role: standby}}
                services: {web: {in: [eu-west-1, us-east-1], dependsOn: {orders: hard}}}
                data:
                  orders:
                    kind: postgresql
                    runs: self
                    members: {home: {region: eu-west-1, nodes: 2}, away: {region: us-east-1, nodes: 1}}
                    primary: home
                    replication: {mode: async, lag: 5s}
                failover: {mode: manual, control: {runs: script, in: [us-east-1]}, targets: [us-east-1], steps: {%s}}
                """.formatted(steps), sets);
    }

    @Test
    void has_no_other_copy_and_perhaps_less_than_the_old_primary() {
        Finding found = Found.only(shop(""), Rule.ALONE_AFTER_TAKEOVER);
        assertThat(found.statement())
                .isEqualTo("once `orders` has taken over in us-east-1, no other region has a copy");
        assertThat(found.why()).endsWith("and there `orders` has one node, and 2 in eu-west-1");
        assertThat(Found.only(shop("", "data.orders.members.away.nodes=2"), Rule.ALONE_AFTER_TAKEOVER)
                        .why())
                .doesNotContain("and there");
        Found.only(shop("check-replica: {before: promote, by: human}"), Rule.ALONE_AFTER_TAKEOVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover.steps.rebuild={after: verify, by: human, takes: 4h}",
                "failover.steps.last={after: verify, by: script, run: make a new replica of orders}",
                "data.orders.members.third={region: us-west-2, nodes: 1}",
                "data.orders.disposable=true",
                "data.orders.replication=none",
                "failover.control={runs: meridian}"
            })
    void is_silent_where_one_is_made_or_there_or_none_is_promoted(String set) {
        Found.isFree(shop("", set), Rule.ALONE_AFTER_TAKEOVER);
    }
}
