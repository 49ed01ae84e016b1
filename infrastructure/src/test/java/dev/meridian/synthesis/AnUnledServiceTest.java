package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A service that is to write in the primary region and runs in others.
@DisplayName("A service that nothing leads to the writer")
class AnUnledServiceTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, eu-west-1: {role: active}, ap-south-1: {role: active}}
            services:
              web: {port: 8080, health: /health, image: acme/web, dependsOn: {orders: {need: hard, in: primary}}}
            data: {orders: {kind: postgresql, runs: provider, replication: async}}
            compute: {platform: PLATFORM}
            """;

    private static final String ROW = "| 5 | `services.web.dependsOn.orders.in` | `primary` in ";

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "ecs-fargate"})
    void has_a_row_until_networks_are_connected(String platform) {
        String shop = SHOP.replace("PLATFORM", platform);
        SequencedMap<String, String> apart = Written.of(shop);
        assertThat(told(apart)).isEqualTo(1);
        assertThat(file(apart, "UNRENDERED.md"))
                .contains(ROW + "`eu-west-1`, `ap-south-1` | ", "no network leads there")
                .contains("`network.peering: full-mesh`", "`ORDERS_WRITER_HOST` says where it is");
        SequencedMap<String, String> meshed = Written.of(shop + "network: {peering: full-mesh}\n");
        assertThat(told(meshed)).isEqualTo(3);
        assertThat(file(meshed, "UNRENDERED.md")).doesNotContain("dependsOn");
        assertThat(file(
                        Written.of(shop + "network: {peering: {links: {a: {from: us-east-1, to: ap-south-1}}}}\n"),
                        "UNRENDERED.md"))
                .contains(ROW + "`eu-west-1` | ");
        assertThat(file(Written.of(shop.replace("in: primary", "in: same")), "UNRENDERED.md"))
                .doesNotContain("dependsOn");
    }

    /// In how many regions it is told of the writer.
    private static long told(SequencedMap<String, String> files) {
        return files.entrySet().stream()
                .filter(entry ->
                        entry.getKey().endsWith("cloud.yaml") || entry.getKey().endsWith("service-web.tf"))
                .filter(entry -> entry.getValue().contains("ORDERS_WRITER_HOST"))
                .count();
    }

    /// What every region has for itself is beside the service, and no network changes that.
    @ParameterizedTest
    @ValueSource(strings = {"replication: none", "kind: object"})
    void has_one_where_no_network_would_help(String changed) {
        String shop = SHOP.replace("PLATFORM", "kubernetes") + "network: {peering: full-mesh}\n";
        assertThat(file(
                        Written.of(
                                changed.startsWith("kind")
                                        ? shop.replace("kind: postgresql", changed)
                                        : shop.replace("replication: async", changed)),
                        "UNRENDERED.md"))
                .contains(ROW + "`eu-west-1`, `ap-south-1` | ")
                .contains("`in: same`, if the one beside it will do")
                .doesNotContain("no network leads there");
        assertThat(file(
                        Written.of(shop.replace("us-east-1", "us-central1")
                                .replace("eu-west-1", "europe-west1")
                                .replace("ap-south-1", "asia-southeast1")),
                        "UNRENDERED.md"))
                .contains(
                        ROW + "`europe-west1`, `asia-southeast1` | ", "services are led to another region of AWS only");
    }
}
