package dev.meridian.raft;

import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What has come together since the last [Work].
final class Outbox {
    private static final long NOTHING_NEW = Long.MAX_VALUE;

    private Optional<Work.Vote> vote = Optional.empty();
    private boolean isSnapshotNew;
    private @Nullable Snapshot restored;
    private long firstNew = NOTHING_NEW;
    private final List<Work.Letter> letters = new ArrayList<>();

    void vote(long term, Optional<RegionName> votedFor) {
        vote = Optional.of(new Work.Vote(term, votedFor));
    }

    /// The log's snapshot is another one, and its entries are to be written anew.
    void snapshot() {
        isSnapshotNew = true;
    }

    void restored(Snapshot sent) {
        restored = sent;
    }

    /// Entries from this index on are new.
    void appended(long index) {
        firstNew = Math.min(firstNew, index);
    }

    void letter(RegionName to, Message message) {
        letters.add(new Work.Letter(to, message));
    }

    /// All of it; then there is nothing.
    Work empty(Log log, List<Work.Committed> committed) {
        Optional<Snapshot> snapshot = isSnapshotNew ? Optional.of(log.snapshot()) : Optional.empty();
        long first = isSnapshotNew ? log.snapshot().index() + 1 : firstNew;
        Optional<Work.Appended> appended = isSnapshotNew || first <= log.lastIndex()
                ? Optional.of(new Work.Appended(first, log.from(first)))
                : Optional.empty();
        Work work = new Work(vote, snapshot, appended, letters, Optional.ofNullable(restored), committed);
        vote = Optional.empty();
        isSnapshotNew = false;
        restored = null;
        firstNew = NOTHING_NEW;
        letters.clear();
        return work;
    }
}
