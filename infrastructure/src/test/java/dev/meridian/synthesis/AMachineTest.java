package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which machines a cluster has for the copies of services that run on them.
@DisplayName("A machine of a cluster")
class AMachineTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions: {REGION: {role: primary}}
            services:
              web: {port: 8080, health: /health, image: shop/web, resources: {SIZE}}
              small: {port: 8080, health: /health, image: shop/small, runsOn: main}
            compute: {platform: kubernetes, nodes: {NODES}}
            """;

    private static String shop(String region, String size, String nodes) {
        return SHOP.replace("REGION", region).replace("SIZE", size).replace("NODES", nodes);
    }

    /// What a machine keeps to itself is not a copy's: 2 processors do not hold a copy of 2.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eu-west-1    |                        | m6i.large
            eu-west-1    | cpu: 1500m             | m6i.large
            eu-west-1    | cpu: 2                 | m6i.xlarge
            eu-west-1    | memory: 7Gi            | m6i.xlarge
            eu-west-1    | 'cpu: 4, memory: 16Gi' | m6i.2xlarge
            eu-west-1    | memory: 200Gi          | m6i.16xlarge
            europe-west1 | 'cpu: 4, memory: 16Gi' | e2-standard-8
            westeurope   | 'cpu: 4, memory: 16Gi' | Standard_D8s_v5
            """)
    void is_as_large_as_the_largest_copy_needs(String region, String size, String type) {
        String said = size == null ? "" : size;
        assertThat(String.join(
                        "\n",
                        Written.of(shop(region, said, "main: {count: 2..4}")).values()))
                .contains("\"" + type + "\"");
    }

    /// Of a group for which the file names types nothing changes; another one gives way to the large copy.
    @Test
    void is_small_where_another_group_has_room_for_what_is_large() {
        String size = "cpu: 4, memory: 16Gi";
        SequencedMap<String, String> files =
                Written.of(shop("eu-west-1", size, "main: {count: 2}, large: {types: [r5.4xlarge], count: 2}"));
        assertThat(file(files, "terraform/regions/eu-west-1/nodes.tf")).contains("\"m6i.large\"", "\"r5.4xlarge\"");
        assertThat(Written.of(shop("eu-west-1", size, "main: {count: 2}, other: {types: [m6i.large], count: 2}")))
                .hasEntrySatisfying(
                        "terraform/regions/eu-west-1/nodes.tf",
                        text -> assertThat(text).contains("\"m6i.2xlarge\"", "\"m6i.large\""));
        assertThat(Written.of(shop("eu-west-1", size, "main: {types: [i4i.large], count: 2}")))
                .as("nobody knows how large the machine is")
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eu-west-1    | cpu: 1m     | main: {types: [t2.nano]}             | no machine of `main` has room for a copy of | `m6i.large`
            eu-west-1    | cpu: 3      | 'main: {types: [t3.large, m7g.large]}' | of processors                             | `m6i.xlarge`
            eu-west-1    | memory: 30Gi | main: {types: [g5.xlarge], gpu: true}, rest: {types: [c5.4xlarge]} | 30720 MiB | `m6i.4xlarge`
            europe-west1 | cpu: 3      | main: {types: [e2-standard-2]}       | for a copy of `web`                         | `e2-standard-4`
            westeurope   | cpu: 3      | main: {types: [Standard_D2s_v5]}     | for a copy of `web`                         | `Standard_D4s_v5`
            eu-west-1    | cpu: 1      | 'main: {}, gpu: {types: [p5.48xlarge]}' | `p5.48xlarge` has a GPU, and the group does not say | `gpu: true`
            eu-west-1    | cpu: 1      | 'main: {gpu: true}'                  | every group of machines is for what asks    | `web` would wait for ever
            westeurope   | cpu: 1      | 'main: {spot: true}'                 | those of Azure with `spot: true`            | a group without it
            westeurope   | cpu: 1      | 'main: {}, gpu: {types: [Standard_NC4as_T4_v3]}' | has a GPU                   | `gpu: true`
            """)
    void is_refused_where_no_copy_would_start_on_it_or_any_copy_would(
            String region, String size, String nodes, String what, String fix) {
        assertThat(Written.problems(shop(region, size, nodes))).contains("MER-0099", "x.yaml:7:", what, fix);
    }

    @Test
    void is_there_for_what_a_cluster_runs_itself() {
        String shop = shop("eu-west-1", "", "main: {gpu: true}").replace("web: {", "web: {runsOn: main, ");
        assertThat(Written.problems(shop)).contains("the DNS of the cluster would wait for ever");
        assertThat(Written.of(shop.replace("eu-west-1", "westeurope")))
                .as("AKS has machines of its own for that")
                .isNotEmpty();
    }

    @Test
    void is_none_that_is_large_enough_for_any_copy() {
        assertThat(Written.problems(shop("eu-west-1", "memory: 600Gi", "main: {count: 2}")))
                .contains("MER-0099", "x.yaml:5:", "no machine that would be chosen has room for a copy of `web`");
    }

    /// Each copy has a GPU of its own.
    @Test
    void bears_no_more_copies_than_it_has_GPUs() {
        String shop = shop("eu-west-1", "cpu: 1", "main: {count: 2}, gpu: {types: [g5.xlarge], count: 1..3, gpu: true}")
                .replace("resources:", "runsOn: gpu, replicas: 2..9, resources:");
        SequencedMap<String, String> files = Written.of(shop);
        assertThat(file(files, "kubernetes/overlays/eu-west-1/otherwise.yaml")).contains("maxReplicas: 3");
        assertThat(file(files, "UNRENDERED.md"))
                .containsPattern("`services.web.replicas` \\| `2..9` \\| .*3 GPUs in eu-west-1 at most");
        assertThat(file(Written.of(shop.replace("g5.xlarge", "p5.48xlarge")), "UNRENDERED.md"))
                .as("nobody knows how many GPUs the machine has")
                .doesNotContain("services.web.replicas");
    }
}
