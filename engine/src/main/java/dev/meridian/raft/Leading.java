package dev.meridian.raft;

import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What a leader knows of its followers, and what it sends them.
///
/// **Sending ahead.** New entries go out at once, before the answers to those before them; `next` is where the
/// following message begins. A follower that lacks what comes before refuses, and says how far it might agree.
/// From then on the leader *probes*: what it sends does not move `next`, and only the answer to the newest
/// question counts, until the follower agrees. What was lost on the way is found by the next heartbeat, which has
/// the entry before `next` in it and is refused where that did not come.
final class Leading {
    /// Entries that are under way to one follower, at most.
    private static final long MOST_UNDER_WAY = 4096;

    private final Settings settings;
    private final long term;
    private final Log log;
    private final Outbox outbox;
    private final SequencedMap<RegionName, Follower> followers = new LinkedHashMap<>();
    private long heartbeatAt;
    private @Nullable Successor successor;

    /// What a message is sent for.
    enum Load {
        /// Entries; without any there is no message.
        ENTRIES,
        /// Whatever there is, also that more is committed.
        ENTRIES_OR_NONE,
        /// That the leader is there.
        SIGN_OF_LIFE
    }

    private static final class Follower {
        private long next;
        private long match;
        private boolean isProbing;
        private long heardAt;
        private long snapshotAt = Long.MIN_VALUE;

        Follower(long next, long now) {
            this.next = next;
            this.heardAt = now;
        }
    }

    /// Who is to lead next, and until when that is tried.
    private record Successor(RegionName member, long until, boolean isTold) {}

    Leading(Settings settings, long term, Log log, Outbox outbox, long now) {
        this.settings = settings;
        this.term = term;
        this.log = log;
        this.outbox = outbox;
        settings.others().forEach(other -> followers.put(other, new Follower(log.lastIndex() + 1, now)));
        heartbeatAt = now + settings.pace().heartbeat().toNanos();
    }

    /// When something is due though nobody says anything.
    long wakesAt() {
        return heartbeatAt;
    }

    /// Whether a majority, itself counted, has said something of late; else it gives up, so that nobody goes on
    /// waiting for it (§6.2).
    boolean hasMajority(long now) {
        long heard = followers.values().stream()
                .filter(follower -> now - follower.heardAt < settings.patienceOfLeader())
                .count();
        return heard + 1 >= settings.majority();
    }

    /// Lets hear of itself when it is time.
    void tick(long now, long commit) {
        if (now >= heartbeatAt) {
            heartbeatAt = now + settings.pace().heartbeat().toNanos();
            followers.forEach((member, follower) -> send(member, follower, commit, now, Load.SIGN_OF_LIFE));
        }
    }

    /// Sends what is new, or newly committed, to all who are not known to lack something before it.
    void spread(long commit, long now) {
        followers.forEach((member, follower) -> {
            if (!follower.isProbing) {
                send(member, follower, commit, now, Load.ENTRIES_OR_NONE);
            }
        });
    }

    void answered(Message.AppendEntriesAnswer answer, long commit, long now) {
        Follower follower = followers.get(answer.from());
        if (follower == null) {
            return;
        }
        follower.heardAt = now;
        if (answer.isAccepted()) {
            follower.match = Math.max(follower.match, answer.index());
            follower.next = Math.max(follower.next, follower.match + 1);
            follower.isProbing = false;
            send(answer.from(), follower, commit, now, Load.ENTRIES);
        } else if (isNews(follower, answer)) {
            follower.isProbing = true;
            follower.next = Math.min(answer.previousIndex() - 1, answer.index()) + 1;
            follower.match = Math.min(follower.match, follower.next - 1);
            send(answer.from(), follower, commit, now, Load.ENTRIES_OR_NONE);
        }
    }

    /// Of the refusals of messages that were under way together only the first one says something.
    private static boolean isNews(Follower follower, Message.AppendEntriesAnswer refusal) {
        return follower.isProbing
                ? refusal.previousIndex() == follower.next - 1
                : refusal.previousIndex() >= follower.match;
    }

    /// Up to where a majority has the log.
    long reached() {
        List<Long> matches = new ArrayList<>(List.of(log.lastIndex()));
        followers.values().forEach(follower -> matches.add(follower.match));
        matches.sort(null);
        return matches.get(matches.size() - settings.majority());
    }

    private void send(RegionName to, Follower follower, long commit, long now, Load load) {
        if (follower.next <= log.snapshot().index()) {
            sendSnapshot(to, follower, now, load);
            return;
        }
        boolean isFull = follower.next - follower.match > MOST_UNDER_WAY;
        // What a probe sends is sent once; whether it came, the next sign of life finds out.
        boolean isQuiet = isFull || (load == Load.SIGN_OF_LIFE && follower.isProbing);
        List<Entry> entries = isQuiet ? List.of() : log.from(follower.next, settings.mostBytes());
        if (load != Load.ENTRIES || !entries.isEmpty()) {
            long previous = follower.next - 1;
            outbox.letter(
                    to,
                    new Message.AppendEntries(settings.self(), term, previous, log.term(previous), commit, entries));
            if (!follower.isProbing) {
                follower.next += entries.size();
            }
        }
    }

    /// Not again before there could have been an answer; meanwhile a sign of life that fits the follower's log
    /// whatever that is.
    private void sendSnapshot(RegionName to, Follower follower, long now, Load load) {
        if (follower.snapshotAt == Long.MIN_VALUE
                || now - follower.snapshotAt >= settings.pace().patience().toNanos()) {
            follower.snapshotAt = now;
            outbox.letter(to, new Message.InstallSnapshot(settings.self(), term, log.snapshot()));
        } else if (load == Load.SIGN_OF_LIFE) {
            outbox.letter(to, new Message.AppendEntries(settings.self(), term, 0, 0, 0, List.of()));
        }
    }

    // ---- handing over (§3.10) ----

    /// From now on nothing is taken in, for as long as this may take; false if that one was not heard of late, is
    /// known to lack something, or another one is about to succeed already.
    boolean begins(RegionName to, long now) {
        Follower follower = followers.get(to);
        boolean isFit = follower != null
                && !follower.isProbing
                && now - follower.heardAt < settings.pace().patience().toNanos();
        if (successor != null || !isFit) {
            return false;
        }
        successor = new Successor(to, now + settings.pace().patience().toNanos(), false);
        return true;
    }

    /// Tells the successor as soon as it has all; false when this one gave it up and leads on.
    boolean handsOver(long now) {
        Successor next = successor;
        if (next == null) {
            return false;
        }
        if (now >= next.until()) {
            successor = null;
            return false;
        }
        Follower follower = followers.get(next.member());
        if (!next.isTold() && follower != null && follower.match == log.lastIndex()) {
            outbox.letter(next.member(), new Message.TimeoutNow(settings.self(), term));
            successor = new Successor(next.member(), next.until(), true);
        }
        return true;
    }
}
