package dev.meridian.raft;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;

/// Who takes part, and how patient they are.
///
/// @param self this member
/// @param members all, this one included, in the order in which they are to lead
/// @param heartbeat how often a leader lets hear of itself
/// @param patience silence after which a leader counts as gone, and after which a leader that does not hear a majority
///     gives up; several heartbeats and the longest distance
/// @param stagger how much longer the next in the order waits; longer than a message takes over the longest distance
/// @param mostBytes of entries in one message, except that there is always one
public record Settings(
        RegionName self,
        List<RegionName> members,
        Duration heartbeat,
        Duration patience,
        Duration stagger,
        int mostBytes) {
    /// @throws IllegalArgumentException if `self` is not a member
    public Settings {
        members = List.copyOf(members);
        if (!members.contains(self)) {
            throw new IllegalArgumentException(self + " is not one of " + members);
        }
    }

    int majority() {
        return members.size() / 2 + 1;
    }

    List<RegionName> others() {
        return members.stream().filter(member -> !member.equals(self)).toList();
    }
}
