package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a fix of a time to recover says of the terms that take too long.
class AQuickerTermTest {
    private static Read shop(String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 30m}
            regions: {westeurope: {role: primary}, northeurope: {role: standby, capacity: 100%}}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {kind: postgresql, runs: provider, replication: async}}
            traffic: {clients: {ignoreTtl: 0s}, entrances: {web: {to: web, switch: dns, ttl: 1m}}}
            failover:
              mode: manual
              control: {in: [northeurope], runs: script}
              human: {notice: 1m, decide: 1m}
              steps: {promote: {takes: 5m}, route: {takes: 1m}}
            """, sets);
    }

    @Test
    void adds_what_stands_beside_a_term_without_an_end() {
        // Users of one entrance have no way, those of the other wait for its TTL; a step waits for one that never
        // ends, and a store that is back in time goes beside one that never is.
        String none = "traffic.entrances.old={to: web, switch: none}";
        String lost = "failover.steps.tidy={in: lost, after: promote, before: route, takes: 1m, run: ./pg_rewind}";
        assertThat(fix(shop(none, "traffic.entrances.web.ttl=45m")))
                .contains("what else has a figure takes 52m at best, above 30m too: less of `TTL 45m`");
        assertThat(fix(shop(lost, "failover.steps.fill={after: tidy, before: route, takes: 40m, run: ./fill}")))
                .contains("above 30m too: less of `step fill 40m`");
        assertThat(fix(shop(none))).doesNotContain("that is not all");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        failover.steps.promote.takes=40m | failover.steps.route.takes=1m  | less of `step promote 40m`
        failover.steps.promote.takes=40m | failover.steps.route.takes=35m | less of `step promote 40m` and `step route 35m`
        failover.steps.promote.takes=20m | failover.steps.route.takes=15m | less of `step promote 20m`
        """)
    void names_as_many_terms_as_have_to_shrink(String one, String other, String named) {
        assertThat(fix(shop(one, other, "traffic.entrances.old={to: web, switch: none}")))
                .endsWith(" too: " + named);
    }

    @Test
    void is_no_published_figure_and_none_that_nobody_declared() {
        Read published = Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 5m}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby, capacity: 100%}}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {kind: postgresql, runs: provider, replication: {mode: async, via: rds-cross-region-replica}}}
            traffic: {entrances: {web: {to: web, switch: none}}}
            failover: {mode: manual, control: {runs: script}}
            """);
        assertThat(fix(published))
                .contains("something quicker than `RDS cross-region replica promotion 2m to 15m`")
                .contains("`failover.human` in place of the assumed 15m")
                .doesNotContain("less of `people")
                .doesNotContain("less of `RDS");
    }

    /// People who are called take minutes.
    @Test
    void is_no_person_where_the_promise_leaves_less_than_minutes() {
        String none = "traffic.entrances.old={to: web, switch: none}";
        String quick = "failover.steps={promote: {takes: 1s}, route: {takes: 1s}}";
        assertThat(fix(shop(none, quick, "objectives.rto=90s", "traffic.entrances.web.ttl=1s")))
                .contains("a way out in which no person decides")
                .doesNotContain("failover.human");
        assertThat(fix(shop(none, "failover.human={notice: 1m, decide: 40m}"))).contains("failover.human.decide");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        by: provider | a failover that its provider does not start, since its policy allows no less than `hold 1h`
        by: script   | less of `hold 1h` (`failover.hold`)
        """)
    void is_no_wait_that_the_provider_sets(String by, String named) {
        Read group = Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 1h}
            regions: {westeurope: {role: primary}, northeurope: {role: standby, capacity: 100%%}}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {kind: sqlserver, runs: provider, replication: {mode: async, via: failover-group}}}
            traffic: {entrances: {web: {to: web, switch: dns, ttl: unknown}}}
            failover:
              mode: automatic
              hold: 1h
              control: {runs: script, in: [northeurope]}
              probes: {up: {kind: https, to: web, path: /health, every: 30s}}
              triggers: {down: {when: up, act: failover}}
              steps: {promote: {of: {orders: {%s}}}}
            """.formatted(by));
        assertThat(fix(group)).contains(named);
    }

    private static String fix(Read file) {
        return Found.only(file, Rule.RTO_UNATTAINABLE).fix();
    }
}
