package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A figure of a copy that the file says is not there is kept by no other way back.
class AnUnbuiltCopyTest {
    private static Read shop(String replication, String claim) {
        return Read.of("""
            meridian: 1
            application: shop
            regions: {norwayeast: {role: primary, provider: azure}, norwaywest: {role: standby, provider: azure}}
            services: {web: {dependsOn: {orders: hard}}}
            data:
              orders: {kind: sqlserver, runs: provider, replication: %s, backup: {copyTo: [norwaywest]}}
            claims: {copied: {says: it is copied all the time, at: data.orders.replication.mode, %s}}
            """.formatted(replication, claim));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        none  | value: async, rpo: 60s                    | 1
        none  | value: async, rpo: 2h                     | 1
        none  | value: async, rpo: 2h, figure: typical    | 1
        none  | value: none, rpo: 2h                      | 0
        none  | rpo: 2h                                   | 0
        async | value: sync, rpo: 2h                      | 0
        """)
    void refutes_the_claim_and_nothing_else_measures_it(String replication, String claim, int count) {
        Read file = shop(replication, claim);
        assertThat(Found.of(file, Rule.CLAIM_REFUTED))
                .filteredOn(found -> found.statement().endsWith("of a copy of `orders` that is not there"))
                .hasSize(count);
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.owner().equals("claim copied"))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.verdict() == Verdict.UNATTAINABLE).isEqualTo(count == 1));
        if (count == 1) {
            Found.isFree(file, Rule.RPO_AT_RISK);
        }
    }
}
