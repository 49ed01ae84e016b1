package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A queue of which the configuration alone is copied leaves all its messages behind.
class AConfigurationCopyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: queue, replication: {mode: async, via: service-bus-geo-disaster-recovery}    | true",
                "kind: queue, replication: {mode: async, via: geo-dr}                               | true",
                "kind: stream, replication: {mode: async, via: event-hubs-geo-disaster-recovery}    | true",
                "kind: kafka, replication: {mode: async, via: metadata-geo-disaster-recovery}       | true",
                "kind: queue, replication: {mode: async, via: service-bus-geo-replication}          | false",
                "kind: stream, replication: {mode: async, via: event-hubs-geo-replication}          | false",
                "kind: queue, disposable: true, replication: {mode: async, via: geo-dr}             | false"
            })
    void leaves_its_messages_behind(String store, boolean isSaid) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {eastus2: {role: primary}, centralus: {role: standby}}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {runs: provider, %s}}
            failover: {mode: manual, control: {runs: script}}
            """.formatted(store));
        assertThat(Found.of(file, Rule.IN_FLIGHT_LOST)).hasSize(isSaid ? 1 : 0);
    }
}
