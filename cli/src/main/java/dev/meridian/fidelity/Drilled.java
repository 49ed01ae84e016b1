package dev.meridian.fidelity;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.evidence.Stamp;
import dev.meridian.incident.Incident;
import dev.meridian.simulator.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A drill of one run, as its folder of evidence tells it.
///
/// @param folder     where it is
/// @param incident   its log
/// @param scene      the places of the role that it is about
/// @param blueprint  what its topology means
/// @param outcome    `promoted`, `restarted`, …
/// @param rtoSeconds empty if users were never served again
/// @param phases     in seconds; empty if users were never served again
/// @param startedAt  when
/// @param machine    where
public record Drilled(
        Path folder,
        Incident incident,
        Scene scene,
        Blueprint blueprint,
        String outcome,
        Optional<Double> rtoSeconds,
        SequencedMap<String, Double> phases,
        Instant startedAt,
        Stamp.Machine machine) {
    public Drilled {
        phases = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(phases));
    }

    /// What reading came to.
    public sealed interface Reading {}

    /// It can be used.
    public record Usable(Drilled drilled) implements Reading {}

    /// It cannot: its log is not as it was written.
    public record Damaged(Path log, Incident.Refused refused) implements Reading {}

    /// It cannot: it is no such drill.
    public record Unfit(Path file, String what, String why, String fix) implements Reading {}

    /// What was done, without when: `region-loss:us-east-1`.
    public String fault() {
        return String.join(
                " + ",
                incident.header().faults().stream()
                        .map(fault -> fault.replaceFirst("@.*", ""))
                        .toList());
    }

    /// Reads a folder that a drill has left.
    ///
    /// @throws IOException if a file in it cannot be read
    public static Reading read(Path folder) throws IOException {
        Path report = folder.resolve("report.json");
        Path log = folder.resolve("incident.jsonl");
        for (Path file : List.of(report, log)) {
            if (!Files.isRegularFile(file)) {
                return new Unfit(
                        file,
                        "there is no file " + file,
                        "step times come from the report and the event log that a drill leaves",
                        "name folders of evidence, each of a drill that came to its end");
            }
        }
        return switch (Incident.read(log)) {
            case Incident.Refused refused -> new Damaged(log, refused);
            case Incident.Whole(Incident incident) -> read(folder, report, incident);
        };
    }

    private static Reading read(Path folder, Path report, Incident incident) throws IOException {
        Optional<Blueprint> blueprint =
                incident.header().written().resolve(List.of()).blueprint();
        Optional<Scene> scene = blueprint.flatMap(it -> Scene.all(it).stream()
                .filter(one -> one.store().equals(incident.header().store()))
                .findFirst());
        if (scene.isEmpty()) {
            return new Unfit(
                    folder.resolve("incident.jsonl"),
                    "its topology has no store that a simulated world could move",
                    "what was drilled is compared with what is simulated",
                    "a drill of a file that `meridian simulate` accepts");
        }
        if (incident.header().fastForward() != 1) {
            return new Unfit(
                    folder.resolve("incident.jsonl"),
                    "its declared waits were divided by " + incident.header().fastForward(),
                    "a drill with `--fast-forward` derives its times, it does not measure them",
                    "a drill without it");
        }
        try {
            return of(
                    folder,
                    JsonMapper.shared().readTree(Files.readString(report)),
                    incident,
                    blueprint.get(),
                    scene.get());
        } catch (JacksonException | IllegalArgumentException e) {
            return unfit(report);
        }
    }

    private static Unfit unfit(Path report) {
        return new Unfit(
                report,
                report + " is not the report of a drill",
                "the phases of a recovery stand in it",
                "name folders of evidence as drills leave them");
    }

    private static Reading of(Path folder, JsonNode report, Incident incident, Blueprint blueprint, Scene scene) {
        JsonNode runs = report.path("runs");
        JsonNode machine = report.path("machine");
        if (runs.size() != 1 || !report.path("startedAt").isString()) {
            return unfit(folder.resolve("report.json"));
        }
        JsonNode run = runs.get(0);
        SequencedMap<String, Double> phases = new LinkedHashMap<>();
        run.path("phases").properties().forEach(phase -> {
            if (phase.getValue().isNumber()) {
                phases.put(phase.getKey(), phase.getValue().asDouble());
            }
        });
        return new Usable(new Drilled(
                folder,
                incident,
                scene,
                blueprint,
                run.path("outcome").asString(""),
                Optional.of(run.path("rtoSeconds")).filter(JsonNode::isNumber).map(JsonNode::asDouble),
                phases,
                Instant.parse(report.path("startedAt").asString()),
                new Stamp.Machine(
                        machine.path("cores").asInt(1),
                        machine.path("memoryBytes").asLong(0),
                        machine.path("loadAverage").asDouble(0))));
    }

    /// Whether the role moved and users were served again: the runs whose phases say something.
    boolean hasMoved() {
        return outcome.equals("promoted") && rtoSeconds.isPresent();
    }
}
