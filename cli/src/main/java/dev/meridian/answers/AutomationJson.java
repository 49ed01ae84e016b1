package dev.meridian.answers;

import dev.meridian.assess.Automation;
import dev.meridian.assess.Unarmed;
import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Lease;
import dev.meridian.units.Durations;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The same for programs: `automation` in `docs/schemas/assess.schema.json`.
final class AutomationJson {
    private AutomationJson() {}

    static ObjectNode of(Unarmed unarmed) {
        ObjectNode node = Json.object()
                .put("application", unarmed.application())
                .put("home", unarmed.home().text())
                .put("armed", false);
        node.putArray("hindrances")
                .addObject()
                .put("term", "control")
                .put("what", unarmed.what())
                .put("mend", unarmed.mend());
        return node;
    }

    static ObjectNode of(Automation automation) {
        ObjectNode node = Json.object()
                .put("application", automation.application())
                .put("home", automation.home().text())
                .put("armed", automation.isArmed());
        lease(node.putObject("lease"), automation);
        fence(node.putObject("fence"), automation.fence());
        ObjectNode vantages = node.putObject("vantages");
        ArrayNode outside = vantages.putArray("outside");
        automation.vantages().outside().forEach(place -> outside.add(place.text()));
        vantages.put("needed", automation.vantages().needed())
                .put("tolerated", automation.vantages().tolerated());
        ArrayNode stores = node.putArray("stores");
        for (Automation.Cost cost : automation.stores()) {
            stores.addObject()
                    .put("store", cost.store())
                    .put("inequality", cost.inequality())
                    .put("holds", cost.hindrance().isEmpty());
        }
        ArrayNode distances = node.putArray("distances");
        for (Automation.Fit fit : automation.distances()) {
            inequality(distances.addObject().put("path", fit.path()), fit.needed())
                    .put("between", fit.between());
        }
        ArrayNode hindrances = node.putArray("hindrances");
        for (Automation.Hindrance hindrance : automation.all()) {
            hindrances
                    .addObject()
                    .put("term", hindrance.term())
                    .put("what", hindrance.what())
                    .put("mend", hindrance.mend());
        }
        return node;
    }

    private static void lease(ObjectNode node, Automation automation) {
        Lease lease = automation.lease();
        inequality(node, automation.oneWriter())
                .put("durationSeconds", Durations.seconds(lease.duration()))
                .put("marginSeconds", Durations.seconds(lease.margin()))
                .put("waitSeconds", Durations.seconds(lease.challengerWait()))
                .put("drift", lease.drift());
    }

    private static ObjectNode inequality(ObjectNode node, Inequality inequality) {
        return node.put("inequality", inequality.statement())
                .put("holds", inequality.holds())
                .put("slackSeconds", Durations.seconds(inequality.slack()));
    }

    private static void fence(ObjectNode node, Automation.Fence fence) {
        node.put("declaredSeconds", Durations.seconds(fence.declared()));
        Optional<Automation.Measured> measured = fence.measured();
        if (measured.isPresent()) {
            node.putObject("measured")
                    .put("seconds", Durations.seconds(measured.get().longest()))
                    .put("runs", measured.get().runs())
                    .put("world", "twin")
                    .put("startedAt", measured.get().at().toString());
        } else {
            node.putNull("measured");
        }
    }
}
