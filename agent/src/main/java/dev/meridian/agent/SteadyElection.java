package dev.meridian.agent;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.raft.ELECTION2;
import org.jgroups.protocols.raft.RaftHeader;
import org.jspecify.annotations.Nullable;

/// The library's election, which asks around whenever another member than before stands first in the group, and
/// takes members that name the leader whom it knows itself for members that doubt it (`ELECTION2` of jgroups-raft
/// 1.1.4). So the loss or the return of a member that leads nothing deposes a leader who is there, and whatever
/// was proposed in the meantime is lost, in the middle of a recovery.
///
/// This one leaves a leader alone that is a member of a majority before and after. What the asking was for, a
/// leader that has stepped down while others believe in it, is found out by the one who knows: whoever belongs to
/// a majority and has heard of no leader for some time calls for votes, one member after the other.
///
/// Public, with a constructor without parameters, because the library makes it from the name in its configuration.
public final class SteadyElection extends ELECTION2 {
    private static final long LOOK_MILLIS = 200;

    /// After parts of the group have found each other it may take seconds until one that was away hears of the
    /// leader, whom it must not disturb.
    private static final long LEADERLESS_NANOS = TimeUnit.SECONDS.toNanos(5);

    /// Who has stepped down, and has seen no later term, knows that nobody leads: that of its own term would be
    /// itself. Word of a later one may be on its way for two trips over the longest distance.
    private static final long STEPPED_DOWN_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    private static final long NEXT_MEMBER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NONE = -1;

    /// `BaseElection.VOTE_RSP`, which is not public.
    private static final short VOTE_ANSWER = 3001;

    private volatile Consumer<String> listener = sentence -> {};
    private volatile long termGivenUp = NONE;
    private long ledAt = System.nanoTime();
    private @Nullable Future<?> looking;

    /// With the number of the protocol that it replaces, by which messages find it.
    public SteadyElection() {
        setId(ClassConfigurator.getProtocolId(ELECTION2.class));
    }

    /// @param told who belongs to the group, whenever that changes
    void onChange(Consumer<String> told) {
        listener = told;
    }

    @Override
    public void start() throws Exception {
        super.start();
        looking = getTransport()
                .getTimer()
                .scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (looking != null) {
            looking.cancel(true);
        }
        super.stop();
    }

    @Override
    protected void handleView(View next) {
        listener.accept("the group is " + next + ", the leader " + raft.leader());
        if (!isLedIn(next) || !hasMajority(view) || !hasMajority(next)) {
            if (raft.isLeader()) {
                termGivenUp = raft.currentTerm();
            }
            super.handleView(next);
            return;
        }
        view = next;
        // In this order, since a later term may come at any time: who leads now has led in a term read before.
        long term = raft.currentTerm();
        if (raft.isLeader()) {
            sendLeaderElectedMessage(local_addr, term);
        }
    }

    /// Answers of an earlier round count nothing: in the library only one member at a time calls for votes, and it
    /// does not look. The answers to its other question, who leads, may come when it has answered itself; then
    /// they are dropped, and should it ask again before the next change of the group, [#look] is there.
    @Override
    protected void handleMessage(Message message, RaftHeader header) {
        boolean isOldVote = header.getMagicId() == VOTE_ANSWER && header.currTerm() != raft.currentTerm();
        boolean isAnswered = header.getMagicId() == PRE_VOTE_RSP && isLedIn(view);
        if (!isOldVote && !isAnswered) {
            super.handleMessage(message, header);
        }
    }

    private void look() {
        View now = view;
        if (isLedIn(now) || !hasMajority(now) || isVotingThreadRunning()) {
            ledAt = System.nanoTime();
            return;
        }
        long rank = now.getMembers().indexOf(local_addr);
        long patience =
                termGivenUp == raft.currentTerm() ? STEPPED_DOWN_NANOS : LEADERLESS_NANOS + rank * NEXT_MEMBER_NANOS;
        if (System.nanoTime() - ledAt > patience) {
            listener.accept("nobody leads the log: calling for votes");
            startVotingThread();
        }
    }

    private boolean isLedIn(@Nullable View group) {
        Address leader = raft.leader();
        return leader != null && group != null && group.containsMember(leader);
    }

    private boolean hasMajority(@Nullable View group) {
        return group != null && group.size() >= raft.majority();
    }
}
