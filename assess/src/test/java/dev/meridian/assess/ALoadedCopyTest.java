package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A copy needs what its way of copying says: a promotion, a restore, or nothing where each copy is loaded into an
/// instance that takes writes.
class ALoadedCopyTest {
    private static Comeback wayBack(String kind, String via, String... sets) {
        Subject subject = Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, us-central1: {role: standby}}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {kind: %s, runs: provider, replication: {mode: copy, every: 15m, via: %s}}}
            failover: {mode: manual, control: {runs: script}}
            """.formatted(kind, via), sets).subject();
        return subject.wayBack(subject.store("orders"), Promise.Disruption.REGION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        postgresql | pg_dump and pg_restore | 0s            | WRITABLE
        mysql      | mysqldump and import   | 0s            | WRITABLE
        mongodb    | nightly load           | 0s            | WRITABLE
        postgresql | pg_dump                | restore of    | PROMOTED
        mysql      | snapshot copy          | restore of    | PROMOTED
        volume     | velero                 | restore of    | PROMOTED
        postgresql | our own shipping       | promotion of  | PROMOTED
        """)
    void is_promoted_restored_or_writable(String kind, String via, String name, Comeback.Way way) {
        Comeback back = wayBack(kind, via);
        assertThat(back.way()).isEqualTo(way);
        if (way == Comeback.Way.WRITABLE) {
            assertThat(back.recovery().isNothing()).isTrue();
        } else {
            assertThat(back.recovery().isUnknown()).isTrue();
            assertThat(back.recovery().name()).startsWith(name);
        }
        assertThat(back.loss().name()).startsWith("a copy every 15m");
        assertThat(wayBack(kind, via, "failover.steps.promote={of: {orders: {takes: 5m}}}")
                        .recovery()
                        .name())
                .contains("step promote of `orders`");
    }

    /// Changes that a program writes into a database of its own: nothing is promoted, and the old writer goes on.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        aws-dms   |                           | WRITABLE      | true
        aws-dms   | , omits: [LOBs]           | OWN_ELSEWHERE | true
        streaming |                           | PROMOTED      | false
        """)
    void is_a_database_of_its_own_where_changes_are_captured(
            String via, String omits, Comeback.Way way, boolean isApart) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h}
            regions: {us-east-1: {role: primary}, koreacentral: {role: standby, provider: azure}}
            services: {web: {dependsOn: {orders: hard}}}
            data:
              orders:
                kind: mysql
                runs: provider
                replication:
                  mode: async
                  lag: 5s
                  via: %s
                  edges: {out: {from: us-east-1, to: koreacentral%s}}
            failover: {mode: manual, control: {runs: script}, order: [detect, scale, route], fence: none, lease: none}
            """.formatted(via, omits == null ? "" : omits));
        Subject subject = file.subject();
        assertThat(subject.wayBack(subject.store("orders"), Promise.Disruption.REGION)
                        .way())
                .isEqualTo(way);
        assertThat(Found.of(file, Rule.STEP_LEFT_OUT).isEmpty()).isEqualTo(isApart);
        Found.isFree(file, Rule.STANDBY_WITHOUT_DATA);
        assertThat(Found.only(file, Rule.NO_FENCE).statement()).contains("old writer of `orders`");
    }

    /// Each run restores what it copies, whatever people do later.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        pg-dump-and-restore | promotion of
        pg-dump             | restore of
        pg-dump-restored-in-the-failover | restore of
        """)
    void waits_for_a_promotion_where_its_runs_restore(String via, String name) {
        assertThat(wayBack("postgresql", via, "failover.steps.promote={of: {orders: {by: script}}}")
                        .recovery()
                        .name())
                .startsWith(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        pg_dump and pg_restore     | true
        mysqldump and import       | true
        streaming                  | false
        """)
    void that_users_are_moved_to_by_checks_is_told(String via, boolean isTold) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, us-central1: {role: standby}}
            services: {web: {dependsOn: {orders: hard, carts: hard}}}
            data:
              orders: {kind: postgresql, runs: provider, replication: {mode: copy, every: 15m, via: %s}}
              carts: {kind: mysql, runs: provider, replication: async}
            traffic: {entrances: {web: {route: [failover, health], providers: [route53], switch: dns}}}
            failover: {mode: automatic, control: {runs: script}, fence: none, lease: none}
            """.formatted(via));
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.WRITES_NOT_MOVED
                        && finding.statement().contains("copy of `orders`"))
                .hasSize(isTold ? 1 : 0);
        assertThat(Found.only(file, Rule.NO_FENCE).statement())
                .isEqualTo("nothing stops the old writer of `orders` and `carts` before a new one begins");
    }
}
