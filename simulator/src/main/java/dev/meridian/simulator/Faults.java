package dev.meridian.simulator;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// What goes wrong: faults that somebody lists, or whatever the seed draws.
public sealed interface Faults {
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
