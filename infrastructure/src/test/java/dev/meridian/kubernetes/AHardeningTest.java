package dev.meridian.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.estate.Health;
import dev.meridian.estate.Unit;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// No manifest is less safe than is said: each rule notices what it is about, and each check of the scanner is
/// either a rule or has a reason.
@DisplayName("A rule about manifests")
class AHardeningTest {
    private static Unit unit(int port) {
        return new Unit(
                "web",
                port,
                new Health("/health", OptionalInt.empty(), List.of(), "/health"),
                new Unit.Image("shop/web", false),
                new Unit.Size(250, 512, 500, 512),
                new Unit.Copies(2, 10),
                Optional.of("general"),
                true,
                true,
                Optional.of(new Unit.Ingress("nginx", true, List.of())),
                new Unit.Reach(List.of(), List.of(), List.of(5432), true, true),
                List.of("database"));
    }

    private static Fields deployment() {
        return new Containers(unit(443), "shop").all().getLast();
    }

    @Test
    void holds_for_what_is_written() {
        assertThat(Hardening.faults("x", deployment())).isEmpty();
        assertThat(Hardening.faults(
                        "x", new Containers(unit(8080), "shop").all().getFirst()))
                .isEmpty();
    }

    @Test
    void is_there_for_every_check_of_the_scanner_or_there_is_a_reason() throws IOException {
        List<String> known = new ArrayList<>(Hardening.STATED.sequencedKeySet());
        known.add(Hardening.DEFAULTS);
        Stream.of(Hardening.OF_CONTAINERS, Hardening.OF_PODS, Hardening.OF_DOCUMENTS)
                .flatMap(List::stream)
                .forEach(rule -> known.addAll(rule.ids()));
        known.add(Called.TILLER);
        assertThat(known).doesNotHaveDuplicates().containsAll(Called.SECRET.sequencedKeySet());
        try (InputStream ids = Objects.requireNonNull(AHardeningTest.class.getResourceAsStream("/custom/ksv.txt"))) {
            assertThat(known)
                    .containsExactlyInAnyOrderElementsOf(new String(ids.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        }
    }

    /// Whatever is taken out of a copy: the rule that looks at it says so.
    @Test
    void notices_every_setting_that_is_taken_away() {
        List<String> unnoticed = new ArrayList<>();
        for (String path : List.of(
                "securityContext.allowPrivilegeEscalation",
                "securityContext.readOnlyRootFilesystem",
                "securityContext.privileged",
                "securityContext.runAsNonRoot",
                "securityContext.runAsUser",
                "securityContext.runAsGroup",
                "securityContext.capabilities.drop",
                "securityContext.seccompProfile.type",
                "resources.requests.cpu",
                "resources.requests.memory",
                "resources.limits.cpu",
                "resources.limits.memory")) {
            Fields container =
                    deployment().parts("spec.template.spec.containers").getFirst();
            if (Hardening.OF_CONTAINERS.stream().allMatch(rule -> rule.holds().test(without(container, path)))) {
                unnoticed.add(path);
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void notices_what_nobody_has_to_add() {
        Fields container = deployment().parts("spec.template.spec.containers").getFirst();
        assertThat(broken(
                        Hardening.OF_CONTAINERS,
                        without(container, "ports")
                                .set("ports", Value.items(Fields.of().set("hostPort", 80)))))
                .containsExactly("KSV-0024");
        Fields pod = (Fields) deployment().at("spec.template.spec").orElseThrow();
        assertThat(broken(Hardening.OF_PODS, pod.set("hostNetwork", true))).containsExactly("KSV-0009");
        assertThat(broken(Hardening.OF_PODS, pod.set("hostPID", true))).containsExactly("KSV-0010");
        assertThat(broken(Hardening.OF_PODS, pod.set("hostIPC", true))).containsExactly("KSV-0008");
        assertThat(broken(Hardening.OF_PODS, pod.set("hostAliases", Value.items())))
                .containsExactly("KSV-0007");
        assertThat(broken(
                        Hardening.OF_PODS,
                        without(pod, "volumes")
                                .set("volumes", Value.items(Fields.of().set("hostPath", Fields.of())))))
                .contains("KSV-0006", "KSV-0023");
        assertThat(broken(
                        Hardening.OF_DOCUMENTS,
                        Labels.resource("rbac.authorization.k8s.io/v1", "ClusterRole", "all", "shop")))
                .contains("KSV-0044", "KSV-0111");
        assertThat(broken(Hardening.OF_DOCUMENTS, Labels.resource("extensions/v1beta1", "Ingress", "web", "shop")))
                .contains("KSV-0107");
        assertThat(broken(Hardening.OF_DOCUMENTS, Labels.resource("v1", "Service", "web", "default")))
                .containsExactly("KSV-0110");
        assertThat(broken(
                        Hardening.OF_DOCUMENTS,
                        Kustomization.of(List.of())
                                .set(
                                        "configMapGenerator",
                                        Value.items(
                                                Fields.of().set("literals", Value.texts(List.of("DB_PASSWORD=x")))))))
                .containsExactly("KSV-01010", "KSV-0109");
    }

    /// Where something is may be told by any name; what is secret by none.
    @ParameterizedTest
    @CsvSource({
        "TOKENS_PORT, true",
        "PASSWORDS_WRITER_HOST, true",
        "SHARED_KEY_ALIAS, true",
        "AUTH_TOKEN, false",
        "ORDERS_PASSWORD, false",
        "STRIPE_KEY, false",
        "USER_CREDENTIALS, false"
    })
    void looks_at_what_a_setting_says_and_not_at_whose_it_is(String setting, boolean isTold) {
        Fields told = Kustomization.of(List.of())
                .set(
                        "configMapGenerator",
                        Value.items(Fields.of().set("literals", Value.texts(List.of(setting + "=x")))));
        assertThat(broken(Hardening.OF_DOCUMENTS, told).isEmpty()).isEqualTo(isTold);
    }

    private static List<String> broken(List<Hardening.Rule> rules, Fields of) {
        return rules.stream()
                .filter(rule -> !rule.holds().test(of))
                .flatMap(rule -> rule.ids().stream())
                .toList();
    }

    private static Fields without(Fields fields, String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        return new Fields(fields.all().stream()
                .filter(field -> dot >= 0 || !field.name().equals(name))
                .map(field -> field.name().equals(name) && field.value() instanceof Fields inner
                        ? new Fields.Field(name, without(inner, path.substring(dot + 1)), field.why())
                        : field)
                .toList());
    }
}
