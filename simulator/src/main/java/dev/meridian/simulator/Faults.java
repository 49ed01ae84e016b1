package dev.meridian.simulator;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What goes wrong: faults that somebody lists, or whatever the seed draws.
public sealed interface Faults {
    /// So many times as long as a move takes.
    int AFTERWARDS = 12;

    /// A mixture that the seed draws, and everything heals afterwards.
    record Drawn() implements Faults {}

    /// These, one after the other; nothing heals but what ends by itself.
    ///
    /// @param lasts how long the world goes on
    record Listed(List<One> all, long lasts) implements Faults {
        public Listed {
            all = List.copyOf(all);
        }
    }

    /// A mixture that each seed draws.
    static Faults drawn() {
        return new Drawn();
    }

    /// One fault of a place.
    ///
    /// @param word its kind, as people write it
    /// @throws IllegalArgumentException if there is no such kind
    static One one(String word, RegionName region, Duration at, Optional<Duration> lasts) {
        for (Kind kind : Kind.values()) {
            if (kind.word.equals(word)) {
                return new One(kind, region, Optional.empty(), at.toNanos(), lasts.map(Duration::toNanos));
            }
        }
        throw new IllegalArgumentException("no fault is called " + word);
    }

    /// These, in a world that goes on for as long as anything could still follow from them.
    static Faults listed(Scene scene, List<One> all) {
        long last = all.stream()
                .mapToLong(one -> one.at() + one.lasts().orElse(0L))
                .max()
                .orElse(0);
        return new Listed(
                all,
                last
                        + AFTERWARDS * scene.patience().toNanos()
                        + Duration.ofMinutes(1).toNanos());
    }

    /// One fault.
    ///
    /// @param other the other end of a link, and how far one-way
    /// @param at after the beginning, in nanoseconds
    /// @param lasts in nanoseconds; empty for what does not end by itself
    record One(Kind kind, RegionName region, Optional<RegionName> other, long at, Optional<Long> lasts) {}

    /// What can be done to a place.
    enum Kind {
        REGION_LOSS("region-loss"),
        PROCESS_LOSS("process-loss"),
        REGION_PARTITION("region-partition"),
        PARTIAL_PARTITION("partial-partition"),
        LINK_CUT("link-cut"),
        LINK_CUT_ONE_WAY("link-cut one way"),
        LINK_SLOW("link-slow"),
        SATURATE("saturate"),
        DB_CRASH("db-crash"),
        AGENT_CRASH("agent-crash"),
        AGENT_PAUSE("agent-pause"),
        BLIP("blip"),
        QUORUM_LOSS("quorum-loss"),
        LAG("lag");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As people write it.
        public String word() {
            return word;
        }
    }
}
