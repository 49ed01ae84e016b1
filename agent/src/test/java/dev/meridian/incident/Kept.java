package dev.meridian.incident;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Policy;
import dev.meridian.engine.State;
import dev.meridian.evidence.EventLog;
import dev.meridian.evidence.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The log of a real drill, `region-loss:us-east-1` in the twin, that is kept with the examples. An engine that
/// decides otherwise, or has another policy, refuses it; then what agents saw that day is decided again and kept
/// with `-Dmeridian.golden.update=true`, and the difference is read.
final class Kept {
    static final Path LOG =
            Path.of(System.getProperty("meridian.home", "..")).resolve("examples/incidents/region-loss.jsonl");

    private Kept() {}

    static Incident incident() throws IOException {
        return ((Incident.Whole) Incident.read(LOG)).incident();
    }

    /// The index of the entry that opens the recovery.
    static int opening() throws IOException {
        List<LogEntry> lines = incident().lines();
        int at = 0;
        while (lines.get(at).reasons().stream()
                .noneMatch(reason -> reason.rule().equals("MOVE-2"))) {
            at++;
        }
        return at;
    }

    /// The file line by line, each with its newline.
    static List<String> lines() throws IOException {
        return Files.readAllLines(LOG).stream().map(line -> line + "\n").toList();
    }

    static void decideAgainIfAsked() throws IOException {
        if (!Boolean.getBoolean("meridian.golden.update")) {
            return;
        }
        List<LogEntry> lines = ((EventLog.Entries) EventLog.read(LOG)).entries();
        Map<String, Object> said = lines.getFirst().body();
        Map<?, ?> file = (Map<?, ?>) said.get("topology");
        Written written = new Written(
                new Written.File((String) file.get("name"), (String) file.get("text")),
                new LinkedHashMap<>(),
                Optional.empty(),
                List.of());
        Blueprint blueprint = written.resolve(List.of()).blueprint().orElseThrow();
        String store = (String) said.get("store");
        Policy policy = Policy.of(blueprint, blueprint.stores().get(store));
        List<LogEntry> decided = new ArrayList<>();
        State state = State.INITIAL;
        for (LogEntry line : lines.subList(1, lines.size())) {
            var decision = Engine.decide(state, Decided.event(line), policy);
            decided.add(Decided.entry(line.nanos(), Decided.event(line), decision));
            state = decision.state();
        }
        Header header = new Header(
                (String) said.get("meridian"),
                (String) said.get("world"),
                ((List<?>) said.get("faults")).stream().map(String.class::cast).toList(),
                OptionalLong.empty(),
                written,
                blueprint.topologyHash(),
                store,
                1,
                policy,
                decided.size());
        Incident.write(header, decided, LOG);
    }
}
