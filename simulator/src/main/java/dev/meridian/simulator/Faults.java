package dev.meridian.simulator;

import dev.meridian.faults.Fault;
import dev.meridian.faults.Judgement;
import dev.meridian.faults.Setting;
import dev.meridian.outages.Expectation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What goes wrong: faults that somebody lists, or whatever the seed draws.
public sealed interface Faults {
    /// So many times as long as a move takes.
    int AFTERWARDS = 12;

    /// Users may be sent elsewhere so often, and each time keep the address that they have for its time to live.
    int MOST_MOVES = 2;

    /// Those that somebody listed; none where a seed draws them.
    List<Fault> all();

    /// The one that the world is about: what follows is measured from it. Empty where that is the first that
    /// strikes.
    ///
    /// @param setting of the application before anything goes wrong
    default Optional<Fault> judged(Setting setting) {
        return Optional.empty();
    }

    /// A mixture that the seed draws, and everything heals afterwards.
    ///
    /// @param only the names of those mishaps that come; the others, though drawn, do not. Empty for all
    record Drawn(Optional<List<String>> only) implements Faults {
        public Drawn {
            only = only.map(List::copyOf);
        }

        @Override
        public List<Fault> all() {
            return List.of();
        }
    }

    /// A public outage: faults and orders, each at its time, in a world that goes on to its end; what comes of
    /// it is compared with what must.
    ///
    /// @param lasts how long the world goes on, in nanoseconds
    record Staged(List<Fault> all, List<Decrees.Given> orders, Expectation expected, long lasts) implements Faults {
        public Staged {
            all = List.copyOf(all);
            orders = List.copyOf(orders);
        }

        /// With these faults only; what people order stays.
        Staged with(List<Fault> some) {
            return new Staged(some, orders, expected, lasts);
        }
    }

    /// These, each at its time; nothing heals but what ends by itself. A run of them is judged.
    ///
    /// @param lasts how long the world goes on, in nanoseconds
    record Listed(List<Fault> all, long lasts) implements Faults {
        public Listed {
            all = List.copyOf(all);
        }

        @Override
        public Optional<Fault> judged(Setting setting) {
            return Judgement.judgedFirst(all, setting).stream().findFirst();
        }
    }

    /// A mixture that each seed draws.
    static Faults drawn() {
        return new Drawn(Optional.empty());
    }

    /// Of the mixture that a seed draws these alone, by the names of [Mishap].
    static Faults drawn(List<String> only) {
        return new Drawn(Optional.of(only));
    }

    /// These, in a world that goes on for as long as anything could still follow from them: where one of several
    /// may have moved the role, another move waits for the cooldown. What strikes no place of the scene is left
    /// out: another application's region may be lost without this one's noticing.
    ///
    /// They count from when the application is up, as in a drill, where no user comes before that. Where the first
    /// one would come sooner in a world, all of them come as much later.
    static Faults listed(Scene scene, List<Fault> all) {
        long first =
                all.stream().mapToLong(fault -> fault.start().toNanos()).min().orElse(Weather.QUIET);
        Duration tooSoon = Duration.ofNanos(Math.max(0, Weather.QUIET - first));
        List<Fault> here = all.stream()
                .filter(scene::hasPlacesOf)
                .map(fault -> tooSoon.isZero() ? fault : fault.later(tooSoon))
                .toList();
        long last = here.stream()
                .mapToLong(fault -> fault.end().orElse(fault.start()).toNanos())
                .max()
                .orElse(0);
        boolean mayMoveTwice = here.size() > 1 && Judgement.role(here, scene.setting()) != Judgement.Role.STAYS;
        return new Listed(
                here,
                last
                        + (mayMoveTwice ? scene.policy().cooldown().toNanos() : 0)
                        + AFTERWARDS * scene.patience().toNanos()
                        + MOST_MOVES * scene.ttl().toNanos()
                        + Duration.ofMinutes(1).toNanos());
    }
}
