package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A service of others that all regions share is one failure of them all.
class ASharedDependencyTest {
    private static Read shop(String need, String external, String objectives) {
        return Read.of("""
                meridian: 1
                application: shop
                objectives: {%s}
                regions: {us-east-1: {role: active}, us-west-2: {role: active}}
                services: {web: {dependsOn: {payments: %s}}}
                external: {payments: {%s}}
                """.formatted(objectives, need, external));
    }

    @ParameterizedTest
    @CsvSource({
        "hard, scope: global, availability: 99.9%, WARNING",
        "hard, 'scope: global, sla: 99.99%', availability: 99.9%, NOTE",
        "hard, scope: global, rto: 1h, NOTE"
    })
    void is_named_where_users_cannot_do_without_it(String need, String external, String objectives, Severity severity) {
        Finding finding = Found.only(shop(need, external, objectives), Rule.SHARED_BY_ALL_REGIONS);
        assertThat(finding.severity()).isEqualTo(severity);
        assertThat(finding.statement()).isEqualTo("`shop` needs `payments`, which is one for all regions");
        assertThat(finding.fix().contains("`sla`")).isEqualTo(severity == Severity.WARNING);
    }

    @Test
    void is_not_named_where_it_is_soft_regional_or_of_no_declared_scope() {
        Found.isFree(shop("soft", "scope: global", "rto: 1h"), Rule.SHARED_BY_ALL_REGIONS);
        Found.isFree(shop("hard", "scope: regional", "rto: 1h"), Rule.SHARED_BY_ALL_REGIONS);
        Found.isFree(shop("hard", "sla: 99.9%", "rto: 1h"), Rule.SHARED_BY_ALL_REGIONS);
    }
}
