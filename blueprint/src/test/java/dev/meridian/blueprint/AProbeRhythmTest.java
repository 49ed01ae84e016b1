package dev.meridian.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rhythm of a verdict")
class AProbeRhythmTest {
    private static final String FILE = """
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}}
            services: {web: {port: 8080}}
            data: {orders: {kind: postgresql, replication: async}}
            failover:
              probes:
            """;

    private static ProbePolicy policy(String probes) {
        return Resolving.of(FILE + probes.indent(4))
                .applications()
                .firstEntry()
                .getValue()
                .failover()
                .probes();
    }

    @Test
    void is_that_of_the_slowest_probe_where_each_has_its_own() {
        ProbePolicy probes = policy("""
                fast: {kind: http, to: web, every: 1s, timeout: 1s, failures: 3, window: 3}
                slow: {kind: tcp, to: orders, every: 30s, timeout: 10s, failures: 2, window: 4}
                """);
        assertThat(probes).isEqualTo(new ProbePolicy(Duration.ofSeconds(30), Duration.ofSeconds(10), 2, 4));
        assertThat(policy("""
                many: {kind: http, to: web, every: 5s, failures: 10, window: 10}
                rare: {kind: tcp, to: orders, every: 20s, failures: 2, window: 3}
                """).every()).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy("""
                patient: {kind: http, to: web, timeout: 60s}
                quick: {kind: tcp, to: orders, timeout: 1s}
                """).timeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void is_named_with_the_probe_that_it_comes_from() {
        Blueprint blueprint = Resolving.of(FILE + """
                    primary: {kind: http, to: web, every: 1s}
                    all: {kind: tcp, to: orders, every: 30s}
                """);
        assertThat(blueprint
                        .origins()
                        .at("failover.probes.every")
                        .orElseThrow()
                        .origin()
                        .text())
                .contains("that of `all`, the slowest of the probes that decide");
    }

    @Test
    void leaves_out_probes_that_only_observe() {
        assertThat(policy("""
                fast: {kind: http, to: web, every: 1s}
                page: {kind: https, host: www.example.com, every: 60s, decides: false}
                """).every()).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy("page: {kind: https, host: www.example.com, every: 60s, decides: false}")
                        .every())
                .isEqualTo(Duration.ofSeconds(5));
    }
}
