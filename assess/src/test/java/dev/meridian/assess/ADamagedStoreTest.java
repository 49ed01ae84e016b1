package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /// Without replicas too, where a promise rests on it and the file names no way back.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        kind: mysql, runs: self, in: [eu-west-1]                                            | true
        kind: database, runs: self, in: [eu-west-1, eu-central-1], replication: none        | true
        kind: object, runs: provider, in: [eu-west-1]                                       | true
        kind: object, runs: provider, in: [eu-west-1], versioning: true                     | false
        kind: mysql, runs: self, in: [eu-west-1], backup: {every: 24h}                      | false
        kind: mysql, runs: self, in: [eu-west-1], disposable: true                          | false
        kind: redis, runs: self, in: [eu-west-1], usedFor: [read-through]                   | false
        kind: queue, runs: self, in: [eu-west-1]                                            | false
        kind: redis, runs: self, in: [eu-west-1]                                            | false
        """)
    void alone_has_no_past_unless_the_file_names_one(String store, boolean isFound) {
        Read promised = file(store).with("objectives.rpo=1h");
        List<Finding> found = Found.of(promised, Rule.NO_WAY_BACK_FROM_DAMAGE);
        assertThat(found)
                .extracting(Finding::statement)
                .isEqualTo(isFound ? List.of("the file names no way back from damage of `edges`") : List.of());
        Found.isFree(file(store), Rule.NO_WAY_BACK_FROM_DAMAGE);
    }

    /// Silence about the backup of a managed store says that nobody knows, and not that there is none.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        aws   | kind: dynamodb, runs: provider                   | UNKNOWN      | data.edges.backup
        aws   | kind: object, runs: provider                     | UNKNOWN      | data.edges.versioning
        aws   | kind: object, runs: provider, versioning: false  | UNATTAINABLE | ""
        aws   | kind: opensearch, runs: provider                 | UNKNOWN      | data.edges.backup.restoreTakes
        azure | kind: vault, runs: provider                      | UNKNOWN      | soft-delete
        azure | kind: redis, runs: provider                      | UNKNOWN      | data.edges.backup
        aws   | kind: mysql, runs: self                          | UNATTAINABLE | ""
        aws   | kind: dynamodb, runs: provider, backup: {every: 24h, restoreTakes: 5h} | UNATTAINABLE | ""
        """)
    void of_a_provider_has_an_unknown_past_where_the_file_is_silent(
            String provider, String store, Verdict verdict, String asked) {
        Read file = file(store + ", in: [eu-west-1]")
                .with(
                        "objectives.disruptions.corruption.rto=4h",
                        "objectives.disruptions.corruption.rpo=1d",
                        "regions.eu-west-1.provider=" + provider,
                        "regions.eu-west-1.near=westeurope");
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.objective() == Promise.Objective.RTO
                        && promise.disruption().equals(Optional.of(Promise.Disruption.CORRUPTION)))
                .extracting(Promise::verdict)
                .containsExactly(verdict);
        assertThat(Found.of(file, Rule.FIGURE_UNKNOWN).toString()).as(store).contains(asked);
    }

    /// The hourly snapshots of a managed OpenSearch: each may take as long as lies between two.
    @Test
    void goes_back_to_a_backup_that_its_provider_makes_by_default() {
        Comeback snapshots = damaged("kind: opensearch, runs: provider, in: [eu-west-1]");
        assertThat(snapshots.loss().span()).isEqualTo(Span.of(Duration.ofHours(1), Duration.ofHours(2)));
        assertThat(snapshots.loss().source()).contains("AWS::Elasticsearch::Domain");
    }

    /// Replication of objects on Amazon S3 and Azure needs versioning on both sides, by whatever word it is named.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3-replication",
                "cross-region-replication",
                "s3-replication-time-control",
                "replication-time-control"
            })
    void goes_back_to_an_older_version_of_a_bucket_that_is_replicated(String via) {
        String bucket = "kind: object, runs: provider, in: [eu-west-1, eu-central-1], replication: {mode: async, via: ";
        Found.isFree(file(bucket + via + "}"), Rule.NO_WAY_BACK_FROM_DAMAGE);
        Found.only(file(bucket + "aws-datasync}"), Rule.NO_WAY_BACK_FROM_DAMAGE);
    }

    /// A log of records that regions mirror has its damage in all of them.
    @Test
    void of_mirrored_records_has_a_past_elsewhere_only() {
        String log = "kind: kafka, runs: operator, writes: local, replication: {mode: async, lag: 1s%s}%s";
        assertThat(file(log.formatted("", "")).ids()).contains(Rule.NO_WAY_BACK_FROM_DAMAGE.id());
        assertThat(file(log.formatted(
                                "",
                                ", recover: {replay: {from: old, covers: 7d, takes: 1h}}},"
                                        + " old: {kind: object, in: [eu-central-1], versioning: true"))
                        .ids())
                .doesNotContain(Rule.NO_WAY_BACK_FROM_DAMAGE.id());
    }

    @Test
    void among_voters_has_one_with_a_backup() {
        assertThat(file("kind: etcd, runs: operator, replication: quorum, backup: {every: 1h}")
                        .ids())
                .doesNotContain(Rule.NO_WAY_BACK_FROM_DAMAGE.id());
    }

    /// A bad version goes, and the data stays as it is, but for what the file says.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "badDeploy: {rto: 5m}           | backup: {every: 6h, restoreTakes: 1h}                     | false",
                "badDeploy: {rto: 5m, rpo: 24h} | backup: {every: 6h, restoreTakes: 1h}                     | true",
                "badDeploy: {rto: 5m}           | recover: {replay: {from: log, covers: 7d, takes: 20m}}    | true"
            })
    void is_no_part_of_the_return_from_a_bad_version(String promise, String more, boolean isConcerned) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {disruptions: {%s}}
            regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
            services: {web: {dependsOn: {orders: hard}}}
            data:
              orders: {kind: postgresql, runs: self, replication: {mode: async, lag: 5s}, %s}
              log: {kind: kafka, runs: self, replication: {mode: async, lag: 5s}}
            failover: {mode: manual, control: {runs: script, in: [us-east-1]}}
            defects: {x: {at: data.orders, says: it has a fixed address, effect: sometimes}}
            """.formatted(promise, more));
        Promise row = file.assessed().promises().stream()
                .filter(found -> found.objective() == Promise.Objective.RTO)
                .findFirst()
                .orElseThrow();
        assertThat(row.verdict()).isEqualTo(isConcerned ? Verdict.UNATTAINABLE : Verdict.AT_RISK);
        assertThat(row.basis().toString().contains("rollout of the version before"))
                .isEqualTo(!isConcerned);
        assertThat(Found.only(file, Rule.DOES_NOT_WORK).why().contains("rto of `shop` (bad-deploy)"))
                .isEqualTo(isConcerned);
    }

    /// The copies keep the promise about a lost region, and damage reaches all of them.
    @Test
    void goes_back_further_than_any_promise_says() {
        Read daily = file("kind: postgresql, runs: self, zones: 3, replication: {mode: async, lag: 5s},"
                + " backup: {every: 24h, takes: 1h}");
        Read promised = daily.with("objectives.rpo=5m");
        assertThat(Found.only(promised, Rule.DAMAGE_LOSES_MORE).statement())
                .isEqualTo("after a bad write or a deletion the newest backup sets back `edges` by up to 25h (5m is"
                        + " promised for other losses)");
        assertThat(Found.only(daily, Rule.DAMAGE_LOSES_MORE).statement()).endsWith("`edges` by up to 25h");
        for (String set : List.of(
                "objectives.disruptions={corruption: {rpo: 1h}}",
                "objectives.rpo=2d",
                "data.edges.disposable=true",
                "data.edges.backup.pointInTime=true",
                "data.edges.replication=none")) {
            Found.isFree(promised.with(set), Rule.DAMAGE_LOSES_MORE);
        }
        Read shorter = daily.with("data.edges.backup.every=12h");
        Found.isFree(shorter, Rule.DAMAGE_LOSES_MORE);
        Read claimed = shorter.with("claims.loss={says: about four hours, rpo: 4h, figure: typical}");
        assertThat(Found.only(claimed, Rule.DAMAGE_LOSES_MORE).statement())
                .endsWith("by up to 13h (`claim loss` says 4h of other losses as a typical figure)");
        for (String set : List.of("objectives.rpo=2d", "claims.loss.disruption=corruption", "claims.loss.rpo=14h")) {
            Found.isFree(claimed.with(set), Rule.DAMAGE_LOSES_MORE);
        }
    }
}
