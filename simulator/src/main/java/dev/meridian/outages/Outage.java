package dev.meridian.outages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One public outage, told with roles instead of regions: `holder`, `successor`, `other`, `standbys`, `others`.
///
/// @param id as `--incident` names it, `github-2018`
/// @param title in a few words
/// @param date when it happened, or when it was published, `2018-10-21`
/// @param sources where it was published, the first one first
/// @param happened what happened, in a few sentences
/// @param naive what an engine does that follows the first impression
/// @param right what is right
/// @param dataRegions how many regions with a copy of the data it needs
/// @param given what of the topology's settings is part of the outage
/// @param faults as `--fault` writes them, with roles; their times count from when all has been well for a while
/// @param orders what people order meanwhile
public record Outage(
        String id,
        String title,
        String date,
        List<String> sources,
        String happened,
        String naive,
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
    public record Given(Optional<Boolean> isSynchronous, Optional<Duration> maxLoss) {}

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
    public record Decree(Duration at, Duration arrives, Act act, String to) {}
}
