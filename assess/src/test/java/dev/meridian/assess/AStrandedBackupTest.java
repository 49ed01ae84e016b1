package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A provider restores in its own regions: backups in one of them bring nothing back for a target at another
/// provider.
class AStrandedBackupTest {
    private static Read shop(String backup, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h, rpo: 2h}
            regions:
              norwayeast: {role: primary, provider: azure}
              europe-west1: {role: standby, provider: gcp}
              westeurope: {role: standby, provider: azure, capacity: 0%%, promotable: false}
            services: {web: {in: [norwayeast, europe-west1], dependsOn: {rows: hard}}}
            data: {rows: {kind: sqlserver, runs: provider, in: [norwayeast], replication: none%s}}
            failover: {mode: manual, targets: europe-west1, control: {runs: script}}
            """.formatted(backup), sets);
    }

    private static final String COPIED = ", backup: {keep: 35d, copyTo: [norwaywest]}";

    private static Comeback back(Read file, Promise.Disruption disruption) {
        Subject subject = file.subject();
        return subject.wayBack(subject.store("rows"), disruption);
    }

    @ParameterizedTest
    @ValueSource(strings = {COPIED, "", ", backup: {keep: 35d}", ", backup: {copyTo: [westeurope]}"})
    void is_no_way_back_for_a_target_of_another_provider(String backup) {
        Read file = shop(backup);
        assertThat(back(file, Promise.Disruption.REGION).way()).isEqualTo(Comeback.Way.LOST);
        Finding found = Found.only(file, Rule.LOST_WITH_ITS_REGION);
        assertThat(found.statement())
                .isEqualTo("`rows` is lost with norwayeast: no copy of `rows` that europe-west1 can use");
        assertThat(found.why()).contains("nothing of `shop` serves: Azure restores in its own regions");
        assertThat(found.fix()).startsWith("a copy of `rows` in europe-west1");
        assertThat(Found.rto(file).span().best()).isEmpty();
    }

    @Test
    void names_the_place_of_the_copy() {
        assertThat(Found.only(shop(COPIED), Rule.LOST_WITH_ITS_REGION).why())
                .startsWith("its backups are copied to norwaywest, where nothing of `shop` serves");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "regions.westeurope.promotable=true|regions.westeurope.capacity=100%|failover.targets=[europe-west1,"
                        + " westeurope]",
                "data.rows.backup.copyTo=[europe-west1]",
                "failover.steps={promote: {startedBy: human, of: {rows: {takes: 2h}}}}",
                "failover.steps={restore: {before: promote, by: human, takes: 2h}}",
                "data.rows.runs=self"
            })
    void brings_the_store_back_where_the_target_can_use_it(String sets) {
        Comeback back = back(shop(COPIED, sets.split("\\|")), Promise.Disruption.REGION);
        assertThat(back.way()).isEqualTo(Comeback.Way.RESTORED);
        Found.isFree(shop(COPIED, sets.split("\\|")), Rule.LOST_WITH_ITS_REGION);
    }

    /// The region itself goes on, and what is restored there is used from it.
    @Test
    void is_a_way_back_from_a_lost_zone() {
        assertThat(back(shop(COPIED, "data.rows.zones=1"), Promise.Disruption.ZONE)
                        .way())
                .isEqualTo(Comeback.Way.RESTORED);
    }

    @Test
    void has_one_fix_in_each_finding_about_it() {
        Read file = shop(COPIED, "objectives={rto: 1h, rpo: 2h, availability: 99.9%}");
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.at().endsWith("availability"))
                .extracting(Finding::fix)
                .anySatisfy(fix -> assertThat(fix).contains("an edge `into` a store there"))
                .noneSatisfy(fix -> assertThat(fix).contains("a backup there"));
    }
}
