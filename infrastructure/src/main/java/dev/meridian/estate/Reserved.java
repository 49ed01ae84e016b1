package dev.meridian.estate;

import dev.meridian.topology.Compute;
import dev.meridian.topology.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// How no name of an application may begin, because a cloud keeps such names for itself and everything that
/// is built is called after the application; and how none may be called that runs in clusters, because its
/// namespace is called so, too, and is somebody else's.
final class Reserved {
    /// @param word as messages have it
    /// @param why whose it is
    private record Beginning(Cloud cloud, String word, String why) {}

    /// EC2 API reference, CreateSecurityGroup; Systems Manager user guide, names of parameters (whatever begins
    /// so, with a hyphen or without); Elastic Load Balancing API reference, CreateLoadBalancer; S3 user guide and
    /// Cloud Storage, bucket naming rules (all 2026-11).
    private static final List<Beginning> BEGINNINGS = List.of(
            new Beginning(Cloud.AWS, "sg-", "EC2 gives such names to groups of rules itself"),
            new Beginning(Cloud.AWS, "aws", "Systems Manager keeps parameters that begin so for AWS"),
            new Beginning(Cloud.AWS, "ssm", "Systems Manager keeps parameters that begin so for itself"),
            new Beginning(Cloud.AWS, "internal-", "Elastic Load Balancing gives such names itself"),
            new Beginning(Cloud.AWS, "sthree-", "S3 keeps buckets that begin so for itself"),
            new Beginning(Cloud.AWS, "amzn-s3-demo-", "S3 keeps buckets that begin so for itself"),
            new Beginning(Cloud.GOOGLE, "goog", "Cloud Storage takes no bucket that begins so"));

    /// Kubernetes keeps whatever begins so (its documentation, namespaces, 2026-11).
    private static final String OF_KUBERNETES = "kube-";

    /// Karmada gives out nothing of what begins so (its source, reserved namespaces, 2026-11).
    private static final String OF_KARMADA = "karmada-";

    /// What each cluster has without being asked, and where what has to be in a cluster first is put, as its
    /// README says (`Notes`): policies let in whoever is there.
    private static final SequencedMap<String, String> NAMESPACES = new LinkedHashMap<>();

    static {
        NAMESPACES.put("default", "every cluster has it, for whatever names no namespace");
        NAMESPACES.put("external-secrets", "External Secrets is there, and may read the secrets of a region");
        NAMESPACES.put("istio-system", "Istio is there");
        NAMESPACES.put(Fleet.MONITORING, "Prometheus is there, and may ask every copy what it has counted");
        NAMESPACES.put("ingress-nginx", "the ingress controller of that name is there");
        NAMESPACES.put("traefik", "the ingress controller of that name is there");
        NAMESPACES.put("cert-manager", "cert-manager is there, and may prove names of users");
        NAMESPACES.put("argocd", "Argo CD is there, and may change every cluster");
    }

    private Reserved() {}

    /// @param name that everything begins with
    /// @param path of the application in the file
    static void check(String name, String path, Ledger ledger) {
        BEGINNINGS.stream()
                .filter(one -> !ledger.regions(one.cloud).isEmpty() && (name + "-").startsWith(one.word))
                .forEach(one -> ledger.problem(
                        path,
                        new Message(
                                "`" + name + "` begins with `" + one.word + "`",
                                "everything that is built is called after it, and " + one.why,
                                "another name of the application, for example `my-" + name + "`")));
        if (ledger.isOn(Compute.Platform.KUBERNETES)) {
            Optional.ofNullable(NAMESPACES.get(name))
                    .or(() -> Optional.of("Kubernetes keeps namespaces that begin so for itself")
                            .filter(_ -> name.startsWith(OF_KUBERNETES)))
                    .or(() -> Optional.of("Karmada keeps namespaces that begin so for itself")
                            .filter(_ -> name.startsWith(OF_KARMADA)))
                    .ifPresent(why -> ledger.problem(path, namespace(name, why)));
        }
    }

    private static Message namespace(String name, String why) {
        return new Message(
                "`" + name + "` is a namespace that is somebody else's",
                "services run in a namespace that is called after their application, and of this one: " + why,
                "another name of the application, or of the environment, for example `my-" + name + "`");
    }
}
