package dev.meridian.kubernetes;

import dev.meridian.estate.Fleet;
import dev.meridian.estate.Unit;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// By which name a service is called within its cluster, what leads there, and who may.
final class Doors {
    /// As long as one user stays with one copy: the longest that Kubernetes has is a day.
    private static final int SECONDS_WITH_ONE_COPY = 10_800;

    private static final int TLS = 443;

    /// Where Istio hands out what sidecars go by (Istio, ports used by Istio, 2026-11).
    private static final int MESH = 15_012;

    /// Where a sidecar tells what it has counted, with what its copy counts and without (the same page).
    private static final List<Integer> COUNTED = List.of(15_020, 15_090);

    private static final String NGINX = "nginx.ingress.kubernetes.io/";
    private static final String EVERYWHERE = "0.0.0.0/0";
    private static final String POLICY = "networking.k8s.io/v1";

    private final Fleet fleet;
    private final Unit unit;
    private final Labels.Place place;

    Doors(Fleet fleet, Unit unit) {
        this.fleet = fleet;
        this.unit = unit;
        this.place = new Labels.Place(fleet.namespace(), unit.name());
    }

    /// The name, and what takes requests from outside to it.
    List<Fields> open() {
        List<Fields> all = new ArrayList<>();
        all.add(service());
        unit.ingress().ifPresent(ingress -> {
            if (ingress.hasTls()) {
                all.addAll(certificate());
            }
            all.add(ingress(ingress, hosts(unit, fleet.namespace())));
            if (fleet.rules().mesh().filter(Fleet.Mesh::isMutual).isPresent()) {
                all.add(Mesh.opened(fleet, unit, "ingress", "The ingress controller is outside the mesh."));
            }
        });
        return all;
    }

    private Fields service() {
        Fields spec = Fields.of()
                .set("type", "ClusterIP")
                .set("selector", Labels.of(unit.name()))
                .set(
                        "ports",
                        Value.items(Fields.of()
                                .set("name", unit.portName())
                                .set("port", unit.port())
                                .set("targetPort", unit.portName())
                                .set("protocol", "TCP")));
        if (unit.isSticky()) {
            spec = spec.set("sessionAffinity", "ClientIP")
                    .set(
                            "sessionAffinityConfig",
                            Fields.of().set("clientIP", Fields.of().set("timeoutSeconds", SECONDS_WITH_ONE_COPY)));
        }
        return Labels.resource("v1", "Service", unit.name(), place).set("spec", spec);
    }

    private String secret() {
        return unit.name() + "-ingress";
    }

    /// By what host a controller tells that a request is for this service. Without one, a request for any host is,
    /// so that two services take each other's; ingress-nginx then serves its own certificate and counts nothing
    /// (ingress-nginx user guide, TLS and monitoring, 2026-11).
    static List<String> hosts(Unit unit, String namespace) {
        List<String> said = unit.ingress().map(Unit.Ingress::hosts).orElse(List.of());
        return said.isEmpty() ? List.of(unit.name() + "." + namespace + ".svc") : said;
    }

    /// Users see the certificate of what stands before the cluster. From there on it is encryption that counts, so
    /// that nobody has to sign this one; a controller serves it only if it is for the host.
    private List<Fields> certificate() {
        Fields issuer = Labels.resource("cert-manager.io/v1", "Issuer", secret(), place)
                .set("spec", Fields.of().set("selfSigned", Fields.of()));
        Fields certificate = Labels.resource("cert-manager.io/v1", "Certificate", secret(), place)
                .set(
                        "spec",
                        Fields.of()
                                .set("secretName", secret())
                                .set("duration", "2160h")
                                .set("renewBefore", "720h")
                                .set("dnsNames", Value.texts(hosts(unit, fleet.namespace())))
                                .set(
                                        "privateKey",
                                        Fields.of()
                                                .set("algorithm", "ECDSA")
                                                .set("size", 256)
                                                .set("rotationPolicy", "Always"))
                                .set(
                                        "issuerRef",
                                        Fields.of().set("kind", "Issuer").set("name", secret())));
        return List.of(issuer, certificate);
    }

    /// What is otherwise where users open a service by names of their own for each region, with certificates that
    /// users see: both lists take the place of the base's.
    static List<Fields> named(Fleet fleet, Unit unit, List<String> hosts) {
        Doors doors = new Doors(fleet, unit);
        List<Fields> all = new ArrayList<>();
        unit.ingress().ifPresent(ingress -> {
            if (ingress.hasTls()) {
                Fields signed = Fields.of().set("kind", "ClusterIssuer").set("name", Fleet.issuer(fleet.namespace()));
                all.add(Labels.resource("cert-manager.io/v1", "Certificate", doors.secret(), doors.place)
                        .set(
                                "spec",
                                Fields.of().set("dnsNames", Value.texts(hosts)).set("issuerRef", signed)));
            }
            all.add(doors.ingress(ingress, hosts));
        });
        return all;
    }

    private Fields ingress(Unit.Ingress ingress, List<String> hosts) {
        Fields resource = Labels.resource(POLICY, "Ingress", unit.name(), place);
        if (unit.isSticky() && ingress.kind().equals("nginx")) {
            resource = Labels.marked(resource, "annotations", NGINX + "affinity", "cookie");
        }
        if (unit.speaksTls() && ingress.kind().equals("nginx")) {
            resource = Labels.marked(resource, "annotations", NGINX + "backend-protocol", "HTTPS");
        }
        Fields backend = Fields.of()
                .set(
                        "service",
                        Fields.of()
                                .set("name", unit.name())
                                .set("port", Fields.of().set("name", unit.portName())));
        Fields path = Fields.of().set("path", "/").set("pathType", "Prefix").set("backend", backend);
        Fields spec = Fields.of().set("ingressClassName", ingress.kind());
        if (ingress.hasTls()) {
            spec = spec.set(
                    "tls",
                    Value.items(Fields.of().set("hosts", Value.texts(hosts)).set("secretName", secret())));
        }
        Fields paths = Fields.of().set("paths", Value.items(path));
        return resource.set(
                "spec",
                spec.set(
                        "rules",
                        Value.items(hosts.stream()
                                .map(host -> Fields.of().set("host", host).set("http", paths))
                                .toList())));
    }

