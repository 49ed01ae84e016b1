package dev.meridian.agent;

import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.MergeView;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.raft.ELECTION2;

/// The library's election, which asks around whenever another member than before stands first in the group, and takes
/// members that name the leader whom it knows itself for members that doubt it (`ELECTION2` of jgroups-raft 1.1.4).
/// So the loss or the return of a member that leads nothing deposes a leader who is there, and whatever was proposed
/// in the meantime is lost, in the middle of a recovery.
///
/// This one leaves a leader alone that is a member of a majority before and after. Only where parts of the group
/// find each other again, and the leader does not stand first ([LeaderFirst]), it asks around as the library does: a
/// leader that was alone for a moment has stepped down, and others may not know it.
///
/// Public, with a constructor without parameters, because the library makes it from the name in its configuration.
public final class SteadyElection extends ELECTION2 {
    private volatile Consumer<String> listener = sentence -> {};

    /// With the number of the protocol that it replaces, by which messages find it.
    public SteadyElection() {
        setId(ClassConfigurator.getProtocolId(ELECTION2.class));
    }

    /// @param told who belongs to the group, whenever that changes
    void onChange(Consumer<String> told) {
        listener = told;
    }

    @Override
    protected void handleView(View next) {
        Address leader = raft.leader();
        listener.accept("the group is " + next + ", leader " + leader);
        boolean isLed = leader != null && next.containsMember(leader) && hasMajority(view) && hasMajority(next);
        if (isLed && raft.isLeader()) {
            view = next;
            sendLeaderElectedMessage(leader, raft.currentTerm());
        } else if (isLed && !(next instanceof MergeView)) {
            view = next;
        } else {
            super.handleView(next);
        }
    }

    private boolean hasMajority(View group) {
        return group != null && group.size() >= raft.majority();
    }
}
