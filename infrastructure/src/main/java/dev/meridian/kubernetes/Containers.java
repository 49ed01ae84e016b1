package dev.meridian.kubernetes;

import dev.meridian.estate.Unit;
import dev.meridian.estate.Workload;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;

/// The copies of a service: what they are started from, what they may do, where they run, and how a cluster knows
/// that they work.
final class Containers {
    private static final String HEALTH = "health";

    /// Whose files they are: nobody's on the machine (KSV-0020, KSV-0021).
    private static final int USER = 10_001;

    /// What machines with a GPU are marked with.
    static final String GPU = "nvidia.com/gpu";

    /// Below this a port is a matter of privilege.
    private static final int FIRST_FREE_PORT = 1_024;

    /// Read by whoever the copy runs as, and nobody else: 0440, which YAML has no other way to say everywhere.
    private static final int READABLE = 0440;

    /// A copy that ends is taken out by load balancers and machines while it still answers.
    private static final int SECONDS_TO_BE_FORGOTTEN = 15;

    private static final int SECONDS_TO_END = 45;
    private static final int SECONDS_BETWEEN_QUESTIONS = 5;
    private static final int SECONDS_TO_ANSWER = 2;
    private static final int QUESTIONS = 3;

    private static final int QUESTIONS_AT_THE_START = Workload.SECONDS_TO_START / SECONDS_BETWEEN_QUESTIONS;

    private static final int OLD_ONES = 5;
    private static final int MEBIBYTES_OF_A_GIBIBYTE = 1_024;
    private static final String FOLDER = "/etc/secrets/";

    private final Unit unit;
    private final Labels.Place place;

    Containers(Unit unit, String namespace) {
        this.unit = unit;
        this.place = new Labels.Place(namespace, unit.name());
    }

    /// The account and the copies that run as it.
    List<Fields> all() {
        Fields account = Labels.resource("v1", "ServiceAccount", unit.name(), place)
                .set(
                        "automountServiceAccountToken",
                        new Value.Flag(false),
                        "It calls nothing of Kubernetes. Its role in the cloud comes by a token of its own: the region's"
                                + " root says which account has which.");
        Fields template = Fields.of()
                .set("metadata", Fields.of().set("labels", Labels.of(unit.name())))
                .set("spec", pod());
        Fields deployment = Labels.resource("apps/v1", "Deployment", unit.name(), place)
                .set(
                        "spec",
                        Fields.of()
                                .set(
                                        "revisionHistoryLimit",
                                        new Value.Whole(OLD_ONES),
                                        "How many copies there are follows the load: see scaling.yaml.")
                                .set("selector", Labels.selector(unit.name()))
                                .set(
                                        "strategy",
                                        Fields.of()
                                                .set("type", "RollingUpdate")
                                                .set(
                                                        "rollingUpdate",
                                                        Fields.of()
                                                                .set("maxSurge", "25%")
                                                                .set("maxUnavailable", 0)))
                                .set("template", template));
        return List.of(account, deployment);
    }

    private Fields pod() {
        Fields pod = Fields.of()
                .set("serviceAccountName", unit.name())
                .set("automountServiceAccountToken", false)
                .set("enableServiceLinks", false)
                .set("securityContext", who());
        if (unit.nodes().isPresent()) {
            pod = pod.set("nodeSelector", Fields.of().set("nodes", unit.nodes().get()));
        }
        if (unit.hasGpu()) {
            pod = pod.set("tolerations", tolerations(List.of(GPU)));
        }
        return pod.set(
                        "topologySpreadConstraints",
                        Value.items(List.of(spread("topology.kubernetes.io/zone"), spread("kubernetes.io/hostname"))),
                        "Wished for, not insisted on: while a zone is lost, copies go to those that are left.")
                .set("terminationGracePeriodSeconds", SECONDS_TO_END)
                .set("containers", Value.items(container()))
                .set("volumes", volumes());
    }

    /// What it runs on although nothing else does.
    ///
    /// @param marks of machines, by name
    static Value tolerations(List<String> marks) {
        return Value.items(marks.stream()
                .map(mark ->
                        Fields.of().set("key", mark).set("operator", "Exists").set("effect", "NoSchedule"))
                .toList());
    }

    private Fields who() {
        Fields who = Fields.of()
                .set("runAsNonRoot", true)
                .set("runAsUser", USER)
                .set("runAsGroup", USER)
                .set("fsGroup", USER)
                .set("supplementalGroups", Value.items(new Value.Whole(USER)))
                .set("seccompProfile", Fields.of().set("type", "RuntimeDefault"));
        return unit.port() >= FIRST_FREE_PORT
                ? who
                : who.set(
                        "sysctls",
                        Value.items(Fields.of()
                                .set("name", "net.ipv4.ip_unprivileged_port_start")
                                .set("value", "" + unit.port())),
                        "It listens on a port that only root may otherwise have; this one is safe to set in every pod.");
    }

    private Fields spread(String over) {
        return Fields.of()
                .set("maxSkew", 1)
                .set("topologyKey", over)
                .set("whenUnsatisfiable", "ScheduleAnyway")
                .set("labelSelector", Labels.selector(unit.name()))
                .set("matchLabelKeys", Value.texts(List.of("pod-template-hash")));
    }

