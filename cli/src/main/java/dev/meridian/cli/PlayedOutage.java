package dev.meridian.cli;

import dev.meridian.answers.Printable;
import dev.meridian.evidence.Stamp;
import dev.meridian.outages.Outage;
import dev.meridian.outages.Outages;
import dev.meridian.simulator.Guards;
import dev.meridian.simulator.Scene;
import dev.meridian.simulator.Series;
import dev.meridian.simulator.Simulation;
import dev.meridian.simulator.Staging;
import dev.meridian.topology.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A public outage, replayed with a file's applications.
///
/// @param command the command, the file and its values, for another run
/// @param guards that are in force
/// @param scenes of the applications that it can be played with
record PlayedOutage(Outage outage, String command, Guards guards, List<Scene> scenes) {
    /// So many worlds show with 95 % confidence that 95 of 100 end like them.
    static final int USUAL = 59;

    /// Asks which there are, in place of a name.
    static final String LIST = "list";

    private static final String OPTION = "--incident";
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The one that `--incident` names; where there is none, `problems` says which there are.
    static Optional<Outage> named(String name, List<Problem> problems) {
        Optional<Outage> outage = Outages.named(name);
        if (outage.isEmpty()) {
            problems.add(Complaints.option(
                    OPTION,
                    name,
                    "there is no public outage `" + name + "`",
                    "there are " + String.join(", ", Outages.ids()),
                    "`" + OPTION + " " + Outages.ids().getFirst() + "`; `" + OPTION + " " + LIST
                            + "` prints them, docs/INCIDENTS.md tells what each was"));
        }
        return outage;
    }

    /// Prints which there are, with their titles; the exit code.
    static int list(OutputFormat output) {
        ArrayNode all = JSON.createArrayNode();
        StringBuilder text = new StringBuilder();
        for (Outage outage : Outages.all()) {
            all.add(named(outage));
            text.append(String.format(Locale.ROOT, "%-16s  %s%n", outage.id(), outage.title()));
        }
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        members.put("incidents", all);
        System.out.println(
                output == OutputFormat.JSON
                        ? Complaints.stamp(Optional.empty()).document(members).stripTrailing()
                        : text.toString().stripTrailing());
        return ExitCode.FINE;
    }

    private static ObjectNode named(Outage outage) {
        return JSON.createObjectNode()
                .put("id", outage.id())
                .put("title", outage.title())
                .put("date", outage.date());
    }

    /// With those of the scenes that it can be played with; empty if there are none, and then `why` has a reason
    /// for each.
    static Optional<PlayedOutage> of(
            Outage outage, String command, Guards guards, List<Scene> scenes, List<String> why) {
        List<Scene> fit = new ArrayList<>();
        for (Scene scene : scenes) {
            Optional<String> unfit = Staging.unfit(outage, scene);
            unfit.ifPresentOrElse(why::add, () -> fit.add(scene));
        }
        return fit.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlayedOutage(outage, command, guards, List.copyOf(fit)));
    }

    /// The scenes with the settings that are part of the outage.
    List<Scene> staged() {
        return scenes.stream().map(scene -> Staging.of(outage, scene).scene()).toList();
    }

    /// One world of each application, step by step.
    int tell(long seed) {
        List<Integer> exitCodes = new ArrayList<>();
        for (Scene scene : scenes) {
            Staging staging = Staging.of(outage, scene);
            Simulation.Tale tale = Simulation.tale(staging.scene(), guards, staging.faults(), seed);
            Series series = new Series();
            series.add(tale.result());
            exitCodes.add(
                    SimulatedPart.ofWhatComes(scene, series, Optional.empty()).told(tale, seed));
        }
        return ExitCode.worst(exitCodes);
    }

    /// Plays it so many times with each application, and tells what came of it.
    ///
    /// @param first the first seed
    int play(long first, int runs, OutputFormat output, Stamp stamp, Drawing drawing) {
        try (Worlds worlds = new Worlds(first, runs)) {
            List<SimulatedPart> parts = new ArrayList<>();
            for (Scene scene : scenes) {
                Staging staging = Staging.of(outage, scene);
                worlds.live(staging.scene(), guards, staging.faults())
                        .map(series -> SimulatedPart.ofWhatComes(staging.scene(), series, Optional.empty()))
                        .ifPresent(parts::add);
            }
            worlds.areOver();
            if (parts.isEmpty()) {
                return ExitCode.MISSED;
            }
            SimulationReport.Seeds seeds = new SimulationReport.Seeds(first, runs, scenes.size());
            SimulationReport report = new SimulationReport(
                    command, OPTION + " " + outage.id(), false, seeds, parts, worlds.all(), drawing);
            System.out.println(
                    output == OutputFormat.JSON ? stamp.document(members(report)) : text() + "\n\n" + report.text());
            return report.exitCode();
        }
    }

    private String text() {
        List<String> given = Outages.words(outage.given());
        List<String> lines = new ArrayList<>();
        lines.add(outage.id() + ", " + outage.date() + ": " + outage.title());
        outage.sources().forEach(source -> lines.add("  " + source));
        lines.addAll(told("happened", outage.happened()));
        lines.addAll(told("naively", outage.naive()));
        lines.addAll(told("rightly", outage.right()));
        if (!given.isEmpty()) {
            lines.addAll(told("given", String.join(", ", given) + "; all else as the file says"));
        }
        lines.addAll(told("expected", expected()));
        scenes.stream()
                .flatMap(scene -> Unasked.of(outage, scene).stream())
                .forEach(unasked -> lines.addAll(told("not asked", unasked.text())));
        return String.join("\n", lines);
    }

    /// All that is asked of any of the applications.
    private String expected() {
        return scenes.stream().map(scene -> Unasked.of(outage, scene)).anyMatch(Optional::isEmpty)
                ? outage.expected().text()
                : outage.expected().ofWhatStays().text();
    }

    /// What must come of an outage and is not asked of one application, where nothing moves by itself: it would
    /// be missing there whatever the engine does.
    private record Unasked(String application, List<String> what, String why) {
        static Optional<Unasked> of(Outage outage, Scene scene) {
            List<String> what = outage.expected().notOfWhatStays();
            return scene.whyNothingMoves()
                    .filter(_ -> !what.isEmpty())
                    .map(why -> new Unasked(scene.policy().application(), what, why));
        }

        String text() {
            return String.join("; ", what) + ": nothing of " + application + " moves by itself, since " + why;
        }

        void json(ObjectNode node) {
            ArrayNode all = node.put("application", application).putArray("what");
            what.forEach(all::add);
            node.put("why", why);
        }
    }

    private static List<String> told(String name, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-12s", name));
        for (String word : Printable.of(text)
                .lines()
                .flatMap(it -> Stream.of(it.strip().split(" ", -1)))
                .toList()) {
            if (line.length() + 1 + word.length() > 100) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(" ".repeat(14));
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private SequencedMap<String, JsonNode> members(SimulationReport report) {
        ObjectNode incident = named(outage);
        ArrayNode sources = incident.putArray("sources");
        outage.sources().forEach(sources::add);
        incident.put("happened", outage.happened())
                .put("naive", outage.naive())
                .put("right", outage.right())
                .put("expected", expected());
        ArrayNode unasked = incident.putArray("notAsked");
        scenes.stream()
                .flatMap(scene -> Unasked.of(outage, scene).stream())
                .forEach(one -> one.json(unasked.addObject()));
        ArrayNode given = incident.putArray("given");
        Outages.words(outage.given()).forEach(given::add);
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        members.put("incident", incident);
        members.putAll(report.members());
        return members;
    }
}
