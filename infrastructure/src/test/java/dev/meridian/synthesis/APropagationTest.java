package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.hcl.Machine;
import dev.meridian.kubernetes.Kinds;
import dev.meridian.kubernetes.Kubectl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What one control plane gives to the clusters of all regions: with Karmada, which nobody runs here. What it
/// would give is worked out from its policies as its documentation says, and held to what Kustomize builds.
@DisplayName("A propagation")
class APropagationTest {
    private static final String KARMADA = "deploy.propagation=karmada";

    /// What Kustomize adds to the name of a ConfigMap, which Karmada has no such names for.
    private static final Pattern HASHED = Pattern.compile("-[a-z0-9]{10}$");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// Nine regions of three clouds, one of a cloud, one with a mesh.
    @ParameterizedTest
    @ValueSource(strings = {"mahavishnu", "ai-teddy-bear", "pyairtable"})
    void gives_each_region_what_its_overlay_has(String system) throws IOException, InterruptedException {
        assumeTrue(Machine.has("kubectl"), "skipped: no kubectl on this machine");
        SequencedMap<String, String> files = Written.example(system, KARMADA);
        Written.lay(files, folder);
        List<Map<?, ?>> policies = documents(files, "propagation.yaml");
        List<Map<?, ?>> otherwise = documents(files, "otherwise.yaml");
        for (String region : regions(files)) {
            TreeMap<String, Object> given = new TreeMap<>();
            for (Map<?, ?> resource : documents(files, "resources.yaml")) {
                if (policies.stream().anyMatch(policy -> chooses(policy, resource) && reaches(policy, region))) {
                    given.put(id(resource), unmarked(overridden(resource, otherwise, region)));
                }
            }
            Kubectl.Answer answer = Kubectl.kustomize(folder, folder.resolve("kubernetes/overlays/" + region));
            TreeMap<String, Object> built = new TreeMap<>();
            Kinds.documents(answer.text()).forEach(document -> built.put(id(document), renamed(document)));
            assertThat(given).as(region).isEqualTo(built);
        }
    }

    @Test
    void gives_each_resource_by_one_policy_and_moves_none() {
        SequencedMap<String, String> files = Written.example("mahavishnu", KARMADA);
        List<Map<?, ?>> policies = documents(files, "propagation.yaml");
        assertThat(documents(files, "resources.yaml"))
                .allSatisfy(resource -> assertThat(policies.stream().filter(policy -> chooses(policy, resource)))
                        .hasSize(1));
        assertThat(policies)
                .allSatisfy(policy -> assertThat(String.valueOf(at(policy, "metadata", "name")))
                        .hasSizeLessThanOrEqualTo(63))
                .allSatisfy(policy -> assertThat(String.valueOf(policy.get("spec")))
                        .contains("cluster.karmada.io/not-ready", "cluster.karmada.io/unreachable"));
    }

    /// The image of a release is put in by whoever releases, in one place for all regions.
    @Test
    void leaves_images_to_releases() {
        SequencedMap<String, String> files = Written.example(
                "mahavishnu", KARMADA, "regions.eu-west-1.overrides.services.mahavishnu.resources={cpu: 2}");
        assertThat(files.getOrDefault("kubernetes/karmada/otherwise.yaml", "image"))
                .contains("/spec/template/spec/containers/0/resources/")
                .doesNotContain("image");
    }

    /// Two that write the same into a cluster put back what the other has put there.
    @Test
    void is_kept_by_argo_cd_in_the_control_plane_and_in_no_cluster() {
        String set = "kubernetes/argo-cd/applicationset.yaml";
        SequencedMap<String, String> both = Written.example("mahavishnu", KARMADA, "deploy.gitops=argo-cd");
        assertThat(Written.file(both, set))
                .contains("control-plane: karmada", "path: kubernetes/releases/karmada", "name: mahavishnu-karmada")
                .doesNotContain("labels.region");
        assertThat(Written.file(both, "kubernetes/README.md"))
                .contains("`control-plane: karmada`", "and no cluster")
                .doesNotContain("Or by Argo CD");
        assertThat(Written.file(Written.example("mahavishnu", "deploy.gitops=argo-cd"), set))
                .contains("kubernetes/releases/{{ .metadata.labels.region }}")
                .doesNotContain("karmada");
    }

    @Test
    void is_written_for_those_who_ask_for_it() {
        assertThat(Written.example("mahavishnu").keySet()).noneMatch(path -> path.contains("karmada"));
        assertThat(Written.file(Written.example("mahavishnu", KARMADA), "UNRENDERED.md"))
                .doesNotContain("deploy.propagation");
        assertThat(Written.file(Written.example("richesreach", KARMADA), "UNRENDERED.md"))
                .as("no cluster")
                .contains("deploy.propagation");
    }

    private static List<String> regions(SequencedMap<String, String> files) {
        return files.keySet().stream()
                .filter(path -> path.matches("kubernetes/overlays/[^/]+/kustomization.yaml"))
                .map(path -> path.split("/", -1)[2])
                .toList();
    }

