package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Alarms, pages and pipelines are written where a region is of AWS; where none is, a file that asks for them is
/// told so by line.
@DisplayName("An estate without AWS")
class AnEstateWithoutAwsTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions: {ONE: {role: primary}, OTHER: {role: active}}
            services: {web: {image: "shop/web:1", dependsOn: {orders: hard, carts: soft}}}
            data:
              orders: {kind: postgresql, runs: provider, replication: {mode: async, alarmOnLag: 30s}, primary: ONE}
              carts: {kind: dynamodb, runs: provider, replication: provider, backup: {pointInTime: true}}
            compute: {platform: kubernetes}
            deploy: {prerequisites: {credentials: true, tools: {terraform: ">=1.5"}}}
            traffic: {certificates: {watch: true}}
            operations: {reviews: {daily: [health]}, contacts: {team: team@shop.test}}
            """;

    @ParameterizedTest
    @CsvSource({"europe-west1, us-central1", "westeurope, northeurope"})
    void tells_of_each_line_that_only_aws_has(String one, String other) {
        String page = file(Written.of(SHOP.replace("ONE", one).replace("OTHER", other)), "UNRENDERED.md");
        assertThat(page)
                .contains(
                        "`data.orders.replication.alarmOnLag` | `30s` | written for regions of AWS",
                        "`data.carts.kind` | `dynamodb` | no such store is written for the clouds of its regions",
                        "`data.carts.backup.pointInTime`",
                        "`deploy.prerequisites.credentials`",
                        "`deploy.prerequisites.tools.terraform`",
                        "`traffic.certificates.watch`",
                        "`operations.reviews.daily`",
                        "`operations.contacts.team`")
                .doesNotContain("data.orders.kind", "data.orders.replication.mode");
    }
}
