package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The error budget of a journey, held against one failover of what it uses.
class AnErrorBudgetTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        availability: 99.9%                                         | objectives.disruptions.region.rto
        availability: 99.9%, rto: 50m                               | journeys.pay.objectives.rto
        availability: 99.9%, disruptions: {region: {rto: 10m}}      | -
        availability: 99.9%, measured: yearly                       | -
        availability: 99%                                           | -
        """)
    void of_a_journey_holds_one_failover(String objectives, String against) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {disruptions: {region: {rto: 1h}}}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby, capacity: 100%%}}
            services: {web: {dependsOn: {orders: hard}}}
            journeys: {pay: {uses: [web], objectives: {%s}}}
            data: {orders: {kind: postgresql, runs: provider, replication: {mode: async, via: aurora-global-database}}}
            traffic: {entrances: {web: {to: web, switch: dns}}}
            failover: {mode: manual, control: {runs: script, in: [us-west-2]}}
            """.formatted(objectives));
        assertThat(Found.of(file, Rule.BUDGET_SMALLER_THAN_A_FAILOVER))
                .extracting(finding -> finding.objective().orElse(""))
                .isEqualTo(against.equals("-") ? List.of() : List.of(against));
    }
}
