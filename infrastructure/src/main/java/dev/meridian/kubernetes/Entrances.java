package dev.meridian.kubernetes;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Unit;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;

/// What leads users of one region to copies of a service. What takes them is the region's root's, and there
/// before any cluster runs anything.
final class Entrances {
    /// From where load balancers of Google Cloud reach copies (Cloud Load Balancing, firewall rules, 2026-11).
    private static final List<String> GOOGLE = List.of("35.191.0.0/16", "130.211.0.0/22");

    private Entrances() {}

    /// Those of one service in one region; none where users do not open it.
    static List<Fields> of(Fleet fleet, Fleet.Place place, Unit unit, Fleet.Local local) {
        if (local.entrances().isEmpty() || place.cloud() == Cloud.AZURE) {
            return List.of();
        }
        List<Fields> all = new ArrayList<>();
        Labels.Place here = new Labels.Place(fleet.namespace(), unit.name());
        if (place.cloud() == Cloud.AWS) {
            local.entrances().forEach(entrance -> all.add(binding(fleet, unit, entrance, here)));
        } else {
            all.addAll(Gateways.of(fleet, place, unit, local.entrances()));
        }
        if (fleet.rules().hasPolicies()) {
            all.add(policy(place, unit, here));
        }
        if (fleet.rules().mesh().filter(Fleet.Mesh::isMutual).isPresent()) {
            all.add(Mesh.opened(fleet, unit, "entrance", "The load balancer is outside the mesh."));
        }
        return all;
    }

    /// The AWS load balancer controller puts the addresses of copies into target groups, which it finds by name.
    private static Fields binding(Fleet fleet, Unit unit, Entrance entrance, Labels.Place here) {
        return Labels.resource("elbv2.k8s.aws/v1beta1", "TargetGroupBinding", entrance.name(), here)
                .set(
                        "spec",
                        Fields.of()
                                .set("targetGroupName", entrance.targets(fleet.namespace()))
                                .set("targetType", "ip")
                                .set(
                                        "serviceRef",
                                        Fields.of().set("name", unit.name()).set("port", unit.port())));
    }

    private static Fields policy(Fleet.Place place, Unit unit, Labels.Place here) {
        boolean isGoogle = place.cloud() == Cloud.GOOGLE;
        List<Fields> blocks = isGoogle
                ? GOOGLE.stream().map(Doors::block).toList()
                : place.publicBlocks().stream()
                        .map(block -> Doors.block(block.toString()))
                        .toList();
        return Labels.resource("networking.k8s.io/v1", "NetworkPolicy", unit.name() + "-entrance", here)
                .set(
                        "spec",
                        Fields.of()
                                .set("podSelector", Labels.selector(unit.name()))
                                .set("policyTypes", Value.texts(List.of("Ingress")))
                                .set(
                                        "ingress",
                                        Value.items(Doors.rule("from", blocks, unit.openPorts())),
                                        isGoogle ? "Load balancers of the cloud." : "The subnets of load balancers."));
    }
}
