package dev.meridian.assess;

import static dev.meridian.assess.Found.rto;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The sums of a plan whose owner carries it out, in the order of that plan.
class ADeclaredOrderTest {
    private static Read press(String... sets) {
        return Read.of("""
            meridian: 1
            application: press
            objectives: {rto: 1h}
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
            services: {web: {dependsOn: {texts: hard}}}
            data: {texts: {kind: postgresql, runs: self, replication: {mode: async, lag: 5s}}}
            traffic:
              ttl: 1m
              clients: {ignoreTtl: 1m}
              entrances: {web: {host: press.example.org, route: [failover], providers: [route53], switch: dns}}
            failover:
              mode: manual
              control: {runs: script, in: [eu-central-1]}
              human: {notice: 2m, decide: 8m}
              probes: {up: {kind: https, to: web, every: 10s, timeout: 1s, failures: 3}}
              steps: {promote: {takes: 5m}, scale: {takes: 4m}, route: {takes: 3m}, verify: {takes: 1m}}
            """, sets);
    }

    private static Duration plan(Read file) {
        return rto(file).span().plan().orElseThrow();
    }

    @Test
    void lets_a_step_after_the_promotion_count_in_full_where_that_comes_last() {
        String connect = "failover.steps.connect={after: promote, before: verify, by: human, takes: 10m}";
        Duration usual = plan(press());
        assertThat(plan(press(connect))).as("scale and route go on beside it").isEqualTo(usual.plusMinutes(3));
        for (String order : List.of(
                "detect, hold, scale, route, promote, verify",
                "detect, route, promote, verify",
                "detect, scale, route, promote")) {
            Read late = press(connect, "failover.order=[" + order + "]");
            boolean hasScale = order.contains("scale");
            assertThat(plan(late)).as(order).isEqualTo(hasScale ? usual.plusMinutes(10) : usual.plusMinutes(6));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'detect, scale, promote, route', scale, promote",
        "'detect, scale, promote, route', scale, promote.texts",
        "'detect, scale, route, promote', route, promote",
        "'detect, route, promote', route, promote"
    })
    void has_a_step_of_its_own_between_two_phases_that_the_usual_order_has_not(
            String order, String after, String before) {
        Read without = press("failover.order=[" + order + "]");
        Read with = without.with(
                "failover.steps.deploy={after: " + after + ", before: " + before + ", by: script, takes: 7m}");
        assertThat(plan(with)).isEqualTo(plan(without).plusMinutes(7));
        Read moved = with.with(
                "traffic.entrances.web={host: press.example.org, route: [failover, health], providers: [route53]}");
        assertThat(plan(moved)).isGreaterThan(Duration.ofMinutes(7));
    }

    @Test
    void that_its_own_steps_contradict_is_not_followed() {
        Read file = press(
                "failover.steps.name={after: promote, before: route, by: human, takes: 2m}",
                "failover.order=[detect, route, promote, verify]");
        assertThat(plan(file)).isEqualTo(plan(press()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{route: [failover, health], providers: [route53]}",
                "{route: [latency, health], providers: [cloudflare]}",
                "{route: [failover], health: up, providers: [route53]}"
            })
    void is_waited_for_by_no_users_whom_health_checks_move(String entrance) {
        String byItself = "traffic.entrances.web=" + entrance.replace("{", "{host: press.example.org, ");
        Read slow = press(byItself, "failover.steps.route={takes: 3m}");
        Duration others = plan(press()).minusMinutes(3);
        assertThat(plan(slow))
                .as("the move is over before the people have decided")
                .isEqualTo(others);
        for (String order : List.of("detect, route, promote, verify", "detect, promote, route, scale")) {
            assertThat(plan(slow.with("failover.order=[" + order + "]")))
                    .as(order)
                    .isEqualTo(others);
        }
        Duration late = plan(slow.with("failover.steps.route={takes: 30m}"));
        assertThat(late).as("the move outlasts the rest").isGreaterThan(others).isLessThan(others.plusMinutes(30));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            by: script                         | warmup | 0%  | 6
            by: pipeline                       | seed   | 0%  | 6
            by: script, run: ./roll.sh         | ready  | 0%  | 6
            by: script                         | warmup | 50% | 0
            action: {notify: staff}            | tell   | 0%  | 0
            by: script, run: ./clean.sh        | clean  | 0%  | 0
            by: script, run: ./stop-old.sh     | stop   | 0%  | 0
            """)
    void lets_users_wait_for_programs_after_their_move_where_nothing_ran(
            String what, String name, String least, int minutes) {
        String size = "regions.eu-central-1={role: standby, capacity: {min: " + least + ", max: 100%}}";
        String step = "failover.steps." + name + "={after: route, takes: 6m, " + what + "}";
        assertThat(plan(press(size, step))).isEqualTo(plan(press(size)).plusMinutes(minutes));
    }

    @Test
    void lets_the_promise_of_a_store_wait_for_what_its_users_wait_for() {
        for (String step : List.of(
                "endpoint={after: promote, before: verify, by: human}",
                "name={after: promote, before: route, by: script}",
                "check={after: route, before: verify, by: pipeline}")) {
            Read file = press("objectives={rpo: 1h}", "data.texts.objectives={rto: 1h}", "failover.steps." + step);
            assertThat(rto(file).verdict(Duration.ofHours(1))).as(step).isEqualTo(Verdict.UNKNOWN);
        }
    }
}
