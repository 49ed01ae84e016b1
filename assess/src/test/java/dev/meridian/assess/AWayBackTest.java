package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A way back as its steps describe it.
class AWayBackTest {
    private static Read shop(String steps, String... sets) {
        return Read.of("""
                meridian: 1
                application: shop
                regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: postgresql, runs: self, replication: {mode: async, lag: 5s}}}
                failover:
                  mode: manual
                  control: {runs: script, in: [us-west-2]}
                  failback: {mode: manual, steps: {%s}}
                """.formatted(steps), sets);
    }

    private static List<String> said(Read file) {
        return Found.of(file, Rule.WAY_BACK_UNSOUND).stream()
                .map(Finding::statement)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        dns-back: {before: promote, takes: 5m, by: human}                                       | users go home to us-east-1 before the writer of `orders`
        open: {before: shut, takes: 1m, by: human, run: set traffic weights}, shut: {before: promote, takes: 1m, by: human} | `open` comes before `promote`
        copy-back: {before: route, takes: 5m, by: script}, promote: {takes: 1m}                 | `copy-back` copies data home while users write
        backup-west: {before: promote, takes: 5m, by: human}                                    | `backup-west` copies data home while users write
        copy-back: {after: promote, before: scale, takes: 5m, by: human, run: azcopy copy}      | `copy-back` copies data home while users write
        replica: {before: route, takes: 5m, by: script, run: create a replica}                  | the steps of the way back name no promotion of `orders`
        rebuild: {before: promote, by: human}, wait: {after: rebuild, before: promote, takes: 2h..3h, by: human} | nothing says how long the way back of `shop` takes: 2h at least by the steps with a time
        """)
    void names_what_its_steps_lose_or_leave_open(String steps, String statement) {
        assertThat(said(shop(steps))).singleElement().asString().contains(statement);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        dns-back: {after: promote, takes: 5m, by: human}
        freeze: {before: copy-back, takes: 1m, by: human}, copy-back: {after: freeze, before: promote, takes: 5m, by: script}
        copy-back: {before: promote, takes: 5m, by: script}, level: {after: copy-back, before: promote, takes: 1m, action: {waitUntil: {lag: 0s, of: orders}}}
        replica: {before: promote, takes: 5m, by: human, run: sync a new replica}
        copy-logs: {after: route, takes: 5m, by: script}, promote: {takes: 1m}
        """)
    void says_nothing_of_sound_steps(String steps) {
        assertThat(said(shop(steps))).isEmpty();
    }

    @Test
    void is_silent_without_steps_or_a_store_that_has_to_be_promoted() {
        assertThat(said(shop("").with("failover.failback={mode: manual}"))).isEmpty();
        assertThat(said(shop(
                        "dns-back: {before: promote, by: human}",
                        "data.orders={kind: cosmosdb, replication: multi-primary}")))
                .isEmpty();
    }

    /// A claim about the whole of it is held against the longest way through its steps.
    @ParameterizedTest
    @CsvSource({"30m, UNATTAINABLE", "2h10m, AT_RISK", "3h5m, ATTAINABLE"})
    void has_the_time_of_its_longest_way(String takes, Verdict verdict) {
        Read file = shop(
                "level: {before: promote, takes: 2h..3h, by: human}, note: {before: promote, takes: 1h, by: human},"
                        + " names: {after: promote, before: route, takes: 5m, by: human}",
                "claims.back={says: back soon, at: failover.failback, takes: " + takes + "}");
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.path().equals("claims.back.takes"))
                .singleElement()
                .extracting(Promise::verdict)
                .isEqualTo(verdict);
        Read open = file.with("failover.failback.steps.more={before: promote, by: human}");
        assertThat(Found.of(open, Rule.CLAIM_REFUTED)).hasSize(takes.equals("30m") ? 1 : 0);
    }
}
