package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// A pinned version, judged by the calendars of the platforms on which it runs.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AVersionTest {
    private static List<String> said(String regions, String rest) {
        Subject subject = Read.of("meridian: 1\napplication: shop\nregions: {" + regions
                        + "}\nservices: {web: {dependsOn: {orders: hard}}}\n" + rest + "\n")
                .subject();
        List<Finding> findings = new ArrayList<>();
        VersionRules.check(subject, LocalDate.of(2026, 11, 20), findings);
        return findings.stream().map(Finding::statement).toList();
    }

    private static String kubernetes(String version) {
        return "data: {orders: {kind: postgresql, replication: async}}\ncompute: {platform: kubernetes, version: "
                + version + "}";
    }

    @Test
    void of_kubernetes_ends_on_the_day_of_the_clouds_own_service() {
        assertThat(said("us-east-1: {role: primary}, eu-west-1: {role: standby}", kubernetes("1.34")))
                .containsExactly("Kubernetes 1.34 on Amazon EKS will be out of support from 2026-12-02");
        assertThat(said(
                        "us-central1: {role: primary, provider: gcp}, us-east1: {role: standby, provider: gcp}",
                        kubernetes("1.34")))
                .containsExactly("Kubernetes 1.34 on GKE has been out of support since 2026-10-01");
        assertThat(said(
                        "westeurope: {role: primary, provider: azure}, northeurope: {role: standby, provider: azure}",
                        kubernetes("1.34")))
                .containsExactly("Kubernetes 1.34 on AKS will be out of support from 2026-11-30");
    }

    @Test
    void of_kubernetes_on_several_clouds_ends_on_the_earliest_day() {
        assertThat(said("us-east-1: {role: primary}, us-east1: {role: standby, provider: gcp}", kubernetes("1.34")))
                .containsExactly("Kubernetes 1.34 on GKE has been out of support since 2026-10-01, on Amazon EKS from"
                        + " 2026-12-02");
    }

    @Test
    void of_kubernetes_is_that_of_the_regions_that_run_it() {
        String elsewhere =
                "us-east-1: {role: primary}, us-east1: {role: standby, provider: gcp, overrides: {compute: %s}}";
        assertThat(said(elsewhere.formatted("{platform: virtual-machines}"), kubernetes("1.34")))
                .containsExactly("Kubernetes 1.34 on Amazon EKS will be out of support from 2026-12-02");
        assertThat(said(elsewhere.formatted("{version: 1.34}"), kubernetes("1.35")))
                .containsExactly("Kubernetes 1.34 on GKE has been out of support since 2026-10-01");
        String onFargate = kubernetes("1.34").replace("platform: kubernetes", "platform: ecs-fargate");
        assertThat(said(elsewhere.formatted("{platform: kubernetes}"), onFargate))
                .containsExactly("Kubernetes 1.34 on GKE has been out of support since 2026-10-01");
    }

    @Test
    void on_a_cloud_without_a_calendar_is_not_judged() {
        assertThat(said(
                        "fsn1: {role: primary, provider: other, jurisdiction: de},"
                                + " hel1: {role: standby, provider: other, jurisdiction: fi}",
                        kubernetes("1.24")))
                .isEmpty();
    }

    @Test
    void of_a_managed_database_ends_on_the_day_of_its_provider_and_of_a_self_run_one_on_that_of_its_makers() {
        String regions = "us-east-1: {role: primary}, eu-west-1: {role: standby}";
        String mysql = "data: {orders: {kind: mysql, version: 8.0, %s replication: async}}";
        assertThat(said(regions, mysql.formatted("runs: provider,")))
                .containsExactly("MySQL 8.0 on Amazon RDS has been out of support since 2026-07-31");
        assertThat(said(regions, mysql.formatted("runs: self,")))
                .containsExactly("MySQL 8.0 has been out of support since 2026-04-30");
        String postgresql = "data: {orders: {kind: postgresql, version: 14, %s replication: async}}";
        assertThat(said(regions, postgresql.formatted("runs: provider,"))).isEmpty();
        assertThat(said(regions, postgresql.formatted("runs: self,")))
                .containsExactly("PostgreSQL 14 has been out of support since 2026-11-12");
    }

    @Test
    void of_vault_ends_with_the_third_version_after_it() {
        String regions = "us-east-1: {role: primary}, eu-west-1: {role: standby}";
        String vault = "data: {orders: {kind: vault, runs: operator, version: '%s', replication: {mode: async}}}";
        assertThat(said(regions, vault.formatted("1.13.4")))
                .containsExactly("Vault 1.13.4 has been out of support since 2024-03-25");
        assertThat(said(regions, vault.formatted("1.8")))
                .containsExactly("Vault 1.8 has been out of support since before 2022-10-10");
        assertThat(said(regions, vault.formatted("1.21"))).isEmpty();
    }
}
