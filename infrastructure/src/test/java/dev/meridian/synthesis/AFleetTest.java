package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.kubernetes.Kinds;
import dev.meridian.kubernetes.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What the clusters of a topology run, as whoever operates them relies on it.
@DisplayName("A fleet")
class AFleetTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1:
                role: active
                overrides: {services: {web: {replicas: 5..20, resources: {memory: 2Gi}}}}
              ap-southeast-1: {role: active}
            services:
              web:
                port: 443
                health: /health
                image: shop/web:1.4
                replicas: 3..9
                runsOn: general
                resources: {cpu: 250m, memory: 512Mi}
                secrets: [database]
                loadBalancer: {kind: alb, affinity: sticky}
                dependsOn: {carts: hard, orders: hard, files: soft}
              carts: {runsOn: models, image: "ghcr.io/acme/carts:2.0", dependsOn: {cache: hard, cards: soft}}
              admin: {ingress: {kind: nginx, tls: true}, dependsOn: {web: soft}}
            external: {cards: {sla: 99.9%}}
            secrets: {database: {store: secrets-manager}}
            data:
              orders: {kind: postgresql, runs: provider, replication: async}
              cache: {kind: redis, runs: provider, replication: none}
              files: {kind: object, runs: provider, replication: async}
            compute:
              platform: kubernetes
              nodes: {general: {count: 3..6}, models: {gpu: true, count: 1..2}}
              mesh: {kind: istio, mutualTls: true, trafficManagement: true}
              registry: {kind: ecr, in: all}
            traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}}
            deploy: {gitops: argo-cd}
            """;

    private static final List<String> CLUSTERS = List.of("ai-teddy-bear", "genai-demo", "mahavishnu", "pyairtable");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static String file(String path) {
        return Written.of(SHOP).getOrDefault("kubernetes/" + path, "");
    }

    @Test
    void is_there_where_services_run_on_kubernetes_and_nowhere_else() {
        assertThat(Written.example("richesreach").keySet()).noneMatch(path -> path.startsWith("kubernetes/"));
        assertThat(Written.example("mahavishnu").keySet())
                .contains(
                        "kubernetes/overlays/us-east-1/kustomization.yaml",
                        "kubernetes/overlays/us-central1/kustomization.yaml",
                        "kubernetes/overlays/eastus/kustomization.yaml");
    }

    /// Every file of one that has everything, word for word. After a change run with
    /// `-Dmeridian.golden.update=true` and read the difference.
    @Test
    void is_what_it_was() throws IOException {
        Path kept = Written.HOME.resolve("infrastructure/src/test/resources/written/shop");
        SequencedMap<String, String> files = new LinkedHashMap<>(Written.of(SHOP));
        files.keySet().removeIf(path -> !path.startsWith("kubernetes/"));
        if (Boolean.getBoolean("meridian.golden.update")) {
            Written.lay(files, kept);
        }
        for (var file : files.entrySet()) {
            assertThat(file.getValue()).isEqualTo(Files.readString(kept.resolve(file.getKey())));
        }
        try (Stream<Path> all = Files.walk(kept)) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(path -> kept.relativize(path).toString()))
                    .containsExactlyInAnyOrderElementsOf(files.keySet());
        }
    }

    /// Everything that is written, and everything that Kustomize makes of it, by the types of Kubernetes itself.
    @ParameterizedTest
    @FieldSource("CLUSTERS")
    void is_what_kubernetes_takes(String name) throws IOException, InterruptedException {
        valid(Written.example(name));
        built(Written.example(name));
    }

    @Test
    void is_what_kubernetes_takes_with_everything_that_can_be_asked_for() throws IOException, InterruptedException {
        valid(Written.of(SHOP));
        SequencedSet<String> kinds = built(Written.of(SHOP));
        assertThat(kinds)
                .contains(
                        "Namespace",
                        "ConfigMap",
                        "ExternalSecret",
                        "Deployment",
                        "Service",
                        "Ingress",
                        "HorizontalPodAutoscaler",
                        "PodDisruptionBudget",
                        "ServiceAccount",
                        "NetworkPolicy",
                        "PeerAuthentication",
                        "DestinationRule",
                        "SecretStore",
                        "TargetGroupBinding",
                        "Certificate");
    }

    @Test
    void is_what_kubernetes_takes_in_clusters_of_other_clouds() throws IOException, InterruptedException {
        for (String text : List.of(ARegionOfAnotherCloudTest.GOOGLE, ARegionOfAnotherCloudTest.AZURE)) {
            valid(Written.of(text));
            assertThat(built(Written.of(text))).contains("ExternalSecret", "SecretStore", "NetworkPolicy");
        }
    }

    private static void valid(SequencedMap<String, String> files) {
        files.forEach((path, text) -> {
            if (path.startsWith("kubernetes/") && path.endsWith(".yaml") && !path.endsWith("/otherwise.yaml")) {
                for (Map<?, ?> document : Kinds.documents(text)) {
                    assertThat(Kinds.faults(document)).as(path).isEmpty();
                }
            }
        });
    }

    private SequencedSet<String> built(SequencedMap<String, String> files) throws IOException, InterruptedException {
        Written.lay(files, folder);
        SequencedSet<String> kinds = new LinkedHashSet<>();
        List<Path> overlays;
        try (Stream<Path> all = Files.list(folder.resolve("kubernetes/overlays"))) {
            overlays = all.sorted().toList();
        }
        assertThat(overlays).isNotEmpty();
        for (Path overlay : overlays) {
            Kubectl.Answer answer = Kubectl.kustomize(folder, overlay);
            assertThat(answer.said()).as(overlay.toString()).isEmpty();
            assertThat(answer.code()).isZero();
            SequencedSet<String> names = new LinkedHashSet<>();
            for (Map<?, ?> document : Kinds.documents(answer.text())) {
                assertThat(Kinds.faults(document)).as(overlay.toString()).isEmpty();
                kinds.add("" + document.get("kind"));
                assertThat(names.add(document.get("kind") + " " + at(document, "metadata", "name")))
                        .isTrue();
            }
            leadsSomewhere(answer.text());
        }
        return kinds;
    }

    /// Whatever a copy is told to read is there: settings, secrets, accounts.
    private static void leadsSomewhere(String built) {
        SequencedMap<String, String> there = new LinkedHashMap<>();
        List<Map<?, ?>> documents = Kinds.documents(built);
        for (Map<?, ?> document : documents) {
            there.put(document.get("kind") + " " + at(document, "metadata", "name"), "");
            if ("Secret".equals(document.get("kind"))) {
                there.put("ExternalSecret " + at(document, "metadata", "name"), "");
            }
        }
        List<String> read = new ArrayList<>();
        for (Map<?, ?> document : documents) {
            if ("Deployment".equals(document.get("kind"))) {
                read.add("ServiceAccount " + at(document, "spec", "template", "spec", "serviceAccountName"));
                for (Object container : (List<?>) at(document, "spec", "template", "spec", "containers")) {
                    for (Object from : (List<?>) at((Map<?, ?>) container, "envFrom")) {
                        ((Map<?, ?>) from)
                                .forEach((key, value) ->
                                        read.add((key.equals("configMapRef") ? "ConfigMap " : "ExternalSecret ")
                                                + ((Map<?, ?>) value).get("name")));
                    }
                }
            }
        }
        assertThat(read).isNotEmpty();
        assertThat(there.keySet()).containsAll(read);
    }

    private static Object at(Map<?, ?> from, String... path) {
        Object here = from;
        for (String key : path) {
            here = Objects.requireNonNull(((Map<?, ?>) here).get(key), key);
        }
        return here;
    }

    @Test
    void leaves_the_base_and_every_other_overlay_as_they_are_when_a_region_is_added() {
        SequencedMap<String, String> three = Written.of(SHOP);
        SequencedMap<String, String> four =
                Written.of(SHOP.replace("services:\n", "  sa-east-1: {role: active}\nservices:\n"));
        TreeSet<String> added = new TreeSet<>();
        four.forEach((path, text) -> {
            if (path.startsWith("kubernetes/") && !text.equals(three.get(path))) {
                added.add(path);
            }
        });
        assertThat(added).isNotEmpty().allMatch(path -> path.startsWith("kubernetes/overlays/sa-east-1/"));
        assertThat(three.keySet()).allMatch(path -> !path.startsWith("kubernetes/") || four.containsKey(path));
    }

    @Test
    void says_in_no_file_whose_account_it_is_and_nothing_that_is_secret() {
        Written.of(SHOP).forEach((path, text) -> {
            if (path.startsWith("kubernetes/")) {
                assertThat(text)
                        .as(path)
                        .doesNotContainPattern("\\b\\d{12}\\b")
                        .doesNotContainPattern("\\barn:")
                        .doesNotContain("stringData", "role-arn");
            }
        });
    }

    @Test
    void says_in_the_page_of_security_which_checks_of_manifests_do_not_hold() {
        assertThat(Written.of(SHOP).getOrDefault("SECURITY.md", ""))
                .contains("## Manifests", "| KSV-0002 |", "Amazon Linux 2023");
        assertThat(Written.example("richesreach").getOrDefault("SECURITY.md", ""))
                .doesNotContain("KSV");
    }

    @Test
    void tells_services_where_messages_and_searches_are() {
        SequencedMap<String, String> written = Written.example("mahavishnu");
        assertThat(written.getOrDefault("kubernetes/overlays/eu-west-1/cloud.yaml", ""))
                .contains("secretKey: SEARCH_HOST");
        assertThat(written.getOrDefault("terraform/regions/eu-west-1/told.tf", ""))
                .contains("aws_opensearch_domain.search.endpoint");
    }

    @Test
    void gives_each_service_its_role_by_the_root_of_its_region() {
        String roles = Written.of(SHOP).getOrDefault("terraform/regions/us-east-1/services.tf", "");
        assertThat(roles)
                .contains("resource \"aws_eks_pod_identity_association\" \"service_web\"")
                .contains("\"pods.eks.amazonaws.com\"", "aws:RequestTag/kubernetes-service-account");
        assertThat(file("base/services/web/deployment.yaml")).contains("serviceAccountName: web");
    }

    @Test
    void has_what_differs_in_the_overlay_of_its_region() {
        assertThat(file("base/services/web/scaling.yaml")).contains("minReplicas: 3", "maxReplicas: 9");
        assertThat(file("overlays/us-east-1/otherwise.yaml"))
                .contains("minReplicas: 5", "maxReplicas: 20", "memory: 2Gi");
        assertThat(file("overlays/eu-west-1/otherwise.yaml"))
                .as("two machines with a GPU each")
                .contains("name: carts\n", "maxReplicas: 2\n")
                .doesNotContain("name: web\n", "memory:");
        assertThat(file("overlays/us-east-1/kustomization.yaml"))
                .contains("AWS_REGION=us-east-1", "ORDERS_PORT=5432", "FILES_BUCKET=shop-us-east-1-files-");
    }

    @Test
    void asks_the_region_for_addresses_and_secrets_by_the_names_that_its_root_gives_them() {
        assertThat(file("overlays/us-east-1/cloud.yaml"))
                .contains("service: ParameterStore", "service: SecretsManager", "region: us-east-1")
                .contains("key: /shop-us-east-1/orders/host", "secretKey: ORDERS_HOST")
                .doesNotContain("eu-west-1", "auth:");
        assertThat(file("base/services/web/secrets.yaml"))
                .as("as it was put in, by the name that a task of Fargate has it by")
                .contains("key: shop/database", "secretKey: SECRET_DATABASE")
                .doesNotContain("extract");
        assertThat(file("README.md"))
                .contains("put-secret-value --region $REGION --secret-id shop/database --secret-string file://");
        assertThat(Written.of(SHOP).getOrDefault("terraform/regions/us-east-1/told.tf", ""))
                .contains("\"/shop-us-east-1/orders/host\"", "\"shop/database\"", "SecureString");
    }

    @Test
    void lets_services_reach_what_the_file_says_that_they_need() {
        assertThat(file("base/network-policies.yaml")).contains("name: closed", "k8s-app: kube-dns");
        List<Map<?, ?>> web = Kinds.documents(file("base/services/web/network-policy.yaml"));
        assertThat("" + web.getFirst().get("spec"))
                .contains("app.kubernetes.io/name=carts", "port=8080")
                .contains("cidr=10.0.0.0/8", "port=5432")
                .contains("app.kubernetes.io/name=admin", "cidr=0.0.0.0/0");
        assertThat(file("base/services/carts/network-policy.yaml"))
                .contains("app.kubernetes.io/name: web", "port: 6379", "cidr: \"0.0.0.0/0\"")
                .doesNotContain("name: admin");
    }

    @Test
    void leads_the_load_balancer_of_the_region_to_copies_by_name() {
        assertThat(file("overlays/us-east-1/entrances.yaml"))
                .contains("kind: TargetGroupBinding", "targetGroupName: shop-web")
                .contains("cidr: \"10.1.", "mode: PERMISSIVE");
        assertThat(Written.of(SHOP).getOrDefault("terraform/regions/us-east-1/entrance-web.tf", ""))
                .containsPattern("name += \"shop-web\"");
    }

    @Test
    void runs_services_where_the_file_wants_them() {
        assertThat(file("base/services/carts/deployment.yaml"))
                .contains("nodes: models", "nvidia.com/gpu: 1", "operator: Exists");
        assertThat(file("base/services/web/deployment.yaml"))
                .contains("nodes: general", "ip_unprivileged_port_start")
                .doesNotContain("nvidia");
    }

    @Test
    void is_ended_for_not_listening_and_left_out_for_not_serving() {
        Map<?, ?> deployment =
                Kinds.documents(file("base/services/web/deployment.yaml")).getLast();
        Map<?, ?> container =
                (Map<?, ?>) ((List<?>) at(deployment, "spec", "template", "spec", "containers")).getFirst();
        assertThat(at(container, "readinessProbe", "httpGet", "path")).isEqualTo("/health");
        assertThat(at(container, "livenessProbe").toString())
                .contains("tcpSocket")
                .doesNotContain("httpGet");
    }

    @Test
    void takes_images_from_where_the_file_says_and_else_from_where_a_release_says() {
        assertThat(file("README.md"))
                .contains("- name: shop/web\n", "- name: shop/admin\n", "newTag: \"$VERSION\"")
                .doesNotContain("ghcr.io");
        String elsewhere = Written.of(SHOP.replace("  registry: {kind: ecr, in: all}\n", ""))
                .getOrDefault("kubernetes/README.md", "");
        assertThat(elsewhere).contains("- name: shop/admin\n").doesNotContain("- name: shop/web");
    }

    @Test
    void is_delivered_without_naming_a_repository() {
        assertThat(file("argo-cd/applicationset.yaml"))
                .contains("estate: shop", "kubernetes/releases/{{ .metadata.labels.region }}")
                .doesNotContain("us-east-1", "http");
        assertThat(Written.of(SHOP.replace("deploy: {gitops: argo-cd}", "")).keySet())
                .noneMatch(path -> path.contains("argo-cd"));
    }

    /// Kubernetes takes no scaling to none at most.
    @Test
    void has_one_copy_where_the_file_wants_none() {
        SequencedMap<String, String> files = Written.of(SHOP.replace("replicas: 3..9", "replicas: 0"));
        assertThat(files.getOrDefault("kubernetes/base/services/web/scaling.yaml", ""))
                .contains("minReplicas: 1", "maxReplicas: 1");
        assertThat(files.getOrDefault("UNRENDERED.md", ""))
                .contains("`services.web.replicas` | `0` | one copy is there");
    }

    @Test
    void grows_from_a_number_where_the_file_wants_it_to_grow() {
        String scaled = Written.example("mahavishnu").getOrDefault("kubernetes/overlays/us-east-1/otherwise.yaml", "");
        assertThat(scaled).contains("minReplicas: 5", "maxReplicas: 25");
    }
}
