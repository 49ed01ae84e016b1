package dev.meridian.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON documents, key by key in the order people read them. A figure that does not exist is `null`, never
/// absent.
final class ReportJson {
    static final String SCHEMA_VERSION = "1";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportJson() {}

    static String drill(DrillReport report) {
        ObjectNode root = head(report.stamp());
        root.put("verdict", report.verdict().text());
        ArrayNode objectives = root.putArray("objectives");
        report.objectives().forEach(each -> objective(objectives.addObject(), each));
        ArrayNode runs = root.putArray("runs");
        report.runs().forEach(each -> run(runs.addObject(), each));
        ArrayNode stores = root.putArray("stores");
        report.stores()
                .forEach(store -> stores.addObject()
                        .put("name", store.name())
                        .put("engine", store.engine())
                        .put("replication", store.replication())
                        .put("unprotectedSeconds", DrillReport.seconds(store.unprotected())));
        summary(root.putObject("summary").putObject("rto"), report.summary());
        ArrayNode substitutions = root.putArray("substitutions");
        report.substitutions()
                .forEach(each -> substitutions
                        .addObject()
                        .put("local", each.local())
                        .put("cloud", each.cloud())
                        .put("means", each.means()));
        ArrayNode notExercised = root.putArray("notExercised");
        report.notExercised()
                .forEach(each ->
                        notExercised.addObject().put("what", each.what()).put("why", each.why()));
        return text(root);
    }

    static String problems(Stamp stamp, List<Problem> problems) {
        ObjectNode root = head(stamp);
        ArrayNode array = root.putArray("problems");
        for (Problem problem : problems) {
            ObjectNode node = array.addObject().put("id", problem.id());
            node.putObject("where")
                    .put("file", problem.where().file())
                    .put("line", problem.where().line())
                    .put("column", problem.where().column());
            node.put("what", problem.what()).put("why", problem.why()).put("fix", problem.fix());
        }
        return text(root);
    }

    static String document(Stamp stamp, SequencedMap<String, JsonNode> members) {
        ObjectNode root = head(stamp);
        members.forEach(root::set);
        return text(root);
    }

    private static ObjectNode head(Stamp stamp) {
        ObjectNode root = JSON.createObjectNode()
                .put("schemaVersion", SCHEMA_VERSION)
                .put("meridianVersion", stamp.meridianVersion());
        text(root, "world", stamp.world().map(Stamp.World::text));
        text(root, "topologyHash", stamp.topologyHash());
        text(root, "planHash", stamp.planHash());
        root.putObject("machine")
                .put("cores", stamp.machine().cores())
                .put("memoryBytes", stamp.machine().memoryBytes())
                .put("loadAverage", stamp.machine().loadAverage());
        root.put("startedAt", stamp.startedAt().toString());
        if (stamp.seed().isPresent()) {
            root.put("seed", stamp.seed().getAsLong());
        } else {
            root.putNull("seed");
        }
        return root;
    }

    private static void objective(ObjectNode node, DrillReport.Objective objective) {
        node.put("id", objective.id());
        node.put("unit", objective.declared().unit().text());
        node.put("declared", objective.declared().value());
        number(node, "predicted", objective.predicted().map(Figure::value));
        number(node, "measured", objective.measured().map(Figure::value));
        node.put("verdict", objective.verdict().text());
        ObjectNode origins = node.putObject("origins");
        origin(origins, "declared", Optional.of(objective.declared()));
        origin(origins, "predicted", objective.predicted());
        origin(origins, "measured", objective.measured());
    }

    private static void origin(ObjectNode node, String name, Optional<Figure> figure) {
        figure.ifPresent(
                each -> node.putObject(name).put("origin", each.origin().text()).put("why", each.why()));
    }

    private static void sighting(ObjectNode node, DrillRun.Sighting sighting) {
        node.put("by", sighting.by().text()).put("verdict", "grey");
        node.put("afterSeconds", DrillReport.seconds(sighting.after()));
        node.put("seconds", DrillReport.seconds(sighting.total()));
        ArrayNode unanswered = node.putArray("unanswered");
        sighting.unanswered().forEach(unanswered::add);
    }

