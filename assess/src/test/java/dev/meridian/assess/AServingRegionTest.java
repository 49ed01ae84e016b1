package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Findings about several regions look at those that can serve.
class AServingRegionTest {
    private static Read shop(String third, String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}, us-east-2: %s}
            services: {web: {secrets: [key], dependsOn: {login: hard, orders: hard}}}
            secrets: {key: {store: secrets-manager, replicate: false}}
            external: {login: {in: [us-east-1, us-west-2]}}
            data: {orders: {kind: postgresql, replication: async}}
            failover: {mode: manual}
            """.formatted(third), sets);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{role: standby, promotable: false}",
                "{role: standby, capacity: {min: 0%, max: 0%}}",
                "{role: standby}"
            })
    void is_no_standby_that_cannot_take_over(String third) {
        Read file = third.equals("{role: standby}") ? shop(third, "failover.targets=[us-west-2]") : shop(third);
        Found.isFree(file, Rule.ONE_REGION_DEPENDENCY);
        assertThat(Found.only(file, Rule.SECRETS_STAY).statement()).endsWith("and not copied to us-west-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{role: standby}", "{role: active}", "{role: standby, capacity: {min: 0%, max: 100%}}"})
    void is_each_region_that_serves_or_may_take_over(String third) {
        assertThat(Found.only(shop(third), Rule.ONE_REGION_DEPENDENCY).statement())
                .endsWith("and not in us-east-2");
        assertThat(Found.only(shop(third), Rule.SECRETS_STAY).statement())
                .endsWith("and not copied to us-west-2 and us-east-2");
    }

    @ParameterizedTest
    @CsvSource({"westeurope, error", "eastus, error", "northeurope, error"})
    void needs_a_service_that_one_region_runs_whichever_that_is(String place) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {westeurope: {role: active}, eastus: {role: active}, northeurope: {role: active}}
            services:
              web: {dependsOn: {tokens: hard}}
              tokens: {in: [%s]}
            """.formatted(place));
        assertThat(Found.only(file, Rule.ONE_REGION_DEPENDENCY).statement())
                .isEqualTo("`web` runs in 3 regions and needs `tokens`, which runs in " + place + " only");
        Found.isFree(file.with("services.web.dependsOn.tokens=soft"), Rule.ONE_REGION_DEPENDENCY);
        Found.isFree(file.with("services.web.in=[" + place + "]"), Rule.ONE_REGION_DEPENDENCY);
        Found.isFree(
                file.with("failover.steps.start={after: promote, before: route, action: {restart: tokens}}"),
                Rule.ONE_REGION_DEPENDENCY);
    }

    @Test
    void takes_no_load_where_no_service_runs() {
        Read file = shop("{role: standby, capacity: {min: 0%, max: 40%}}", "objectives.rto=1h");
        assertThat(Found.of(file, Rule.SECONDARY_TOO_SMALL)).hasSize(1);
        assertThat(Found.of(file, Rule.CAPACITY_NOT_RESERVED)).hasSize(1);
        Read there = file.with("services.web.in=[us-east-1, us-west-2]");
        Found.isFree(there, Rule.SECONDARY_TOO_SMALL);
        Found.isFree(there, Rule.CAPACITY_NOT_RESERVED);
    }

    @Test
    void lacks_no_group_of_machines_where_it_has_machines_of_its_own() {
        Read file = shop("{role: active}", "compute.nodes.general={in: us-east-1, count: 3}", "objectives.rto=1h");
        assertThat(Found.of(file, Rule.SECONDARY_TOO_SMALL))
                .extracting(Finding::statement)
                .containsExactly("`general` is not in us-west-2");
        assertThat(Found.of(file.with("compute.nodes.other={in: us-east-2, count: 3}"), Rule.SECONDARY_TOO_SMALL))
                .hasSize(2);
    }

    private static Read bank(String roles, String service, String... sets) {
        return Read.of("""
            meridian: 1
            applications: {shop: {}, bank: {roles: %s}}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}, eu-west-1: {}}
            failover: {mode: manual, targets: [us-west-2]}
            services: {web: {application: shop}, pay: %s}
            data: {ledger: {application: bank, kind: postgresql, in: [eu-west-1]}}
            """.formatted(roles, service), sets);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        {eu-west-1: primary}                      | {application: bank}                               | eu-west-1
        {eu-west-1: primary}                      | {application: bank, in: [eu-west-1, us-west-2]}   | us-west-2 eu-west-1
        {eu-west-1: primary, us-east-1: standby}  | {application: bank, in: [eu-west-1]} | us-east-1 us-west-2 eu-west-1
        """)
    void is_no_region_of_other_applications(String roles, String service, String regions) {
        Subject subject = bank(roles, service).subject();
        assertThat(subject.blueprint().applications().get("bank").roles().keySet())
                .extracting(region -> region.text())
                .containsExactly(regions.split(" "));
        assertThat(subject.blueprint().applications().get("shop").roles()).hasSize(2);
    }

    @Test
    void is_named_in_a_note_where_the_regions_alone_have_its_role() {
        assertThat(Found.only(bank("{eu-west-1: primary}", "{application: bank}"), Rule.ROLES_FROM_REGIONS)
                        .statement())
                .isEqualTo("`bank` has nothing in us-east-1 and us-west-2");
        assertThat(Found.only(
                                bank("{eu-west-1: primary, us-east-1: standby}", "{application: bank}"),
                                Rule.ROLES_FROM_REGIONS)
                        .statement())
                .isEqualTo("`bank` is in us-west-2 by the roles of `regions` alone");
        Found.isFree(
                bank("{eu-west-1: primary, us-east-1: standby, us-west-2: standby}", "{application: bank}"),
                Rule.ROLES_FROM_REGIONS);
    }
}
