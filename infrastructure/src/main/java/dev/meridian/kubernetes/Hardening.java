package dev.meridian.kubernetes;

import dev.meridian.estate.Settings;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// What no manifest may do, each rule with the checks of Trivy that ask for it (the KSV ones of trivy-checks,
/// 2026-11). What breaks a rule is a defect of ours, and is found before a file is written. Checks that are
/// not met, or that nobody could meet, stand below with the reason; those that find fault with what people
/// have called something are [Called].
final class Hardening {
    private static final int FIRST_OF_NOBODY = 10_000;

    /// Settings of the kernel that are a pod's own (Kubernetes, pod security standards, 2026-11).
    private static final List<String> SAFE_SYSCTLS = List.of("net.ipv4.ip_unprivileged_port_start");

    private static final List<String> CORE_VOLUMES = List.of("emptyDir", "secret", "configMap", "projected");

    /// Each kind that is written, in the version of its API that is neither a draft nor on its way out.
    private static final SequencedMap<String, String> VERSIONS = new LinkedHashMap<>();

    private static final List<String> OF_NO_NAMESPACE =
            List.of("Namespace", "Kustomization", "StorageClass", "ClusterPropagationPolicy", "ClusterOverridePolicy");

    static {
        VERSIONS.put("Namespace", "v1");
        VERSIONS.put("LimitRange", "v1");
        VERSIONS.put("ServiceAccount", "v1");
        VERSIONS.put("Service", "v1");
        VERSIONS.put("Secret", "v1");
        VERSIONS.put("Deployment", "apps/v1");
        VERSIONS.put("HorizontalPodAutoscaler", "autoscaling/v2");
        VERSIONS.put("PodDisruptionBudget", "policy/v1");
        VERSIONS.put("NetworkPolicy", "networking.k8s.io/v1");
        VERSIONS.put("Ingress", "networking.k8s.io/v1");
        VERSIONS.put("Issuer", "cert-manager.io/v1");
        VERSIONS.put("Certificate", "cert-manager.io/v1");
        VERSIONS.put("SecretStore", "external-secrets.io/v1");
        VERSIONS.put("ExternalSecret", "external-secrets.io/v1");
        VERSIONS.put("StorageClass", "storage.k8s.io/v1");
        VERSIONS.put("TargetGroupBinding", "elbv2.k8s.aws/v1beta1");
        VERSIONS.put("Gateway", "gateway.networking.k8s.io/v1");
        VERSIONS.put("HTTPRoute", "gateway.networking.k8s.io/v1");
        VERSIONS.put("GCPGatewayPolicy", "networking.gke.io/v1");
        VERSIONS.put("GCPBackendPolicy", "networking.gke.io/v1");
        VERSIONS.put("HealthCheckPolicy", "networking.gke.io/v1");
        VERSIONS.put("PeerAuthentication", "security.istio.io/v1");
        VERSIONS.put("DestinationRule", "networking.istio.io/v1");
        VERSIONS.put("ApplicationSet", "argoproj.io/v1alpha1");
        VERSIONS.put("ConfigMap", "v1");
        for (String kind : List.of("PropagationPolicy", "OverridePolicy")) {
            VERSIONS.put(kind, "policy.karmada.io/v1alpha1");
            VERSIONS.put("Cluster" + kind, "policy.karmada.io/v1alpha1");
        }
        VERSIONS.put("Kustomization", "kustomize.config.k8s.io/v1beta1");
    }

    /// @param ids the checks that it decides
    /// @param asks what has to be true, in a few words
    record Rule(List<String> ids, String asks, Predicate<Fields> holds) {
        Rule {
            ids = List.copyOf(ids);
        }
    }

    static final List<Rule> OF_CONTAINERS = List.of(
            rule("rises to no rights", is("securityContext.allowPrivilegeEscalation", "false"), "KSV-0001"),
            rule("drops all capabilities", Hardening::dropsAll, "KSV-0003", "KSV-0004"),
            rule(
                    "adds no capability",
                    has("securityContext.capabilities.add").negate(),
                    "KSV-0005",
                    "KSV-0022",
                    "KSV-0106",
                    "KSV-0119",
                    "KSV-0120"),
            rule("has a limit of processors", has("resources.limits.cpu"), "KSV-0011"),
            rule("has a limit of memory", has("resources.limits.memory"), "KSV-0018"),
            rule("asks for processors", has("resources.requests.cpu"), "KSV-0015"),
            rule("asks for memory", has("resources.requests.memory"), "KSV-0016"),
            rule("is not root", is("securityContext.runAsNonRoot", "true"), "KSV-0012"),
            rule("writes to no disk of its own", is("securityContext.readOnlyRootFilesystem", "true"), "KSV-0014"),
            rule("is not privileged", is("securityContext.privileged", "false"), "KSV-0017"),
            rule("runs as nobody's user", above("securityContext.runAsUser"), "KSV-0020", "KSV-0105"),
            rule("runs as nobody's group", above("securityContext.runAsGroup"), "KSV-0021"),
            rule("has no port of its machine", Hardening::hasNoHostPort, "KSV-0024"),
            rule("has the usual /proc", has("securityContext.procMount").negate(), "KSV-0027"),
            rule(
                    "calls what a container may call",
                    is("securityContext.seccompProfile.type", "RuntimeDefault"),
                    "KSV-0030",
                    "KSV-0104"));

