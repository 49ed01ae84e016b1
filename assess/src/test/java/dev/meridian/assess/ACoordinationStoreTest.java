package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A store that only elects the leaders of another one holds no write of a user: no promise about loss counts it,
/// and nothing asks for a copy or a backup of it.
class ACoordinationStoreTest {
    private static final Read FILE = file("dependsOn: {election: hard}");

    private static Read file(String needs) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rpo: 1m, disruptions: {corruption: {rpo: 1h}}}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {dependsOn: {orders: hard}}}
            data:
              orders:
                kind: postgresql
                runs: operator
                replication: none
                %s
                backup: {every: 6h}
              election: {kind: etcd, runs: operator, replication: none}
            failover: {mode: manual, control: {runs: script}}
            """.formatted(needs));
    }

    private static boolean isLost(Read file) {
        return Found.of(file, Rule.LOST_WITH_ITS_REGION).stream()
                .anyMatch(finding -> finding.statement().contains("`election`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.election.kind=etcd",
                "data.election.kind=raft-log",
                "data.election.in=[us-east-1]",
                "failover.control.dependsOn=[election]"
            })
    void has_no_part_in_a_loss(String set) {
        Read file = FILE.with(set);
        assertThat(isLost(file)).isFalse();
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.objective() == Promise.Objective.RPO)
                .isNotEmpty()
                .allSatisfy(promise -> assertThat(promise.basis())
                        .extracting(Promise.Part::name)
                        .doesNotContain("election"));
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() != Rule.NEVER_TRIED)
                .noneMatch(finding -> finding.fix().contains("data.election"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services.web.dependsOn.election=soft",
                "data.orders.kind=mongodb",
                "data.orders.runs=provider",
                "data.election.backup={every: 1d}",
                "data.election.objectives.rpo=1h",
                "data.election.kind=postgresql"
            })
    void is_none_where_others_need_it_or_miss_its_contents(String set) {
        assertThat(isLost(FILE.with(set))).isTrue();
    }

    @Test
    void may_be_one_of_the_control_alone() {
        Read unnamed = file("zones: 3");
        assertThat(isLost(unnamed)).isTrue();
        assertThat(isLost(unnamed.with("failover.control.dependsOn=[election]")))
                .isFalse();
    }

    /// The time to make it again is asked for where the application goes to a region that has none.
    @Test
    void is_made_again_empty_where_no_other_region_has_one() {
        Read file = FILE.with("data.election.in=[us-east-1]", "objectives.rto=1h");
        Comeback back = file.subject().wayBack(file.subject().store("election"), Promise.Disruption.REGION);
        assertThat(back.way()).isEqualTo(Comeback.Way.MADE_AGAIN);
        assertThat(back.recovery().isUnknown()).isTrue();
        assertThat(back.loss().isNothing()).isTrue();
        Read timed = file.with("failover.steps={promote: {of: {election: {takes: 5m}}}}");
        assertThat(timed.subject()
                        .wayBack(timed.subject().store("election"), Promise.Disruption.REGION)
                        .recovery()
                        .isUnknown())
                .isFalse();
    }

    /// A lost zone stops what elects by it, and takes nothing of users.
    @Test
    void may_have_one_node_where_only_a_loss_is_promised() {
        String one = "data.election.members={east: {region: us-east-1, nodes: 1}, west: {region: us-west-2, nodes: 1}}";
        Read file = FILE.with(one, "objectives.disruptions.zone.rpo=1m");
        assertThat(oneZone(file)).isFalse();
        assertThat(oneZone(file.with("objectives.disruptions.zone.rto=5m"))).isTrue();
    }

    private static boolean oneZone(Read file) {
        return Found.of(file, Rule.ONE_ZONE).stream()
                .anyMatch(finding -> finding.statement().contains("`election`"));
    }
}
