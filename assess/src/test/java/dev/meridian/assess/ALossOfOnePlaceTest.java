package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Writes go on without any one place, or the file is told that they do not: a commit that waits for more standbys
/// than are left hangs after the move as before, and without a majority of the voters nobody moves anything.
class ALossOfOnePlaceTest {
    private static final String[] TWO_PEOPLE = {
        "failover.mode=approved", "failover.human={notice: 1s, decide: 1s}", "objectives.rto=2m"
    };

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data.orders.replication={mode: sync, waitFor: 2}   | 2 standbys | 1    | data.orders.replication.waitFor=1
            data.orders.replication={mode: sync, waitFor: all} | 2 standbys | 1    | data.orders.replication.waitFor=1
            data.orders.in=[us-east-1, eu-west-1]              | 1 standby  | none | data.orders.replication.mode=async
            """)
    void that_leaves_fewer_standbys_than_a_commit_waits_for_is_not_recovered_from(
            String set, String waits, String left, String repair) {
        Read file = Read.example("quickstart", set);
        Finding stops = only(file);
        assertThat(stops.counts()).isTrue();
        assertThat(stops.at()).isEqualTo("objectives.rto");
        assertThat(stops.statement())
                .endsWith("a commit of `orders` waits for " + waits + ", and the loss of a region leaves " + left);
        assertThat(stops.why())
                .contains("`replication.waitFor`")
                .contains("one more region")
                .contains("async");
        assertThat(promise(file, Promise.Objective.RTO).best()).isEqualTo("without bound");
        assertThat(promise(file, Promise.Objective.RTO).verdict()).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(stops.repair().orElseThrow().changes())
                .extracting(Finding.Change::assignment)
                .containsExactly(repair);
        assertThat(file.with(repair).ids()).doesNotContain("MER-0159");
    }

    @Test
    void of_a_standby_stops_writes_too_so_that_each_of_them_is_in_the_chain() {
        Promise promise = promise(
                Read.example("quickstart", "data.orders.replication={mode: sync, waitFor: 2}"),
                Promise.Objective.AVAILABILITY);
        assertThat(promise.verdict()).isEqualTo(Verdict.AT_RISK);
        assertThat(promise.basis())
                .extracting(Promise.Part::name)
                .contains("copy of orders, in eu-west-1", "copy of orders, in ap-southeast-1");
        assertThat(promise(Read.example("quickstart"), Promise.Objective.AVAILABILITY)
                        .verdict())
                .isEqualTo(Verdict.ATTAINABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.orders.replication.waitFor=1",
                "data.orders.replication.ifNoStandby=continue",
                "data.orders.replication={mode: async}",
                "regions.us-west-2={role: standby}",
                "failover.control={in: [us-east-1, eu-west-1], runs: provider}"
            })
    void is_survived_where_enough_are_left_or_a_provider_sees_to_it(String set) {
        Read two = Read.example("quickstart", "data.orders.replication={mode: sync, waitFor: 2}");
        assertThat(two.ids()).contains("MER-0159");
        assertThat(two.with(set).ids()).doesNotContain("MER-0159");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failover.withoutQuorum=stop", "failover.withoutQuorum=failsafe"})
    void of_two_voters_leaves_nobody_who_could_take_an_order(String withoutQuorum) {
        Read file = Read.example("two-regions", TWO_PEOPLE).with(withoutQuorum, "objectives.availability=99.9%");
        Finding stops = only(file);
        assertThat(stops.counts()).isTrue();
        assertThat(stops.statement()).endsWith("1 of 2 voters is left, which is no majority");
        assertThat(stops.why()).contains("`failover.control.in`").contains("no order of a person is taken");
        assertThat(promise(file, Promise.Objective.RTO).verdict()).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(promise(file, Promise.Objective.AVAILABILITY).basis())
                .extracting(Promise.Part::name)
                .contains("orders", "vote of eu-west-1, one machine");
        assertThat(stops.repair().orElseThrow().changes())
                .extracting(Finding.Change::assignment)
                .containsExactly("failover.witness=us-west-2");
        Read mended = file.with("failover.witness=us-west-2");
        assertThat(mended.ids()).doesNotContain("MER-0159");
        assertThat(promise(mended, Promise.Objective.RTO).verdict()).isEqualTo(Verdict.ATTAINABLE);
    }

    @Test
    void of_two_voters_of_a_provider_is_the_providers_business() {
        Read file = Read.example("two-regions", TWO_PEOPLE).with("failover.control={runs: provider}");
        assertThat(file.ids()).doesNotContain("MER-0159");
        assertThat(promise(file, Promise.Objective.RTO).best()).isNotEqualTo("without bound");
    }

    @Test
    void that_holds_the_only_vote_says_so() {
        Read inside = Read.example("quickstart", "failover.control={in: [us-east-1]}");
        assertThat(only(inside).statement()).endsWith("no voter is left");
        assertThat(promise(inside, Promise.Objective.RTO).best()).isEqualTo("without bound");
        Read outside = Read.example("quickstart", "failover.control={in: [eu-west-1]}");
        assertThat(only(outside).statement())
                .isEqualTo("writes of `shop` stop with the loss of eu-west-1: no voter is left");
        Promise.Part hold = promise(outside, Promise.Objective.RTO).basis().stream()
                .filter(part -> part.name().equals("hold"))
                .findFirst()
                .orElseThrow();
        assertThat(hold.why()).as("one vantage moves nothing: a person does").contains("people");
    }

    @Test
    void is_told_as_a_warning_where_no_promise_rests_on_it() {
        String text = Read.example("quickstart").text().replace("  rto: 10s\n", "");
        Read standbys = Read.of(text, "data.orders.replication={mode: sync, waitFor: 2}");
        assertThat(only(standbys).severity()).isEqualTo(Severity.WARNING);
        assertThat(only(standbys).at()).isEqualTo("data.orders.replication.waitFor");
        Read votes = Read.of(text, "failover.control={in: [us-east-1, eu-west-1]}", "failover.mode=approved");
        assertThat(only(votes).severity()).isEqualTo(Severity.WARNING);
        assertThat(only(votes).fix()).contains("failover.witness");
    }

    private static Finding only(Read file) {
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.STOPS_WITH_ONE_PLACE)
                .hasSize(1);
        return file.assessed().findings().stream()
                .filter(finding -> finding.rule() == Rule.STOPS_WITH_ONE_PLACE)
                .findFirst()
                .orElseThrow();
    }

    private static Promise promise(Read file, Promise.Objective objective) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == objective
                        && !promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .findFirst()
                .orElseThrow();
    }
}
