package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a service without a cluster is told, where it may write, and what ends it.
@DisplayName("A service on Fargate")
class AServiceOnFargateTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
            services:
              web:
                port: 8080
                health: /health
                image: shop/web:1.4
                secrets: [payments]
                dependsOn: {orders: hard, sessions: soft, carts: soft, files: soft, events: soft, find: soft}
              worker: {port: 8081, image: shop/worker:1.4}
            secrets: {payments: {store: secrets-manager}}
            traffic: {entrances: {web: {host: shop.acme.test, to: web, route: [latency, health]}}}
            data:
              orders: {kind: postgresql, runs: provider, replication: async}
              sessions: {kind: redis, runs: provider, replication: none}
              carts: {kind: dynamodb, replication: provider}
              files: {kind: object, replication: none}
              events: {kind: kafka, runs: provider, replication: none}
              find: {kind: opensearch, runs: provider, replication: none}
            compute: {platform: ecs-fargate}
            """;

    private static final String REGION = "terraform/regions/us-east-1/";

    private static SequencedSet<String> found(String pattern, String text) {
        SequencedSet<String> found = new TreeSet<>();
        for (Matcher matcher = Pattern.compile(pattern).matcher(text); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /// A number of copies that stays is Terraform's to keep; one that grows is not.
    @Test
    void has_no_more_copies_than_the_least_where_the_file_wants_it_to_stay() {
        String growing = file(Written.of(SHOP), REGION + "service-web.tf");
        assertThat(growing).contains("max_capacity       = 10", "ignore_changes = [desired_count]");
        String stays = SHOP.replace("ecs-fargate}", "ecs-fargate, scaling: {horizontal: false}}");
        assertThat(file(Written.of(stays), REGION + "service-web.tf"))
                .containsPattern("desired_count +=  ?2\n")
                .doesNotContain("appautoscaling", "desired_count]");
    }

    /// Whether anything else leads to its registry the file does not say.
    @Test
    void is_told_of_where_nothing_leads_to_the_registry_of_its_image() {
        String shut = SHOP.replace("shop/web:1.4", "ghcr.io/shop/web:1.4")
                .replace("ecs-fargate}", "ecs-fargate, registry: {kind: ecr}}")
                .concat("network: {nat: none, endpoints: provider-services}\n");
        assertThat(Written.outcome(shut).notices())
                .filteredOn(notice -> notice.contains("nothing leads out"))
                .hasSize(2)
                .allSatisfy(notice -> assertThat(notice)
                        .startsWith("x.yaml:10:")
                        .contains("`ghcr.io/shop/web` is not in ECR")
                        .containsPattern("network of (eu-west-1|us-east-1) but endpoints of AWS"));
        assertThat(Written.outcome(SHOP).notices()).noneMatch(notice -> notice.contains("nothing leads out"));
    }

    @Test
    void is_told_what_it_is_told_in_a_cluster() {
        SequencedMap<String, String> files = Written.of(SHOP.replace("ecs-fargate", "kubernetes"));
        String overlay = "kubernetes/overlays/us-east-1/";
        SequencedSet<String> told = found("- ([A-Z_]+)=", file(files, overlay + "kustomization.yaml"));
        told.addAll(found("- ([A-Z_]+)=", file(files, "kubernetes/base/services/web/kustomization.yaml")));
        told.addAll(found("secretKey: \"?([A-Z_]+)", file(files, overlay + "cloud.yaml")));
        String task = file(Written.of(SHOP), REGION + "service-web.tf");
        assertThat(found("name += \"([A-Z_]+)\"\n +value +=", task))
                .contains("PORT", "AWS_REGION", "ORDERS_HOST", "ORDERS_USER", "EVENTS_HOST", "CARTS_TABLE")
                .isEqualTo(told);
        assertThat(task)
                .containsPattern("\"ORDERS_HOST\"\n +value = aws_db_instance\\.orders\\.address")
                .containsPattern("\"SESSIONS_HOST\"\n +value = aws_elasticache_replication_group\\.sessions\\.")
                .doesNotContain("eu-west-1");
    }

    @Test
    void finds_another_one_that_it_depends_on_by_a_name_of_its_region() {
        String file = SHOP.replace("dependsOn: {", "dependsOn: {worker: hard, ");
        SequencedMap<String, String> files = Written.of(file);
        assertThat(file(files, REGION + "cluster.tf"))
                .containsPattern("private_dns_namespace\" \"main\" \\{\n +name += \"shop-us-east-1.internal\"");
        assertThat(file(files, REGION + "service-worker.tf"))
                .containsPattern("registry_arn = aws_service_discovery_service.worker.arn")
                .containsPattern("\"Services of this region\"\n +cidr_ipv4 += each.value.private");
        assertThat(file(files, REGION + "service-web.tf"))
                .containsPattern("\"WORKER_HOST\"\n +value = \"worker.shop-us-east-1.internal\"")
                .containsPattern("\"WORKER_PORT\"\n +value = \"8081\"")
                .doesNotContain("service_registries");
        String back = SHOP.replace("shop/worker:1.4", "shop/worker:1.4, dependsOn: {web: soft}");
        assertThat(file(Written.of(back), REGION + "service-web.tf"))
                .as("who is opened to users is reached by services, too")
                .contains("\"The load balancer\"", "service_web_beside", "service_registries");
        assertThat(file(Written.of(SHOP), REGION + "cluster.tf")).doesNotContain("service_discovery");
    }

    @Test
    void fetches_its_image_where_users_open_nothing_too() {
        String closed = SHOP.replaceAll("(?m)^traffic:.*\n", "");
        assertThat(file(Written.of(closed), REGION + "routes.tf")).contains("aws_nat_gateway");
        assertThat(Written.problems(closed + "network: {internetGateway: false}\n"))
                .contains("MER-0099", "`internetGateway: false`", "`network.endpoints: provider-services`");
    }

    @Test
    void starts_from_images_of_its_own_region_also_where_the_file_does_not_say_where_they_are() {
        SequencedMap<String, String> files =
                Written.of(SHOP.replace("ecs-fargate}", "ecs-fargate, registry: {kind: ecr}}"));
        assertThat(file(files, REGION + "service-web.tf"))
                .contains("${aws_ecr_repository.shop_web.repository_url}:1.4");
        assertThat(file(files, REGION + "images.tf")).contains("resource \"aws_ecr_repository\" \"shop_web\"");
    }

    private static final String DIGEST = "sha256:2d4f5e6a7b8c9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80";

    @ParameterizedTest
    @CsvSource({
        "shop/web@DIGEST, ${aws_ecr_repository.shop_web.repository_url}@DIGEST",
        "shop/web:1.4@DIGEST, ${aws_ecr_repository.shop_web.repository_url}@DIGEST",
        "reg.example.com:5000/x/web:1, \"reg.example.com:5000/x/web:1\"",
        "reg.example.com:5000/x/web, \"reg.example.com:5000/x/web:latest\"",
        "ghcr.io/odd/dig@DIGEST, \"ghcr.io/odd/dig@DIGEST\"",
        "ghcr.io/odd/dig:2, \"ghcr.io/odd/dig:2\""
    })
    void starts_from_the_image_that_the_file_names_whoever_has_it(String image, String written) {
        SequencedMap<String, String> files =
                Written.of(SHOP.replace("ecs-fargate}", "ecs-fargate, registry: {kind: ecr}}")
                        .replace("shop/web:1.4", "\"" + image.replace("DIGEST", DIGEST) + "\""));
        assertThat(file(files, REGION + "service-web.tf")).contains(written.replace("DIGEST", DIGEST));
        assertThat(file(files, REGION + "images.tf"))
                .contains("\"shop/worker\"")
                .doesNotContain("sha256", "ghcr", "example", "\"x/web\"", "odd/dig");
    }

    @Test
    void is_released_in_a_cluster_by_what_its_image_is_called_without_its_digest() {
        SequencedMap<String, String> files =
                Written.of(SHOP.replace("ecs-fargate}", "kubernetes, registry: {kind: ecr}}")
                        .replace("shop/web:1.4", "shop/web@" + DIGEST)
                        .replace("shop/worker:1.4", "ghcr.io/odd/dig@" + DIGEST));
        assertThat(file(files, "kubernetes/README.md"))
                .contains("  - name: shop/web\n    newName: $REGISTRY/shop/web\nEND");
        assertThat(file(files, "terraform/regions/eu-west-1/images.tf"))
                .contains("\"shop/web\"")
                .doesNotContain("odd");
        assertThat(file(files, "kubernetes/base/services/worker/deployment.yaml"))
                .contains("ghcr.io/odd/dig@" + DIGEST);
    }

    @ParameterizedTest
    @CsvSource({
        "shop/web@sha256:12, is no name of an image",
        "Shop/Web:1, is no name of an image",
        "w:1, is too short for a repository of ECR",
        "shop-worker:1, have the same letters and digits"
    })
    void has_an_image_that_a_registry_can_have(String image, String what) {
        assertThat(Written.problems(SHOP.replace("ecs-fargate}", "ecs-fargate, registry: {kind: ecr}}")
                        .replace("shop/web:1.4", "\"" + image + "\"")))
                .contains("MER-0099", what);
    }

    @Test
    void is_told_by_which_name_it_finds_the_writer_of_another_region_and_may_ask_for_it() {
        SequencedMap<String, String> files = Written.of(SHOP + "network: {peering: full-mesh}\n");
        assertThat(file(files, REGION + "service-web.tf"))
                .containsPattern("\"ORDERS_HOST\"\n +value = aws_db_instance\\.orders\\.address")
                .containsPattern(
                        "\"ORDERS_WRITER_HOST_PARAMETER\"\n +value = \"/shop-us-east-1/orders/eu-west-1/host\"")
                .contains("\"ssm:GetParameter\"", "parameter/shop-us-east-1/orders/eu-west-1/host");
        assertThat(file(files, "terraform/regions/eu-west-1/service-web.tf"))
                .containsPattern("\"ORDERS_WRITER_HOST\"\n +value = aws_db_instance\\.orders\\.address")
                .doesNotContain("ssm:");
        assertThat(file(files, "terraform/links/eu-west-1--us-east-1/reach.tf"))
                .contains("shop-us-east-1-${each.key}", "toset([\"web\"])");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs-fargate", "kubernetes"})
    void may_send_what_it_did_where_somebody_follows_requests(String platform) {
        String role = platform.equals("kubernetes") ? "services.tf" : "service-web.tf";
        String shop = SHOP.replace("ecs-fargate", platform);
        assertThat(file(Written.of(shop + "observability: {tracing: {kind: xray, sample: 10%}}\n"), REGION + role))
                .contains("xray:PutTraceSegments");
        assertThat(file(Written.of(shop), REGION + role)).doesNotContain("xray:");
    }

    @Test
    void is_given_its_secrets_by_what_starts_it_and_by_nobody_else() {
        SequencedMap<String, String> files = Written.of(SHOP);
        assertThat(file(files, REGION + "service-web.tf"))
                .containsPattern("\"SECRET_PAYMENTS\"\n +valueFrom = aws_secretsmanager_secret\\.secret_payments\\.arn")
                .doesNotContain("secretsmanager:GetSecretValue");
        assertThat(file(files, REGION + "cluster.tf"))
                .contains("secretsmanager:GetSecretValue", "aws_secretsmanager_secret.secret_payments.arn")
                .contains("kms:Decrypt");
        assertThat(file(files, REGION + "told.tf"))
                .contains("\"shop/payments\"")
                .doesNotContain("secret_string");
        assertThat(file(files, REGION + "service-worker.tf")).doesNotContain("valueFrom");
    }

    @Test
    void may_write_to_one_folder_which_goes_with_it() {
        assertThat(file(Written.of(SHOP), REGION + "service-worker.tf"))
                .containsPattern("readonlyRootFilesystem += true")
                .containsPattern("containerPath += \"/tmp\"")
                .containsPattern("volume \\{\n +name = \"scratch\"\n +}")
                .doesNotContain("efs_volume_configuration");
    }

    /// A database fails over within two minutes; a copy may take five to start, as in a cluster.
    @Test
    void is_not_ended_while_it_starts_or_a_database_fails_over() {
        SequencedMap<String, String> files = Written.of(SHOP);
        assertThat(file(files, REGION + "service-web.tf")).containsPattern("health_check_grace_period_seconds += 300");
        assertThat(file(files, REGION + "service-worker.tf")).doesNotContain("health_check_grace_period_seconds");
        String entrance = file(files, REGION + "entrance-web.tf");
        int interval = Integer.parseInt(found("interval += (\\d+)", entrance).getFirst());
        int failures = Integer.parseInt(
                found("unhealthy_threshold += (\\d+)", entrance).getFirst());
        assertThat((failures - 1) * interval).isGreaterThanOrEqualTo(180);
        assertThat(file(Written.of(SHOP.replace("ecs-fargate", "kubernetes")), REGION + "entrance-web.tf"))
                .as("a cluster takes copies out and ends none")
                .doesNotContain("unhealthy_threshold");
    }

    /// `capacity` is of what the file says for all; a number of the region's own is no share of anything.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'capacity: {min: 50%, max: 80%}'                                                     | 2 | 24
            capacity: 10%                                                                        | 1 | 3
            'capacity: 10%, overrides: {services: {web: {replicas: 4..5}}}'                      | 4 | 5
            """)
    void is_as_large_in_a_standby_as_the_file_says(String standby, int least, int most) {
        for (String platform : List.of("ecs-fargate", "kubernetes")) {
            SequencedMap<String, String> files =
                    Written.of(SHOP.replace("us-east-1: {role: active}", "us-east-1: {role: standby, " + standby + "}")
                            .replace("shop/web:1.4", "shop/web:1.4\n    replicas: 3..30")
                            .replace("ecs-fargate", platform));
            if (platform.equals("ecs-fargate")) {
                assertThat(file(files, REGION + "service-web.tf"))
                        .containsPattern("min_capacity += " + least + "\n")
                        .containsPattern("max_capacity += " + most + "\n")
                        .containsPattern("desired_count += " + least + "\n");
                assertThat(file(files, "terraform/regions/eu-west-1/service-web.tf"))
                        .containsPattern("min_capacity += 3\n");
            } else {
                assertThat(file(files, "kubernetes/overlays/us-east-1/otherwise.yaml"))
                        .contains("minReplicas: " + least + "\n", "maxReplicas: " + most + "\n");
                assertThat(file(files, "runbooks/scaling.md")).contains("\"maxReplicas\": " + 2 * most + "}");
            }
        }
    }

    @Test
    void leaves_a_database_that_follows_to_be_deleted_and_keeps_a_last_copy_of_others() {
        SequencedMap<String, String> files = Written.of(SHOP);
        assertThat(file(files, REGION + "database-orders.tf"))
                .containsPattern("skip_final_snapshot += true")
                .containsPattern("deletion_protection += true")
                .doesNotContain("final_snapshot_identifier");
        assertThat(file(files, "terraform/regions/eu-west-1/database-orders.tf"))
                .contains("final_snapshot_identifier")
                .doesNotContain("skip_final_snapshot");
    }
}
