package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A damaged store goes back to its last backup at worst, and replicas alone bring nothing back.
class ADamagedStoreTest {
    private static Read file(String store) {
        return Read.of("""
            meridian: 1
            application: graph
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}, eu-west-2: {role: standby}}
            services: {web: {dependsOn: {edges: hard}}}
            data: {edges: {%s}}
            failover: {mode: manual, control: {runs: script}}
            """.formatted(store));
    }

    private static Comeback damaged(String store) {
        Subject subject = file(store).subject();
        return subject.wayBack(subject.store("edges"), Promise.Disruption.CORRUPTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cassandra", "mysql", "database"})
    void loses_at_most_the_time_between_backups_where_no_figure_of_its_moments_is_known(String kind) {
        String store =
                "kind: " + kind + ", runs: operator, replication: async, backup: {every: 1h, pointInTime: true%s}";
        assertThat(damaged(store.formatted("")).loss().span().plan()).contains(Duration.ofHours(1));
        assertThat(damaged(store.formatted("")).loss().span().cannotBeWithin(Duration.ofMillis(1)))
                .isFalse();
        assertThat(damaged(store.formatted(", pointInTimeWindow: 1h"))
                        .loss()
                        .span()
                        .plan())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: raft-log, runs: operator, replication: {mode: quorum}",
                "kind: etcd, runs: operator, replication: {mode: quorum, edges: {out: {from: [eu-west-1], into:"
                        + " views}}}}, views: {kind: elasticsearch, runs: operator, replication: none",
                "kind: cockroachdb, runs: operator, replication: quorum"
            })
    void among_voters_has_no_past_without_a_backup(String store) {
        assertThat(file(store).ids()).contains(Rule.NO_WAY_BACK_FROM_DAMAGE.id());
    }

    @Test
    void among_voters_has_one_with_a_backup() {
        assertThat(file("kind: etcd, runs: operator, replication: quorum, backup: {every: 1h}")
                        .ids())
                .doesNotContain(Rule.NO_WAY_BACK_FROM_DAMAGE.id());
    }
}
