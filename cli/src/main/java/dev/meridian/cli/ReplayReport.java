package dev.meridian.cli;

import dev.meridian.answers.Paragraph;
import dev.meridian.answers.Printable;
import dev.meridian.evidence.Intent;
import dev.meridian.evidence.LogEntry;
import dev.meridian.evidence.Reason;
import dev.meridian.evidence.Stamp;
import dev.meridian.incident.Header;
import dev.meridian.incident.Replay;
import dev.meridian.incident.Telling;
import dev.meridian.incident.WhatIf;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a replay showed, as text and as JSON. Times count from the first entry.
///
/// @param file   as it was named
/// @param sets   as they were given
/// @param whatIf empty where nothing was asked, or where the log was decided otherwise than recorded
record ReplayReport(String file, Replay replay, List<String> sets, Optional<WhatIf> whatIf) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String UNDER = "                 ";
    private static final int SHORT_HASH = 12;

    // ---- for people ----

    String text() {
        StringBuilder text = new StringBuilder(head());
        if (whatIf.isEmpty()) {
            told().forEach(line -> text.append(shown(line)));
            text.append(replay.decisions().isEmpty() ? "" : "\n");
        }
        replay.difference().ifPresent(step -> text.append(difference(step)).append('\n'));
        whatIf.ifPresent(
                answer -> text.append(new WhatIfText(this, answer).text()).append('\n'));
        return text.append(sum()).toString();
    }

    private String head() {
        Header header = replay.incident().header();
        String about = header.policy().application() + " (" + header.store() + ") of "
                + header.written().first().name() + ", recorded in the " + header.world() + " by Meridian "
                + header.meridian();
        String drawn = header.seed().isPresent() ? "random faults" : "no fault was made";
        String what = header.faults().isEmpty() ? drawn : String.join(", ", header.faults());
        String seed = header.seed().isPresent() ? ", seed " + header.seed().getAsLong() : "";
        String forward = header.fastForward() == 1 ? "" : ", declared waits divided by " + header.fastForward();
        return Paragraph.of("", about)
                + Paragraph.of(
                        "",
                        what + seed + forward + "; topology "
                                + header.topologyHash().substring(0, SHORT_HASH) + ", log "
                                + replay.incident().hash().substring(0, SHORT_HASH))
                + '\n';
    }

    private List<LogEntry> told() {
        Telling telling = new Telling();
        return replay.decisions().stream()
                .map(step -> telling.of(step.replayed()))
                .toList();
    }

    /// An entry on which something was decided: its time and number, the rules with their sentences, the duties.
    String shown(LogEntry line) {
        return at(line) + "  #" + line.index() + " " + line.kind().toLowerCase(Locale.ROOT) + " by "
                + Printable.of(line.by()) + "\n" + decided(line, UNDER);
    }

    /// The rules with their sentences and the duties.
    static String decided(LogEntry line, String under) {
        StringBuilder text = new StringBuilder();
        for (Reason reason : line.reasons()) {
            text.append(Paragraph.of(under + String.format(Locale.ROOT, "%-9s  ", reason.rule()), reason.text()));
        }
        for (Intent intent : line.intents()) {
            text.append(Paragraph.of(under + "→ ", intent.text()));
        }
        return text.toString();
    }

    /// When an entry was made, after the first one.
    String at(LogEntry line) {
        return String.format(Locale.ROOT, "%9.3f s", seconds(line.nanos()));
    }

    double seconds(long nanos) {
        List<Replay.Step> steps = replay.steps();
        long zero = steps.isEmpty() ? nanos : steps.getFirst().recorded().nanos();
        return Durations.seconds(Duration.ofNanos(nanos - zero));
    }

    private static String difference(Replay.Step step) {
        return "entry " + step.recorded().index() + " (line " + (step.recorded().index() + 1)
                + ") is decided otherwise than recorded:\n  recorded  "
                + Printable.of(step.recorded().json()) + "\n  replayed  "
                + Printable.of(step.replayed().json()) + "\n";
    }

    private String sum() {
        long entries = replay.steps().size();
        long decisions = replay.decisions().size();
        long otherwise =
                replay.steps().stream().filter(step -> !step.isAsRecorded()).count();
        return counted(entries, "entry", "entries") + ", " + counted(decisions, "decision", "decisions") + ": "
                + (otherwise == 0 ? "all as recorded" : otherwise + " otherwise than recorded")
                + "\n" + counted(replay.promotions(), "promotion", "promotions") + ", "
                + counted(replay.refusals(), "refusal", "refusals") + ", "
                + counted(replay.holds(), "hold", "holds") + orders() + foreign();
    }

    private String orders() {
        long refused = replay.ordersRefused();
        return refused == 0 ? "" : ", " + counted(refused, "order", "orders") + " of a person refused";
    }

    private String foreign() {
        String recordedBy = replay.incident().header().meridian();
        return recordedBy.equals(Version.TEXT)
                ? ""
                : "\nrecorded by Meridian " + Printable.of(recordedBy) + ", replayed by " + Version.TEXT
                        + ": rules may have changed between them";
    }

    private static String counted(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    // ---- for programs ----

    String json(Stamp stamp) {
        Header header = replay.incident().header();
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        ObjectNode log = JSON.createObjectNode()
                .put("file", file)
                .put("format", Header.FORMAT)
                .put("meridianVersion", header.meridian())
                .put("entries", header.entries())
                .put("hash", replay.incident().hash())
                .put("dropped", replay.incident().dropped().isPresent());
        header.faults().forEach(log.putArray("faults")::add);
        members.put("log", log);
        members.put("application", JSON.valueToTree(header.policy().application()));
        members.put("store", JSON.valueToTree(header.store()));
        members.put("fastForward", JSON.valueToTree(header.fastForward()));
        members.put("asRecorded", JSON.valueToTree(replay.difference().isEmpty()));
        members.put("entries", JSON.valueToTree(replay.steps().size()));
        members.put("decisions", JSON.valueToTree(replay.decisions().size()));
        members.put("promotions", JSON.valueToTree(replay.promotions()));
        members.put("refusals", JSON.valueToTree(replay.refusals()));
        members.put("holds", JSON.valueToTree(replay.holds()));
        members.put("ordersRefused", JSON.valueToTree(replay.ordersRefused()));
        ArrayNode timeline = JSON.createArrayNode();
        told().forEach(line -> timeline.add(node(line)));
        members.put("timeline", timeline);
        members.put("difference", node(replay.difference()));
        members.put(
                "whatIf",
                whatIf.<JsonNode>map(answer -> new WhatIfText(this, answer).json())
                        .orElseGet(JSON::nullNode));
        return stamp.document(members).stripTrailing();
    }

    /// An entry with what was recorded and what is decided now.
    JsonNode node(Optional<Replay.Step> step) {
        return step.<JsonNode>map(it -> node(new WhatIf.Beside(it.recorded(), Optional.of(it.replayed()))))
                .orElseGet(JSON::nullNode);
    }

    /// The same, where it may be an entry that would not be there.
    ObjectNode node(WhatIf.Beside each) {
        LogEntry line = each.recorded();
        ObjectNode node = JSON.createObjectNode()
                .put("entry", line.index())
                .put("line", line.index() + 1)
                .put("seconds", seconds(line.nanos()));
        node.set("recorded", decided(line));
        node.set(
                "otherwise",
                each.otherwise().<JsonNode>map(ReplayReport::decided).orElseGet(JSON::nullNode));
        return node;
    }

    private ObjectNode node(LogEntry line) {
        ObjectNode node = JSON.createObjectNode()
                .put("entry", line.index())
                .put("line", line.index() + 1)
                .put("seconds", seconds(line.nanos()))
                .put("kind", line.kind())
                .put("by", line.by());
        node.setAll(decided(line));
        return node;
    }

    private static ObjectNode decided(LogEntry line) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode reasons = node.putArray("reasons");
        for (Reason reason : line.reasons()) {
            reasons.addObject()
                    .put("rule", reason.rule())
                    .put("text", reason.text())
                    .set("facts", JSON.valueToTree(reason.facts()));
        }
        ArrayNode intents = node.putArray("intents");
        for (Intent intent : line.intents()) {
            intents.addObject().put("text", intent.text()).set("facts", JSON.valueToTree(intent.facts()));
        }
        return node;
    }
}
