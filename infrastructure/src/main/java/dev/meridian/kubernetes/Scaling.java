package dev.meridian.kubernetes;

import dev.meridian.estate.Unit;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;

/// How many copies of a service there are, and how many may be away.
final class Scaling {
    /// More copies are added when those that are there are this busy on average: as on Fargate.
    private static final int BUSY_PERCENT = 60;

    private static final String VERSION = "autoscaling/v2";
    private static final String KIND = "HorizontalPodAutoscaler";

    private Scaling() {}

    static List<Fields> of(Unit unit, String namespace, boolean hasBudget) {
        Labels.Place place = new Labels.Place(namespace, unit.name());
        List<Fields> all = new ArrayList<>();
        all.add(Labels.resource(VERSION, KIND, unit.name(), place)
                .set(
                        "spec",
                        Fields.of()
                                .set(
                                        "scaleTargetRef",
                                        Fields.of()
                                                .set("apiVersion", "apps/v1")
                                                .set("kind", "Deployment")
                                                .set("name", unit.name()))
                                .set("minReplicas", unit.copies().least())
                                .set("maxReplicas", unit.copies().most())
                                .set("metrics", Value.items(busy()))));
        if (hasBudget) {
            all.add(Labels.resource("policy/v1", "PodDisruptionBudget", unit.name(), place)
                    .set(
                            "spec",
                            Fields.of()
                                    .set("selector", Labels.selector(unit.name()))
                                    .set("maxUnavailable", "25%")
                                    .set(
                                            "unhealthyPodEvictionPolicy",
                                            Value.text("AlwaysAllow"),
                                            "A copy that cannot serve does not keep a machine from being renewed.")));
        }
        return all;
    }

    private static Fields busy() {
        return Fields.of()
                .set("type", "Resource")
                .set(
                        "resource",
                        Fields.of()
                                .set("name", "cpu")
                                .set(
                                        "target",
                                        Fields.of()
                                                .set("type", "Utilization")
                                                .set("averageUtilization", BUSY_PERCENT)));
    }

    /// Other numbers, for one region.
    static Fields patch(String service, String namespace, Unit.Copies copies) {
        return Labels.resource(VERSION, KIND, service, namespace)
                .set("spec", Fields.of().set("minReplicas", copies.least()).set("maxReplicas", copies.most()));
    }
}
