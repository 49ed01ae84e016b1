package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A network between regions is needed by members that copy to each other directly, and by votes that have to
/// reach a majority of each other.
class ANetworkPathTest {
    private static Read file(String store, String links) {
        return Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}, eu-west-1: {role: standby}}
            services: {web: {dependsOn: {entries: hard}}}
            data: {entries: {%s, objectives: {disruptions: {region: {rto: 10m}}}}}
            network: {peering: {shape: none, links: {%s}}}
            failover: {mode: manual, control: {runs: script}}
            """.formatted(store, links));
    }

    private static final String HUB = "a: {from: us-east-1, to: eu-west-1}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: cluster-objects, runs: self, replication: {mode: copy, every: 6h, via: velero} | false",
                "kind: cluster-objects, runs: self, replication: {mode: async, via: gitops} | false",
                "kind: postgresql, runs: self, replication: {mode: copy, every: 6h, via: pg_dump} | false",
                "kind: etcd, runs: self, replication: {mode: copy, every: 1h, via: snapshots} | false",
                "kind: postgresql, runs: self, replication: {mode: async} | true",
                "kind: vault, runs: self, replication: {mode: quorum, via: raft} | true"
            })
    void is_asked_for_by_direct_copies_alone(String store, boolean isAsked) {
        assertThat(Found.of(file(store, HUB), Rule.NO_NETWORK_PATH)).hasSize(isAsked ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vault      | " + HUB + ", b: {from: us-east-1, to: us-west-2} | true",
                "etcd       | " + HUB + " | true",
                "cockroachdb| " + HUB + " | true",
                "vault      | " + HUB + ", b: {from: eu-west-1, to: us-west-2} | false"
            })
    void of_votes_leads_to_a_majority_of_what_is_left(String kind, String links, boolean isDenied) {
        // The last one has a majority by the link between the two places that are left, though another pair has none.
        Read file = file("kind: " + kind + ", runs: self, replication: {mode: quorum}", links);
        Promise row = file.assessed().promises().stream()
                .filter(promise -> promise.path().startsWith("data.entries"))
                .findFirst()
                .orElseThrow();
        assertThat(row.basis().stream().anyMatch(part -> part.name().equals("denied by MER-0173")))
                .isEqualTo(isDenied);
        assertThat(row.verdict() == Verdict.UNATTAINABLE).isEqualTo(isDenied);
    }
}
