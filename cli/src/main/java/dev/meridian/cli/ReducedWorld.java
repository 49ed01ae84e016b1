package dev.meridian.cli;

import dev.meridian.simulator.Faults;
import dev.meridian.simulator.Mishap;
import dev.meridian.simulator.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A broken law with as little as it takes, as text and as JSON.
///
/// @param command the command, the file and its values
record ReducedWorld(Reduction reduction, String command, long seed) {
    /// The end of the story is where the law breaks.
    private static final int MOST_STEPS = 40;

    List<String> lines() {
        List<Mishap> kept = reduction.kept();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s, found in %,d worlds%s",
                kept.isEmpty()
                        ? "nothing need go wrong for it"
                        : kept.size() + " of the " + reduction.of() + " things that went wrong "
                                + (kept.size() == 1 ? "is enough" : "are enough"),
                reduction.worlds(),
                reduction.isMinimal()
                        ? switch (kept.size()) {
                            case 0 -> "";
                            case 1 -> "; without it " + reduction.violation().law() + " holds";
                            default ->
                                "; without any of them " + reduction.violation().law() + " holds";
                        }
                        : "; fewer may be, but so many worlds are the most that are tried"));
        int longest = kept.stream().mapToInt(one -> one.id().length()).max().orElse(1);
        kept.forEach(one -> lines.add(
                String.format(Locale.ROOT, "  %-" + longest + "s  at %.3f s  %s", one.id(), one.second(), one.what())));
        lines.add("  " + again());
        List<String> steps = reduction.steps().stream().flatMap(String::lines).toList();
        int from = Math.max(0, steps.size() - MOST_STEPS);
        lines.add(from == 0 ? "what happens then" : "what happens then, its last " + MOST_STEPS + " lines");
        steps.subList(from, steps.size()).forEach(step -> lines.add("  " + step));
        return lines;
    }

    String again() {
        return command + options() + " --seed " + seed + " --trace";
    }

    private String options() {
        return switch (reduction.faults()) {
            case Faults.Drawn _ -> " --only " + (reduction.kept().isEmpty() ? "none" : ids());
            case Faults.Listed listed ->
                listed.all().stream()
                        .map(fault -> " --fault " + Shell.word(fault.text()))
                        .collect(Collectors.joining());
            // The outage is named by the command.
            case Faults.Staged _ -> "";
        };
    }

    private String ids() {
        return reduction.kept().stream().map(Mishap::id).collect(Collectors.joining(","));
    }

    void json(ObjectNode node) {
        ArrayNode kept = node.putArray("mishaps");
        for (Mishap one : reduction.kept()) {
            kept.addObject().put("id", one.id()).put("what", one.what()).put("second", one.second());
        }
        node.put("of", reduction.of())
                .put("worlds", reduction.worlds())
                .put("isMinimal", reduction.isMinimal())
                .put("command", again());
        ArrayNode steps = node.putArray("steps");
        reduction.steps().forEach(steps::add);
    }
}
