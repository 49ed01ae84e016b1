package dev.meridian.outages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One public outage, told with roles instead of regions: `holder`, `successor`, `other`, `standbys`, `others`.
///
/// @param id as `--incident` names it, `github-2018`
/// @param title in a few words
/// @param date when it happened, or when it was published, `2018-10-21`
/// @param sources where it was published, the first one first
/// @param happened what happened, in a few sentences
/// @param naive what an engine does that follows the first impression
/// @param naively what that engine lacks, and what it breaks for want of it
/// @param right what is right
/// @param dataRegions how many regions with a copy of the data it needs
/// @param given what of the topology's settings is part of the outage
/// @param faults as `--fault` writes them, with roles; their times count from when all has been well for a while;
///     `covered` is the longest fence that the lease's inequality covers
/// @param orders what people order meanwhile
public record Outage(
        String id,
        String title,
        String date,
        List<String> sources,
        String happened,
        String naive,
        Naivety naively,
        String right,
        int dataRegions,
        Given given,
        List<String> faults,
        List<Decree> orders,
        Expectation expected) {
    public Outage {
        sources = List.copyOf(sources);
        faults = List.copyOf(faults);
        orders = List.copyOf(orders);
    }

    /// Settings that the outage is about; all others are the topology's own.
    ///
    /// @param isSynchronous whether a commit waits for a standby; empty for as the file says
    /// @param maxLoss the largest loss that a promotion may cost; empty for as the file says
    /// @param room for how much of the load a candidate has to have capacity, in percent; empty for as the file
    ///     says
    public record Given(Optional<Boolean> isSynchronous, Optional<Duration> maxLoss, OptionalInt room) {}

    /// What makes an engine naive in this outage.
    ///
    /// @param judges how it comes to think that the holder is gone
    /// @param lacks guards of Meridian's, as `--without` and `docs/RULES.md` name them
    /// @param breaks what the outage is about, any of it: laws (`I1`), or `moved`, `stayed`, `lost`, `interrupted`
    public record Naivety(Judge judges, List<String> lacks, List<String> breaks) {
        public Naivety {
            lacks = List.copyOf(lacks);
            breaks = List.copyOf(breaks);
        }
    }

    /// Who decides in a naive engine's place.
    public enum Judge {
        /// Meridian's own engine, but for the guards that are lacking.
        CAREFULLY,
        /// The first impression of the one that would take over.
        HASTILY,
        /// The same, and what answers a probe is well.
        BY_A_PROBE
    }

    /// What a person orders.
    public enum Act {
        /// Move the role, and let the old side stop by itself.
        MOVE,
        /// Give up the move that is under way.
        CANCEL,
        /// Nothing moves by itself.
        PAUSE
    }

    /// An order of a person.
    ///
    /// @param at when it is given: its plan is the one of that instant
    /// @param arrives when it comes to the log
    /// @param to where a move goes, as a role; empty for other acts
    /// @param told the rule that has to have spoken before, or nobody knows that there is anything to order; empty
    ///     where nobody has to be told
    public record Decree(Duration at, Duration arrives, Act act, String to, Optional<String> told) {}
}
