package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The way out of a step in the lost region fits the work of the step and the way of the users.
class ALostStepTest {
    private static final String STEP = "failover.steps.";

    private static Read shop(String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h, availability: 99.9%}
            regions: {us-central1: {role: primary}, us-east1: {role: standby}}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {kind: mysql, runs: self, replication: async}}
            traffic: {entrances: {web: {host: shop.example.com, to: web, switch: dns}}}
            failover:
              mode: manual
              fence: none
              lease: none
              control: {in: [us-east1], runs: script}
              steps: {promote: {takes: 1m}, route: {takes: 1m}}
            """, sets);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        scale-down     | in: lost, before: scale, takes: 1m, by: script
        shutdown       | in: us-central1, after: promote, before: route, takes: 1m, run: ./off.sh
        cleanup        | in: lost, after: promote, before: route, run: gcloud compute instances resize --size=0
        snapshot       | in: lost, before: scale, takes: 3m, run: ./snap.sh
        freeze         | in: lost, after: promote, before: route, action: {restart: web}
        """)
    void that_stops_or_saves_the_old_side_comes_after_the_users(String name, String step) {
        Finding finding = Found.only(shop(STEP + name + "={" + step + "}"), Rule.STEP_NEEDS_THE_LOST_REGION);
        assertThat(finding.fix())
                .contains("`after: route` for `" + name + "`")
                .contains("`onFailure: continue`")
                .doesNotContain("in: target");
    }

    @ParameterizedTest
    @CsvSource({"scale-down, none", "drain, none", "scale-down, dns"})
    void says_that_users_wait_only_where_something_moves_them(String name, String turned) {
        Read file = shop(
                "traffic.entrances.web.switch=" + turned,
                STEP + name + "={in: lost, before: scale, takes: 1m, run: ./s}");
        assertThat(Found.only(file, Rule.STEP_NEEDS_THE_LOST_REGION).statement().contains("users are moved"))
                .isEqualTo(!turned.equals("none"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        stop-primary  | in: lost, before: promote, takes: 1m, run: ./stop.sh
        fence-it      | in: us-central1, before: promote, takes: 1m, run: fence_gce
        isolate       | in: lost, before: promote.orders, takes: 1m, run: gcloud compute instances stop db
        """)
    void that_fences_is_not_moved_behind_the_new_writer(String name, String step) {
        assertThat(Found.only(shop(STEP + name + "={" + step + "}"), Rule.STEP_NEEDS_THE_LOST_REGION)
                        .fix())
                .startsWith("a fence that works without us-central1")
                .doesNotContain("after: route")
                .doesNotContain("in: target");
    }

    /// A step that reads something, ends the replication of a copy or changes DNS stops and repairs nothing.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        guard        | read /shop/failover_enabled              | none
        guard        | ./check-flag.sh                          | none
        detach       | remove-from-global-cluster               | none
        detach       | remove-from-global-cluster               | dns
        stop-writes  | update the DNS record to the secondary   | none
        stop-writes  | update the DNS record to the secondary   | dns
        """)
    void that_changes_nothing_there_is_no_fence_and_no_repair(String name, String run, String turned) {
        Read file = shop(
                "traffic.entrances.web.switch=" + turned,
                STEP + name + "={in: us-central1, before: promote, by: script, run: " + run + "}");
        Finding finding = Found.only(file, Rule.STEP_NEEDS_THE_LOST_REGION);
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.fix()).contains("`in: target` for `" + name + "`").doesNotContain("fence");
        assertThat(Found.only(file, Rule.NO_FENCE).statement()).startsWith("nothing stops the old writer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traffic.entrances.web.switch=none",
                "traffic.entrances.web.in=[us-central1]",
                "services.web.in=[us-central1]"
            })
    void where_nothing_moves_users_is_the_repair_of_the_region(String still) {
        String both = "{after: promote, before: route, in: lost, by: human, run: reboot}";
        Read file = shop(still, STEP + "nodes=" + both, STEP + "pods=" + both);
        Finding finding = Found.only(file, Rule.STEP_NEEDS_THE_LOST_REGION);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.also()).containsExactly(STEP + "pods");
        assertThat(finding.statement()).contains("repair us-central1").doesNotContain("moved");
        assertThat(finding.fix()).startsWith("`takes`").doesNotContain("in: target");
        assertThat(Found.only(file, Rule.RTO_UNATTAINABLE).fix()).doesNotContain("in: target");
        assertThat(file.assessed().findings())
                .filteredOn(unbounded -> unbounded.at().endsWith("availability"))
                .allSatisfy(unbounded -> assertThat(unbounded.fix()).doesNotContain("in: target"))
                .isNotEmpty();
        Read timed = file.with(STEP + "nodes.takes=1h", STEP + "pods.takes=1h");
        Found.isFree(timed, Rule.STEP_NEEDS_THE_LOST_REGION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east1", "us-west1"})
    void names_every_site_of_several(String second) {
        Read sites = Read.of("""
            meridian: 1
            application: sites
            objectives: {rto: 1h, availability: 99%%}
            regions: {us-central1: {role: active}, %1$s: {role: active}, europe-west1: {role: active}}
            services: {web: {dependsOn: {history: hard}}}
            data: {history: {kind: postgresql, runs: self, writes: local, replication: none}}
            traffic:
              entrances:
                a: {host: a.example.com, to: web, in: us-central1, switch: none}
                b: {host: b.example.com, to: web, in: %1$s, switch: none}
                c: {host: c.example.com, to: web, in: europe-west1, switch: none}
            failover: {mode: manual, control: {runs: script}}
            """.formatted(second));
        assertThat(Found.only(sites, Rule.RTO_UNATTAINABLE).fix())
                .contains("the users of each of us-central1, " + second + " and europe-west1")
                .contains("`history`")
                .contains("or no promise for the loss of a region");
    }

    /// A plan stands still at each step of a chain that has no end or no time, and not at the last one alone.
    @ParameterizedTest
    @ValueSource(strings = {"in: lost", "in: target"})
    void stands_beside_those_before_it_that_have_no_end_or_no_time(String first) {
        Read file = shop(
                STEP + "check={after: detect, before: copy-rows, by: pipeline}",
                STEP + "copy-rows={after: check, before: copy-files, " + first + ", by: pipeline}",
                STEP + "copy-files={after: copy-rows, before: scale, in: lost, by: pipeline}");
        boolean isLost = first.equals("in: lost");
        assertThat(Found.rto(file).parts().stream().map(Promise.Part::why))
                .anyMatch(why -> why.startsWith("step check unknown + step copy-rows"
                        + (isLost ? ", which works in us-central1" : " unknown")
                        + " + step copy-files, which works in us-central1"));
        assertThat(Found.only(file, Rule.RTO_UNATTAINABLE).fix())
                .contains(
                        isLost
                                ? "the steps `copy-rows` and `copy-files` as MER-0187 says"
                                : "the step `copy-files` as");
    }

    /// The sum of a finding is that of its row, also where a store without an end has a finding of its own.
    @ParameterizedTest
    @CsvSource({"none, promote without bound + scale without bound", "async, promote 1m + scale without bound"})
    void stands_in_a_sum_with_the_promotion_that_has_no_end(String replication, String sum) {
        Read file =
                shop("data.orders.replication=" + replication, STEP + "copy={before: scale, in: lost, by: pipeline}");
        assertThat(Found.only(file, Rule.RTO_UNATTAINABLE)
                        .arithmetic()
                        .orElseThrow()
                        .text())
                .contains(sum);
    }

    /// A step that is moved behind the users must not be waited for by one before them, also where the plan goes
    /// on after that one has failed.
    @Test
    void is_moved_with_those_that_follow_it() {
        Read file = shop(
                STEP + "save={in: lost, after: check, before: promote, by: human, run: save the secret}",
                STEP + "check={before: promote, takes: 1m, by: human}",
                STEP + "close={in: lost, after: save, before: promote, by: human, onFailure: continue}");
        assertThat(Found.of(file, Rule.STEP_NEEDS_THE_LOST_REGION))
                .filteredOn(finding -> finding.at().endsWith(".save"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).contains("no longer `after: save` for `close`"));
    }
}
