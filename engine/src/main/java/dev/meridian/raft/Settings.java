package dev.meridian.raft;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who takes part, and how patient they are.
///
/// @param self this member
/// @param members all, this one included, in the order in which they are to lead
/// @param pace how patient all of them are
/// @param mostBytes of entries in one message, except that there is always one
public record Settings(RegionName self, List<RegionName> members, Pace pace, int mostBytes) {
    private static final Duration FIRST_STARTS = Duration.ofSeconds(5);

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

    boolean isBefore(RegionName other) {
        return members.indexOf(self) < members.indexOf(other);
    }

    /// Silence after which this member acts, in nanoseconds: longer the later it stands among those that are left.
    ///
    /// @param leader who fell silent, if somebody led
    long patience(Optional<RegionName> leader) {
        long before = members.stream()
                .takeWhile(member -> !member.equals(self))
                .filter(member -> !leader.equals(Optional.of(member)))
                .count();
        return pace.patience().plus(pace.stagger().multipliedBy(before)).toNanos();
    }

    /// The same where nobody ever led: the first one need not wait, and the others give it the time that a machine
    /// may need to start several of them.
    long firstPatience() {
        return FIRST_STARTS.toNanos() * members.indexOf(self);
    }

    /// Silence of the others after which a leader gives up, in nanoseconds: when another one could be elected by
    /// now. One that gave up sooner would be missing just when a cut has ended.
    long patienceOfLeader() {
        return pace.patience().toNanos() + turn();
    }

    /// How long a question takes until it is answered and the next one has come, in nanoseconds.
    long turn() {
        return 2 * pace.stagger().toNanos();
    }

    /// For how long after a leader was heard nobody else gets this member's vote, in nanoseconds. Less than the
    /// patience: who asks may have heard him last a heartbeat and a message's time earlier.
    long protectsLeader() {
        return pace.patience().minus(pace.stagger()).minus(pace.heartbeat()).toNanos();
    }
}
