package dev.meridian.cli;

import dev.meridian.answers.Printable;
import dev.meridian.synthesis.Drift;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the cloud says of each root, for people and for programs.
///
/// @param roots in the order in which they are applied
record DriftReport(List<AskedRoot> roots) {
    private static final int LONGEST_VALUE = 100;

    DriftReport {
        roots = List.copyOf(roots);
    }

    int exitCode() {
        if (roots.stream().anyMatch(AskedRoot::isOtherwise)) {
            return ExitCode.MISSED;
        }
        return roots.stream().anyMatch(root -> root.drift().isEmpty()) ? ExitCode.MACHINE_LACKS : ExitCode.FINE;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (AskedRoot root : roots) {
            text.append(root.root()).append(": ");
            root.drift().ifPresent(drift -> tell(drift, text));
            root.hindrance()
                    .ifPresent(why -> text.append(root.drift().isPresent() ? "  not all of it: " : "cannot be asked: ")
                            .append(Printable.of(why))
                            .append('\n'));
        }
        return text.toString();
    }

    private static void tell(Drift drift, StringBuilder text) {
        List<String> otherwise = drift.deviations().stream()
                .map(Drift.Deviation::address)
                .distinct()
                .toList();
        if (otherwise.isEmpty()) {
            text.append("as written (").append(resources(drift.resources())).append(")\n");
            return;
        }
        if (drift.isAbsent()) {
            text.append("nothing of it is there (")
                    .append(resources(drift.resources()))
                    .append(")\n");
            return;
        }
        text.append(otherwise.size()).append(" of ").append(resources(drift.resources()));
        text.append(otherwise.size() == 1 ? " is not as written\n" : " are not as written\n");
        drift.deviations()
                .forEach(one -> text.append("  ")
                        .append(Printable.of(one.address()))
                        .append(text(one))
                        .append('\n'));
    }

    private static String resources(int number) {
        return number == 1 ? "1 resource" : number + " resources";
    }

    private static String text(Drift.Deviation one) {
        return switch (one.kind()) {
            case MISSING -> " is not there";
            case UNDECLARED -> " is there and is written no more";
            case CHANGED ->
                " " + Printable.of(one.attribute()) + ": declared " + value(one.declared()) + ", real "
                        + value(one.real());
        };
    }

    private static String value(Optional<String> value) {
        String text = Printable.of(value.orElse("nothing"));
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }

    String json(String topologyHash) {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        for (AskedRoot root : roots) {
            ObjectNode one = all.addObject();
            one.put("root", root.root());
            one.put("answered", root.drift().isPresent());
            root.hindrance().ifPresent(why -> one.put("hindrance", why));
            root.drift().ifPresent(drift -> one.put("resources", drift.resources()));
            ArrayNode deviations = one.putArray("deviations");
            root.drift().map(Drift::deviations).orElse(List.of()).forEach(deviation -> deviations.add(json(deviation)));
        }
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        members.put("roots", all);
        return Complaints.stamp(Optional.of(topologyHash)).document(members);
    }

    private static ObjectNode json(Drift.Deviation deviation) {
        ObjectNode one = JsonMapper.shared().createObjectNode();
        one.put("resource", deviation.address());
        one.put("kind", deviation.kind().name().toLowerCase(Locale.ROOT));
        if (!deviation.attribute().isEmpty()) {
            one.put("attribute", deviation.attribute());
        }
        deviation.declared().ifPresent(value -> one.put("declared", value));
        deviation.real().ifPresent(value -> one.put("real", value));
        return one;
    }
}
