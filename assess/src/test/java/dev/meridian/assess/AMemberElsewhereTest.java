package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A member in another region or cloud is judged by its own zones and its own provider, in every row.
class AMemberElsewhereTest {
    private static Read read(String home, String away, String store) {
        return Read.of("""
            meridian: 1
            application: till
            objectives: {availability: 99%%, disruptions: {zone: {rto: 5m}, region: {rto: 20m}}}
            regions: {eu-west-1: {role: primary}, europe-west1: {role: standby, provider: gcp}}
            services: {desk: {dependsOn: {rows: hard}}}
            network: {zones: 3}
            data:
              rows:
                %s
                runs: provider
                members: {home: {region: eu-west-1%s}, away: {region: europe-west1%s}}
                primary: home
            failover: {mode: manual, control: {runs: script}, fence: none, human: {notice: 5m, decide: 5m}}
            """.formatted(store, home, away));
    }

    private static final String POSTGRESQL =
            "kind: postgresql\n    replication: {mode: async, lag: 1m, via: rds-cross-region-replica}";

    private static List<Supply.Part> parts(Read read) {
        Subject subject = read.subject();
        Supply supply = Supply.of(
                subject, subject.blueprint().applications().values().iterator().next());
        return supply.regions().values().stream()
                .flatMap(List::stream)
                .filter(part -> part.name().equals("rows"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "', zones: 2' | ', zones: 2' | 0.9995 | 0.9995",
                "', zones: 1' | ', zones: 2' | 0.995  | 0.9995",
            })
    void has_the_service_level_of_its_own_provider_and_zones(String home, String away, double first, double second) {
        assertThat(parts(read(home, away, POSTGRESQL)))
                .extracting(Supply.Part::share)
                .containsExactly(OptionalDouble.of(first), OptionalDouble.of(second));
    }

    /// A zonal instance of Cloud SQL has no row in the table.
    @Test
    void in_one_zone_has_not_the_level_of_the_writer_in_two() {
        assertThat(parts(read(", zones: 2", ", zones: 1", POSTGRESQL)).getLast().share())
                .isEmpty();
    }

    @Test
    void is_promoted_by_its_own_provider() {
        Subject subject = read(", zones: 2", ", zones: 2", POSTGRESQL).subject();
        Comeback back = subject.wayBack(subject.store("rows"), Promise.Disruption.REGION);
        assertThat(back.recovery().isUnknown()).isTrue();
        assertThat(back.recovery().source())
                .contains("postgresql run by Google Cloud in europe-west1, copied from AWS");
    }

    @ParameterizedTest
    @CsvSource({"eu-west-1, true", "europe-west1, false"})
    void restores_only_what_its_own_provider_has_kept(String kept, boolean known) {
        Subject subject = Read.of("""
            meridian: 1
            application: till
            objectives: {disruptions: {region: {rto: 20m}}}
            regions:
              eu-central-1: {role: primary}
              eu-west-1: {role: standby}
              europe-west1: {role: standby, provider: gcp}
            services: {desk: {dependsOn: {rows: hard}}}
            data:
              rows:
                kind: postgresql
                runs: provider
                in: [eu-central-1]
                backup: {every: 24h, keep: 7d, copyTo: [%s]}
            failover: {mode: manual, control: {runs: script}, fence: none, human: {notice: 5m, decide: 5m}}
            """.formatted(kept)).subject();
        Comeback back = subject.wayBack(subject.store("rows"), Promise.Disruption.REGION);
        assertThat(back.way()).isEqualTo(Comeback.Way.RESTORED);
        assertThat(back.recovery().name().startsWith("restore of `rows`")).isEqualTo(!known);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zones: 3 | {a: {region: eu-west-1, zones: 1}} | 1",
                "zones: 1 | {a: {region: eu-west-1, zones: 2}} | 2",
                "         | {a: {region: eu-west-1, zones: 1}, b: {region: eu-west-1, zones: 1}} | 2",
                "zones: 2 | {a: {region: eu-west-1}} | 2"
            })
    void has_its_own_number_of_zones_before_that_of_the_store(String zones, String members, int expected) {
        Subject subject = Read.of("""
            meridian: 1
            application: till
            regions: {eu-west-1: {role: primary}}
            services: {desk: {dependsOn: {rows: hard}}}
            data: {rows: {kind: postgresql, runs: operator, primary: a, members: %s%s, replication: {mode: none}}}
            failover: {mode: manual, control: {runs: operator}}
            """.formatted(members, zones == null ? "" : ", " + zones))
                .subject();
        StoreZones found = new StoreZones(subject, subject.store("rows"));
        assertThat(found.least()).contains(expected);
        assertThat(found.isOne()).isEqualTo(expected == 1);
    }
}
