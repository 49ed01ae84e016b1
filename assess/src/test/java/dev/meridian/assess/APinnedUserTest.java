package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users whom nothing moves have the region that they are in, and no other one counts for them.
class APinnedUserTest {
    private static String formula(String entrances) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99.9995%%, rto: 1h}
            regions: {us-east-1: {role: active}, eu-west-1: {role: active}, ap-northeast-1: {role: active}}
            services: {web: {platform: ecs-fargate, dependsOn: {rows: hard}}}
            data: {rows: {kind: dynamodb, runs: provider, writes: local, replication: none}}
            traffic: {entrances: {%s}}
            failover: {mode: automatic, probes: {up: {kind: https, to: web, every: 10s, failures: 3}}}
            """.formatted(entrances));
        return file.assessed().findings().stream()
                .filter(finding ->
                        finding.rule() == Rule.AVAILABILITY_UNATTAINABLE || finding.rule() == Rule.AVAILABILITY_AT_RISK)
                .flatMap(finding -> finding.arithmetic().stream())
                .map(Finding.Arithmetic::text)
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        a: {to: web, in: us-east-1, switch: none}, b: {to: web, in: eu-west-1, switch: none} | true
        a: {to: web, in: us-east-1, switch: dns}, b: {to: web, in: eu-west-1, switch: dns}   | true
        a: {to: web, switch: none}                                                           | true
        a: {to: web, route: [latency, health], switch: dns, health: up}                      | false
        a: {to: web, in: us-east-1, switch: none}, b: {to: web, route: [latency, health], health: up} | false
        """)
    void is_out_with_the_region_alone(String entrances, boolean isPinned) {
        assertThat(formula(entrances).contains("because nothing moves the users of a region to another one"))
                .as(formula(entrances))
                .isEqualTo(isPinned);
        assertThat(formula(entrances).contains("regions at once")).isEqualTo(!isPinned);
    }
}
