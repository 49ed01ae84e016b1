package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A writer moves to another region by itself only where its product does that without being switched on, and the
/// plan names nobody who moves it.
class AMovedWriterTest {
    private static Read archive(String store, String steps) {
        return Read.of("""
                meridian: 1
                application: archive
                objectives: {rto: 2h}
                regions: {westeurope: {role: primary}, northeurope: {role: standby}}
                services: {web: {dependsOn: {deeds: hard}}}
                data: {deeds: {%s}}
                traffic: {entrances: {web: {host: deeds.example.org, switch: provider-control, providers: [front-door]}}}
                failover: {mode: manual, control: {runs: script, in: [northeurope]}, fence: none,
                  human: {notice: 10m, decide: 10m}, steps: {%s}}
                """.formatted(store, steps));
    }

    private static Comeback back(Read file) {
        Subject subject = file.subject();
        return subject.wayBack(subject.store("deeds"), Promise.Disruption.REGION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'kind: cosmosdb, primary: westeurope, replication: {mode: provider, via: service-managed-failover}' | ''                                  | true",
                "'kind: cosmosdb, primary: westeurope, replication: {mode: provider, via: cosmos-db}'                | ''                                  | false",
                "'kind: cosmosdb, primary: westeurope, replication: {mode: provider, via: service-managed-failover}' | 'promote: {of: {deeds: {by: human}}}' | false",
                "'kind: cosmosdb, writes: local, replication: {mode: multi-primary, via: cosmos-db, consistency: session, conflicts: last-write-wins}' | '' | true",
                "'kind: sqlserver, runs: operator, primary: one, members: {one: {region: westeurope}, two: {region: westeurope}, far: {region: northeurope}}, replication: {mode: async, via: availability-group, edges: {near: {from: one, to: two, mode: sync, via: availability-group}, out: {from: one, to: far, mode: async, via: availability-group}}}' | '' | false"
            })
    void starts_by_itself_only_where_nothing_else_has_to(String store, String steps, boolean byItself) {
        Read file = archive(store, steps);
        assertThat(back(file).starts() == Comeback.Starts.ITSELF).isEqualTo(byItself);
        assertThat(new StoreMechanisms(file.subject())
                        .recoversByItself(file.subject().store("deeds")))
                .isEqualTo(byItself);
    }

    @Test
    void has_no_published_time_where_an_option_has_to_be_switched_on() {
        Comeback unnamed =
                back(archive("kind: cosmosdb, primary: westeurope, replication: {mode: provider, via: cosmos-db}", ""));
        assertThat(unnamed.recovery().isUnknown()).isTrue();
        assertThat(unnamed.recovery().source()).contains("via: service-managed-failover");
        Comeback declared = back(archive(
                "kind: cosmosdb, primary: westeurope, replication: {mode: provider, via: cosmos-db}",
                "promote: {of: {deeds: {by: human, takes: 20m}}}"));
        assertThat(declared.recovery().span().text()).isEqualTo("20m");
        assertThat(declared.starts()).isEqualTo(Comeback.Starts.PEOPLE);
    }

    /// A copy that can be read in another region answers readers after the loss of a zone as after that of its
    /// region.
    @ParameterizedTest
    @CsvSource({"'reads: local, ', 30s", "'', 1h30s"})
    void is_waited_for_by_readers_only_without_a_copy_that_they_may_read(String reads, String best) {
        Read file = Read.of("""
                meridian: 1
                application: gallery
                regions: {eastus: {role: primary}, westus: {role: standby}}
                services: {web: {dependsOn: {pictures: hard}}}
                data: {pictures: {kind: object, runs: provider, writes: primary, %sreplication: {mode: async, via: ra-grs}}}
                journeys: {look: {uses: [web], reads: [pictures], objectives: {rto: 1m}}}
                traffic:
                  cdn: {kind: front-door}
                  entrances: {web: {host: pictures.example.org, route: [failover, health], health: up}}
                failover:
                  mode: manual
                  human: {notice: 0s, decide: 0s}
                  fence: none
                  control: {runs: script, in: [westus]}
                  probes: {up: {kind: https, to: web, every: 15s, failures: 3}}
                  steps: {promote: {of: {pictures: {by: human, takes: 1h}}}}
                """.formatted(reads));
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.owner().equals("journey look")
                        && promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .extracting(Promise::best)
                .containsExactly(best);
    }
}
