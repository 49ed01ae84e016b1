package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Services that the lost region alone runs: a recovery that needs one has no end, whatever its stores do.
class AServiceInOnePlaceTest {
    private static Read bakery(String services, String... sets) {
        return Read.of("""
            meridian: 1
            application: bakery
            objectives: {rto: 2h}
            regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
            services: %s
            data: {orders: {kind: postgresql, runs: provider, zones: 3, replication: {mode: async, lag: 1s}}}
            failover: {mode: manual, human: {notice: 5m, decide: 5m}, steps: {promote: {takes: 5m}}}
            """.formatted(services), sets);
    }

    private static Verdict verdict(Read file, String owner) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.owner().equals(owner)
                        && promise.objective() == Promise.Objective.RTO
                        && promise.disruption().equals(Optional.of(Promise.Disruption.REGION)))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{web: {in: [eu-west-1], dependsOn: {orders: hard}}}",
                "{web: {dependsOn: {login: hard}}, login: {in: [eu-west-1]}}",
                "{web: {dependsOn: {basket: hard}}, basket: {dependsOn: {login: hard}}, login: {in: [eu-west-1]}}"
            })
    void never_serves_again_while_it_is_lost(String services) {
        Read file = bakery(services);
        assertThat(verdict(file, "bakery")).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(Found.only(file, Rule.RTO_UNATTAINABLE).fix()).contains("in another region too (`services.");
    }

    /// The copy there is no place where services run.
    @Test
    void never_serves_again_where_the_other_region_keeps_backups_alone() {
        Read file = Read.of("""
            meridian: 1
            application: bakery
            objectives: {rto: 2h}
            regions: {eu-west-1: {role: primary}, us-east-1: {}}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {kind: postgresql, runs: provider, replication: none, backup: {every: 1h, copyTo: [us-east-1]}}}
            failover: {mode: manual, human: {notice: 5m, decide: 5m}, fence: none}
            """);
        assertThat(verdict(file, "bakery")).isEqualTo(Verdict.UNATTAINABLE);
    }

    @Test
    void is_named_for_each_of_several_in_the_fix() {
        Read file = bakery(
                "{web: {dependsOn: {login: hard, mail: hard}}, login: {in: [eu-west-1]}, mail: {in: [eu-west-1]}}");
        assertThat(Found.only(file, Rule.RTO_UNATTAINABLE).fix())
                .contains("`login` in another region too")
                .contains("`mail` in another region too");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{web: {dependsOn: {login: soft}}, login: {in: [eu-west-1]}}",
                "{web: {dependsOn: {login: hard}}, login: {in: [eu-west-1, us-east-1]}}",
                "{web: {dependsOn: {login: hard}}, login: {in: [us-east-1]}}",
                "{web: {dependsOn: {orders: hard}}, report: {in: [eu-west-1]}}"
            })
    void is_no_matter_where_it_is_not_needed_or_not_alone(String services) {
        assertThat(verdict(bakery(services, "traffic.entrances.web={route: [failover], switch: dns}"), "bakery"))
                .isNotEqualTo(Verdict.UNATTAINABLE);
        assertThat(verdict(bakery(services), "bakery")).isNotEqualTo(Verdict.UNATTAINABLE);
    }

    @Test
    void is_started_elsewhere_by_a_step_that_says_so() {
        String services = "{web: {dependsOn: {login: hard}}, login: {in: [eu-west-1]}}";
        List<String> steps = List.of("action: {restart: login}", "run: ./start.sh");
        assertThat(steps.stream()
                        .map(does -> verdict(
                                bakery(services, "failover.steps.start={before: route, takes: 5m, " + does + "}"),
                                "bakery")))
                .containsExactly(Verdict.ATTAINABLE, Verdict.UNKNOWN);
    }

    @Test
    void keeps_only_the_journeys_from_their_promise_that_need_it() {
        Read file = bakery(
                "{web: {dependsOn: {orders: hard}}, login: {in: [eu-west-1]}}",
                "traffic.entrances.web={route: [failover], switch: dns}",
                "journeys={buy: {uses: [web], objectives: {rto: 1h}}, join: {uses: [login], objectives: {rto: 1h}}}");
        assertThat(verdict(file, "journey join")).isEqualTo(Verdict.UNATTAINABLE);
        assertThat(verdict(file, "journey buy")).isNotEqualTo(Verdict.UNATTAINABLE);
    }

    @Test
    void that_others_need_is_named_where_nothing_is_promised_too() {
        String services = "{web: {in: [eu-west-1], dependsOn: {login: hard}}, login: {in: [eu-west-1]}}";
        assertThat(Found.of(unpromised(services), Rule.ONE_REGION_DEPENDENCY))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                    assertThat(finding.statement()).isEqualTo("`login` runs in eu-west-1 alone, and `web` needs it");
                });
        Found.isFree(bakery(services), Rule.ONE_REGION_DEPENDENCY);
        Found.isFree(
                unpromised("{web: {in: [eu-west-1], dependsOn: {login: soft}}, login: {in: [eu-west-1]}}"),
                Rule.ONE_REGION_DEPENDENCY);
        Found.isFree(unpromised("{web: {dependsOn: {login: hard}}, login: {}}"), Rule.ONE_REGION_DEPENDENCY);
    }

    @Test
    void that_nobody_needs_is_named_where_users_are_moved_to_the_others() {
        String route = "failover.steps.route={startedBy: human}";
        Read logs = unpromised("{web: {}, logs: {in: [eu-west-1]}, reports: {in: [eu-west-1]}}");
        assertThat(Found.only(logs.with(route), Rule.ONE_REGION_DEPENDENCY).statement())
                .isEqualTo(
                        "us-east-1 does not run `logs` and `reports`: they are in eu-west-1 alone, and no step of the"
                                + " plan names them");
        Found.isFree(logs, Rule.ONE_REGION_DEPENDENCY);
        Found.isFree(
                unpromised("{web: {in: [eu-west-1]}, logs: {in: [eu-west-1]}}").with(route),
                Rule.ONE_REGION_DEPENDENCY);
        Found.isFree(unpromised("{web: {}, logs: {in: [us-east-1]}}").with(route), Rule.ONE_REGION_DEPENDENCY);
        Found.isFree(
                unpromised("{web: {}, logs: {in: [eu-west-1]}}")
                        .with(route, "failover.steps.start={after: route, action: {restart: logs}}"),
                Rule.ONE_REGION_DEPENDENCY);
    }

    private static Read unpromised(String services) {
        return Read.of(bakery(services).text().replace("objectives: {rto: 2h}\n", ""));
    }
}
