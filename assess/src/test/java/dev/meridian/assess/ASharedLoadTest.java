package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Of regions that share a load, those that are left take all of it.
class ASharedLoadTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        services.web.replicas=3           | 3 replicas of `web` at most, where all regions run 6
        services.web.replicas=3..5        | 5 replicas of `web` at most, where all regions run 6
        compute.nodes.all={count: 4..6}   | 6 nodes of `all` at most, where all regions run 8
        services.web.replicas=3..6        | ""
        services.web.replicas=3..         | ""
        """)
    void is_asked_about_where_they_have_less_at_most_than_all_run(String set, String statement) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: active}, us-west-2: {role: active}}
            compute: {platform: kubernetes}
            services: {web: {}}
            """, set);
        List<Finding> found = Found.of(file, Rule.SECONDARY_TOO_SMALL);
        assertThat(found)
                .extracting(Finding::statement)
                .isEqualTo(statement.isEmpty() ? List.of() : List.of("without us-east-1, us-west-2 has " + statement));
        assertThat(found).allMatch(finding -> finding.severity() == Severity.NOTE);
        Found.isFree(file.with("failover.steps.scale={takes: 5m}"), Rule.SECONDARY_TOO_SMALL);
        Found.isFree(
                file.with("regions.us-east-1.role=primary", "regions.us-west-2.role=standby"),
                Rule.SECONDARY_TOO_SMALL);
    }

    @ParameterizedTest
    @CsvSource({"5, true", "8, false"})
    void is_compared_with_a_quota(String quota, boolean isShort) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: active, quota: {machines: %s}}
              us-west-2: {role: active, quota: {machines: %s}}
            compute: {platform: kubernetes, nodes: {all: {count: 4..20}}}
            services: {web: {}}
            """.formatted(quota, quota));
        assertThat(Found.of(file, Rule.SECONDARY_TOO_SMALL)).hasSize(isShort ? 1 : 0);
    }
}
