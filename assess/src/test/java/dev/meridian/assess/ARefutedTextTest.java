package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A claim in words about a part is a note that names the errors about the same part.
class ARefutedTextTest {
    private static Read shop(String at) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rpo: 5m}
            regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
            services: {web: {dependsOn: {orders: hard, feed: hard}}}
            data:
              orders: {kind: postgresql, runs: self, in: [eu-west-1], replication: none, backup: {every: 1h}}
              feed: {kind: postgresql, runs: self, replication: {mode: async, lag: 5s}}
            failover: {mode: manual, control: {runs: script, in: [us-east-1]}}
            claims: {clear: {says: the recovery path is clear and tested, at: %s}}
            """.formatted(at));
    }

    @ParameterizedTest
    @CsvSource({
        "data.orders.backup, true",
        "data.orders, true",
        "failover, true",
        "data.feed, false",
        "failover.control, false"
    })
    void names_what_stands_against_it(String at, boolean isNamed) {
        Finding note = Found.only(shop(at), Rule.NOT_JUDGED);
        assertThat(note.why().contains("if it says that all is well with `" + at + "`, MER-0107"))
                .as(note.why())
                .isEqualTo(isNamed);
        assertThat(note.fix())
                .startsWith(isNamed ? "strike it where it says so, or what MER-0107" : "nothing to judge: it is words");
    }

    /// So does a part that may not work. Words about all of a store may be about another part.
    @Test
    void names_a_defect_of_the_same_part() {
        Read file = Read.of(shop("data.feed.replication").text()
                + "defects: {x: {at: data.feed.replication, says: it stops at times, effect: sometimes}}\n");
        assertThat(Found.only(file, Rule.NOT_JUDGED).why()).endsWith("MER-0212 speaks against it");
        Read other = Read.of(file.text().replace("x: {at: data.feed.replication", "x: {at: data.orders.backup"));
        assertThat(Found.only(other, Rule.NOT_JUDGED).why()).doesNotContain("MER-0212");
        Read whole = Read.of(file.text().replace("tested, at: data.feed.replication", "tested, at: data.feed"));
        assertThat(Found.only(whole, Rule.NOT_JUDGED).fix()).startsWith("nothing to judge: it is words");
    }
}
