package dev.meridian.cli;

import dev.meridian.answers.Paragraph;
import dev.meridian.answers.Printable;
import dev.meridian.evidence.LogEntry;
import dev.meridian.incident.Replay;
import dev.meridian.incident.WhatIf;
import dev.meridian.units.Durations;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What another setting would have done, beside what was done.
record WhatIfText(ReplayReport report, WhatIf whatIf) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String UNDER = "            ";
    private static final String OBSERVED = "What agents saw is as recorded: what a setting changes outside of the"
            + " engine, such as how often they look or what a commit waits for, is not in it.";

    // ---- for people ----

    String text() {
        return Paragraph.of("what if  ", String.join(", ", report.sets()))
                + Paragraph.of("         ", changes())
                + told()
                + Paragraph.of("", OBSERVED);
    }

    private String changes() {
        return whatIf.changed().isEmpty()
                ? "changes nothing that the engine compares with"
                : whatIf.changed().stream()
                        .map(each -> each.name() + " " + each.otherwise() + " instead of " + each.recorded())
                        .collect(Collectors.joining("; "));
    }

    private String told() {
        if (whatIf.difference().isEmpty()) {
            return "\nEvery entry would have been decided as it was.\n";
        }
        Replay.Step first = whatIf.difference().get();
        long index = first.recorded().index();
        StringBuilder text = new StringBuilder();
        text.append(index == 1 ? "" : "         decided alike up to #" + (index - 1) + "\n")
                .append('\n')
                .append(beside(first));
        if (whatIf.parting().isEmpty()) {
            return text + "\nThe same would have been done; only what is said differs.\n";
        }
        WhatIf.Parting parting = whatIf.parting().get();
        if (parting.at().recorded().index() != index) {
            text.append(beside(parting.at()));
        }
        parting.following().forEach(each -> text.append(beside(each)));
        return text.append('\n')
                .append(outcome(parting))
                .append(horizon(parting))
                .toString();
    }

    private String beside(Replay.Step step) {
        return beside(new WhatIf.Beside(step.recorded(), Optional.of(step.replayed())));
    }

    private String beside(WhatIf.Beside each) {
        LogEntry line = each.recorded();
        String head = report.at(line) + "  #" + line.index() + " " + line.kind().toLowerCase(Locale.ROOT) + " by "
                + Printable.of(line.by()) + "\n";
        String there = ReplayReport.decided(line, UNDER);
        String here = each.otherwise()
                .map(otherwise -> ReplayReport.decided(otherwise, UNDER))
                .orElse(UNDER + "does not happen: it answers what was not asked for\n");
        return head + side("recorded", there) + side("what if", here);
    }

    private static String side(String name, String decided) {
        String shown = decided.isEmpty() ? UNDER + "nothing new\n" : decided;
        return String.format(Locale.ROOT, "  %-10s", name) + shown.substring(UNDER.length());
    }

    /// Who has what done, and when.
    private String outcome(WhatIf.Parting parting) {
        String act = "`" + parting.act().text() + "`";
        String there = report.at(parting.at().recorded()).strip();
        String difference = parting.later().map(Durations::text).orElse("");
        String after = parting.after()
                .map(line -> report.at(line).strip() + " (#" + line.index() + ")")
                .orElse("");
        return switch (parting.actor()) {
            case BOTH -> "From " + there + " on each has something else to be done.\n";
            case OTHERWISE ->
                Paragraph.of(
                                "Recorded: ",
                                after.isEmpty() ? act + " is never to be done." : act + " from " + after + ".")
                        + Paragraph.of(
                                "What if:  ",
                                after.isEmpty()
                                        ? act + " from " + there + "."
                                        : "from " + there + ", " + difference + " earlier.");
            case RECORDED ->
                Paragraph.of("Recorded: ", act + " from " + there + ".")
                        + Paragraph.of(
                                "What if:  ",
                                after.isEmpty()
                                        ? held(parting, difference)
                                        : "from " + after + ", " + difference + " later.");
        };
    }

    private static String held(WhatIf.Parting parting, String difference) {
        if (parting.held().isEmpty()) {
            return "not on these observations.";
        }
        return "held back by " + parting.held().get().rule()
                + (parting.later().isPresent()
                        ? ", and no sooner than " + difference + " later if nothing else changes."
                        : ", which time alone does not change.");
    }

    /// How far any of this can be believed.
    private static String horizon(WhatIf.Parting parting) {
        String until = parting.actor() == WhatIf.Actor.RECORDED
                ? "Behind #" + parting.at().recorded().index()
                        + " this is what the engine would have decided on these observations. It ends with #"
                        + parting.end().index()
                        + (isGrant(parting.end())
                                ? ", the recorded move: what agents saw after it, they saw because of it."
                                : ".")
                : "It ends here: nobody did what it asks for.";
        return Paragraph.of("", until + " The world would have gone on in another way.");
    }

    private static boolean isGrant(LogEntry line) {
        return line.reasons().stream().anyMatch(reason -> reason.rule().equals("ROLE-2"));
    }

    // ---- for programs ----

    ObjectNode json() {
        ObjectNode node = JSON.createObjectNode();
        report.sets().forEach(node.putArray("sets")::add);
        ArrayNode changed = node.putArray("changed");
        whatIf.changed()
                .forEach(each -> changed.addObject()
                        .put("name", each.name())
                        .put("recorded", each.recorded())
                        .put("otherwise", each.otherwise()));
        node.set("difference", report.node(whatIf.difference()));
        if (whatIf.parting().isPresent()) {
            node.set("parting", parting(whatIf.parting().get()));
        } else {
            node.putNull("parting");
        }
        return node;
    }

    private ObjectNode parting(WhatIf.Parting parting) {
        ObjectNode node = (ObjectNode) report.node(Optional.of(parting.at()));
        node.put("actor", parting.actor().name().toLowerCase(Locale.ROOT))
                .put("act", parting.act().text());
        if (parting.after().isPresent()) {
            LogEntry line = parting.after().get();
            node.putObject("after").put("entry", line.index()).put("seconds", report.seconds(line.nanos()));
        } else {
            node.putNull("after");
        }
        if (parting.held().isPresent()) {
            WhatIf.Held held = parting.held().get();
            node.putObject("held")
                    .put("entry", held.at().index())
                    .put("rule", held.rule())
                    .put("text", held.sentence());
        } else {
            node.putNull("held");
        }
        Optional<Double> later = parting.later().map(Durations::seconds);
        if (later.isPresent()) {
            node.put("laterSeconds", later.get());
        } else {
            node.putNull("laterSeconds");
        }
        ArrayNode following = node.putArray("following");
        parting.following().forEach(each -> following.add(report.node(each)));
        return node.put("lastEntry", parting.end().index());
    }
}