    /// Who may call it and whom it may: what the file says that services need, and nothing else.
    Optional<Fields> policy() {
        List<Fields> from = new ArrayList<>();
        if (!unit.reach().callers().isEmpty()) {
            from.add(rule(
                    "from", unit.reach().callers().stream().map(Doors::copies).toList(), List.of(unit.port())));
        }
        unit.ingress()
                .ifPresent(ingress ->
                        from.add(rule("from", List.of(namespace(controllers(ingress.kind()))), List.of(unit.port()))));
        List<Fields> to = new ArrayList<>();
        for (String called : unit.reach().calls()) {
            Optional.ofNullable(fleet.units().get(called))
                    .ifPresent(other -> to.add(rule("to", List.of(copies(called)), List.of(other.port()))));
        }
        if (!unit.reach().storePorts().isEmpty()) {
            to.add(rule(
                    "to",
                    List.of(block(fleet.rules().network().toString())),
                    unit.reach().storePorts()));
        }
        if (unit.reach().isOutward()) {
            to.add(rule("to", List.of(block(EVERYWHERE)), List.of(TLS)));
        }
        return from.isEmpty() && to.isEmpty() ? Optional.empty() : Optional.of(policy(from, to));
    }

    private Fields policy(List<Fields> from, List<Fields> to) {
        List<String> types = new ArrayList<>();
        Fields spec = Fields.of().set("podSelector", Labels.selector(unit.name()));
        if (!from.isEmpty()) {
            types.add("Ingress");
        }
        if (!to.isEmpty()) {
            types.add("Egress");
        }
        spec = spec.set("policyTypes", Value.texts(types));
        spec = from.isEmpty() ? spec : spec.set("ingress", Value.items(from));
        spec = to.isEmpty() ? spec : spec.set("egress", Value.items(to));
        return Labels.resource(POLICY, "NetworkPolicy", unit.name(), place).set("spec", spec);
    }

    /// Where those who install it put what takes requests.
    static String controllers(String kind) {
        return kind.equals("nginx") ? "ingress-nginx" : kind;
    }

    private static Fields copies(String service) {
        return Fields.of().set("podSelector", Labels.selector(service));
    }

    private static Fields namespace(String name) {
        return Fields.of()
                .set(
                        "namespaceSelector",
                        Fields.of().set("matchLabels", Fields.of().set(Labels.NAMESPACE, name)));
    }

    static Fields block(String cidr) {
        return Fields.of().set("ipBlock", Fields.of().set("cidr", cidr));
    }

    /// @param side `from` or `to`
    static Fields rule(String side, List<Fields> peers, List<Integer> ports) {
        return Fields.of()
                .set(side, Value.items(peers))
                .set(
                        "ports",
                        Value.items(ports.stream()
                                .map(port -> Fields.of().set("protocol", "TCP").set("port", port))
                                .toList()));
    }

    /// What holds for all of a namespace: nothing is reached, and nobody reaches anything, but names and roles.
    static List<Fields> closed(Fleet fleet) {
        Fields all = Fields.of();
        Fields closed = Labels.resource(POLICY, "NetworkPolicy", "closed", fleet.namespace())
                .set(
                        "spec",
                        Fields.of()
                                .set("podSelector", all)
                                .set("policyTypes", Value.texts(List.of("Ingress", "Egress"))));
        List<Fields> to = new ArrayList<>();
        to.add(Fields.of()
                .set(
                        "to",
                        Value.items(namespace("kube-system")
                                .set(
                                        "podSelector",
                                        Fields.of()
                                                .set("matchLabels", Fields.of().set("k8s-app", "kube-dns")))))
                .set(
                        "ports",
                        Value.items(
                                Fields.of().set("protocol", "UDP").set("port", 53),
                                Fields.of().set("protocol", "TCP").set("port", 53))));
        if (fleet.rules().mesh().isEmpty()) {
            return List.of(closed, leading("names", fleet, to));
        }
        to.add(rule("to", List.of(namespace("istio-system")), List.of(MESH)));
        return List.of(closed, leading("names", fleet, to), counted(fleet));
    }

    /// Sidecars count requests, for whoever comes and asks.
    private static Fields counted(Fleet fleet) {
        return Labels.resource(POLICY, "NetworkPolicy", "counted", fleet.namespace())
                .set(
                        "spec",
                        Fields.of()
                                .set("podSelector", Fields.of())
                                .set("policyTypes", Value.texts(List.of("Ingress")))
                                .set(
                                        "ingress",
                                        Value.items(rule("from", List.of(namespace(Fleet.MONITORING)), COUNTED)),
                                        "Prometheus asks sidecars what they have counted."));
    }

    /// A policy that lets all copies of a namespace reach something.
    static Fields leading(String name, Fleet fleet, List<Fields> to) {
        return Labels.resource(POLICY, "NetworkPolicy", name, fleet.namespace())
                .set(
                        "spec",
                        Fields.of()
                                .set("podSelector", Fields.of())
                                .set("policyTypes", Value.texts(List.of("Egress")))
                                .set("egress", Value.items(to)));
    }
}
