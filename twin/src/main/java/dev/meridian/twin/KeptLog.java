package dev.meridian.twin;

import dev.meridian.agent.Agent;
import dev.meridian.evidence.LogEntry;
import dev.meridian.incident.Header;
import dev.meridian.incident.Incident;
import dev.meridian.incident.Written;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The event log of a twin that is kept, in one piece and with what it was decided with, so that it can be
/// replayed.
public final class KeptLog {
    private KeptLog() {}

    private static Path beginning(Path directory) {
        return directory.resolve("header.jsonl");
    }

    /// Writes down what a twin decides with: its file may be another one when its log is taken.
    ///
    /// @param version of Meridian
    public static void begin(Twin twin, Written written, String version) throws IOException {
        Header header = twin.places().header(version, written, List.of(), 1);
        Incident.write(header, List.of(), beginning(twin.directory()));
    }

    /// Writes what has been decided so far; the twin goes on.
    ///
    /// @return how many entries that is
    /// @throws DamagedLog if somebody has touched that of an agent
    /// @throws IOException if a log cannot be read or this one not be written, or the topology is too large for
    ///     one
    public static int take(Keeper.Kept kept, Path path) throws IOException {
        Path directory = Path.of(kept.directory());
        if (!Incident.begins(beginning(directory))) {
            throw new IOException("the topology is too large to stand in a log, which cannot be replayed without it");
        }
        SequencedMap<RegionName, Path> logs = new LinkedHashMap<>();
        kept.numbers().keySet().forEach(region -> logs.put(region, Agent.eventLog(directory.resolve(region.text()))));
        List<LogEntry> entries = Chronicle.merged(logs);
        Incident.write(Incident.headerOf(beginning(directory)).of(entries.size()), entries, path);
        return entries.size();
    }
}
