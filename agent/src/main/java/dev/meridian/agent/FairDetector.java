package dev.meridian.agent;

import java.util.List;
import org.jgroups.Address;
import org.jgroups.MergeView;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FD_ALL3;

/// The library's failure detector, which keeps what it heard, or did not hear, across a merge (`FailureDetection`
/// of JGroups 5.4). A member that was expelled hears nobody, since heartbeats are sent to members only; at the
/// merge it would expel whoever it has not heard by the next look, which over 200 ms is anybody far away.
///
/// This one begins anew at a merge.
///
/// Public, with a constructor without parameters, because the library makes it from the name in its configuration.
public final class FairDetector extends FD_ALL3 {
    /// With the number of the protocol that it replaces, by which messages find it.
    public FairDetector() {
        setId(ClassConfigurator.getProtocolId(FD_ALL3.class));
    }

    @Override
    protected void handleViewChange(View next) {
        if (!(next instanceof MergeView)) {
            super.handleViewChange(next);
            return;
        }
        List<Address> suspects;
        synchronized (this) {
            suspects = List.copyOf(suspected_mbrs);
        }
        timestamps.clear();
        super.handleViewChange(next);
        suspects.stream().filter(next::containsMember).forEach(this::unsuspect);
    }
}
