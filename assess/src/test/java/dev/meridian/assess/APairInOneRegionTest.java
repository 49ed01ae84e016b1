package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A pair against the loss of a region is in two regions.
class APairInOneRegionTest {
    private static final Read BUS = Read.of("""
        meridian: 1
        application: jobs
        regions: {westeurope: {role: active, provider: azure}, eastus: {role: active, provider: azure}}
        services: {web: {}}
        data:
          bus:
            kind: queue
            runs: provider
            members:
              west: {region: westeurope}
              east: {region: eastus}
              west-pair: {region: eastus}
              east-pair: {region: eastus}
            primary: [west, east]
            replication:
              mode: async
              via: service-bus-geo-disaster-recovery
              edges: {west: {from: west, to: west-pair}, east: {from: east, to: east-pair}}
        failover: {mode: manual, control: {runs: provider}}
        """);

    @Test
    void takes_both_of_its_ends_with_it() {
        Finding found = Found.only(BUS, Rule.PLACES_LOST_TOGETHER);
        assertThat(found.at()).isEqualTo("data.bus.replication.edges.east");
        assertThat(found.statement()).isEqualTo("`east` of `bus` is copied to `east-pair`, and both are in eastus");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.bus.members.east-pair.region=westeurope",
                "data.bus.replication.edges.away={from: east, to: west}",
                "data.bus.replication.via=a program of ours"
            })
    void is_silent_where_a_copy_leaves_the_region_or_the_way_is_another(String set) {
        Found.isFree(BUS.with(set), Rule.PLACES_LOST_TOGETHER);
    }
}
