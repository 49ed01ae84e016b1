package dev.meridian.cli;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.evidence.LogEntry;
import dev.meridian.evidence.Stamp;
import dev.meridian.incident.Decided;
import dev.meridian.incident.Header;
import dev.meridian.incident.Incident;
import dev.meridian.simulator.Faults;
import dev.meridian.simulator.Scene;
import dev.meridian.simulator.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The event log of a simulated world, in the form of a drill's.
///
/// @param faults as they were listed; empty where chance made them
record SimulatedLog(LoadedFile loaded, List<String> faults, long seed) {
    /// Where the log of one of several applications goes: its name stands before the ending.
    static Path of(String application, Path path) {
        String name =
                Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
        int dot = name.lastIndexOf('.') <= 0 ? name.length() : name.lastIndexOf('.');
        return path.resolveSibling(name.substring(0, dot) + "-" + application + name.substring(dot));
    }

    void write(Scene scene, Faults what, Path path) throws IOException {
        List<LogEntry> entries = Simulation.log(scene, what, seed).stream()
                .map(entry -> Decided.entry(entry.nanos(), entry.event(), entry.decision()))
                .toList();
        Header header = new Header(
                Version.TEXT,
                Stamp.World.SIMULATOR.text(),
                faults,
                OptionalLong.of(seed),
                loaded.written(),
                loaded.blueprint().map(Blueprint::topologyHash).orElseThrow(),
                scene.store(),
                1,
                scene.policy(),
                entries.size());
        if (!Incident.write(header, entries, path)) {
            throw new IOException("the topology is too large to stand in a log");
        }
    }
}