    private static void run(ObjectNode node, DrillRun run) {
        Outcome seen = run.seen();
        node.put("fault", run.fault());
        node.put("outcome", run.result().text());
        node.put("right", run.right());
        ArrayNode otherwise = node.putArray("otherwise");
        run.otherwise().forEach(otherwise::add);
        node.put("from", run.move().from().text());
        text(node, "to", run.move().to().map(Object::toString));
        node.put("epochBefore", run.move().before().number());
        node.put("epochAfter", run.move().after().number());
        seconds(node, "rtoSeconds", seen.rto());
        seconds(node, "readRtoSeconds", seen.readRto());
        node.putObject("copyReads")
                .put("answered", seen.copyReads().answered())
                .put("oldestSeconds", DrillReport.seconds(seen.copyReads().oldest()));
        ObjectNode phases = node.putObject("phases");
        for (Phase phase : Phase.values()) {
            seconds(phases, phase.text(), Optional.ofNullable(seen.phases().get(phase)));
        }
        seconds(node, "predictedRtoSeconds", run.predicted().rto());
        predicted(node.putObject("predictedPhases"), run.predicted().phases());
        writes(node, run);
        ArrayNode clients = node.putArray("clients");
        seen.clients().forEach(each -> client(clients.addObject(), each));
        ArrayNode refusals = node.putArray("refusals");
        run.refusals()
                .forEach(each -> refusals.addObject().put("rule", each.rule()).put("text", each.text()));
        ArrayNode sightings = node.putArray("sightings");
        run.sightings().forEach(sighting -> sighting(sightings.addObject(), sighting));
        lossLedger(node, run.lossLedger());
        ArrayNode notes = node.putArray("notes");
        run.notes().forEach(notes::add);
        node.put("origin", Origin.MEASURED.text());
    }

    private static void writes(ObjectNode node, DrillRun run) {
        Outcome seen = run.seen();
        node.put("downtimeSeconds", DrillReport.seconds(seen.downtime()));
        node.put("acknowledgedWrites", seen.writes().acknowledged());
        node.put("lostWrites", seen.writes().lost());
        node.put("lossSeconds", DrillReport.seconds(seen.writes().loss()));
        seconds(node, "predictedLossSeconds", run.predicted().loss());
        node.put("twoSidedWrites", seen.writes().twoSided());
        node.put("forkedKeys", seen.writes().forkedKeys());
        seconds(node, "fenceSeconds", seen.fence());
    }

    private static void predicted(ObjectNode node, Map<Phase, Prediction.PredictedPhase> phases) {
        phases.forEach((phase, each) -> {
            ObjectNode said = node.putObject(phase.text())
                    .put("seconds", DrillReport.seconds(each.duration()))
                    .put("origin", each.origin().text())
                    .put("why", each.why());
            each.cloud()
                    .ifPresent(cloud -> said.putObject("cloud")
                            .put("local", cloud.local())
                            .put("cloud", cloud.cloud())
                            .put("plannedSeconds", DrillReport.seconds(cloud.planned()))
                            .put("source", cloud.source()));
        });
    }

    private static void client(ObjectNode node, Outcome.ClientResult result) {
        node.put("name", result.client().name());
        node.put("kind", result.client().kind().text());
        node.put("location", result.client().location().text());
        node.put("acknowledgedWrites", result.acknowledged());
        node.put("lostWrites", result.lost());
        node.put("twoSidedWrites", result.twoSided());
        ObjectNode failures = node.putObject("failures");
        result.failures().forEach((kind, count) -> failures.put(kind.text(), count));
    }

    /// Without its transactions, which stand in `loss-ledger.json` beside the report.
    private static void lossLedger(ObjectNode node, Optional<LossLedger> found) {
        if (found.isEmpty()) {
            node.putNull("lossLedger");
            return;
        }
        LossLedger ledger = found.get();
        ObjectNode each = node.putObject("lossLedger").put("region", ledger.region());
        each.put("newEpoch", ledger.newEpoch())
                .put("partedAt", ledger.partedAt())
                .put("bytesBeyond", ledger.bytesBeyond())
                .put("transactions", ledger.transactions())
                .put("lossSeconds", ledger.lossSeconds());
        number(each, "predictedLossSeconds", ledger.predictedLossSeconds());
        each.put("mayBeAcknowledged", ledger.mayBeAcknowledged())
                .put("fork", ledger.fork())
                .put("text", ledger.sentence());
    }

    private static void summary(ObjectNode node, DrillReport.Summary summary) {
        number(node, "p50", summary.p50());
        number(node, "p95", summary.p95());
        number(node, "upperBound95", summary.upperBound95());
        node.put("runs", summary.runs());
        node.put("runsNeeded", summary.runsNeeded());
        node.put("origin", Origin.MEASURED.text());
    }

    private static void seconds(ObjectNode node, String name, Optional<Duration> value) {
        number(node, name, value.map(DrillReport::seconds));
    }

    private static void number(ObjectNode node, String name, Optional<Double> value) {
        if (value.isPresent()) {
            node.put(name, value.get());
        } else {
            node.putNull(name);
        }
    }

    private static void text(ObjectNode node, String name, Optional<String> value) {
        if (value.isPresent()) {
            node.put(name, value.get());
        } else {
            node.putNull(name);
        }
    }

    private static String text(ObjectNode root) {
        return JSON.writeValueAsString(root) + "\n";
    }
}
