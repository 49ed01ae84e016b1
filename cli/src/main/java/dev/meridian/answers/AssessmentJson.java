package dev.meridian.answers;

import dev.meridian.assess.Finding;
import dev.meridian.assess.Promise;
import dev.meridian.assess.Severity;
import dev.meridian.bounds.Term;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What `docs/schemas/assess.schema.json` describes.
public final class AssessmentJson {
    private AssessmentJson() {}

    /// The members of the document behind the head that every document has.
    public static SequencedMap<String, JsonNode> members(Judged judged) {
        ObjectNode about = Json.object().put("file", judged.file());
        Json.text(about, "environment", judged.environment());
        about.put("asOf", judged.asOf().toString());
        ArrayNode promises = about.putArray("promises");
        judged.assessment().promises().forEach(promise -> promises.add(promise(judged, promise)));
        ArrayNode unpromised = about.putArray("unpromised");
        judged.assessment().unpromised().forEach(unpromised::add);
        ArrayNode automation = about.putArray("automation");
        judged.automations().forEach(one -> automation.add(AutomationJson.of(one)));
        judged.unarmed().forEach(one -> automation.add(AutomationJson.of(one)));
        ArrayNode findings = about.putArray("findings");
        judged.findings().forEach(finding -> findings.add(finding(judged, finding)));
        about.putObject("totals")
                .put("errors", judged.count(Severity.ERROR))
                .put("warnings", judged.count(Severity.WARNING))
                .put("notes", judged.count(Severity.NOTE))
                .put("waived", judged.countWaived());
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        about.propertyStream().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        return members;
    }

    private static ObjectNode promise(Judged judged, Promise promise) {
        ObjectNode node = Json.object().put("path", promise.path());
        node.set("where", Json.where(judged.where(promise.path())));
        node.put("owner", promise.owner()).put("objective", promise.objective().text());
        Json.text(node, "disruption", promise.disruption().map(Promise.Disruption::text));
        node.put("bound", promise.bound()).put("best", promise.best()).put("plan", promise.plan());
        Json.text(node, "worst", promise.worst());
        node.put("verdict", promise.verdict().text());
        waiver(node, "accepted", promise.accepted());
        ArrayNode parts = node.putArray("parts");
        promise.basis().forEach(part -> part(parts.addObject(), part));
        return node;
    }

    /// A part with the origin of each of its figures.
    private static void part(ObjectNode node, Promise.Part part) {
        node.put("name", part.name())
                .put("best", part.best())
                .put("plan", part.plan())
                .put("why", part.why());
        ArrayNode origins = node.putArray("origins");
        for (Promise.Origin origin : part.origins()) {
            ObjectNode each = origins.addObject()
                    .put("name", origin.name())
                    .put("origin", Judged.basis(origin.basis()))
                    .put("source", origin.source());
            Json.text(each, "path", origin.path());
        }
    }

    private static ObjectNode finding(Judged judged, Finding finding) {
        ObjectNode node = Json.object()
                .put("id", finding.rule().id())
                .put("severity", finding.severity().text())
                .put("path", finding.at());
        node.set("where", Json.where(judged.where(finding.at())));
        Json.text(node, "objective", finding.objective());
        node.put("statement", finding.statement()).put("why", finding.why());
        arithmetic(node, finding.arithmetic());
        node.put("fix", Judged.fix(finding));
        repair(node, finding.repair());
        waiver(node, "waiver", finding.waived());
        ArrayNode also = node.putArray("also");
        judged.also(finding)
                .forEach((path, where) -> also.addObject().put("path", path).set("where", Json.where(where)));
        return node;
    }

    private static void arithmetic(ObjectNode node, Optional<Finding.Arithmetic> figures) {
        Json.text(node, "inequality", figures.map(Finding.Arithmetic::text));
        Json.text(
                node,
                "failingTerm",
                figures.map(Finding.Arithmetic::failingTerm).filter(term -> !term.isEmpty()));
        ArrayNode terms = node.putArray("terms");
        for (Term term : figures.map(Finding.Arithmetic::terms).orElse(List.of())) {
            ObjectNode each = terms.addObject().put("name", term.name());
            seconds(each, "bestSeconds", term.span().best());
            seconds(each, "planSeconds", term.span().plan());
            each.put("origin", Judged.basis(term.basis())).put("source", term.source());
            Json.text(each, "path", term.path());
        }
    }

    private static void repair(ObjectNode node, Optional<Finding.Repair> found) {
        if (found.isEmpty()) {
            node.putNull("repair");
            return;
        }
        ObjectNode repair = node.putObject("repair");
        ArrayNode changes = repair.putArray("changes");
        for (Finding.Change change : found.get().changes()) {
            ObjectNode each = changes.addObject().put("path", change.path());
            Json.text(each, "from", change.from());
            each.put("to", change.to()).put("set", change.assignment());
        }
        repair.put("before", found.get().before()).put("after", found.get().after());
    }

    private static void waiver(ObjectNode node, String name, Optional<Finding.Waived> waived) {
        if (waived.isEmpty()) {
            node.putNull(name);
            return;
        }
        ObjectNode waiver = node.putObject(name)
                .put("source", waived.get().source())
                .put("reason", waived.get().reason())
                .put("expires", waived.get().expires().toString());
        Json.text(waiver, "by", waived.get().by());
    }

    /// A side without bound is `null`.
    private static void seconds(ObjectNode node, String name, Optional<Duration> side) {
        if (side.isPresent()) {
            node.put(name, Durations.seconds(side.get()));
        } else {
            node.putNull(name);
        }
    }
}
