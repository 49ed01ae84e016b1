package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who gets to a store of AWS: the services beside it, and those of another region with something to do there.
@DisplayName("A reached store")
class AReachedStoreTest {
    private static final String FILE = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary, cidr: 10.1.0.0/16}
              us-east-1: {role: active, cidr: 10.2.0.0/16}
            services: {web: {port: 8080, health: /health, dependsOn: {orders: hard, cache: soft, prices: soft}}}
            data:
              orders: {kind: postgresql, runs: provider, replication: async}
              prices: {kind: postgresql, runs: provider, in: [eu-west-1], replication: none}
              cache: {kind: redis, runs: provider, replication: none}
            network: {peering: full-mesh}
            """;

    private static final String MANY = "orders: {kind: postgresql, runs: provider, replication: async}";

    private static final String MANY_WITH_PRIMARY =
            "orders: {kind: postgresql, runs: provider, replication: async, primary: eu-west-1}";

    private static final String IN_CLUSTERS = FILE + "compute: {platform: kubernetes}\n";

    private static final String REACH = "terraform/links/eu-west-1--us-east-1/reach.tf";

    @Test
    void is_reached_from_regions_that_follow_it_and_from_those_that_have_none() {
        String reach = file(Written.of(FILE), REACH);
        assertThat(reach)
                .contains("\"shop-eu-west-1-orders\"", "\"shop-us-east-1-orders\"", "\"shop-eu-west-1-prices\"")
                .contains("\"Services of us-east-1\"", "\"10.2.0.0/19\"", "\"10.1.0.0/19\"")
                .doesNotContain("cache", "/16", "10.0.0.0/8", "shop-us-east-1-prices");
    }

    @Test
    void is_reached_from_afar_where_the_file_says_that_any_copy_will_do() {
        assertThat(file(Written.of(FILE.replace("cache: soft", "cache: {need: soft, in: any}")), REACH))
                .contains("\"shop-eu-west-1-cache\"", "\"shop-us-east-1-cache\"");
    }

    @Test
    void is_not_reached_where_networks_are_not_connected() {
        assertThat(Written.of(FILE.replace("network: {peering: full-mesh}\n", "")))
                .doesNotContainKey(REACH);
    }

    /// Each of these is a policy of the role that reaches it, and AWS takes 10,240 characters of them.
    @Test
    void is_one_too_many_where_a_role_cannot_hold_what_it_may_reach() {
        StringBuilder regions = new StringBuilder();
        List.of(
                        "us-west-2",
                        "ca-central-1",
                        "eu-central-1",
                        "eu-north-1",
                        "ap-southeast-1",
                        "ap-northeast-1",
                        "sa-east-1")
                .forEach(region -> regions.append("  ").append(region).append(": {role: active}\n"));
        String nine = IN_CLUSTERS.replace("services:", regions + "services:").replaceAll(", cidr: [0-9./]+", "");
        assertThat(Written.of(nine)).isNotEmpty();
        StringBuilder stores = new StringBuilder();
        StringBuilder needs = new StringBuilder();
        for (int i = 1; i <= 7; i++) {
            stores.append("  more-").append(i).append(": {kind: postgresql, runs: provider, replication: async}\n");
            needs.append(", more-").append(i).append(": soft");
        }
        assertThat(Written.problems(
                        nine.replace("data:\n", "data:\n" + stores).replace("prices: soft", "prices: soft" + needs)))
                .contains("MER-0099", "x.yaml:13:", "its role shop-", "-web would have policies of about", "10,240");
    }

    @Test
    void is_known_to_who_reaches_it_and_lets_them_in() {
        SequencedMap<String, String> files = Written.of(IN_CLUSTERS);
        assertThat(file(files, REACH))
                .containsPattern("name +=\\s\"/shop-us-east-1/orders/eu-west-1/host\"")
                .containsPattern("name +=\\s\"/shop-eu-west-1/orders/us-east-1/host\"")
                .containsPattern("name +=\\s\"/shop-us-east-1/prices/eu-west-1/host\"")
                .containsPattern("role +=\\s\"shop-us-east-1-\\$\\{each.key}\"")
                .contains("dbuser:${data.aws_db_instance.orders_here_reached.resource_id}/${each.key}")
                .contains("toset([\"web\"])");
        assertThat(file(files, "kubernetes/overlays/us-east-1/cloud.yaml"))
                .containsPattern("ORDERS_HOST\\s+remoteRef:\\s+key: /shop-us-east-1/orders/host")
                .containsPattern("ORDERS_WRITER_HOST\\s+remoteRef:\\s+key: /shop-us-east-1/orders/eu-west-1/host")
                .containsPattern("PRICES_HOST\\s+remoteRef:\\s+key: /shop-us-east-1/prices/eu-west-1/host");
        assertThat(file(files, "kubernetes/overlays/eu-west-1/cloud.yaml"))
                .containsPattern("ORDERS_WRITER_HOST\\s+remoteRef:\\s+key: /shop-eu-west-1/orders/host")
                .containsPattern("PRICES_HOST\\s+remoteRef:\\s+key: /shop-eu-west-1/prices/host")
                .doesNotContain("PRICES_WRITER_HOST", "CACHE_WRITER_HOST");
        assertThat(file(files, "kubernetes/overlays/us-east-1/kustomization.yaml"))
                .contains(
                        "PRICES_PORT=5432",
                        "PRICES_USER=web",
                        "PRICES_REGION=eu-west-1",
                        "ORDERS_WRITER_REGION=eu-west-1")
                .doesNotContain("ORDERS_REGION", "CACHE_REGION");
    }

    @Test
    void is_written_where_the_file_says_and_its_roots_of_pairs_stay_the_same() {
        SequencedMap<String, String> before = Written.of(IN_CLUSTERS.replace(MANY, MANY_WITH_PRIMARY));
        SequencedMap<String, String> after = Written.of(
                IN_CLUSTERS.replace(MANY, MANY_WITH_PRIMARY.replace("primary: eu-west-1", "primary: us-east-1")));
        assertThat(file(after, REACH)).isEqualTo(file(before, REACH));
        assertThat(file(after, "kubernetes/overlays/eu-west-1/cloud.yaml"))
                .containsPattern("ORDERS_WRITER_HOST\\s+remoteRef:\\s+key: /shop-eu-west-1/orders/us-east-1/host");
    }

    @ParameterizedTest
    @MethodSource("dev.meridian.synthesis.Written#systems")
    void lets_in_no_network_as_a_whole(String system) {
        SequencedMap<String, String> files = Written.example(system);
        files.forEach((path, text) -> {
            if (path.matches("terraform/regions/.*/(database|cache|messages|search)-.*\\.tf")) {
                assertThat(text).as(path).doesNotContain("10.0.0.0/8", "aws_vpc.main.cidr_block");
            }
        });
    }
}
