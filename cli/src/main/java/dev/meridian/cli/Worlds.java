package dev.meridian.cli;

import dev.meridian.simulator.Faults;
import dev.meridian.simulator.Guards;
import dev.meridian.simulator.Scene;
import dev.meridian.simulator.Series;
import dev.meridian.simulator.Simulation;
import java.util.Locale;
import java.util.Optional;

/// The worlds that one command is about, of one application after the other, with how far they are on standard
/// error. Whoever interrupts gets what those that were lived show.
final class Worlds implements AutoCloseable {
    /// A little of each world outlives the nursery and is garbage all the same, and a heap grows before it is
    /// collected: 100,000 small worlds took 500 MB of which 20 were in use, 10,000 large ones 5.8 GB. So all of
    /// it is collected once there is this much: 0.1 s for every 10,000 small worlds or so.
    private static final long COLLECTED_AT = 128L << 20;

    private final long first;
    private final int count;
    private final Series all = new Series();
    private long most = COLLECTED_AT;
    private final Progress progress = new Progress();
    private final Interruption interruption = Interruption.expected();

    /// @param first the first seed
    /// @param count how many of each application
    Worlds(long first, int count) {
        this.first = first;
        this.count = count;
    }

    /// Empty if somebody interrupts before one of them is over.
    Optional<Series> live(Scene scene, Guards guards, Faults faults) {
        Series series = new Series();
        InOrder.live(
                first, count, interruption::hasCome, seed -> Simulation.live(scene, guards, faults, seed), result -> {
                    series.add(result);
                    all.add(result);
                    collect();
                    progress.showNowAndThen(() -> String.format(
                            Locale.ROOT,
                            "%s: %,d of %,d worlds, %,d moves, %,d violations",
                            scene.policy().application(),
                            series.worlds(),
                            count,
                            series.moves(),
                            series.violated()));
                });
        if (series.worlds() < count) {
            progress.say(String.format(
                    Locale.ROOT,
                    "interrupted: %,d of %,d worlds of %s were lived, and only they are told of",
                    series.worlds(),
                    count,
                    scene.policy().application()));
        }
        return Optional.of(series).filter(some -> some.worlds() > 0);
    }

    /// What is in use after that is what it needs; a topology that needs more than this is collected less often.
    private void collect() {
        Runtime runtime = Runtime.getRuntime();
        if (runtime.totalMemory() - runtime.freeMemory() > most) {
            System.gc();
            most = Math.max(COLLECTED_AT, 3 * (runtime.totalMemory() - runtime.freeMemory()));
        }
    }

    /// Of all applications together.
    Series all() {
        return all;
    }

    /// Whether there is time for more than to tell what was found.
    boolean isHurried() {
        return interruption.hasCome();
    }

    /// What is done beside living them, where somebody watches.
    void show(String what) {
        progress.show(what);
    }

    /// After this, others may print.
    void areOver() {
        progress.endLine();
    }

    /// All is told.
    @Override
    public void close() {
        interruption.close();
    }
}
