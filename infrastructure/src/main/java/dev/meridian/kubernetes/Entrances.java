package dev.meridian.kubernetes;

import dev.meridian.estate.Entrance;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Unit;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;

/// What leads users of one region to copies of a service. The load balancer, its certificate and its names are the
/// region's root's, and there before any cluster runs anything; the AWS load balancer controller puts the
/// addresses of copies into its target groups, which it finds by name.
final class Entrances {
    private Entrances() {}

    /// Those of one service in one region; none where users do not open it.
    static List<Fields> of(Fleet fleet, Fleet.Place place, Unit unit, Fleet.Local local) {
        List<Fields> all = new ArrayList<>();
        Labels.Place here = new Labels.Place(fleet.namespace(), unit.name());
        for (Entrance entrance : local.entrances()) {
            all.add(Labels.resource("elbv2.k8s.aws/v1beta1", "TargetGroupBinding", entrance.name(), here)
                    .set(
                            "spec",
                            Fields.of()
                                    .set("targetGroupName", entrance.targets(fleet.namespace()))
                                    .set("targetType", "ip")
                                    .set(
                                            "serviceRef",
                                            Fields.of().set("name", unit.name()).set("port", unit.port()))));
        }
        if (!local.entrances().isEmpty()) {
            if (fleet.rules().hasPolicies()) {
                all.add(policy(place, unit, here));
            }
            if (fleet.rules().mesh().filter(Fleet.Mesh::isMutual).isPresent()) {
                all.add(Mesh.opened(fleet, unit, "entrance", "The load balancer is outside the mesh."));
            }
        }
        return all;
    }

    private static Fields policy(Fleet.Place place, Unit unit, Labels.Place here) {
        List<Fields> blocks = place.publicBlocks().stream()
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
                                        Value.items(Doors.rule("from", blocks, List.of(unit.port()))),
                                        "The subnets of load balancers."));
    }
}
