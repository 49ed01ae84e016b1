package dev.meridian.twin;

import dev.meridian.host.ProcessTable;
import dev.meridian.host.Signal;
import dev.meridian.host.Signals;
import dev.meridian.incident.Wire;
import dev.meridian.postgresql.CacheRoot;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;

/// The process that `twin up` leaves behind: the parent of everything. There is one per machine and user; what
/// it keeps is written down where the next command finds it. Nothing survives its end, however it ends.
public final class Keeper {
    private Keeper() {}

    /// What is kept.
    ///
    /// @param pid the keeper's process
    /// @param file the topology
    /// @param topologyHash of the topology
    /// @param planHash of what the engine may do
    /// @param numbers every place's number in the address plan
    /// @param members those of them that have a database
    /// @param servicePort where services answer
    /// @param host the name that users ask for
    /// @param directory where each region's processes work, in a directory of its name
    public record Kept(
            long pid,
            String file,
            String topologyHash,
            String planHash,
            SequencedMap<RegionName, Integer> numbers,
            List<RegionName> members,
            int servicePort,
            String host,
            String directory) {}

    private static Path note() throws IOException {
        return CacheRoot.find().resolve("twin.json");
    }

    /// What is kept now; empty if nothing is.
    public static Optional<Kept> kept() throws IOException {
        Path note = note();
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        try {
            Kept kept = Wire.JSON.readValue(note.toFile(), Kept.class);
            boolean isAlive = ProcessTable.command(kept.pid())
                    .filter(command -> command.contains(" twin keep "))
                    .isPresent();
            return isAlive ? Optional.of(kept) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Keeps a twin until this process is told to end.
    public static void keep(Twin twin, String file) throws IOException, InterruptedException {
        Kept kept = of(twin, file);
        Path note = note();
        Path fresh = note.resolveSibling("twin.json.new");
        Wire.JSON.writeValue(fresh.toFile(), kept);
        Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Thread.currentThread().join();
    }

    /// A twin as whoever keeps it writes it down.
    static Kept of(Twin twin, String file) {
        Places places = twin.places();
        return new Kept(
                ProcessHandle.current().pid(),
                file,
                places.blueprint().topologyHash(),
                places.planHash(),
                places.numbers(),
                places.store().members(),
                places.servicePort(),
                places.host(),
                twin.directory().toString());
    }

    /// Ends and deletes what is left of runs whose own process is gone, of keepers and drills that were
    /// killed: whatever works in a directory of such a run, and nothing else.
    ///
    /// @return the directories in which somebody still worked
    public static List<Path> sweep() throws IOException {
        return Runs.sweep(CacheRoot.find());
    }

    /// Ends the keeper, and with it everything; false if there was none.
    public static boolean end() throws IOException, InterruptedException {
        Optional<Kept> kept = kept();
        if (kept.isEmpty()) {
            return false;
        }
        Signals.send(kept.get().pid(), Signal.TERM);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (ProcessTable.runs(kept.get().pid()) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        if (ProcessTable.runs(kept.get().pid())) {
            Signals.send(kept.get().pid(), Signal.KILL);
        }
        Files.deleteIfExists(note());
        sweep();
        return true;
    }
}
