package dev.meridian.kubernetes;

import dev.meridian.estate.Entrance;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Health;
import dev.meridian.estate.Unit;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;

/// What takes requests in a cluster of Google Cloud: a Gateway at the region's address, with the certificate that
/// the root of names has made. GKE builds the load balancer behind it (GKE, Gateway API, 2026-11).
final class Gateways {
    private static final String GATEWAY = "gateway.networking.k8s.io";
    private static final String GKE = "networking.gke.io/v1";

    /// The load balancer with TLS at the edge, and nothing of it in a region.
    private static final String KIND = "gke-l7-global-external-managed";

    private static final int TLS = 443;
    private static final int SECONDS_BETWEEN_QUESTIONS = 10;
    private static final int SECONDS_TO_ANSWER = 5;
    private static final int QUESTIONS = 3;

    /// As long as a copy may take to end (see [Containers]), and no longer.
    private static final int SECONDS_TO_DRAIN = 30;

    private static final int SECONDS_WITH_ONE_COPY = 10_800;

    private Gateways() {}

    static List<Fields> of(Fleet fleet, Fleet.Place place, Unit unit, List<Entrance> entrances) {
        List<Fields> all = new ArrayList<>();
        Labels.Place here = new Labels.Place(fleet.namespace(), unit.name());
        for (Entrance entrance : entrances) {
            all.add(gateway(fleet, place, entrance, here));
            all.add(Labels.resource(GKE, "GCPGatewayPolicy", entrance.name(), here)
                    .set(
                            "spec",
                            Fields.of()
                                    .set("default", Fields.of().set("sslPolicy", Fleet.tls(fleet.namespace())))
                                    .set("targetRef", target(GATEWAY, "Gateway", entrance.name()))));
            all.add(route(place, unit, entrance, here));
        }
        all.add(asked(unit, entrances.getFirst(), here));
        all.add(left(unit, entrances, here));
        return all;
    }

    private static Fields gateway(Fleet fleet, Fleet.Place place, Entrance entrance, Labels.Place here) {
        Fields gateway = Labels.marked(
                Labels.resource(GATEWAY + "/v1", "Gateway", entrance.name(), here),
                "annotations",
                "networking.gke.io/certmap",
                entrance.targets(fleet.namespace()));
        return gateway.set(
                "spec",
                Fields.of()
                        .set("gatewayClassName", KIND)
                        .set(
                                "addresses",
                                Value.items(Fields.of()
                                        .set("type", "NamedAddress")
                                        .set("value", entrance.address(place.site()))))
                        .set(
                                "listeners",
                                Value.items(Fields.of()
                                        .set("name", "https")
                                        .set("protocol", "HTTPS")
                                        .set("port", TLS))));
    }

    private static Fields route(Fleet.Place place, Unit unit, Entrance entrance, Labels.Place here) {
        Fields backend = Fields.of().set("name", unit.name()).set("port", unit.port());
        return Labels.resource(GATEWAY + "/v1", "HTTPRoute", entrance.name(), here)
                .set(
                        "spec",
                        Fields.of()
                                .set("parentRefs", Value.items(Fields.of().set("name", entrance.name())))
                                .set("hostnames", Value.texts(List.of(entrance.host(), entrance.host(place.region()))))
                                .set("rules", Value.items(Fields.of().set("backendRefs", Value.items(backend)))));
    }

    /// How the load balancer finds out whether a copy serves.
    private static Fields asked(Unit unit, Entrance entrance, Labels.Place here) {
        Health health = entrance.health();
        Fields question =
                Fields.of().set("port", health.port().orElse(unit.port())).set("requestPath", health.path());
        Fields config = unit.speaksTls() && health.port().isEmpty()
                ? Fields.of().set("type", "HTTPS").set("httpsHealthCheck", question)
                : Fields.of().set("type", "HTTP").set("httpHealthCheck", question);
        return Labels.resource(GKE, "HealthCheckPolicy", unit.name(), here)
                .set(
                        "spec",
                        Fields.of()
                                .set(
                                        "default",
                                        Fields.of()
                                                .set("checkIntervalSec", SECONDS_BETWEEN_QUESTIONS)
                                                .set("timeoutSec", SECONDS_TO_ANSWER)
                                                .set("unhealthyThreshold", QUESTIONS)
                                                .set("config", config))
                                .set("targetRef", target("", "Service", unit.name())));
    }

    /// Whom it leads where, and how it leaves a copy that ends.
    private static Fields left(Unit unit, List<Entrance> entrances, Labels.Place here) {
        Fields how = Fields.of().set("connectionDraining", Fields.of().set("drainingTimeoutSec", SECONDS_TO_DRAIN));
        if (entrances.stream().anyMatch(Entrance::isSticky)) {
            how = how.set(
                    "sessionAffinity",
                    Fields.of().set("type", "GENERATED_COOKIE").set("cookieTtlSec", SECONDS_WITH_ONE_COPY));
        }
        return Labels.resource(GKE, "GCPBackendPolicy", unit.name(), here)
                .set("spec", Fields.of().set("default", how).set("targetRef", target("", "Service", unit.name())));
    }

    private static Fields target(String group, String kind, String name) {
        return Fields.of().set("group", group).set("kind", kind).set("name", name);
    }
}
