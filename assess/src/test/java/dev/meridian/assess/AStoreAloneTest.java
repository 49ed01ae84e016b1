package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A promise about one store for which nobody acts counts the time of the store: the hold, the people and the
/// steps of the plan move other things.
class AStoreAloneTest {
    private static final String GOOGLE = "us-central1: {role: primary}, us-east1: {role: standby}";
    private static final String AMAZON = "us-east-1: {role: primary}, us-west-2: {role: standby}";
    private static final String AZURE = "eastus2: {role: primary}, centralus: {role: standby}";

    private static Read outage(String place, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 4h}
            journeys: {page: {uses: [page], objectives: {rto: 10m}}}
            regions: {westeurope: {role: primary}, northeurope: {role: standby, capacity: {min: 0%%}}}
            services: {web: {health: /up}}
            data: {page: {kind: object, runs: provider, in: [%s], replication: none}}
            traffic:
              entrances:
                www: {to: web, route: [failover, health], providers: [traffic-manager], switch: dns, ttl: 30s,
                      health: site}
            failover:
              mode: manual
              control: {runs: script}
              human: {notice: 5m, decide: 10m}
              probes:
                site: {kind: https, to: web, every: 30s, timeout: 10s, failures: 4}
                watch: {kind: http, to: web, every: 5m, decides: false}
              triggers: {alarm: {when: [watch], for: 15m, act: notify}}
              order: [detect, route, scale]
              steps: {build: {after: scale, before: verify, by: pipeline, startedBy: human}}
            claims: {seen: {says: after 3 minutes, at: data.page, rto: 3m, figure: typical}}
            defects: {blind: {at: failover.triggers.alarm, says: it never rings}}
            """.formatted(place), sets);
    }

    private static Promise ofUsers(Read file, String owner) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.owner().equals(owner)
                        && promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void of_the_standby_waits_for_the_health_check_of_its_users_and_for_no_plan() {
        Read file = outage("northeurope");
        Promise page = ofUsers(file, "journey page");
        assertThat(page.verdict()).isEqualTo(Verdict.ATTAINABLE);
        assertThat(page.best() + " to " + page.plan()).isEqualTo("2m to 3m20s");
        assertThat(ofUsers(file, "claim seen").plan()).isEqualTo("3m20s");
        Found.isFree(file, Rule.CLAIM_REFUTED);
        assertThat(Found.only(file, Rule.DOES_NOT_WORK).why()).doesNotContain("page", "seen");
        Read behind = file.with("traffic.entrances.root={to: web, in: [westeurope], switch: none}");
        assertThat(Found.of(behind, Rule.RTO_UNATTAINABLE).getLast().statement())
                .startsWith("users of `root` do not get back to `journey page` after the loss of a region");
        assertThat(ofUsers(behind, "claim seen").plan()).isEqualTo("3m20s");
    }

    @Test
    void of_the_primary_goes_with_it() {
        assertThat(ofUsers(outage("westeurope"), "journey page").verdict()).isEqualTo(Verdict.UNATTAINABLE);
        Read called = outage("northeurope", "traffic.entrances.www.switch=provider-control");
        assertThat(ofUsers(called, "journey page").verdict()).isNotEqualTo(Verdict.ATTAINABLE);
    }

    private static Promise row(String regions, String store, String promote, String owner) {
        String file = """
            meridian: 1
            application: shop
            objectives: {rto: 4h}
            regions: {%s}
            services: {web: {dependsOn: {entries: hard}}}
            data: {entries: {%s, objectives: {disruptions: {region: {rto: 5m}}}}}
            failover:
              mode: manual
              control: {runs: script}
              hold: 10m
              human: {notice: 2m, decide: 5m}
              steps: {promote: {of: {entries: {%s}}}, save: {before: promote, by: human, takes: 20m}}
            claims: {quick: {says: 5 minutes, at: data.entries, rto: 5m}}
            """.formatted(regions, store, promote);
        return Read.of(file).assessed().promises().stream()
                .filter(promise -> promise.owner().equals(owner) && promise.objective() == Promise.Objective.RTO)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                GOOGLE + "| kind: firestore, runs: provider, replication: {mode: provider, consistency: strong}"
                        + "| by: provider | UNKNOWN",
                GOOGLE + "| kind: firestore, runs: provider, replication: {mode: provider, consistency: strong}"
                        + "| by: provider, takes: 3m | ATTAINABLE",
                AMAZON + "| kind: dynamodb, runs: provider, writes: local, replication: {mode: multi-primary}"
                        + "| by: provider | ATTAINABLE",
                AMAZON + "| kind: object, runs: provider, replication: {mode: async, via: s3-rtc, edges: {away: {from:"
                        + " us-east-1, to: us-west-2, omits: [old objects]}}} | by: provider | ATTAINABLE",
                AZURE + "| kind: sqlserver, runs: provider, replication: {mode: async, via: failover-group}"
                        + "| by: provider | UNKNOWN",
                AZURE + "| kind: sqlserver, runs: provider, replication: {mode: async, via: failover-group}"
                        + "| by: provider, takes: 4m | ATTAINABLE",
                AZURE + "| kind: sqlserver, runs: provider, replication: {mode: async, via: failover-group}"
                        + "| by: provider, takes: 6m | UNATTAINABLE",
                AZURE + "| kind: sqlserver, runs: provider, replication: {mode: async, via: failover-group}"
                        + "| by: human, takes: 1m | UNATTAINABLE",
            })
    void waits_for_no_plan_where_nobody_acts_for_it(String regions, String store, String promote, Verdict verdict) {
        for (String owner : new String[] {"entries", "claim quick"}) {
            assertThat(row(regions, store, promote, owner).verdict()).as(owner).isEqualTo(verdict);
        }
    }
}
