package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.kubernetes.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What policies, meshes and ingress controllers let through: whoever is meant to reach a service does. Nothing
/// here asks a cluster; what it would refuse is read from what is written.
@DisplayName("An open door")
class AnOpenDoorTest {
    /// Behind an ingress: one by its name in the cluster, one by the host that users open, one that speaks TLS.
    private static final String MESH = """
            meridian: 1
            application: shop
            objectives: {availability: 99.9%}
            regions: {eu-west-1: {role: primary}, us-east-1: {role: active}}
            services:
              admin: {ingress: {kind: nginx, tls: true}, dependsOn: {vault: hard}}
              desk: {ingress: {kind: nginx, tls: true}, dependsOn: {vault: hard}}
              web: {health: /health, ingress: {kind: nginx, tls: true}, loadBalancer: {kind: alb}}
              vault: {port: 443}
            compute: {platform: kubernetes, mesh: {kind: istio, mutualTls: true}}
            traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}}
            observability: {dashboards: [health]}
            """;

    private static final String PLAIN = MESH.replace(", mesh: {kind: istio, mutualTls: true}", "");

    private static final SequencedMap<String, SequencedMap<String, String>> WRITTEN = new LinkedHashMap<>();

    static {
        WRITTEN.put("mesh", Written.of(MESH));
        WRITTEN.put("plain", Written.of(PLAIN));
        WRITTEN.put("google", Written.of(ARegionOfAnotherCloudTest.GOOGLE));
        WRITTEN.put("azure", Written.of(ARegionOfAnotherCloudTest.AZURE));
        Written.SYSTEMS.forEach(system -> WRITTEN.put(system, Written.example(system)));
    }

    @SuppressWarnings("unused")
    private static final List<String> ALL = List.copyOf(WRITTEN.sequencedKeySet());

    private static SequencedMap<String, String> files(String name) {
        return WRITTEN.getOrDefault(name, new LinkedHashMap<>());
    }

    /// All documents of a kind, whatever their files.
    private static List<Map<?, ?>> documents(String name, String kind) {
        List<Map<?, ?>> found = new ArrayList<>();
        files(name).forEach((path, text) -> {
            if (path.startsWith("kubernetes/") && path.endsWith(".yaml") && !path.endsWith("/otherwise.yaml")) {
                Kinds.documents(text).stream()
                        .filter(document -> kind.equals(document.get("kind")))
                        .forEach(found::add);
            }
        });
        return found;
    }

    private static Object at(Object from, String... path) {
        Object here = from;
        for (String key : path) {
            here = here instanceof Map<?, ?> map && map.get(key) != null ? map.get(key) : Map.of();
        }
        return here;
    }

    private static List<?> list(Object from, String... path) {
        return at(from, path) instanceof List<?> list ? list : List.of();
    }

