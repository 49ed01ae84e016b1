package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A promise about one store for which nobody acts counts the time of the store: the hold, the people and the
/// steps of the plan move other things.
class AStoreAloneTest {
    private static final String GOOGLE = "us-central1: {role: primary}, us-east1: {role: standby}";
    private static final String AMAZON = "us-east-1: {role: primary}, us-west-2: {role: standby}";
    private static final String AZURE = "eastus2: {role: primary}, centralus: {role: standby}";

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
