package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A store that is only where its application stands by, and that nobody uses before a failover, is a target: no
/// promise counts it, and the old writer is that of the store which fills it.
class AStandbyTargetTest {
    private static final String BACKUP = "backup: {every: 1h, copyTo: [eastus], restoreTakes: 30m},";

    private static final String DUMP = "{mode: none, edges: {dump: {from: us-east-1, into: spare, mode: copy}}}";

    private static Read shop(String... sets) {
        return of(BACKUP, DUMP, sets);
    }

    private static Read of(String backup, String replication, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 2h, rpo: 5m, availability: 99%%}
            regions:
              us-east-1: {role: primary}
              eastus: {role: standby, provider: azure}
            services: {web: {dependsOn: {rows: hard}}, worker: {}}
            data:
              rows: {kind: postgresql, runs: provider, in: [us-east-1], zones: 2.., %s replication: %s}
              spare: {kind: sqlserver, runs: provider, in: [eastus], zones: 1, backup: {}, replication: none}
            traffic: {entrances: {web: {to: web, switch: dns}}}
            failover: {mode: manual, control: {runs: script}, fence: none, lease: none}
            """.formatted(backup, replication), sets);
    }

    /// What the promises of the application rest on, by the name of a store.
    private static List<String> counted(Read file) {
        Subject subject = file.subject();
        return subject.stakes().stream()
                .filter(stake -> !stake.path().startsWith("data."))
                .flatMap(stake -> stake.reach().lost().stream())
                .distinct()
                .toList();
    }

    private static String said(Read file) {
        Assessment assessed = file.assessed();
        return assessed.promises() + " " + assessed.findings();
    }

    @Test
    void is_no_part_of_a_promise_and_is_not_missed_when_its_region_is_lost() {
        assertThat(counted(shop())).containsExactly("rows");
        assertThat(said(shop())).doesNotContain("spare");
        assertThat(counted(shop("objectives={rto: 2h}"))).containsExactly("rows");
        assertThat(said(shop("objectives={rto: 2h}"))).doesNotContain("spare");
    }

    @Test
    void takes_writes_that_the_store_which_fills_it_took_before() {
        assertThat(Found.only(of("", DUMP), Rule.NO_FENCE).statement())
                .isEqualTo("nothing stops the old writer of `rows` before a new one begins");
        Found.isFree(of("", "none"), Rule.NO_FENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services.desk={in: [eastus], dependsOn: {spare: hard}}",
                "services.web.dependsOn={rows: hard, spare: hard}",
                "journeys.buy={uses: [web], writes: [spare]}",
                "regions.eastus.role=active",
                "data.spare={kind: vault, runs: provider, in: [eastus], replication: none}"
            })
    void is_a_store_like_others_where_it_may_be_needed_before_a_failover(String use) {
        assertThat(counted(shop(use))).contains("spare");
    }

    @Test
    void is_needed_by_what_only_a_failover_starts() {
        assertThat(counted(shop("services.desk={in: [eastus], starts: failover, dependsOn: {spare: hard}}")))
                .containsExactly("rows");
    }

    @Test
    void keeps_a_promise_of_its_own() {
        Read own = shop("data.spare.objectives={rpo: 1h}");
        assertThat(own.subject().stakes().stream()
                        .filter(stake -> stake.reach().lost().contains("spare")))
                .isNotEmpty();
    }

    /// A copy that goes on all the time is a way back; one that the plan makes in the failover is none.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        mode: async, lag: 2m  | MADE_AGAIN | 2m
        copy, every: 1h       | MADE_AGAIN | 1h
        mode: async           | MADE_AGAIN | 1ms or more
        mode: copy            | LOST       | without bound
        mode: async, promotes: false | LOST | without bound
        """)
    void is_the_copy_of_the_store_that_keeps_it_filled(String edge, Comeback.Way way, String loss) {
        Read file = of(
                "",
                "{mode: none, edges: {dump: {from: us-east-1, into: spare, " + edge.replaceFirst("^copy", "mode: copy")
                        + "}}}");
        Subject subject = file.subject();
        Comeback back = subject.wayBack(subject.store("rows"), Promise.Disruption.REGION);
        assertThat(back.way()).isEqualTo(way);
        assertThat(back.loss().span().text()).isEqualTo(loss);
        for (Rule rule : List.of(Rule.LOST_WITH_ITS_REGION, Rule.ONE_REGION_DEPENDENCY)) {
            assertThat(Found.of(file, rule).isEmpty()).isEqualTo(way == Comeback.Way.MADE_AGAIN);
        }
    }

    /// A target that does not get all is a way back all the same; what it lacks is not known to count.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        omits: [rows of before]   | rows of before
        carries: [accounts]       | all but accounts
        """)
    void has_what_a_partial_edge_brings(String part, String missing) {
        Read file = of("", "{mode: none, edges: {out: {from: us-east-1, into: spare, mode: async, " + part + "}}}")
                .with("services.worker={dependsOn: {rows: hard}}");
        Subject subject = file.subject();
        Comeback back = subject.wayBack(subject.store("rows"), Promise.Disruption.REGION);
        assertThat(back.way()).isEqualTo(Comeback.Way.MADE_AGAIN);
        assertThat(back.loss().isUnknown()).isTrue();
        for (Rule rule : List.of(Rule.LOST_WITH_ITS_REGION, Rule.ONE_REGION_DEPENDENCY, Rule.NEEDED_BY_NOTHING)) {
            Found.isFree(file, rule);
        }
        assertThat(Found.only(file, Rule.PARTIAL_COPY).statement())
                .isEqualTo("the copy of `rows` in `spare` leaves out " + missing);
        Read broken = file.with("defects={d: {at: data.rows.replication.edges.out, says: it is never started}}");
        Found.is(Severity.ERROR, broken, Rule.DOES_NOT_WORK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.rows.replication.edges.dump", "data.spare"})
    void puts_what_it_stands_in_for_at_risk_by_its_defects(String at) {
        Read file = of("", "{mode: none, edges: {dump: {from: us-east-1, into: spare, mode: async, lag: 2m}}}");
        assertThat(Found.only(file.with("defects={d: {at: " + at + ", says: it is never loaded}}"), Rule.DOES_NOT_WORK)
                        .why())
                .contains("rpo of `shop` (region)");
    }
}