    static final List<Rule> OF_PODS = List.of(
            rule(
                    "mounts what Kubernetes has",
                    Hardening::hasCoreVolumes,
                    "KSV-0006",
                    "KSV-0023",
                    "KSV-0028",
                    "KSV-0121"),
            rule("leaves /etc/hosts alone", has("hostAliases").negate(), "KSV-0007"),
            rule("has memory of its own", has("hostIPC").negate(), "KSV-0008"),
            rule("has a network of its own", has("hostNetwork").negate(), "KSV-0009"),
            rule("has processes of its own", has("hostPID").negate(), "KSV-0010"),
            rule(
                    "is no process of its machine",
                    has("securityContext.windowsOptions").negate(),
                    "KSV-0103"),
            rule(
                    "has the usual labels of SELinux",
                    has("securityContext.seLinuxOptions").negate(),
                    "KSV-0025"),
            rule("sets what is a pod's to set", Hardening::hasSafeSysctls, "KSV-0026"),
            rule("has no token of Kubernetes", is("automountServiceAccountToken", "false"), "KSV-0036"),
            rule("has groups of nobody", above("securityContext.fsGroup"), "KSV-0116"),
            rule("says what it may", is("securityContext.runAsNonRoot", "true"), "KSV-0118"));

    static final List<Rule> OF_DOCUMENTS = List.of(
            rule(
                    "is of no system's namespace",
                    document -> document.word("metadata.namespace")
                            .filter("kube-system"::equals)
                            .isEmpty(),
                    "KSV-0037"),
            rule("has a namespace of its own", Hardening::hasNamespace, "KSV-0110"),
            rule("says whom a policy is about", Hardening::saysWhom, "KSV-0038"),
            rule(
                    "is of a version that stays, and grants nothing in a cluster",
                    Hardening::isKnown,
                    "KSV-0041",
                    "KSV-0042",
                    "KSV-0043",
                    "KSV-0044",
                    "KSV-0045",
                    "KSV-0046",
                    "KSV-0047",
                    "KSV-0048",
                    "KSV-0049",
                    "KSV-0050",
                    "KSV-0051",
                    "KSV-0052",
                    "KSV-0053",
                    "KSV-0054",
                    "KSV-0055",
                    "KSV-0056",
                    "KSV-01011",
                    "KSV-0107",
                    "KSV-0111",
                    "KSV-0112",
                    "KSV-0113",
                    "KSV-0114",
                    "KSV-0115",
                    "KSV-0122",
                    "KSV-0123",
                    "KSV-0124"),
            rule("has no address of the internet", has("spec.externalIPs").negate(), "KSV-0108"),
            rule("tells nothing that is secret", Hardening::tellsNoSecret, "KSV-01010", "KSV-0109"));

    /// The one that is about all documents together.
    static final String DEFAULTS = "KSV-0039";

    /// Checks that are not met, or cannot be, each with its reason.
    static final SequencedMap<String, String> STATED = new LinkedHashMap<>();

    static {
        STATED.put(
                "KSV-0002",
                "machines of AWS run Amazon Linux 2023, which has SELinux and no AppArmor: a copy that asks for a profile"
                        + " of it would not be started there; machines that have it apply their own to every copy unasked");
        STATED.put(
                "KSV-0013",
                "where the file names no version of an image, a release does (README.md); an image that the file names is"
                        + " written as it stands there");
        for (String id : List.of("KSV-0032", "KSV-0033")) {
            STATED.put(id, "images come from one registry, which is of one cloud at most");
        }
        for (String id : List.of("KSV-0034", "KSV-0125")) {
            STATED.put(
                    id,
                    "from which registry an image comes, and which ones are trusted, is said by the file or by a release");
        }
        STATED.put(
                "KSV-0035",
                "the name of a registry of ECR contains the number of an account, which is in no file: a release adds it");
        STATED.put(
                "KSV-0040",
                "a quota that is reached while another region's users arrive would keep this one from taking them");
        STATED.put(
                "KSV-0117",
                "only where the file says that a service listens below 1024; it needs no privilege for that");
    }

    /// The same where no cluster is of AWS.
    private static final SequencedMap<String, String> OUTSIDE_OF_AWS = new LinkedHashMap<>();

