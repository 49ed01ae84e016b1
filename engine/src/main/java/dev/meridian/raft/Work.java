package dev.meridian.raft;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// What a member has to do now, in this order: write down, then send, then apply. What is sent says that something
/// is on disk here, so nothing is sent before it is (§3.8).
///
/// @param vote the term and the vote in it, if they have changed
/// @param snapshot what takes the place of the log up to its index, if another member sent one or one was made
///     here
/// @param appended entries that are new on this disk; with a snapshot, all that follow it
/// @param letters what is to be sent
/// @param restored a snapshot that was sent, whose state replaces what was applied so far
/// @param committed entries to be applied, in order
public record Work(
        Optional<Vote> vote,
        Optional<Snapshot> snapshot,
        Optional<Appended> appended,
        List<Letter> letters,
        Optional<Snapshot> restored,
        List<Committed> committed) {
    /// @param term the latest that was seen
    /// @param votedFor whom this member gave its vote in that term
    public record Vote(long term, Optional<RegionName> votedFor) {}

    /// Entries that follow each other; whatever stands in the log from the first one's index on goes before.
    ///
    /// @param first the index of the first one
    public record Appended(long first, List<Entry> entries) {}

    /// @param to whom
    public record Letter(RegionName to, Message message) {}

    /// An entry that will stand at its index for ever.
    public record Committed(long index, Entry entry) {}

    public Work {
        letters = List.copyOf(letters);
        committed = List.copyOf(committed);
    }
}
