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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        us-east-1: {role: active}, us-west-2: {role: active}                            | the other takes twice its load
        us-east-1: {role: active}, us-west-2: {role: active}, eu-west-1: {role: active} | the others take 50 % more load each
        """)
    void is_asked_about_where_nothing_says_how_much_they_bear(String regions, String more) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {%s}
            services: {web: {}}
            traffic: {entrances: {web: {route: [latency, health], providers: [route53]}}}
            """.formatted(regions), "objectives.rto=15m");
        Found.isFree(new Read(file.name(), file.text(), file.environment(), List.of()), Rule.LOAD_NOT_SHOWN);
        assertThat(Found.only(file, Rule.LOAD_NOT_SHOWN).statement()).contains(more);
        for (String set : List.of(
                "drills.may={date: 2026-05-04, regions: [us-east-1], passed: true}",
                "regions.us-east-1.capacity=100%",
                "failover.steps.scale={takes: 5m}",
                "regions.us-west-2.capacity=50%",
                "traffic.entrances.web.health=none")) {
            Found.isFree(file.with(set), Rule.LOAD_NOT_SHOWN);
        }
        Found.only(
                file.with("drills.may={date: 2026-05-04, regions: [us-east-1], passed: false}"), Rule.LOAD_NOT_SHOWN);
    }
}