    static {
        OUTSIDE_OF_AWS.put(
                "KSV-0002",
                "a copy that asks for a profile of AppArmor is not started on a machine that has none; machines that have"
                        + " it apply their own to every copy unasked");
        OUTSIDE_OF_AWS.put("KSV-0035", "the check asks for a registry of AWS, and no cluster is there");
    }

    private Hardening() {}

    /// What a scanner asks of manifests, and how it is answered: a section of `SECURITY.md`.
    ///
    /// @param documents all that is written
    /// @param isOfAws whether some cluster is
    static String page(List<Fields> documents, boolean isOfAws) {
        StringBuilder page = new StringBuilder("\n## Manifests\n\n")
                .append(
                        "What Trivy asks of everything below `kubernetes/` (trivy-checks, 2026-11) holds for each document, by rules"
                                + " that look\nat it before a file is there, with these exceptions:\n\n| check | why not |\n|---|---|\n");
        STATED.forEach((id, why) -> page.append("| ")
                .append(id)
                .append(" | ")
                .append(isOfAws ? why : OUTSIDE_OF_AWS.getOrDefault(id, why))
                .append(" |\n"));
        Called.found(documents)
                .forEach((id, why) ->
                        page.append("| ").append(id).append(" | ").append(why).append(" |\n"));
        return page.toString();
    }

    private static Rule rule(String asks, Predicate<Fields> holds, String... ids) {
        return new Rule(List.of(ids), asks, holds);
    }

    /// What is wrong with a document; none for a good one.
    ///
    /// @param path its file's
    static List<String> faults(String path, Fields document) {
        List<String> faults = new ArrayList<>();
        String name = path + ": " + document.word("kind").orElse("") + " "
                + document.word("metadata.name").orElse("");
        add(faults, name, OF_DOCUMENTS, document);
        document.at("spec.template.spec")
                .filter(Fields.class::isInstance)
                .map(Fields.class::cast)
                .filter(pod -> !pod.parts("containers").isEmpty())
                .ifPresent(pod -> {
                    add(faults, name, OF_PODS, pod);
                    pod.parts("containers").forEach(container -> add(faults, name, OF_CONTAINERS, container));
                });
        return faults;
    }

    private static void add(List<String> faults, String name, List<Rule> rules, Fields of) {
        rules.stream()
                .filter(rule -> !rule.holds().test(of))
                .forEach(rule -> faults.add(
                        name + " does not hold: " + rule.asks() + " (" + String.join(", ", rule.ids()) + ")"));
    }

    private static Predicate<Fields> is(String path, String word) {
        return fields -> fields.word(path).filter(word::equals).isPresent();
    }

    private static Predicate<Fields> has(String path) {
        return fields -> fields.at(path).isPresent();
    }

    private static Predicate<Fields> above(String path) {
        return fields -> fields.at(path)
                .filter(value -> value instanceof Value.Whole(long number) && number > FIRST_OF_NOBODY)
                .isPresent();
    }

    private static boolean dropsAll(Fields container) {
        return container
                .at("securityContext.capabilities.drop")
                .filter(Value.texts(List.of("ALL"))::equals)
                .isPresent();
    }

    private static boolean hasNoHostPort(Fields container) {
        return container.parts("ports").stream()
                .allMatch(port -> port.at("hostPort").isEmpty());
    }

    private static boolean hasCoreVolumes(Fields pod) {
        return pod.parts("volumes").stream()
                .allMatch(volume -> volume.all().stream()
                        .map(Fields.Field::name)
                        .allMatch(name -> name.equals("name") || CORE_VOLUMES.contains(name)));
    }

    private static boolean hasSafeSysctls(Fields pod) {
        return pod.parts("securityContext.sysctls").stream()
                .allMatch(sysctl ->
                        sysctl.word("name").filter(SAFE_SYSCTLS::contains).isPresent());
    }

    private static boolean hasNamespace(Fields document) {
        boolean isOfNone =
                document.word("kind").filter(OF_NO_NAMESPACE::contains).isPresent();
        return isOfNone
                || document.word("metadata.namespace")
                        .filter(namespace -> !namespace.equals("default"))
                        .isPresent();
    }

    private static boolean saysWhom(Fields document) {
        return document.word("kind").filter("NetworkPolicy"::equals).isEmpty()
                || document.at("spec.podSelector").isPresent();
    }

    private static boolean isKnown(Fields document) {
        return document.word("kind")
                .flatMap(kind -> Optional.ofNullable(VERSIONS.get(kind)))
                .equals(document.word("apiVersion"));
    }

    /// Settings are plain to everybody who may look at a namespace. Where a store is and as whom to sign in
    /// is no secret, whatever it is called: see [Called].
    private static boolean tellsNoSecret(Fields document) {
        return Called.settings(document).stream()
                .filter(setting -> !Settings.isPlace(setting))
                .noneMatch(Called::soundsSecret);
    }
}