    private static List<Map<?, ?>> documents(SequencedMap<String, String> files, String name) {
        String text = files.get("kubernetes/karmada/" + name);
        return text == null ? List.of() : List.copyOf(Kinds.documents(text));
    }

    private static Object at(Object from, Object... path) {
        Object here = from;
        for (Object step : path) {
            here = step instanceof Integer index ? ((List<?>) here).get(index) : ((Map<?, ?>) here).get(step);
        }
        return here;
    }

    private static String id(Map<?, ?> document) {
        Map<?, ?> metadata = (Map<?, ?>) at(document, "metadata");
        String name = String.valueOf(metadata.get("name"));
        return document.get("apiVersion") + " " + document.get("kind") + " " + metadata.get("namespace") + " "
                + ("ConfigMap".equals(document.get("kind"))
                        ? HASHED.matcher(name).replaceFirst("")
                        : name);
    }

    private static boolean chooses(Map<?, ?> policy, Map<?, ?> resource) {
        return ((List<?>) at(policy, "spec", "resourceSelectors"))
                .stream()
                        .anyMatch(selector -> id(resource)
                                .equals(String.join(
                                        " ",
                                        String.valueOf(at(selector, "apiVersion")),
                                        String.valueOf(at(selector, "kind")),
                                        String.valueOf(at(selector, "namespace")),
                                        String.valueOf(at(selector, "name")))));
    }

    private static boolean reaches(Map<?, ?> policy, String region) {
        return isIn(at(policy, "spec", "placement", "clusterAffinity"), region);
    }

    private static boolean isIn(Object clusters, String region) {
        Object among = at(clusters, "labelSelector", "matchExpressions", 0);
        assertThat(at(among, "key")).isEqualTo("region");
        return ((List<?>) at(among, "values")).contains(region);
    }

    private static Object overridden(Map<?, ?> resource, List<Map<?, ?>> otherwise, String region) {
        Object copy = copied(resource);
        for (Map<?, ?> policy : otherwise) {
            if (chooses(policy, resource)) {
                for (Object rule : (List<?>) at(policy, "spec", "overrideRules")) {
                    if (isIn(at(rule, "targetCluster"), region)) {
                        ((List<?>) at(rule, "overriders", "plaintext")).forEach(change -> change(copy, change));
                    }
                }
            }
        }
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static void change(Object document, Object change) {
        String[] path = String.valueOf(at(change, "path")).substring(1).split("/", -1);
        Object here = document;
        for (int i = 0; i < path.length - 1; i++) {
            here = here instanceof List<?> list
                    ? list.get(Integer.parseInt(path[i]))
                    : ((Map<?, ?>) here).get(word(path[i]));
        }
        String last = word(path[path.length - 1]);
        String operator = String.valueOf(at(change, "operator"));
        if (here instanceof List<?> list) {
            assertThat(operator).isEqualTo("replace");
            ((List<Object>) list).set(Integer.parseInt(last), at(change, "value"));
        } else {
            Map<Object, Object> map = (Map<Object, Object>) here;
            assertThat(map.containsKey(last)).as("%s %s", operator, last).isNotEqualTo(operator.equals("add"));
            if (operator.equals("remove")) {
                map.remove(last);
            } else {
                map.put(last, at(change, "value"));
            }
        }
    }

    private static String word(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    private static Object copied(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, part) -> copy.put(key, copied(part)));
                yield copy;
            }
            case List<?> list ->
                new ArrayList<>(list.stream().map(APropagationTest::copied).toList());
            default -> value;
        };
    }

    /// Without what only Karmada, or only a change of settings, is told by.
    @SuppressWarnings("unchecked")
    private static Object unmarked(Object document) {
        Map<Object, Object> metadata = (Map<Object, Object>) at(document, "metadata");
        if (metadata.get("labels") instanceof Map<?, ?> labels) {
            labels.remove("resourcetemplate.karmada.io/retain-replicas");
            labels.remove("namespace.karmada.io/skip-auto-propagation");
        }
        if ("Deployment".equals(at(document, "kind"))) {
            Map<Object, Object> copies = (Map<Object, Object>) at(document, "spec", "template", "metadata");
            Map<?, ?> annotations = (Map<?, ?>) copies.get("annotations");
            assertThat(String.valueOf(annotations.remove("settings"))).matches("[0-9a-f]{8}");
            if (annotations.isEmpty()) {
                copies.remove("annotations");
            }
        }
        return document;
    }

    /// With ConfigMaps by the names that they were given.
    private static Object renamed(Map<?, ?> document) {
        Object copy = copied(document);
        rename(copy);
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static void rename(Object value) {
        if (value instanceof Map<?, ?> map) {
            boolean isMap = "ConfigMap".equals(map.get("kind"));
            map.forEach((key, part) -> {
                Object named = isMap && key.equals("metadata") || key.equals("configMapRef") ? part : null;
                if (named instanceof Map<?, ?> names) {
                    ((Map<Object, Object>) names)
                            .computeIfPresent(
                                    "name",
                                    (_, name) ->
                                            HASHED.matcher(String.valueOf(name)).replaceFirst(""));
                }
                rename(part);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(APropagationTest::rename);
        }
    }
}
