package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A load that is declared is named where nothing says whether a smaller region bears it.
class ADeclaredLoadTest {
    private static final String NO_LIMIT =
            " promised, and no limit of eu-central-1 is declared to compare %s with, so nothing shows that less is"
                    + " enough";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        objectives.throughput={transactions: 50000/min} | 50000/min of transactions is | it
        objectives.concurrent={users: 10000}            | 10000 users at one time is   | it
        objectives.perRegion.concurrent={users: 10000}  | 10000 users at one time is   | it
        journeys.buy={uses: [web], objectives: {throughput: {orders: 20/s}}} | 20/s of orders is | it
        objectives={throughput: {reads: 9/s}, concurrent: {users: 5}} | 9/s of reads and 5 users at one time are | them
        """)
    void is_named_where_no_limit_compares(String load, String words, String pronoun) {
        String why = Found.only(shop(load), Rule.SECONDARY_TOO_SMALL).why();
        assertThat(why).endsWith("; " + words + NO_LIMIT.formatted(pronoun)).doesNotContain("no load is declared");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        objectives={rto: 1h}                          | no load is declared, so nothing shows that less is enough
        objectives={throughput: {operations: 10/s}}   | nothing shows that less is enough
        """)
    void is_not_missed_where_there_is_none(String load, String words) {
        assertThat(Found.only(shop(load), Rule.SECONDARY_TOO_SMALL).why()).endsWith("when that is lost; " + words);
    }

    private static Read shop(String load) {
        return Read.of("""
            meridian: 1
            application: shop
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby, capacity: {min: 0%, max: 41%}}}
            services: {web: {dependsOn: {rows: hard}}}
            data: {rows: {kind: postgresql, replication: async, limits: {operations: 100/s}}}
            """, load);
    }
}
