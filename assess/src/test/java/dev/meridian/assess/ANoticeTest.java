package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Term;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A lost region is detected by a probe, or by people who notice; where the file has neither, nothing is known of
/// it.
class ANoticeTest {
    private static Read shop(String failover) {
        return Read.of("""
                meridian: 1
                application: shop
                objectives: {rto: 1h}
                regions: {westeurope: {role: primary}, northeurope: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: database, runs: provider, replication: async}}
                traffic: {entrances: {web: {switch: dns}}}
                failover: {mode: manual, control: {in: [northeurope], runs: script}, %s}
                """.formatted(failover));
    }

    private static Promise.Part part(Read file, String name) {
        return Found.rto(file).parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            steps: {promote: {takes: 5m}}                                                              | UNKNOWN
            steps: {promote: {takes: 5m}}, human: {decide: 5m}                                         | UNKNOWN
            steps: {promote: {takes: 5m}}, probes: {up: {kind: http, to: web, every: 10s, decides: false}} | UNKNOWN
            steps: {promote: {takes: 5m}}, human: {notice: 5m}                                         | ATTAINABLE
            steps: {promote: {takes: 5m}}, probes: {up: {kind: http, to: web, every: 10s}}             | ATTAINABLE
            """)
    void has_a_time_only_where_something_notices(String failover, Verdict verdict) {
        assertThat(Found.rto(shop(failover)).verdict(Duration.ofHours(1))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"1m, 1m", "5m, 5m", "40m, 40m"})
    void that_is_missing_leaves_the_decision_its_declared_time(String decide, String hold) {
        Read file = shop("steps: {promote: {takes: 5m}}, human: {decide: " + decide + "}");
        assertThat(part(file, "detect").plan()).isEqualTo("without bound");
        assertThat(part(file, "hold").plan()).isEqualTo(hold);
        Read probed = shop("steps: {promote: {takes: 5m}}, human: {decide: " + decide
                + "}, probes: {up: {kind: http, to: web, every: 10s}}");
        assertThat(part(probed, "hold").plan())
                .as("people who are called need time to answer")
                .isEqualTo(decide.equals("40m") ? "40m" : "15m");
    }

    @Test
    void of_people_is_the_detection_and_no_part_of_the_decision() {
        Read both = shop("steps: {promote: {takes: 5m}}, human: {notice: 7m, decide: 9m}");
        assertThat(part(both, "detect").why()).isEqualTo("people notice 7m");
        assertThat(part(both, "hold").plan()).isEqualTo("9m");
        Read one = shop("steps: {promote: {takes: 5m}}, human: {notice: 7m}");
        assertThat(part(one, "detect").plan()).isEqualTo("7m");
        assertThat(part(one, "hold").why()).as("15 min for both to plan with").isEqualTo("people 0s to 8m");
    }

    /// Nothing is promoted and nobody is moved: people repair the region.
    @ParameterizedTest
    @CsvSource({"restart", "rebuild", "reboot"})
    void of_a_repair_without_a_move_counts_with_the_decision_and_the_steps(String step) {
        Read file = Read.of("""
                meridian: 1
                application: shop
                objectives: {rto: 4h}
                regions: {westeurope: {role: active}, northeurope: {role: active}}
                services: {web: {in: [westeurope]}}
                traffic: {entrances: {web: {to: web, in: [westeurope], switch: none}}}
                failover:
                  mode: manual
                  control: {in: [northeurope], runs: script}
                  human: {notice: 3m, decide: 15m}
                  steps: {%s: {after: promote, before: route, by: human, run: ./%s}}
                """.formatted(step, step));
        assertThat(part(file, "detect").plan()).isEqualTo("3m");
        assertThat(part(file, "hold").plan()).isEqualTo("15m");
        assertThat(Found.rto(file).unknown(Duration.ZERO))
                .extracting(Term::name)
                .contains("step " + step + " unknown");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deploy: {after: route, by: human, run: kubectl apply -f web.yaml}   | 0%   | true
            web-up: {after: route, by: script, run: helm upgrade web}           | 0%   | true
            deploy: {after: route, by: human, run: kubectl apply -f web.yaml}   | 100% | false
            tidy: {after: route, by: human, run: ./tidy.sh}                     | 0%   | false
            deploy: {after: verify, by: human, run: ./deploy.sh}                | 0%   | false
            """)
    void of_an_empty_region_ends_when_services_are_started_there(String step, String share, boolean counts) {
        Read file = shop("human: {notice: 1m}, steps: {" + step + "}")
                .with("regions.northeurope={role: standby, capacity: {min: " + share + ", max: 100%}}");
        String name = "step " + step.replaceFirst(":.*", "") + " unknown";
        assertThat(Found.rto(file).unknown(Duration.ZERO).stream()
                        .anyMatch(term -> term.name().equals(name)))
                .isEqualTo(counts);
    }

