package dev.meridian.kubernetes;

import dev.meridian.estate.Fleet;
import dev.meridian.estate.Unit;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;

/// What calls between services go through, where the file has Istio: who both sides are, and which copy answers.
/// It has to be there already, with the plugin that spares copies the right to change networks.
final class Mesh {
    private static final String SECURITY = "security.istio.io/v1";
    private static final int FAILURES = 5;
    private static final int PERCENT_AWAY = 50;

    private Mesh() {}

    /// What holds for a whole namespace.
    static List<Fields> of(Fleet fleet) {
        List<Fields> all = new ArrayList<>();
        fleet.rules().mesh().ifPresent(mesh -> {
            if (mesh.isMutual()) {
                all.add(Labels.resource(SECURITY, "PeerAuthentication", "default", fleet.namespace())
                        .set("spec", Fields.of().set("mtls", Fields.of().set("mode", "STRICT"))));
            }
            if (mesh.isBalanced()) {
                fleet.units().values().forEach(unit -> all.add(balanced(fleet, unit)));
            }
        });
        return all;
    }

    /// A copy that fails is left out for a while; calls stay in their zone, then in their region, while it has
    /// copies that work.
    private static Fields balanced(Fleet fleet, Unit unit) {
        Fields near = Fields.of()
                .set("enabled", true)
                .set(
                        "failoverPriority",
                        Value.texts(List.of("topology.kubernetes.io/region", "topology.kubernetes.io/zone")));
        Fields policy = Fields.of()
                .set("loadBalancer", Fields.of().set("simple", "LEAST_REQUEST").set("localityLbSetting", near))
                .set(
                        "outlierDetection",
                        Fields.of()
                                .set("consecutive5xxErrors", FAILURES)
                                .set("interval", "10s")
                                .set("baseEjectionTime", "30s")
                                .set("maxEjectionPercent", PERCENT_AWAY));
        return Labels.resource(
                        "networking.istio.io/v1",
                        "DestinationRule",
                        unit.name(),
                        new Labels.Place(fleet.namespace(), unit.name()))
                .set(
                        "spec",
                        Fields.of()
                                .set("host", unit.name() + "." + fleet.namespace() + ".svc.cluster.local")
                                .set("trafficPolicy", policy));
    }

    /// A load balancer or an ingress controller is outside the mesh and proves nothing: on the one port that it
    /// calls, who calls may be unknown. From where it may be called is a matter of its network policy.
    ///
    /// @param by what leads there: `entrance` or `ingress`
    /// @param why for whoever reads the rule
    static Fields opened(Fleet fleet, Unit unit, String by, String why) {
        return Labels.resource(
                        SECURITY,
                        "PeerAuthentication",
                        unit.name() + "-" + by,
                        new Labels.Place(fleet.namespace(), unit.name()))
                .set(
                        "spec",
                        Fields.of()
                                .set("selector", Labels.selector(unit.name()))
                                .set("mtls", Fields.of().set("mode", "STRICT"))
                                .set("portLevelMtls", ports(unit), why));
    }

    /// The ports on which what is outside of the mesh calls.
    private static Fields ports(Unit unit) {
        Fields ports = Fields.of();
        for (int port : unit.openPorts()) {
            ports = ports.set("" + port, Fields.of().set("mode", "PERMISSIVE"));
        }
        return ports;
    }
}
