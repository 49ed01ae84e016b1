package dev.meridian.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.raft.util.CommitTable;

/// The library's protocol, which brings a follower that lacks entries up to date only when its queue has been
/// empty for `resend_interval`, and one entry at a time for as long as that follower refuses new ones
/// (`RAFT.processQueue` and `CommitTable` of jgroups-raft 1.1.4). New entries are sent to everybody, and one that
/// was away refuses them all for want of those before. While a recovery is under way, or three agents report at
/// once, the queue is never empty for so long; and ten entries a second do not catch up with a log that grows by
/// twenty. Such a follower knows nothing for as long as the others are busy: up to half a minute was seen, in
/// which the primary did not renew its lease.
///
/// This one looks at the clock after each batch as well, and sends whatever such a follower lacks, many entries at
/// once, but the same ones again only when an answer should have come. It runs on the protocol's own thread, as
/// the log demands.
///
/// Public, with a constructor without parameters, because the library makes it from the name in its configuration.
public final class PunctualRaft extends RAFT {
    private static final int MOST_ENTRIES = 500;

    /// More than a round trip over the longest distance.
    private static final long REPEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final Map<Address, Resent> resent = new HashMap<>();
    private long lookedAt = System.nanoTime();

    /// From which entry on a follower was sent what it lacks, and when.
    private record Resent(long first, long at) {}

    /// With the number of the protocol that it replaces, by which messages find it.
    public PunctualRaft() {
        setId(ClassConfigurator.getProtocolId(RAFT.class));
    }

    @Override
    protected void process(List<Request> queue) {
        super.process(queue);
        long now = System.nanoTime();
        CommitTable followers = commitTable();
        if (now - lookedAt >= TimeUnit.MILLISECONDS.toNanos(resend_interval) && followers != null) {
            lookedAt = now;
            followers.forEach((member, entry) -> {
                if (refuses(entry)) {
                    sendAppendEntriesMessage(member, entry);
                }
            });
        }
    }

    /// The library's word for it: the follower has refused an entry, and is to be sent a single one.
    private static boolean refuses(CommitTable.Entry entry) {
        return entry.sendSingleMessage();
    }

    @Override
    protected void sendAppendEntriesMessage(Address member, CommitTable.Entry entry) {
        long first = Math.max(1, entry.nextIndex());
        if (!refuses(entry) || first > lastAppended()) {
            super.sendAppendEntriesMessage(member, entry);
            return;
        }
        long now = System.nanoTime();
        Resent before = resent.get(member);
        if (before != null && before.first() == first && now - before.at() < REPEAT_NANOS) {
            return;
        }
        resent.put(member, new Resent(first, now));
        if (first < log().firstAppended()) {
            // The log does not reach back so far: a snapshot.
            super.sendAppendEntriesMessage(member, entry);
        } else {
            resend(member, first, Math.min(lastAppended(), first + MOST_ENTRIES - 1));
        }
    }
}
