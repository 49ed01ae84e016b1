package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A service of which nothing is written that would run it: its team does, in a way that no page can know.
@DisplayName("A service that nothing here runs")
class AServiceOfItsTeamTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions: {eu-west-1: {role: primary}, us-east-1: {role: active}}
            services:
              web: {port: 8080, health: /health, image: acme/web, replicas: 2..6, secrets: [token], dependsOn:
                {orders: hard, notes: soft, sessions: soft, ev: soft, find: soft}}
            secrets: {token: {}}
            data:
              orders: {kind: postgresql, runs: provider, replication: {mode: async, via: aurora-global}}
              notes: {kind: postgresql, runs: provider, replication: async}
              sessions: {kind: redis, runs: provider, replication: {mode: async, via: global-datastore}}
              ev: {kind: kafka, runs: provider, topics: {clicks: {}}, replication: async}
              find: {kind: opensearch, runs: provider, replication: async}
            compute: {platform: ecs-ec2}
            network: {peering: full-mesh}
            traffic: {entrances: {web: {host: shop.acme.test}}}
            """;

    private static final String RUN = """
            meridian: 1
            application: run
            regions: {us-central1: {role: primary, provider: gcp}, europe-west1: {role: standby, provider: gcp}}
            services: {web: {port: 8080, health: /h, image: acme/web, loadBalancer: cloud-load-balancing}}
            data: {o: {kind: object, runs: provider, replication: async}}
            compute: {platform: cloud-run}
            traffic: {entrances: {web: {host: shop.acme.test, providers: google-cloud-dns, route: failover}}}
            """;

    private static final String MIXED = """
            meridian: 1
            application: mix
            regions:
              eastus: {role: primary, provider: azure}
              westus3: {role: standby, provider: azure}
              us-east-1: {role: standby}
              us-central1: {role: standby, provider: gcp}
            services: {web: {port: 8080, image: acme/web, health: /h, dependsOn: {o: hard}}}
            data: {o: {kind: postgresql, runs: provider, in: [eastus, westus3], replication: async}}
            compute: {platform: kubernetes}
            traffic: {entrances: {web: {host: shop.acme.test, providers: [google-cloud-dns, route53]}}}
            """;

    private static String pages(SequencedMap<String, String> files) {
        return files.entrySet().stream()
                .filter(one -> one.getKey().startsWith("runbooks/"))
                .map(one -> one.getValue())
                .collect(Collectors.joining());
    }

    private static String on(String platform) {
        return platform.isEmpty()
                ? SHOP.replaceAll("(?m)^compute: .*\n", "")
                : SHOP.replace("platform: ecs-ec2", "platform: " + platform);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs-ec2", ""})
    void has_no_command_on_any_page(String platform) {
        SequencedMap<String, String> files = Written.of(on(platform));
        assertThat(pages(files))
                .doesNotContain(
                        "aws ecs", "/aws/ecs/", "kubectl", "rollout", "scale deployment", "goes back to the old one")
                .doesNotContain("eu-west-1-web");
        assertThat(file(files, "runbooks/troubleshooting.md"))
                .contains("Nothing that is written here runs web", "copies that somebody registered")
                .contains("its logs, where its team keeps them");
        assertThat(file(files, "runbooks/security.md")).contains("no role of theirs is");
        assertThat(file(files, "runbooks/split-brain.md")).contains("where their team runs them");
        for (String page : new String[] {"database-failover", "cache"}) {
            assertThat(file(files, "runbooks/" + page + ".md"))
                    .contains("# nothing written here runs web of us-east-1");
        }
        assertThat(file(files, "README.md"))
                .doesNotContain("-web\\\"")
                .contains("# no role of a service is written for eu-west-1");
    }

    /// Otherwise the test above finds nothing where there would be something.
    @Test
    void has_them_where_something_here_runs_it() {
        SequencedMap<String, String> files = Written.of(on("ecs-fargate"));
        for (String page : new String[] {"troubleshooting", "security", "database-failover", "cache", "split-brain"}) {
            assertThat(file(files, "runbooks/" + page + ".md")).contains("aws ecs");
        }
        assertThat(file(files, "README.md")).contains("role/shop-eu-west-1-web\\\"");
        assertThat(file(files, "diagrams/overview.mmd")).contains("web<br/>2 to 6 copies");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs-ec2", ""})
    void is_drawn_as_what_is_not_written(String platform) {
        SequencedMap<String, String> files = Written.of(on(platform));
        for (String picture : new String[] {"overview.mmd", "eu-west-1.mmd"}) {
            assertThat(file(files, "diagrams/" + picture))
                    .contains("web<br/>not written here")
                    .doesNotContain("copies\"");
        }
        assertThat(file(files, "diagrams/overview.svg")).doesNotContain("1 service");
    }

    /// There is no `kubernetes/` that somebody could patch.
    @ParameterizedTest
    @ValueSource(strings = {"ecs-ec2", "", "ecs-fargate"})
    void is_not_said_to_be_patched_where_no_manifest_is(String platform) {
        String none = on(platform).replace("2..6", "0..6");
        SequencedMap<String, String> files = Written.of(none);
        assertThat(files.keySet()).noneMatch(path -> path.startsWith("kubernetes/"));
        assertThat(file(files, "UNRENDERED.md"))
                .contains("`services.web.replicas`")
                .doesNotContain("over an overlay");
        assertThat(file(Written.of(on("kubernetes").replace("2..6", "0..6")), "UNRENDERED.md"))
                .containsPattern("`services.web.replicas` .*over an overlay of `kubernetes/`");
    }

    /// An address that nothing is behind would be a name that answers nobody.
    @ParameterizedTest
    @ValueSource(strings = {"cloud-run", "ecs-fargate"})
    void has_no_entrance_outside_of_aws(String platform) {
        SequencedMap<String, String> files = Written.of(RUN.replace("cloud-run", platform));
        assertThat(files.keySet()).noneMatch(path -> path.contains("global-google") || path.contains("entrance"));
        assertThat(String.join("", files.values()))
                .doesNotContain("google_compute_global_address", "A name is opened once");
        assertThat(file(files, "UNRENDERED.md"))
                .containsPattern("\\| 7 \\| `traffic.entrances.web.host` .*a cluster makes .*`route53` among")
                .containsPattern("`services.web.port` \\| `8080`")
                .contains("`services.web.image`", "`services.web.health.path`", "`services.web.loadBalancer.kind`");
        assertThat(Written.of(RUN.replace("cloud-run", "kubernetes")).keySet())
                .contains("terraform/global-google/entrance-web.tf");
    }

    @Test
    void is_opened_by_the_cloud_that_has_a_load_balancer_for_it() {
        assertThat(Written.of(MIXED).keySet()).contains("terraform/global-google/entrance-web.tf");
        assertThat(Written.of(MIXED.replace("kubernetes", "ecs-fargate")).keySet())
                .contains("terraform/global/entrance-web.tf")
                .doesNotContain("terraform/global-google/entrance-web.tf");
    }

    /// Nothing is known of what it is told, and the group of a region is found without a cluster.
    @Test
    void is_not_said_to_run_in_regions_that_run_nothing() {
        SequencedMap<String, String> files = Written.of(MIXED.replace("kubernetes", "ecs-fargate"));
        assertThat(file(files, "UNRENDERED.md")).contains("| `data.o` | needed in `us-east-1` |");
        assertThat(file(files, "runbooks/region-loss.md"))
                .contains("--resource-group mix-westus3 --promote-mode", "gcloud compute regions describe us-central1")
                .doesNotContain("Its services run in the other regions");
        assertThat(file(Written.of(MIXED), "runbooks/region-loss.md"))
                .contains("Its services run in the other regions");
    }

    @Test
    void is_not_carried_by_regions_that_no_name_leads_to() {
        String page =
                file(Written.of(MIXED.replace("[google-cloud-dns, route53]", "route53")), "runbooks/region-loss.md");
        assertThat(page)
                .contains("there is no other region to send them to", "nothing shows it but what users were told")
                .doesNotContain("The others carry its users", "gives other addresses");
    }

    @Test
    void is_answered_for_by_reasons_of_its_own_cloud() {
        String google = RUN.replace("cloud-run", "kubernetes");
        assertThat(file(Written.of(google), "SECURITY.md"))
                .contains("KSV-0002", "KSV-0035")
                .doesNotContain("Amazon", "ECR", "machines of AWS");
        assertThat(file(Written.of(MIXED), "SECURITY.md")).contains("Amazon Linux 2023", "registry of ECR");
    }
}
