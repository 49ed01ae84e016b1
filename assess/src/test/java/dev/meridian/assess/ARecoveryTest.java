package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Chains that a person can add up: who acts, by which mechanism, after whom.
class ARecoveryTest {
    private static final Read OWN = Read.of("""
        meridian: 1
        application: shop
        objectives: {rto: 15m, rpo: 30s}
        regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}, ap-southeast-1: {role: standby}}
        services: {web: {dependsOn: {orders: hard}}}
        data: {orders: {kind: postgresql, replication: sync}}
        traffic: {entrances: {web: shop.example.com}}
        failover: {mode: automatic}
        """);

    private static final Read MANAGED = OWN.with(
            "data.orders={kind: postgresql, runs: provider, replication: async}",
            "failover.control={in: [us-east-1, eu-west-1, ap-southeast-1], runs: provider}",
            "failover.probes.site={kind: http, to: web, every: 10s, timeout: 2s, failures: 3}");

    private static Span rto(Read file) {
        return span(file, Promise.Objective.RTO, Promise.Disruption.REGION);
    }

    private static Span span(Read file, Promise.Objective objective, Promise.Disruption disruption) {
        Subject subject = file.subject();
        return Stake.of(subject).stream()
                .filter(stake -> stake.objective() == objective && stake.disruption() == disruption && !stake.isClaim())
                .map(stake -> Outcome.of(subject, stake).span())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void with_a_providers_control_is_its_probes_the_promotion_and_the_way_of_users() {
        assertThat(rto(MANAGED))
                .isEqualTo(
                        Span.of(Duration.ofSeconds(2 * 10 + 120 + 30), Duration.ofSeconds(3 * 10 + 2 + 900 + 30 + 40)));
    }

    @Test
    void with_a_providers_control_and_no_rhythm_is_probed_as_the_provider_does_by_default() {
        Read silent = OWN.with(
                "data.orders={kind: postgresql, runs: provider, replication: async}",
                "failover.control={in: [us-east-1, eu-west-1], runs: provider}");
        assertThat(rto(silent).plan())
                .as("no line says that its checks turn the users")
                .isEmpty();
        assertThat(rto(silent.with("traffic.entrances.web={host: shop.example.com, route: [failover, health]}"))
                        .best())
                .as("users follow the checks while the promotion goes on")
                .contains(Duration.ofSeconds(2 * 30 + 120));
    }

    /// What the file declares beside the base, and how much longer it takes at least, at best. Capacity that has
    /// to grow has a value to plan with, and no best.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        failover.hold=10m                                                              | 600
        failover.triggers.t={when: [site], for: 5m, act: failover}                     | 300
        failover.steps.route={takes: 20m}                                              | 1170
        failover.steps.scale={takes: 20m}                                              | 1200
        failover.steps.promote={takes: 20m}                                            | 1080
        failover.steps.ask={before: fence, by: human, takes: 7m}                       | 420
        failover.steps.look={before: hold, by: human, takes: 7m}                       | 420
        regions.eu-west-1.capacity={min: 0%, max: 100%}                                | 0
        regions.eu-west-1.capacity={min: 50%, max: 100%}                               | 0
        failover.scale={to: 150%}                                                      | 0
        failover.mode=manual --set failover.human={notice: 4m, decide: 1m}             | 300
        traffic.ttl=90s                                                                | 60
        """)
    void grows_by_what_is_declared(String set, long seconds) {
        Read more = MANAGED;
        for (String one : set.split(" --set ")) {
            more = more.with(one);
        }
        assertThat(rto(more).best().orElseThrow().minus(rto(MANAGED).best().orElseThrow()))
                .as(set)
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void is_unknown_while_a_step_has_no_time_and_ends_the_plan_at_its_limit() {
        Read silent = MANAGED.with("failover.steps.warm={after: promote, before: route, run: ./warm}");
        assertThat(rto(silent).plan()).isEmpty();
        Read limited = MANAGED.with("failover.steps.warm={after: promote, before: route, run: ./warm, timeout: 3m}");
        assertThat(rto(limited).plan())
                .contains(rto(MANAGED).plan().orElseThrow().plusMinutes(3));
        assertThat(rto(limited.with("failover.steps.warm.onFailure=continue")).plan())
                .contains(rto(MANAGED).plan().orElseThrow().plusMinutes(3));
    }

    @Test
    void waits_for_the_application_that_goes_first_and_for_the_one_that_owns_what_it_needs() {
        String text = """
            meridian: 1
            applications:
              admin: {failover: {mode: manual, human: {notice: 30m, decide: 30m}}}
              shop: {objectives: {rto: 2h}, failover: {mode: automatic AFTER}}
            regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}, eu-north-1: {role: standby}}
            services:
              web: {application: shop NEEDS}
              desk: {application: admin, dependsOn: {ledger: hard}}
            data: {ledger: {application: admin, kind: postgresql, replication: sync}}
            """;
        Span alone = rto(Read.of(text.replace("AFTER", "").replace("NEEDS", "")));
        assertThat(alone.plan().orElseThrow()).isLessThan(Duration.ofMinutes(3));
        assertThat(rto(Read.of(text.replace("AFTER", ", after: [admin]").replace("NEEDS", "")))
                        .best()
                        .orElseThrow())
                .isGreaterThan(Duration.ofHours(1));
        assertThat(rto(Read.of(text.replace("AFTER", "").replace("NEEDS", ", dependsOn: {ledger: hard}")))
                        .best()
                        .orElseThrow())
                .isGreaterThan(Duration.ofHours(1));
    }

    @Test
    void goes_to_one_region_with_all_of_its_figures() {
        Read two = OWN.with(
                "data.orders.replication={mode: async, edges: {near: {from: us-east-1, to: eu-west-1},"
                        + " far: {from: us-east-1, to: ap-southeast-1, mode: sync}}}",
                "regions.ap-southeast-1.capacity={min: 0%, max: 100%}");
        assertThat(span(two, Promise.Objective.RPO, Promise.Disruption.REGION)).isEqualTo(Span.ZERO);
        assertThat(rto(two).plan().orElseThrow())
                .as("it starts from nothing there")
                .isGreaterThan(Duration.ofMinutes(10));
    }

    @Test
    void that_may_be_refused_is_planned_with_people() {
        Read lagging = OWN.with("data.orders.replication={mode: async, lag: 5m}");
        Span loss = span(lagging, Promise.Objective.RPO, Promise.Disruption.REGION);
        assertThat(loss.isWithin(Duration.ofSeconds(30)))
                .as("who decides within the time to recover, accepts the loss")
                .isFalse();
        assertThat(loss.best().orElseThrow())
                .as("a lag that happens to be small is no loss")
                .isLessThan(Duration.ofSeconds(1));
        assertThat(rto(lagging).plan().orElseThrow()).isGreaterThan(Duration.ofMinutes(15));
    }

    @Test
    void loses_what_no_commit_waited_for() {
        Read named = OWN.with("data.orders.replication={mode: sync, waitFor: [eu-west-1]}");
        assertThat(span(named, Promise.Objective.RPO, Promise.Disruption.REGION))
                .isEqualTo(Span.ZERO);
        Read other = named.with("failover.targets=[ap-southeast-1]");
        assertThat(span(other, Promise.Objective.RPO, Promise.Disruption.REGION)
                        .best()
                        .orElseThrow())
                .isPositive();
    }

    @Test
    void from_a_backup_in_another_region_is_as_old_as_its_interval() {
        Read restored = Read.of(
                OWN.text().replace("replication: sync", "in: [us-east-1], backup: {every: 1h, copyTo: [eu-west-1]}"));
        assertThat(span(restored, Promise.Objective.RPO, Promise.Disruption.REGION))
                .isEqualTo(Span.exactly(Duration.ofHours(1)));
        assertThat(rto(restored).plan()).as("no time of a restore is declared").isEmpty();
    }

    @Test
    void from_a_zone_is_the_quicker_of_staying_and_leaving_and_noticed_as_ever() {
        Read zone = OWN.with("objectives.disruptions.zone={rto: 10m, rpo: 30s}");
        Span leaving = span(zone, Promise.Objective.RTO, Promise.Disruption.ZONE);
        Span staying = span(zone.with("data.orders.zones=3"), Promise.Objective.RTO, Promise.Disruption.ZONE);
        assertThat(staying.plan().orElseThrow()).isLessThan(leaving.plan().orElseThrow());
        assertThat(staying.best().orElseThrow())
                .as("two intervals of probes and the hold")
                .isGreaterThan(Duration.ofSeconds(70));
    }

    @Test
    void of_a_cache_that_each_region_has_for_itself_takes_no_time() {
        Read cached = OWN.with("data.hot={kind: redis, usedFor: [read-through], replication: none}")
                .with("services.web.dependsOn.hot=hard");
        assertThat(rto(cached)).isEqualTo(rto(OWN));
    }

    @Test
    void from_corruption_makes_an_index_again_from_what_is_whole() {
        Read index = OWN.with(
                "objectives.disruptions.corruption={rto: 4h, rpo: 1h}",
                "data.orders.backup={pointInTime: 5m, restoreTakes: 30m}",
                "data.search={kind: opensearch, replication: none, recover: {rebuild: {from: orders, takes: 20m}}}",
                "services.web.dependsOn.search=hard",
                "failover.human={notice: 5m, decide: 5m}");
        assertThat(span(index, Promise.Objective.RTO, Promise.Disruption.CORRUPTION))
                .isEqualTo(Span.exactly(Duration.ofMinutes(40)));
    }

    @Test
    void by_an_alias_has_the_aliases_time_and_through_a_cdn_that_of_its_attempts() {
        Read alias = MANAGED.with("traffic.ttl=300s", "traffic.entrances.web.alias=true");
        assertThat(rto(alias).best())
                .isEqualTo(rto(MANAGED.with("traffic.ttl=60s")).best());
        Read cdn = MANAGED.with(
                "traffic.entrances.web={host: shop.example.com, switch: cdn-origin, route: [failover, health],"
                        + " originFailover: {methods: [GET, POST]}}");
        assertThat(rto(cdn).plan().orElseThrow())
                .as("its attempts go on while the promotion does")
                .isEqualTo(rto(MANAGED).plan().orElseThrow().minusSeconds(40 + 30));
        assertThat(rto(MANAGED.with("traffic.entrances.web.switch=anycast")).best())
                .isEqualTo(Optional.of(rto(MANAGED).best().orElseThrow().minusSeconds(30)));
    }
}
