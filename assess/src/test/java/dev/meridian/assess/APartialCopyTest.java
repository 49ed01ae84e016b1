package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A copy that leaves something out is a copy of the rest.
class APartialCopyTest {
    private static Read shop(String role, String store) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h, rpo: 1m}
            regions: {us-east-1: {role: %s}, us-west-2: {role: %s}}
            services: {web: {dependsOn: {events: hard}}}
            failover: {mode: manual, control: {runs: script, in: [us-west-2]}, fence: none}
            data: {events: {%s}}
            """.formatted(role.equals("standby") ? "primary" : role, role, store));
    }

    private static Verdict verdict(Read file, Promise.Objective objective) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == objective
                        && promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private static Verdict rpo(Read file) {
        return verdict(file, Promise.Objective.RPO);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        kind: kafka, runs: self, writes: local     | omits: [consumer-offsets] | lag: 10s, | active  | ATTAINABLE
        kind: kafka, runs: self, writes: local     | omits: [offsets, acls]    |           | active  | UNKNOWN
        kind: postgresql, runs: self               | omits: [sessions]         | lag: 1s,  | standby | UNKNOWN
        kind: mongodb, runs: self                  | carries: [orders]         | lag: 1s,  | standby | UNKNOWN
        """)
    void has_the_records_that_it_carries(String kind, String part, String lag, String role, Verdict verdict) {
        String lagged = lag == null ? "" : lag;
        Read file = shop(
                role,
                kind + ", replication: {mode: async, " + lagged + " edges: {out: {from: us-east-1, to: us-west-2, "
                        + part + "}" + (role.equals("active") ? ", back: {from: us-west-2, to: us-east-1}" : "")
                        + "}}");
        assertThat(rpo(file)).isEqualTo(verdict);
        assertThat(Found.only(file, Rule.PARTIAL_COPY).statement())
                .contains("the copy of `events` in us-west-2 leaves out ");
        Found.isFree(file, Rule.IN_FLIGHT_LOST);
        Found.isFree(file, Rule.LOST_WITH_ITS_REGION);
        assertThat(Found.of(file, Rule.NO_WAY_BACK_FROM_DAMAGE)).hasSize(1);
        if (role.equals("standby")) {
            assertThat(verdict(file, Promise.Objective.RTO)).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void is_one_that_may_not_be_promoted_by_the_words_of_its_edge() {
        Read file = shop(
                "standby",
                "kind: postgresql, runs: self, replication: {mode: async, lag: 1s,"
                        + " edges: {out: {from: us-east-1, to: us-west-2, promotes: false}}}");
        Found.isFree(file, Rule.LOST_WITH_ITS_REGION);
        Found.isFree(file, Rule.PARTIAL_COPY);
        assertThat(file.assessed().findings().toString()).doesNotContain("partial copy");
        assertThat(rpo(file)).isEqualTo(Verdict.ATTAINABLE);
        assertThat(verdict(file, Promise.Objective.RTO)).isEqualTo(Verdict.UNKNOWN);
    }

    /// Where the data may not be, where nobody may fail over to, and where nothing is brought.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        , keepIn: [us-east-1]              | mode: async, lag: 1s | regions.us-west-2.promotable=true
        ""                                 | mode: async, lag: 1s | regions.us-west-2.promotable=false
        ""                                 | mode: none           | regions.us-west-2.promotable=true
        """)
    void is_no_way_back_where_nobody_may_use_it(String keepIn, String mode, String set) {
        String kept = keepIn == null ? "" : keepIn;
        Read file = shop(
                        "standby",
                        "kind: postgresql, runs: self" + kept + ", replication: {" + mode
                                + ", edges: {out: {from: us-east-1, to: us-west-2, omits: [sessions]}}}")
                .with(set);
        assertThat(rpo(file)).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(Found.of(file, Rule.LOST_WITH_ITS_REGION)).hasSize(1);
    }
}