    @Test
    void of_a_source_and_of_what_is_made_from_it_are_asked_for_together() {
        Read file = Read.of("""
                meridian: 1
                application: shop
                objectives: {rto: 4h}
                regions: {us-central1: {role: primary}, us-east1: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data:
                  history: {kind: mysql, runs: provider, replication: {mode: async, via: cloud-sql-cross-region-replica}}
                  orders: {kind: mysql, runs: self, replication: none, recover: {rebuild: {from: history}}}
                failover: {mode: manual, control: {in: [us-east1], runs: script}, human: {notice: 1m, decide: 1m}}
                """);
        assertThat(Found.only(file, Rule.FIGURE_UNKNOWN).fix())
                .contains("`data.orders.recover.rebuild.takes`")
                .contains("`failover.steps.promote.of.history.takes`");
        Read declared = file.with("data.orders.recover.rebuild.takes=20m");
        assertThat(Found.rto(declared).verdict(Duration.ofHours(4))).isEqualTo(Verdict.UNKNOWN);
    }

    /// The declared time of an answer to a page stands in place of the assumed one, unless it is shorter: an
    /// answer is no decision.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {act: page, within: 15m}, sev2: {act: page, within: 1h}   | people by the time to answer sev2 0s to 1h
            {act: page, within: 5m}                                   | people 0s to 15m
            {act: ticket, within: 1h}                                 | people 0s to 15m
            """)
    void of_people_is_the_time_in_which_a_page_is_answered(String severities, String people) {
        Read file = shop("steps: {promote: {takes: 5m}}, probes: {up: {kind: http, to: web, every: 10s}}")
                .with("operations={severities: {sev1: " + severities + "}}");
        assertThat(part(file, "hold").why()).isEqualTo(people);
        assertThat(Found.of(file, Rule.FIGURES_ASSUMED).stream()
                        .anyMatch(note -> note.statement().contains("people")))
                .isEqualTo(people.endsWith("15m"));
    }

    private static Read called(String triggers, String... sets) {
        return Read.of("""
                meridian: 1
                application: shop
                objectives: {rto: 1h}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby, capacity: 100%%}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: database, runs: provider, replication: async}}
                traffic: {ttl: 60s, entrances: {web: {route: [failover, health], providers: [route53], health: up}}}
                failover:
                  mode: manual
                  control: {in: [us-east-1], runs: script}
                  probes:
                    up: {kind: http, to: web, every: 10s, failures: 3, timeout: 6s}
                    slow: {kind: http, to: web, every: 5m, timeout: 10s, decides: false}
                  triggers: {%s}
                  steps: {promote: {takes: 5m}}
                """.formatted(triggers), sets);
    }

    /// The alarm that calls people comes before their time: its probes, whether or not they decide, and its `for`.
    /// The check of an entrance calls nobody by itself, and users follow it beside the plan.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            told: {when: [up], for: 2m, act: notify}, page: {signal: an event, act: notify} | 2m20s | 2m36s         | 0s
            told: {when: [slow], for: 15m, act: notify}                                     | 15m   | 20m10s        | 0s
            told: {when: [slow, up], for: 15m, act: notify}                                 | 15m   | 20m10s        | 0s
            told: {when: [slow], for: 15m, act: notify}, up: {when: [up], act: notify}      | 20s   | 36s           | 0s
            told: {signal: database down, for: 1m, act: notify}                             | 1m    | without bound | 0s
            """)
    void of_people_who_are_called_is_that_of_the_quickest_alarm(
            String triggers, String best, String plan, String route) {
        Read file = called(triggers);
        assertThat(part(file, "detect").best()).isEqualTo(best);
        assertThat(part(file, "detect").plan()).isEqualTo(plan);
        assertThat(part(file, "hold").plan()).isEqualTo("15m");
        assertThat(part(file, "route").plan()).isEqualTo(route);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            says: detection in two minutes, at: failover.triggers, takes: 2m      | UNATTAINABLE
            says: detection in two minutes, at: failover.triggers, takes: 2m30s   | AT_RISK
            says: detection in three minutes, at: failover.triggers, takes: 3m    | ATTAINABLE
            says: told at once, at: failover.triggers.bare, takes: 10s            | UNATTAINABLE
            says: told at once, at: failover.triggers.bare, takes: 20m            | ATTAINABLE
            """)
    void of_a_claim_about_alarms_counts_their_probes(String claim, Verdict verdict) {
        Read file = called("told: {when: [up], for: 2m, act: notify}, bare: {when: [slow], act: notify}")
                .with("claims.quick={" + claim + "}");
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.path().startsWith("claims.quick.takes"))
                .singleElement()
                .satisfies(promise -> assertThat(promise.verdict()).isEqualTo(verdict));
    }

    /// The terms that a reason names add up to the sum that it states.
    @Test
    void of_people_is_a_term_of_a_sum_that_adds_up() {
        Read file = called(
                "told: {when: [slow], for: 15m, act: notify}",
                "objectives.rto=25m",
                "failover.steps.q={after: promote, before: route, run: q}");
        assertThat(Found.only(file, Rule.RTO_AT_RISK).why())
                .contains("come to 40m10s: ", "`alarm told after 15m`", "`people 0s to 15m`", " + 10s of others");
    }
}
