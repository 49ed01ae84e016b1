package dev.meridian.raft;

import dev.meridian.units.RegionName;
import java.util.List;

/// What members say to each other. Any of it may be lost, late, doubled or out of order.
public sealed interface Message {
    /// Who says it.
    RegionName from();

    /// The term in which it is said; of a [PreVote] and its grant, the term that would be asked for.
    long term();

    /// Would I get your vote? Changes nothing for whoever is asked (§9.6).
    ///
    /// @param lastIndex of the asker's last entry
    /// @param lastTerm of that entry
    record PreVote(RegionName from, long term, long lastIndex, long lastTerm) implements Message {}

    /// @param isGranted whether the asker would get it
    record PreVoteAnswer(RegionName from, long term, boolean isGranted) implements Message {}

    /// Give me your vote.
    ///
    /// @param lastIndex of the candidate's last entry
    /// @param lastTerm of that entry
    /// @param isHandedOver whether the leader itself wants it: then nobody protects him (§4.2.3)
    record RequestVote(RegionName from, long term, long lastIndex, long lastTerm, boolean isHandedOver)
            implements Message {}

    /// @param isGranted whether the candidate has it
    record RequestVoteAnswer(RegionName from, long term, boolean isGranted) implements Message {}

    /// Entries, or the leader's sign of life without any.
    ///
    /// @param previousIndex of the entry before the first one
    /// @param previousTerm of that entry
    /// @param commit up to where all is committed
    record AppendEntries(
            RegionName from, long term, long previousIndex, long previousTerm, long commit, List<Entry> entries)
            implements Message {}

    /// @param isAccepted whether the follower has the entry before and those that were sent
    /// @param previousIndex that of the question
    /// @param index up to where the follower has what the leader has; if it refuses, up to where it might
    record AppendEntriesAnswer(RegionName from, long term, boolean isAccepted, long previousIndex, long index)
            implements Message {}

    /// For a follower that lacks entries which the leader has no more; the answer is that to entries.
    record InstallSnapshot(RegionName from, long term, Snapshot snapshot) implements Message {}

    /// Become the leader now (§3.10).
    record TimeoutNow(RegionName from, long term) implements Message {}

    /// Take this into the log.
    record Propose(RegionName from, long term, long ticket, Payload payload) implements Message {}
}
