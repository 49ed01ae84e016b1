package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Moments between backups: those of a provider are beside the store, and after damage the one just before it is
/// there.
class AMomentTest {
    private static Read shop(String regions, String objectives, String backup) {
        return Read.of("""
                meridian: 1
                application: shop
                objectives: {disruptions: {%s}}
                regions: %s
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: postgresql, runs: provider, primary: %s, replication: none, backup: %s}}
                failover: {mode: manual, control: {runs: script}, human: {notice: 5m, decide: 5m}}
                """.formatted(objectives, regions, regions.substring(1, regions.indexOf(':')), backup));
    }

    private static Promise loss(Read file) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RPO)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {us-central1: {role: primary}, us-east1: {role: standby}} | {every: 24h, pointInTime: true, copyTo: [us-east1]}   | 1d
        {us-central1: {role: primary}, us-east1: {role: standby}} | {every: 6h, pointInTime: true, copyTo: [us-east1]}    | 6h
        {europe-west1: {role: primary}, europe-west4: {role: standby}} | {every: 12h, pointInTime: true, copyTo: [europe-west4]} | 12h
        """)
    void of_google_cloud_is_lost_with_its_region(String regions, String backup, String plan) {
        Read file = shop(regions, "region: {rpo: 1h}", backup);
        assertThat(loss(file).plan()).isEqualTo(plan);
        assertThat(loss(file).verdict()).isEqualTo(Verdict.UNATTAINABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {us-central1: {role: primary}} | {every: 24h, pointInTime: true, keep: 7d} | 1m | AT_RISK
        {us-east-1: {role: primary}}   | {every: 24h, pointInTime: true, keep: 7d} | 1m | AT_RISK
        {us-east-1: {role: primary}}   | {every: 24h, pointInTime: true, keep: 7d} | 5m | ATTAINABLE
        """)
    void just_before_the_damage_is_there_at_best(String regions, String backup, String rpo, Verdict verdict) {
        Promise loss = loss(shop(regions, "corruption: {rpo: " + rpo + "}", backup));
        assertThat(loss.disruption()).isEqualTo(Optional.of(Promise.Disruption.CORRUPTION));
        assertThat(loss.best()).isEqualTo("0s");
        assertThat(loss.verdict()).isEqualTo(verdict);
    }

    /// Of an interval as long as the promise, the moments count where they outlive the disruption.
    @ParameterizedTest
    @CsvSource({
        "zone: {rpo: 1d}, true, ATTAINABLE",
        "corruption: {rpo: 1d}, true, ATTAINABLE",
        "corruption: {rpo: 1d}, false, UNKNOWN",
        "region: {rpo: 1d}, true, UNKNOWN",
        "region: {rpo: 30h}, true, UNKNOWN",
        "region: {rpo: 2d}, true, ATTAINABLE"
    })
    void between_two_backups_counts_where_it_outlives_the_disruption(
            String objective, boolean moments, Verdict verdict) {
        String backup = "{every: 24h, keep: 7d" + (moments ? ", pointInTime: true}" : "}");
        Read file = shop("{us-central1: {role: primary}, us-east1: {role: standby}}", objective, backup);
        assertThat(loss(file).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"{keep: 7d}", "{verify: monthly}", "'{keep: 30d, takes: 5m}'"})
    void and_interval_that_nobody_declares_is_unknown_and_no_missing_backup(String backup) {
        Read file = shop("{us-east-1: {role: primary}}", "corruption: {rpo: 1h}", backup);
        assertThat(loss(file).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(Found.of(file, Rule.NO_WAY_BACK_FROM_DAMAGE)).isEmpty();
    }

    /// The planned way of a backup of RDS is no figure of another product: twice the interval has room for it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {us-central1: {role: primary}, us-east1: {role: standby}}     | us-east1     | 1d  | UNKNOWN
        {us-central1: {role: primary}, us-east1: {role: standby}}     | us-east1     | 47h | UNKNOWN
        {us-central1: {role: primary}, us-east1: {role: standby}}     | us-east1     | 2d  | ATTAINABLE
        {us-east-1: {role: primary}, eu-central-1: {role: standby}}   | eu-central-1 | 1d  | AT_RISK
        """)
    void of_no_copy_is_as_old_as_the_interval_and_an_unknown_way(
            String regions, String copy, String rpo, Verdict verdict) {
        Promise loss = loss(shop(regions, "region: {rpo: " + rpo + "}", "{every: 24h, copyTo: [" + copy + "]}"));
        assertThat(loss.verdict()).isEqualTo(verdict);
        assertThat(loss.basis().getFirst().why().contains("0s to 20m on its way to another region, as assumed"))
                .isEqualTo(verdict == Verdict.AT_RISK);
    }

    /// Nor is it of a moment that is kept there.
    @ParameterizedTest
    @CsvSource({"10m, UNKNOWN", "20m, ATTAINABLE"})
    void that_is_kept_in_another_region_has_an_unknown_way(String rpo, Verdict verdict) {
        Read file = shop(
                        "{eastus: {role: primary}, westus: {role: standby}}",
                        "region: {rpo: " + rpo + "}",
                        "{pointInTime: 10m, store: logs}")
                .with("data.logs={kind: object, runs: provider, in: [westus], replication: none}");
        assertThat(loss(file).verdict()).isEqualTo(verdict);
    }

    /// Offered is what would hold, and not what holds at best.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {us-central1: {role: primary}, us-east1: {role: standby}}     | us-east1     | 2d
        {us-east-1: {role: primary}, eu-central-1: {role: standby}}   | eu-central-1 | 2d
        """)
    void of_no_copy_is_offered_as_a_promise_that_holds(String regions, String copy, String offered) {
        Read file = shop(regions, "region: {rpo: 15m}", "{every: 24h, copyTo: [" + copy + "]}");
        assertThat(Found.only(file, Rule.RPO_UNATTAINABLE).fix())
                .contains(offered)
                .doesNotContain("1d or more");
    }
}
