package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The first copy of a service takes what its platform takes: no cluster is made for one that starts on a request,
/// and a value of Meridian to plan with refutes nothing.
class AColdStartTest {
    private static Read shop(String platform, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 5m}
            compute: {platform: kubernetes}
            regions:
              us-central1: {role: primary}
              us-east1: {role: standby, capacity: {min: 0%%, max: 100%%}, overrides: {compute: {platform: %s}}}
            services: {web: {port: 80, replicas: 2}}
            traffic: {ttl: 30s, entrances: {web: {route: [failover, health], providers: [route53], switch: dns}}}
            failover: {mode: automatic, control: {runs: provider}, probes: {up: {kind: http, to: web, path: /health, every: 10s, failures: 2}}}
            """.formatted(platform), sets);
    }

    private static Promise recovery(Read file) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RTO
                        && promise.disruption().equals(java.util.Optional.of(Promise.Disruption.REGION)))
                .findFirst()
                .orElseThrow();
    }

    private static String scale(Read file) {
        return recovery(file).basis().stream()
                .filter(part -> part.name().equals("scale"))
                .map(part -> part.best() + " " + part.plan() + " " + part.why())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloud-run", "functions", "container-service", "ecs-fargate"})
    void is_unknown_on_a_platform_without_machines(String platform) {
        assertThat(scale(shop(platform))).isEqualTo("0s without bound first start of `web` unknown");
        assertThat(recovery(shop(platform)).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloud-run", "functions", "container-service"})
    void counts_as_declared(String platform) {
        Read file = shop(platform, "failover.steps.scale={of: {web: {takes: 2s..10s}}}");
        assertThat(scale(file)).startsWith("2s 10s");
        assertThat(recovery(file).verdict()).isEqualTo(Verdict.ATTAINABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "virtual-machines", "ecs-ec2"})
    void of_machines_is_a_value_to_plan_with_that_refutes_nothing(String platform) {
        assertThat(scale(shop(platform))).startsWith("0s 20m starting compute from nothing");
        assertThat(recovery(shop(platform)).verdict()).isEqualTo(Verdict.AT_RISK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover.steps.scale={of: {web: {takes: 9m..14m}}}",
                "failover.steps.scale={takes: 9m..14m}",
                "failover.steps.scale={of: {web: {takes: 9m..14m, timeout: 30m}}}"
            })
    void of_machines_is_what_the_file_declares_and_no_value_to_plan_with(String declared) {
        assertThat(scale(shop("kubernetes", declared))).startsWith("9m 14m");
        assertThat(scale(shop("virtual-machines", declared))).startsWith("9m 14m");
        String page = "services.page={port: 81, replicas: 1, in: [us-east1]}";
        assertThat(scale(shop("kubernetes", declared, page))).startsWith("9m 14m");
    }

    /// The plan waits no longer than its limit, which is below the value to plan with.
    @ParameterizedTest
    @ValueSource(strings = {"{of: {web: {timeout: 5m}}}", "{timeout: 5m}"})
    void of_machines_is_not_planned_above_its_limit(String step) {
        Read file = shop("kubernetes", "failover.steps.scale=" + step);
        assertThat(scale(file)).startsWith("0s 5m limit of ");
        assertThat(scale(file.with("failover.steps.scale=" + step.replace("5m", "2h"))))
                .contains(step.contains("of") ? "0s to 2h" : "starting compute from nothing 0s to 20m");
    }

    /// A region in which the file has no service has no machines to start either, where all are on such platforms.
    @Test
    void is_unknown_where_the_file_has_no_service_in_the_target() {
        Read file = shop("cloud-run", "services.web={port: 80, in: [us-central1]}", "compute={platform: cloud-run}");
        assertThat(scale(file)).isEqualTo("0s without bound first start of `web` unknown");
        Read machines = shop("kubernetes", "services.web={port: 80, in: [us-central1]}");
        assertThat(scale(machines)).startsWith("0s 20m starting compute from nothing");
    }

    @Test
    void is_planned_where_one_service_of_several_has_no_time() {
        Read file = shop(
                "kubernetes",
                "failover.steps.scale={of: {web: {takes: 9m..14m}}}",
                "services.jobs={port: 82, replicas: 1}");
        assertThat(scale(file)).startsWith("0s 20m");
    }

    @Test
    void is_planned_with_machines_where_one_service_needs_them() {
        Read file = shop("cloud-run", "services.jobs={platform: virtual-machines, replicas: 1}");
        assertThat(scale(file)).startsWith("0s 20m");
    }
}
