package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Store;
import dev.meridian.units.RegionName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the control of a failover needs has to be there when the region is not.
class AControlNeedTest {
    private static Read shop(String needed, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {}, jobs: {in: [us-east-1]}, tools: {in: [us-east-1, us-west-2]}}
            external: {ci: {}, sign-in: {scope: global}, vault: {in: [us-east-1]}, chat: {sla: 99.9%%}}
            data:
              state: {kind: dynamodb, in: [us-east-1]}
              locks: {kind: dynamodb, in: [us-west-2]}
            failover: {mode: manual, fence: none, control: {runs: script, in: [us-west-2], dependsOn: [%s]}}
            """.formatted(needed), sets);
    }

    @ParameterizedTest
    @CsvSource({"vault", "jobs", "state"})
    void is_an_error_where_it_lives_with_the_primary(String needed) {
        assertThat(Found.only(shop(needed), Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION))
                .extracting(Finding::statement, Finding::severity)
                .containsExactly(
                        "the control of the failover needs `" + needed + "`, which lives in us-east-1", Severity.ERROR);
    }

    @ParameterizedTest
    @CsvSource({"tools", "locks", "chat", "ci"})
    void is_none_where_it_does_not(String needed) {
        Found.isFree(shop(needed), Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
    }

    @ParameterizedTest
    @CsvSource({"locks", "tools"})
    void is_a_warning_where_one_event_takes_both(String needed) {
        Read file = shop(needed, "fates.carrier={regions: [us-east-1, us-west-2], of: carrier}");
        assertThat(Found.only(file, Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION))
                .extracting(Finding::severity)
                .isEqualTo(Severity.WARNING);
        Found.isFree(
                shop("chat", "fates.carrier={regions: [us-east-1, us-west-2]}"),
                Rule.CONTROL_DEPENDS_ON_THE_LOST_REGION);
    }

    @Test
    void is_named_once_where_nothing_is_known_of_it() {
        assertThat(Found.only(shop("ci, sign-in, chat, vault"), Rule.CONTROL_NEEDS_UNKNOWN)
                        .statement())
                .startsWith(
                        "the failover of `shop` needs `ci` and `sign-in`, and the file says neither where they are");
        Found.isFree(shop("ci", "external.ci.sla=99.9%"), Rule.CONTROL_NEEDS_UNKNOWN);
        Found.isFree(shop("ci", "external.ci.controlIn=us-west-2"), Rule.CONTROL_NEEDS_UNKNOWN);
    }

    /// Services that say nothing of their needs may need any store but a bucket that the control names.
    @ParameterizedTest
    @CsvSource({"object, {}, false", "object, dependsOn: {state: hard}, true", "postgresql, {}, true"})
    void is_waited_for_by_no_user_where_it_is_a_bucket_for_the_control_alone(
            String kind, String needs, boolean isOfUsers) {
        Subject subject =
                Read.of("""
                    meridian: 1
                    application: shop
                    objectives: {disruptions: {zone: {rto: 1h, rpo: 1h}, region: {rto: 1h}}}
                    regions: {eastus: {role: primary}, westus: {role: standby}}
                    services: {web: {%s}}
                    data:
                      books: {kind: sqlserver, runs: provider, zones: 2, replication: {mode: async, via: failover-group}}
                      state: {kind: %s, runs: provider, replication: async}
                    failover: {mode: manual, fence: none, control: {runs: script, dependsOn: [state]}}
                    """.formatted(needs.equals("{}") ? "" : needs, kind)).subject();
        Reach reach = Reach.of(subject, "shop");
        assertThat(reach.stores().contains("state")).isEqualTo(isOfUsers);
        assertThat(reach.lost().contains("state")).isEqualTo(isOfUsers);
        assertThat(reach.awaited(subject, Promise.Disruption.REGION, new RegionName("eastus")))
                .extracting(Store::name)
                .contains("state");
    }

    private static Read recovered(String replication, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            regions: {eastus: {role: primary}, westus: {role: standby}}
            services: {web: {}}
            data: {states: {kind: object, runs: provider, primary: eastus, replication: %s}}
            failover: {mode: manual, fence: none, control: {runs: script, stateIn: [eastus], dependsOn: [states]}}
            """.formatted(replication), sets);
    }

    /// A state in a store of the file is where the copies of that are.
    @Test
    void is_a_state_that_its_replication_takes_elsewhere() {
        Finding found = Found.only(recovered("{mode: async, via: grs}"), Rule.CONTROL_IN_THE_LOST_REGION);
        assertThat(found.statement())
                .isEqualTo(
                        "the control of the failover keeps its state in `states`, whose copy in westus cannot be read"
                                + " before its account is failed over");
        assertThat(found.fix()).contains("failover.steps.promote.of.states", "ra-grs");
        Read opened = recovered("{mode: async, via: grs}", "failover.steps={promote: {of: {states: {takes: 1h}}}}");
        Found.isFree(opened, Rule.CONTROL_IN_THE_LOST_REGION);
        Found.isFree(recovered("{mode: async, via: ra-grs}"), Rule.CONTROL_IN_THE_LOST_REGION);
        assertThat(Found.only(recovered("none"), Rule.CONTROL_IN_THE_LOST_REGION)
                        .statement())
                .isEqualTo("the control of the failover keeps its state in eastus only");
    }
}
