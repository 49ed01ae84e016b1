package dev.meridian.assess;

import static dev.meridian.assess.Found.of;
import static dev.meridian.assess.Found.rto;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A plan of steps, the documents about it, and outages that it has seen.
class APlanTest {
    private static final Read PLAN = Read.of("""
        meridian: 1
        application: wiki
        objectives: {rto: 1h, availability: 99.95%, measured: monthly}
        regions: {westeurope: {role: primary, provider: azure}, northeurope: {role: standby, provider: azure}}
        services: {pages: {dependsOn: {texts: hard}}}
        data: {texts: {kind: postgresql, runs: provider, replication: {mode: async, via: flexible-server-read-replica}}}
        traffic: {entrances: {pages: {host: wiki.example.com, route: failover, providers: traffic-manager}}}
        failover:
          mode: manual
          control: {runs: script}
          human: {notice: 5m, decide: 5m}
          steps: {promote: {takes: 5m}, route: {takes: 5m}}
        """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        copy-home       | after: route  | in: lost, after: promote, before: route, takes: 5m, run: ./copy.sh
        mirror          | in: target    | in: westeurope, after: promote, before: route, takes: 5m, run: ./m.sh
        demote          | after: route  | in: lost, after: promote, before: route, takes: 5m, run: ./old-primary.sh
        replicate-back  | after: route  | after: promote, before: route, takes: 5m, run: ./new-replica.sh
        tidy            | after: route  | before: route, after: promote, takes: 5m, run: pg_rewind --target old
        resync          | after: route  | after: promote, before: route, by: human, takes: 5m, run: ./again.sh
        """)
    void whose_users_wait_for_a_step_in_the_lost_region_has_no_end(String name, String mend, String step) {
        Read file = PLAN.with("failover.steps." + name + "={" + step + "}");
        assertThat(rto(file).span().best()).isEmpty();
        assertThat(of(file, Rule.STEP_NEEDS_THE_LOST_REGION))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).startsWith("`" + mend + "` for `" + name + "`"));
        assertThat(of(file, Rule.RTO_UNATTAINABLE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).contains("the step `" + name + "` as MER-0187 says"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        replicate-back        | after: route, takes: 5m, run: ./new-replica.sh
        mirror                | in: target, after: promote, before: route, takes: 5m, run: ./resync.sh
        resync-cache          | after: promote, before: route, takes: 5m, run: ./cache.sh
        reverse               | in: lost, after: promote, before: route, timeout: 5m, onFailure: continue, run: ./r.sh
        """)
    void goes_on_where_no_user_waits_for_such_a_step(String name, String step) {
        Read file = PLAN.with("failover.steps." + name + "={" + step + "}");
        assertThat(rto(file).span().plan()).isPresent();
        assertThat(of(file, Rule.STEP_NEEDS_THE_LOST_REGION)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        snapshot  | in: lost, before: promote, takes: 3m, run: ./snapshot.sh
        mark      | in: westeurope, after: promote, before: route, run: ./mark.sh
        reverse   | after: promote, before: route, takes: 5m, run: pg_rewind --target old
        """)
    void that_goes_on_without_a_step_in_the_lost_region_has_no_known_time_and_an_end(String name, String step) {
        Read file = PLAN.with("failover.steps." + name + "={" + step + ", onFailure: continue}");
        assertThat(rto(file).span().best()).isPresent();
        assertThat(rto(file).terms())
                .filteredOn(term -> term.name().contains("step " + name))
                .singleElement()
                .satisfies(term -> assertThat(term.isUnknown()).isTrue());
        assertThat(of(file, Rule.STEP_NEEDS_THE_LOST_REGION)).isEmpty();
        Read limited = file.with("failover.steps." + name + ".timeout=9m");
        assertThat(rto(limited).span().plan())
                .contains(rto(PLAN).span().plan().orElseThrow().plusMinutes(9));
        assertThat(rto(limited).span().best()).isEqualTo(rto(PLAN).span().best());
        Read broken = file.with("failover.steps.tail={in: lost, after: " + name + ", before: route, run: ./tail.sh}");
        assertThat(of(broken, Rule.RTO_UNATTAINABLE))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.fix()).contains("`tail`").doesNotContain("`" + name + "`"));
    }

    @Test
    void has_the_declared_time_of_a_step_as_it_is_written() {
        Read scaled = PLAN.with("regions.northeurope.capacity=50%", "failover.steps.scale={takes: 15m}");
        assertThat(rto(scaled).terms()).anyMatch(term -> term.name().equals("step scale 15m"));
        assertThat(rto(scaled).span().plan()).contains(Duration.ofMinutes(10 + 5 + 15 + 5));
        Read ranged = PLAN.with("regions.northeurope.capacity=0%", "failover.steps.scale={takes: 5m..10m}");
        assertThat(rto(ranged).span().best())
                .contains(rto(PLAN).span().best().orElseThrow().plusMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"failover.order=[scale, route, promote]", "claims.book={says: runbook, steps: [route, promote]}"
            })
    void that_moves_users_before_the_writer_they_need_is_unsafe(String order) {
        assertThat(of(PLAN.with(order), Rule.UNSAFE_ORDER))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.texts={kind: cosmosdb, runs: provider, replication: {mode: multi-primary, via:"
                        + " multi-region-writes}}",
                "data.texts={kind: dynamodb, runs: provider, replication: {mode: multi-primary, via: global-tables}}",
                "data.texts={kind: object, runs: provider, replication: {mode: async, via: gzrs}}"
            })
    void is_in_no_unsafe_order_where_no_writer_has_to_move(String store) {
        assertThat(of(PLAN.with(store, "failover.order=[scale, route, promote]"), Rule.UNSAFE_ORDER))
                .isEmpty();
    }

    @Test
    void that_promotes_after_the_growth_is_in_no_unsafe_order() {
        assertThat(of(PLAN.with("failover.order=[scale, promote, route]"), Rule.UNSAFE_ORDER))
                .isEmpty();
        Read soft = PLAN.with("services.pages.dependsOn.texts=soft", "failover.order=[scale, route, promote]");
        assertThat(of(soft, Rule.UNSAFE_ORDER))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE));
        Read small = PLAN.with("regions.northeurope.capacity=30%", "failover.order=[promote, route, scale]");
        assertThat(of(small, Rule.UNSAFE_ORDER))
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).contains("capacity"));
    }

    @Test
    void refutes_a_claim_of_no_downtime_that_a_lost_region_breaks() {
        assertThat(of(PLAN.with("claims.none={says: never down, downtime: 0s/year}"), Rule.CLAIM_REFUTED))
                .singleElement()
                .satisfies(finding -> assertThat(finding.at()).isEqualTo("claims.none.downtime"));
        assertThat(of(PLAN.with("claims.some={says: seldom down, downtime: 50h/year}"), Rule.CLAIM_REFUTED))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"loss, 1", "start, 0", "detection, 0"})
    void is_contradicted_only_by_a_claim_with_the_same_start(String from, int contradictions) {
        Read file = PLAN.with("claims.fast={says: back in 15 minutes, rto: 15m, from: " + from + "}");
        assertThat(of(file, Rule.PROMISES_CONTRADICT)).hasSize(contradictions);
    }

    @Test
    void is_not_contradicted_by_a_claim_that_a_journey_promises() {
        Read file = PLAN.with(
                "journeys.read={uses: [pages], objectives: {rto: 30m}}", "claims.half={says: half an hour, rto: 30m}");
        assertThat(of(file, Rule.PROMISES_CONTRADICT)).isEmpty();
    }

    @Test
    void counts_a_claim_from_its_start_without_detection_and_people() {
        Read file = PLAN.with("claims.fast={says: ten minutes from the start, rto: 12m, from: start}");
        assertThat(of(file, Rule.CLAIM_REFUTED)).isEmpty();
        assertThat(of(PLAN.with("claims.fast={says: eight minutes, rto: 8m, from: start}"), Rule.CLAIM_REFUTED))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        lasted: 86m                          | leaves 21m36s in 30 days
        lasted: 2h, regions: [westeurope]    | an rto of 1h is promised
        lasted: 2h, repaired: 24h            | lasted 2h, was repaired after 1d
        lasted: 2h, affects: [texts]         | an rto of 1h is promised
        lasted: 2h, affects: [pages, edge]   | an rto of 1h is promised
        noticed: 14m                         | `human.notice` plans 5m
        """)
    void is_held_against_an_outage_that_has_happened(String incident, String part) {
        assertThat(of(
                        PLAN.with("external.edge={sla: 99.9%}", "incidents.past={date: 2024-05-01, " + incident + "}"),
                        Rule.OUTAGE_BREAKS_A_PROMISE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.statement()).contains(part));
        assertThat(of(
                        PLAN.with("incidents.past={date: 2024-05-01, lasted: 9m, noticed: 2m}"),
                        Rule.OUTAGE_BREAKS_A_PROMISE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lasted: 9m, repaired: 24h", "lasted: 2h, affects: [edge]", "repaired: 3h"})
    void is_not_held_against_a_repair_or_a_part_that_it_can_miss(String incident) {
        assertThat(of(
                        PLAN.with("external.edge={sla: 99.9%}", "incidents.past={date: 2024-05-01, " + incident + "}"),
                        Rule.OUTAGE_BREAKS_A_PROMISE))
                .isEmpty();
    }

    private static Verdict verdict(Read file, Promise.Disruption disruption) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RTO
                        && promise.disruption().equals(Optional.of(disruption)))
                .map(Promise::verdict)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rto: 2h",
                "rto: 61m, passed: true, regions: [westeurope]",
                "rto: 90m, passed: false, of: [texts]"
            })
    void that_a_drill_did_not_reach_is_at_risk(String drill) {
        Read file = PLAN.with("drills.past={date: 2026-05-01, " + drill + "}");
        assertThat(verdict(PLAN, Promise.Disruption.REGION)).isEqualTo(Verdict.ATTAINABLE);
        assertThat(verdict(file, Promise.Disruption.REGION)).isEqualTo(Verdict.AT_RISK);
        assertThat(verdict(file, Promise.Disruption.ZONE)).isEqualTo(verdict(PLAN, Promise.Disruption.ZONE));
        assertThat(of(file, Rule.DRILL_BREAKS_A_PROMISE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drills.past={date: 2026-05-01, rto: 59m}",
                "drills={past: {date: 2026-05-01, rto: 2h}, again: {date: 2026-06-01, rto: 20m}}",
                "drills.past={date: 2026-05-01, rto: 2h, disruption: corruption}"
            })
    void that_the_newest_drill_reached_is_attainable(String drill) {
        assertThat(verdict(PLAN.with(drill), Promise.Disruption.REGION)).isEqualTo(Verdict.ATTAINABLE);
        assertThat(of(PLAN.with(drill), Rule.DRILL_BREAKS_A_PROMISE)).isEmpty();
    }

    @Test
    void names_the_known_terms_where_these_alone_are_too_long() {
        Read open = Read.of("""
            meridian: 1
            application: wiki
            objectives: {rto: 1m}
            regions: {falkenstein: {role: primary, provider: other, near: eu-central-1}, helsinki: {role: standby, provider: other, near: europe-north1}}
            services: {pages: {dependsOn: {texts: hard}}}
            data: {texts: {kind: postgresql, runs: operator, replication: {mode: async, via: streaming}}}
            traffic: {ttl: 30s, entrances: {pages: {host: wiki.example.com, route: [failover, health], providers: other}}}
            failover:
              mode: automatic
              control: {runs: operator}
              probes: {up: {kind: https, to: pages, path: /ready, every: 10s, timeout: 10s, failures: 3}}
              triggers: {down: {when: up, act: failover}}
            """);
        assertThat(of(open, Rule.RTO_AT_RISK)).singleElement().satisfies(finding -> {
            assertThat(finding.why()).contains("3 × every 10s").doesNotContain("promotion");
            assertThat(finding.fix())
                    .startsWith("less of `3 × every 10s")
                    .contains("`traffic.clients.ignoreTtl` in place of the assumed 40s")
                    .contains("above 1m50s");
        });
    }
}
