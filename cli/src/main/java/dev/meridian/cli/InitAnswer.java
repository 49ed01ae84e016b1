package dev.meridian.cli;

import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.evidence.Stamp;
import dev.meridian.intake.Draft;
import dev.meridian.intake.Draft.Assumed;
import dev.meridian.intake.Draft.Count;
import dev.meridian.intake.Draft.NotRead;
import dev.meridian.intake.FirstDraft;
import dev.meridian.intake.FirstDraft.Field;
import dev.meridian.intake.Form;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What `init` has to say beside the file that it writes.
///
/// @param form what was read, if anything was
/// @param next a command to go on with
record InitAnswer(
        String text,
        Optional<Form> form,
        Optional<String> next,
        List<Count> read,
        List<NotRead> notRead,
        List<Assumed> assumed) {
    /// More than that nobody reads in a terminal; JSON has all.
    private static final int MOST = 20;

    private record Reason(String type, String why) {}

    static InitAnswer of(Draft draft) {
        return new InitAnswer(
                draft.text(),
                Optional.of(draft.form()),
                Optional.empty(),
                draft.read(),
                draft.notRead(),
                draft.assumed());
    }

    /// @param said what a person has said
    /// @param path how the file is called from here
    static InitAnswer of(FirstDraft draft, Set<Field> said, String path) {
        List<Assumed> assumed = Stream.of(Field.values())
                .filter(field -> !said.contains(field))
                .map(field -> new Assumed(path(draft, field), "nobody said; it is what `init` takes then"))
                .toList();
        return new InitAnswer(draft.text(), Optional.empty(), draft.in(path).drill(), List.of(), List.of(), assumed);
    }

    private static String path(FirstDraft draft, Field field) {
        return switch (field) {
            case APPLICATION -> "application";
            case PRIMARY -> "regions." + draft.primary();
            case STANDBY -> "regions." + draft.standby();
            case STORE -> "data.orders.kind";
            case RTO -> "objectives.rto";
            case RPO -> "objectives.rpo";
        };
    }

    /// The hash of the topology; that the text is one is our promise.
    String hash() {
        Reading reading = TopologyReader.read("draft", text.getBytes(StandardCharsets.UTF_8), List.of());
        Resolution resolution = Blueprints.resolve(reading.topology()
                .orElseThrow(() -> new IllegalStateException("the draft is no topology: "
                        + reading.problems().getFirst().text())));
        return resolution
                .blueprint()
                .orElseThrow(() -> new IllegalStateException("the draft cannot be resolved: "
                        + resolution.problems().getFirst().text()))
                .topologyHash();
    }

    /// As a person reads it: what was read, what was not, what was assumed; of a file from questions, how to go
    /// on.
    List<String> told() {
        List<String> lines = new ArrayList<>();
        if (form.isEmpty()) {
            next.ifPresent(command -> lines.add("next: " + command));
            return lines;
        }
        int parts = read.stream().mapToInt(Count::count).sum();
        lines.add("read: " + parts + " " + form.get().parts() + " of "
                + form.get().title());
        shown(
                lines,
                read.stream().map(count -> count.count() + " " + count.type()).toList(),
                "types");
        if (!notRead.isEmpty()) {
            lines.add("not read: " + notRead.size());
            shown(lines, reasons(), "kinds");
        }
        if (!assumed.isEmpty()) {
            lines.add("assumed, because nothing there says it: " + assumed.size());
            shown(
                    lines,
                    assumed.stream()
                            .map(each -> each.path() + ": " + each.why())
                            .toList(),
                    "values");
        }
        return lines;
    }

    private static void shown(List<String> lines, List<String> all, String what) {
        all.stream().limit(MOST).map(line -> "  " + line).forEach(lines::add);
        if (all.size() > MOST) {
            lines.add("  and " + (all.size() - MOST) + " more " + what + "; `--output json` has all");
        }
    }

    /// One line for those of one type with one reason.
    private List<String> reasons() {
        SequencedMap<Reason, List<NotRead>> byReason = new LinkedHashMap<>();
        notRead.forEach(each -> byReason.computeIfAbsent(new Reason(each.type(), each.why()), _ -> new ArrayList<>())
                .add(each));
        return byReason.entrySet().stream()
                .map(entry -> {
                    List<NotRead> same = entry.getValue();
                    String which = same.size() == 1
                            ? same.getFirst().address()
                            : same.size() + " " + entry.getKey().type() + ", such as "
                                    + same.getFirst().address();
                    return which + ": " + entry.getKey().why();
                })
                .toList();
    }

    /// The document.
    String json(String out, String topologyHash) {
        Stamp stamp = new Stamp(
                Version.TEXT,
                Optional.empty(),
                Optional.of(topologyHash),
                Optional.empty(),
                Complaints.machine(),
                Instant.now(),
                OptionalLong.empty());
        JsonMapper mapper = JsonMapper.shared();
        ArrayNode counts = mapper.createArrayNode();
        read.forEach(count -> counts.addObject().put("type", count.type()).put("count", count.count()));
        ArrayNode unread = mapper.createArrayNode();
        notRead.forEach(each -> unread.addObject()
                .put("address", each.address())
                .put("type", each.type())
                .put("why", each.why()));
        ArrayNode guesses = mapper.createArrayNode();
        assumed.forEach(each -> guesses.addObject().put("path", each.path()).put("why", each.why()));
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        members.put("out", mapper.getNodeFactory().stringNode(out));
        members.put("read", counts);
        members.put("notRead", unread);
        members.put("assumed", guesses);
        return stamp.document(members).stripTrailing();
    }
}