    private Fields container() {
        Fields container = Fields.of().set("name", unit.name());
        container = unit.image().isReleased()
                ? container.set("image", unit.image().name())
                : container.set(
                        "image",
                        Value.text(unit.image().name()),
                        "A release says from which registry, and which version: see README.md.");
        return container
                .set("ports", ports())
                .set("envFrom", told())
                .set("resources", resources(unit.size(), unit.hasGpu()))
                .set("securityContext", may())
                .set(
                        "startupProbe",
                        listens(SECONDS_BETWEEN_QUESTIONS, QUESTIONS_AT_THE_START),
                        "Whether it can serve is no reason to end it: what it needs may be away, and come back. So only one"
                                + " that does not listen is started again.")
                .set("livenessProbe", listens(2 * SECONDS_BETWEEN_QUESTIONS, QUESTIONS))
                .set("readinessProbe", serves())
                .set(
                        "lifecycle",
                        Fields.of()
                                .set(
                                        "preStop",
                                        Fields.of().set("sleep", Fields.of().set("seconds", SECONDS_TO_BE_FORGOTTEN))))
                .set("volumeMounts", mounts());
    }

    private Value told() {
        List<Fields> from = new ArrayList<>();
        from.add(Fields.of().set("configMapRef", Fields.of().set("name", unit.name())));
        if (unit.reach().hasAddresses()) {
            from.add(Fields.of().set("secretRef", Fields.of().set("name", Known.addresses(unit.name()))));
        }
        return Value.items(from);
    }

    /// What one copy is given, and the most that it may use.
    static Fields resources(Unit.Size size, boolean hasGpu) {
        Fields given = Fields.of().set("cpu", processors(size.processors())).set("memory", memory(size.mebibytes()));
        Fields most =
                Fields.of().set("cpu", processors(size.mostProcessors())).set("memory", memory(size.mostMebibytes()));
        return Fields.of().set("requests", given).set("limits", hasGpu ? most.set("nvidia.com/gpu", 1) : most);
    }

    private static String processors(int thousandths) {
        return thousandths % 1_000 == 0 ? "" + thousandths / 1_000 : thousandths + "m";
    }

    private static String memory(int mebibytes) {
        return mebibytes % MEBIBYTES_OF_A_GIBIBYTE == 0 ? mebibytes / MEBIBYTES_OF_A_GIBIBYTE + "Gi" : mebibytes + "Mi";
    }

    private static Fields may() {
        return Fields.of()
                .set("privileged", false)
                .set("allowPrivilegeEscalation", false)
                .set("readOnlyRootFilesystem", true)
                .set("runAsNonRoot", true)
                .set("runAsUser", USER)
                .set("runAsGroup", USER)
                .set("capabilities", Fields.of().set("drop", Value.texts(List.of("ALL"))))
                .set("seccompProfile", Fields.of().set("type", "RuntimeDefault"));
    }

    private Fields listens(int seconds, int failures) {
        return Fields.of()
                .set("tcpSocket", Fields.of().set("port", unit.portName()))
                .set("periodSeconds", seconds)
                .set("failureThreshold", failures);
    }

    private Value ports() {
        Fields own = port(unit.portName(), unit.port());
        return unit.health().port().isPresent()
                ? Value.items(own, port(HEALTH, unit.health().port().getAsInt()))
                : Value.items(own);
    }

    private static Fields port(String name, int number) {
        return Fields.of().set("name", name).set("containerPort", number).set("protocol", "TCP");
    }

    private Fields serves() {
        boolean isOwn = unit.health().port().isEmpty();
        Fields get = Fields.of().set("path", unit.health().path()).set("port", isOwn ? unit.portName() : HEALTH);
        return Fields.of()
                .set("httpGet", unit.speaksTls() && isOwn ? get.set("scheme", "HTTPS") : get)
                .set("periodSeconds", SECONDS_BETWEEN_QUESTIONS)
                .set("timeoutSeconds", SECONDS_TO_ANSWER)
                .set("failureThreshold", QUESTIONS);
    }

    private Value mounts() {
        List<Fields> mounts = new ArrayList<>();
        mounts.add(Fields.of().set("name", "scratch").set("mountPath", "/tmp"));
        for (String secret : unit.secrets()) {
            mounts.add(Fields.of()
                    .set("name", "secret-" + secret)
                    .set("mountPath", FOLDER + secret)
                    .set("readOnly", true));
        }
        return Value.items(mounts);
    }

    private Value volumes() {
        List<Fields> volumes = new ArrayList<>();
        volumes.add(Fields.of().set("name", "scratch").set("emptyDir", Fields.of()));
        for (String secret : unit.secrets()) {
            volumes.add(Fields.of()
                    .set("name", "secret-" + secret)
                    .set(
                            "secret",
                            Fields.of()
                                    .set("secretName", Known.secret(unit.name(), secret))
                                    .set("defaultMode", READABLE)));
        }
        return Value.items(volumes);
    }
}
