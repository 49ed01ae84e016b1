package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever people call what is theirs, it is written, or the line is refused: no rule of ours takes a name
/// for a defect of what we have written.
@DisplayName("A name that somebody chose")
class AChosenNameTest {
    /// Everything that people give a name to.
    private static final String ALL = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: active}
            services:
              web: {port: 8080, health: /health, image: acme/picture, secrets: [stripe], runsOn: general,
                dependsOn: {rows: hard, memory: hard, files: hard, wide: hard, log: hard, find: hard, other: hard}}
              other: {port: 8081, image: acme/other}
            secrets: {stripe: {}}
            data:
              rows: {kind: postgresql, runs: provider, primary: us-east-1, replication: async}
              memory: {kind: redis, runs: provider, replication: none}
              files: {kind: object, runs: provider, replication: async}
              wide: {kind: dynamodb, runs: provider, replication: provider}
              log: {kind: kafka, runs: provider, replication: async, topics: {orders: {}}}
              find: {kind: opensearch, runs: provider, primary: us-east-1, replication: async}
              blocks: {kind: volume, runs: provider, replication: none, backup: {every: 1d}}
            network: {peering: full-mesh}
            compute:
              platform: kubernetes
              nodes: {general: {types: m7i.large}}
              mesh: {kind: istio, mutualTls: true}
              registry: {kind: ecr}
            traffic:
              entrances: {door: {host: shop.acme.test, to: web, route: [latency, health]}}
              cdn: {kind: cloudfront, behaviours: {still: {path: /still/*, ttl: 1d}}}
              functions: {light: {kind: cloudfront-function, does: [query-processing]}}
            deploy: {pipeline: {by: github-actions}, gitops: argo-cd}
            observability: {alarms: [critical-thresholds], dashboards: [health], audit: {api: cloudtrail}}
            operations: {contacts: {crew: crew@acme.test}}
            environments: {trial: {}}
            """;

    private static final List<String> CHOSEN = List.of(
            "shop", "web", "picture", "other", "stripe", "rows", "memory", "files", "wide", "log", "orders", "find",
            "blocks", "general", "door", "still", "light", "crew", "trial");

    private static final String ANY = "[,:{}\\[\\] /]";

    private static String called(String chosen, String name) {
        return ALL.replaceAll("(?m)(^|" + ANY + ")" + chosen + "(?=$|" + ANY + ")", "$1" + name);
    }

    private static List<Problem> problems(String text, Optional<String> environment) {
        Reading reading = TopologyReader.read("x.yaml", text.getBytes(StandardCharsets.UTF_8), environment, List.of());
        if (reading.topology().isEmpty()) {
            return reading.problems();
        }
        Resolution resolution = Blueprints.resolve(reading.topology().get());
        return resolution.blueprint().isEmpty()
                ? resolution.problems()
                : Synthesis.of(
                                "a test",
                                "x.yaml",
                                reading.topology().get(),
                                resolution.blueprint().get(),
                                Optional.empty())
                        .problems();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokens",
                "auth-token",
                "secrets",
                "password",
                "user-credentials",
                "private-key",
                "emails",
                "tiller",
                "default",
                "kube-system",
                "latest",
                "public",
                "root",
                "none",
                "true",
                "null",
                "all",
                "global",
                "main",
                "aws",
                "cluster",
                "monitoring",
                "x",
                "each",
                "data",
                "backups"
            })
    void ends_in_files_or_in_a_refusal_that_names_a_line(String name) {
        assertThat(problems(ALL, Optional.of("trial"))).isEmpty();
        List<String> defects = new ArrayList<>();
        for (String chosen : CHOSEN) {
            try {
                problems(called(chosen, name), Optional.of(chosen.equals("trial") ? name : "trial"))
                        .forEach(problem -> assertThat(problem.where().text())
                                .as(problem.text())
                                .matches("x.yaml:([2-9]|\\d\\d).*"));
            } catch (AssertionError | RuntimeException defect) {
                defects.add(chosen + " called " + name + ": " + defect);
            }
        }
        assertThat(defects).isEmpty();
    }

    private static final String SHOP = """
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, eu-west-1: {role: active}}
            services: {web: {port: 8080, image: acme/web, dependsOn: {STORE: hard}}}
            data: {STORE: {kind: KIND, runs: provider, replication: none}}
            compute: {platform: kubernetes}
            """;

    /// A scanner finds them by their names, so the page says so first.
    @ParameterizedTest
    @CsvSource({
        "tokens, postgresql, KSV-0109, TOKENS_PORT",
        "passwords, redis, KSV-0109, PASSWORDS_USER",
        "user-secrets, object, KSV-0109, USER_SECRETS_BUCKET",
        "private-key, dynamodb, KSV-01010, PRIVATE_KEY_TABLE",
        "emails, postgresql, KSV-01010, EMAILS_DATABASE"
    })
    void of_a_store_that_sounds_secret_is_told_to_services_and_stated(
            String store, String kind, String check, String setting) {
        SequencedMap<String, String> files =
                Written.of(SHOP.replace("STORE", store).replace("KIND", kind));
        assertThat(file(files, "kubernetes/overlays/eu-west-1/kustomization.yaml"))
                .contains("- " + setting + "=");
        assertThat(file(files, "SECURITY.md").lines())
                .filteredOn(line -> line.startsWith("| " + check + " |"))
                .singleElement()
                .asString()
                .contains("`" + setting + "`");
    }

    @Test
    void that_nothing_is_wrong_with_is_not_on_the_page() {
        assertThat(file(Written.of(SHOP.replace("STORE", "orders").replace("KIND", "postgresql")), "SECURITY.md"))
                .doesNotContain("KSV-0109", "KSV-01010", "KSV-0102");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/tiller:1", "tiller"})
    void of_an_image_that_sounds_like_Tiller_is_stated(String image) {
        String text = SHOP.replace("STORE", "orders").replace("KIND", "postgresql");
        assertThat(file(Written.of(text.replace("acme/web", image)), "SECURITY.md"))
                .contains("| KSV-0102 | ", "`" + image + "`");
    }

    /// The namespace of services is called after their application, and its environment.
    @ParameterizedTest
    @CsvSource({
        "default, no namespace",
        "kube-system, Kubernetes keeps",
        "kube-node-lease, Kubernetes keeps",
        "external-secrets, External Secrets is there",
        "istio-system, Istio is there",
        "monitoring, Prometheus is there",
        "cert-manager, cert-manager is there"
    })
    void of_an_application_is_none_that_is_a_namespace_of_somebody_else(String name, String why) {
        String text = SHOP.replace("STORE", "orders").replace("KIND", "postgresql");
        String called = text.replace("application: shop", "application: " + name);
        assertThat(Written.problems(called))
                .contains("MER-0099", "x.yaml:2:14", "`" + name + "` is a namespace", why, "`my-" + name + "`");
        assertThat(Written.of(called.replace("kubernetes", "ecs-fargate"))).isNotEmpty();
        assertThat(Written.problems(text.replace("application: shop", "applications:\n  " + name + ": {}")))
                .contains("MER-0099", "x.yaml:3:");
    }

    @Test
    void of_an_environment_makes_none_that_is_a_namespace_of_somebody_else() {
        String text = SHOP.replace("STORE", "orders")
                .replace("KIND", "postgresql")
                .replace("application: shop", "application: external\nenvironments: {secrets: {}, live: {}}");
        assertThat(Written.in("secrets", text).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text())
                        .contains("x.yaml:2:14", "`external-secrets` is a namespace", "or of the environment"));
        assertThat(Written.in("live", text).problems()).isEmpty();
    }
}
