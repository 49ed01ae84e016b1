package dev.meridian.agent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jgroups.Address;
import org.jgroups.protocols.pbcast.GMS;
import org.jspecify.annotations.Nullable;

/// In which order members stand when parts of the group find each other again: the leader of the log first.
///
/// The first member expels others and calls for an election. The library takes whoever has the smallest of their
/// random addresses (`GMS.DefaultMembershipPolicy` of JGroups 5.4), which may be one that was paused and knows
/// nothing.
final class LeaderFirst extends GMS.DefaultMembershipPolicy {
    private final Supplier<@Nullable Address> leader;

    /// @param leader as far as this member knows
    LeaderFirst(Supplier<@Nullable Address> leader) {
        this.leader = leader;
    }

    @Override
    public List<Address> getNewMembership(Collection<Collection<Address>> parts) {
        List<Address> members = new ArrayList<>(super.getNewMembership(parts));
        Address first = leader.get();
        if (first != null && members.remove(first)) {
            members.addFirst(first);
        }
        return members;
    }
}
