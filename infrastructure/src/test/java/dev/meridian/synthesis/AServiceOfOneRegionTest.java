package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Services that differ from the others of their file: by where they run, on what, how they are asked, and who
/// reaches them.
@DisplayName("A service that differs from others")
class AServiceOfOneRegionTest {
    private static final String SHOP = """
            meridian: 1
            application: global
            regions: {eu-west-1: {role: primary}, us-east-1: {role: active}}
            services:
              all: {port: 8080, health: /health, image: shop/all:1, dependsOn: {primary: hard, batch: soft}}
              batch: {port: 8081, health: /health, image: shop/batch:1}
            data: {primary: {kind: dynamodb, runs: provider, replication: provider}}
            compute: {platform: kubernetes}
            traffic: {entrances: {none: {host: shop.acme.test, to: all, route: [latency, health]}}}
            failover: {probes: {site: {kind: https, to: all, path: /open}}}
            """;

    private static final String UNRENDERED = "UNRENDERED.md";

    private static SequencedMap<String, String> with(String before, String after) {
        assertThat(SHOP).contains(before);
        return Written.of(SHOP.replace(before, after));
    }

    private static String all(SequencedMap<String, String> files, String folder) {
        StringBuilder text = new StringBuilder();
        files.forEach((path, content) -> text.append(path.startsWith(folder) ? content : ""));
        return text.toString();
    }

    @Test
    void runs_in_its_regions_only() {
        SequencedMap<String, String> files = with("batch: {port", "batch: {in: [us-east-1], port");
        assertThat(all(files, "kubernetes/overlays/us-east-1")).contains("base/services/batch");
        assertThat(all(files, "kubernetes/overlays/eu-west-1"))
                .contains("base/services/all")
                .doesNotContain("base/services/batch");
        assertThat(file(files, UNRENDERED)).doesNotContain("services.batch.in");
    }

    @ParameterizedTest
    @CsvSource({"functions", "virtual-machines", "container-service", "ecs-fargate"})
    void is_not_written_where_it_runs_on_another_platform(String platform) {
        SequencedMap<String, String> files = with("batch: {port", "batch: {platform: " + platform + ", port");
        assertThat(all(files, "kubernetes/")).contains("services/all").doesNotContain("services/batch");
        assertThat(file(files, UNRENDERED))
                .containsPattern("`services.batch.platform` .*runs on another platform")
                .containsPattern("`services.batch.image` .*runs on another platform");
        assertThat(file(with("batch: {port", "batch: {platform: kubernetes, port"), UNRENDERED))
                .doesNotContain("services.batch");
    }

    @Test
    void is_asked_on_its_port_of_health_for_its_codes() {
        SequencedMap<String, String> files = with(
                "health: /health, image: shop/all",
                "health: {path: /live, port: 9090, accept: [200, 204, 3xx]}, image: shop/all");
        String region = all(files, "terraform/regions/us-east-1");
        assertThat(region)
                .containsPattern("path += \"/live\"\n +port += \"9090\"")
                .contains("matcher  = \"200,204,300-399\"")
                .contains("cluster_9090");
        String cluster = all(files, "kubernetes/");
        assertThat(cluster)
                .containsPattern("name: health\n +containerPort: 9090")
                .containsPattern("path: /live\n +port: health");
        assertThat(all(files, "terraform/")).contains("/open").doesNotContain("resource_path           = \"/live\"");
        assertThat(file(files, UNRENDERED)).doesNotContain("services.all.health");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {kind: https, to: all, path: /open} | {kind: tcp, to: primary} | 9090 | 200 | nothing that users reach tells
            path: /open | path: /open, decides: false            | 9090 | 200 | nothing that users reach tells
            kubernetes  | ecs-fargate                            | 9090 | 200 | cannot be asked on port 9090 on Fargate
            path: /open | path: /open                            | 8080 | 401 | would never count as healthy
            path: /open | path: /open                            | 8080 | 5xx | would never count as healthy
            """)
    void is_refused_where_healthy_copies_would_be_taken_out(
            String before, String after, int port, String code, String what) {
        String text = SHOP.replace(
                "/health, image: shop/all",
                "{path: /live, port: %d, accept: [%s]}, image: shop/all".formatted(port, code));
        assertThat(Written.problems(text.replace(before, after))).contains(what);
    }

    @Test
    void is_not_open_to_the_internet_where_its_entrance_is_internal() {
        SequencedMap<String, String> files = with("{host: shop", "{scope: internal, host: shop");
        assertThat(all(files, "terraform/")).doesNotContain("aws_lb\"", "shop.acme.test");
        assertThat(all(files, "kubernetes/")).doesNotContain("shop.acme.test");
        assertThat(file(files, UNRENDERED))
                .containsPattern("`traffic.entrances.none.scope` .*open to the internet")
                .containsPattern("`traffic.entrances.none.host` .*open to the internet");
    }

    @Test
    void finds_rows_by_the_key_that_its_table_declares() {
        String declared = all(
                with("{kind: dynamodb", "{key: {partition: customerId, sort: placedAt}, kind: dynamodb"),
                "terraform/regions/eu-west-1");
        assertThat(declared).containsPattern("hash_key += \"customerId\"").containsPattern("range_key += \"placedAt\"");
        String single = all(with("{kind: dynamodb", "{key: id, kind: dynamodb"), "terraform/regions/eu-west-1");
        assertThat(single).containsPattern("hash_key += \"id\"").doesNotContain("range_key");
        assertThat(all(Written.of(SHOP), "terraform/regions/eu-west-1")).containsPattern("hash_key += \"pk\"");
    }
}