    private static String name(Map<?, ?> document) {
        return "" + at(document, "metadata", "name");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void of_an_ingress_is_for_a_host_of_its_own_whose_certificate_is_served(String name) {
        Map<String, Object> certificates = new TreeMap<>();
        documents(name, "Certificate")
                .forEach(one -> certificates.put("" + at(one, "spec", "secretName"), at(one, "spec", "dnsNames")));
        TreeSet<String> taken = new TreeSet<>();
        for (Map<?, ?> ingress : documents(name, "Ingress")) {
            List<String> hosts = list(ingress, "spec", "rules").stream()
                    .map(rule -> "" + at(rule, "host"))
                    .toList();
            assertThat(hosts).as(name(ingress)).isNotEmpty().allMatch(host -> host.matches("[a-z0-9.-]+"));
            hosts.forEach(host -> assertThat(taken.add(host)).as(host).isTrue());
            for (Object tls : list(ingress, "spec", "tls")) {
                assertThat(at(tls, "hosts")).as(name(ingress)).isEqualTo(hosts);
                assertThat(certificates.get("" + at(tls, "secretName"))).isEqualTo(hosts);
            }
        }
    }

    @Test
    void of_an_ingress_is_for_the_host_that_users_open_where_the_file_has_one() {
        assertThat(files("mesh").get("kubernetes/base/services/web/service.yaml"))
                .contains("- host: shop.acme.test\n")
                .doesNotContain("web.shop.svc");
        assertThat(files("mesh").get("kubernetes/base/services/admin/service.yaml"))
                .contains("- host: admin.shop.svc\n");
        assertThat(files("mesh").get("kubernetes/README.md"))
                .contains("- admin: `admin.shop.svc`\n", "- web: `shop.acme.test`\n");
    }

    /// Whoever calls copies from outside of a mesh has no certificate of it.
    @ParameterizedTest
    @FieldSource("ALL")
    void of_a_strict_mesh_takes_calls_of_what_is_outside_on_the_port_that_it_calls(String name) {
        boolean isStrict = documents(name, "PeerAuthentication").stream()
                .anyMatch(one -> name(one).equals("default")
                        && at(one, "spec", "mtls", "mode").equals("STRICT"));
        if (!isStrict) {
            assertThat(documents(name, "PeerAuthentication")).isEmpty();
            return;
        }
        TreeSet<String> open = new TreeSet<>();
        documents(name, "PeerAuthentication")
                .forEach(one -> ((Map<?, ?>) at(one, "spec", "portLevelMtls")).forEach((port, mode) -> {
                    assertThat(at(mode, "mode")).isEqualTo("PERMISSIVE");
                    open.add(at(one, "spec", "selector", "matchLabels", "app.kubernetes.io/name") + " " + port);
                }));
        Map<String, String> ports = new TreeMap<>();
        documents(name, "Service")
                .forEach(one ->
                        ports.put(name(one), "" + at(list(one, "spec", "ports").getFirst(), "port")));
        TreeSet<String> called = new TreeSet<>();
        Stream.concat(
                        documents(name, "Ingress").stream().map(AnOpenDoorTest::name),
                        documents(name, "TargetGroupBinding").stream()
                                .map(one -> "" + at(one, "spec", "serviceRef", "name")))
                .forEach(service -> called.add(service + " " + ports.get(service)));
        assertThat(called).isNotEmpty().isEqualTo(open);
    }

    @Test
    void lets_prometheus_ask_sidecars_and_nobody_else() {
        Map<?, ?> policy = documents("mesh", "NetworkPolicy").stream()
                .filter(one -> name(one).equals("counted"))
                .findFirst()
                .orElseThrow();
        assertThat(at(policy, "spec", "podSelector")).isEqualTo(Map.of());
        assertThat("" + at(policy, "spec", "ingress"))
                .contains("kubernetes.io/metadata.name=monitoring", "port=15020", "port=15090");
        assertThat(files("mesh").get("kubernetes/README.md")).contains("| in `monitoring` |");
        assertThat(files("mesh").get("dashboards/README.md")).contains("`monitoring`", "15020");
        assertThat(documents("plain", "NetworkPolicy"))
                .noneMatch(one -> name(one).equals("counted"));
    }

    /// A rule on numbers that nobody has never rings.
    @Test
    void of_promises_asks_only_who_sees_requests_and_tells_where_nobody_does() {
        String mesh = files("mesh").getOrDefault("dashboards/prometheus/us-east-1.yaml", "");
        assertThat(mesh)
                .contains("destination_workload=\"admin\"", "alert: NobodyCountsRequests")
                .contains("absent(istio_requests_total{reporter=\"destination\","
                        + " destination_workload_namespace=\"shop\"})")
                .doesNotContain("destination_workload=\"vault\"", "nginx_");
        String plain = files("plain").getOrDefault("dashboards/prometheus/us-east-1.yaml", "");
        assertThat(plain)
                .contains("absent(nginx_ingress_controller_requests{ingress=~\"admin|desk|web\"})")
                .containsOnlyOnce("NobodyCountsRequests")
                .doesNotContain("istio_", "vault_failed");
    }

    /// Behind ports of their own (Memorystore for Valkey, networking; Azure Managed Redis, architecture, 2026-11).
    @ParameterizedTest
    @CsvSource({"google, 6379, 11000, 13047", "azure, 10000, 8500, 8599"})
    void of_a_cache_leads_to_its_nodes_too(String name, int port, int first, int last) {
        List<Map<?, ?>> policies = documents(name, "NetworkPolicy").stream()
                .filter(one -> name(one).equals("web-caches"))
                .toList();
        assertThat(policies).hasSize(2);
        for (Map<?, ?> policy : policies) {
            assertThat(at(policy, "spec", "podSelector"))
                    .isEqualTo(Map.of("matchLabels", Map.of("app.kubernetes.io/name", "web")));
            Object to = list(policy, "spec", "egress").getFirst();
            assertThat(at(to, "to")).isEqualTo(List.of(Map.of("ipBlock", Map.of("cidr", "10.0.0.0/8"))));
            assertThat(at(to, "ports"))
                    .isEqualTo(List.of(
                            Map.of("protocol", "TCP", "port", port),
                            Map.of("protocol", "TCP", "port", first, "endPort", last)));
        }
        assertThat(Written.of(ARegionOfAnotherCloudTest.GOOGLE.replace(", carts: soft", ""))
                        .getOrDefault("kubernetes/overlays/us-central1/cloud.yaml", ""))
                .doesNotContain("-caches");
    }

    /// Names, roles and what brings secrets are asked before a service can do anything.
    @ParameterizedTest
    @FieldSource("ALL")
    void of_names_and_roles_is_there_in_every_cluster_whose_services_are_held_to_policies(String name) {
        files(name).forEach((path, text) -> {
            if (path.matches("kubernetes/overlays/[^/]+/cloud.yaml") && text.contains("name: roles")) {
                assertThat(files(name).get("kubernetes/base/network-policies.yaml"))
                        .contains("k8s-app: kube-dns", "protocol: UDP", "protocol: TCP");
                String setting = files(name).getOrDefault(path.replace("cloud.yaml", "kustomization.yaml"), "");
                if (setting.contains("AWS_REGION=")) {
                    assertThat(text).as(path).contains("cidr: \"169.254.170.23/32\"");
                } else if (setting.contains("GOOGLE_CLOUD_REGION=")) {
                    assertThat(text).as(path).contains("cidr: \"169.254.169.254/32\"", "port: 988");
                } else {
                    assertThat(text).as(path).contains("cidr: \"0.0.0.0/0\"", "port: 443");
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"google", "azure"})
    void of_secrets_is_opened_before_anybody_waits_for_copies(String name) {
        String page = files(name).getOrDefault("kubernetes/README.md", "");
        assertThat(page.lines().filter(line -> line.contains("kubectl ")).map(String::strip))
                .containsSubsequence(
                        "kubectl -n external-secrets annotate --overwrite serviceaccount external-secrets \\",
                        "kubectl -n external-secrets rollout restart deployment external-secrets",
                        "kubectl apply -k overlays/$REGION",
                        "kubectl -n shop rollout restart deployment",
                        "kubectl -n shop rollout status deployment --timeout 10m");
        assertThat(page.contains("azure.workload.identity/use: \"true\"")).isEqualTo(name.equals("azure"));
    }

    @Test
    void of_secrets_is_asked_for_only_where_something_is_brought() {
        String aws = "in=[us-east-1, eu-west-1, ap-southeast-1]";
        assertThat(Written.example(
                                "mahavishnu",
                                "data.main." + aws,
                                "data.cache." + aws,
                                "traffic.entrances.azure.absent=true")
                        .get("kubernetes/README.md"))
                .contains("kubectl -n mahavishnu rollout restart deployment")
                .doesNotContain("kubectl -n external-secrets", "azure.workload.identity/use");
        assertThat(files("plain").get("kubernetes/README.md")).doesNotContain("rollout restart");
    }
}
