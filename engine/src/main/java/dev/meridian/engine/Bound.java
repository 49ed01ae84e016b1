package dev.meridian.engine;

import dev.meridian.bounds.Lease;
import dev.meridian.bounds.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What the promotion of a candidate would cost at the most, by what survivors have promised.
final class Bound {
    private Bound() {}

    /// Only promises at or behind the candidate's position count for the proof, and their heartbeats for the
    /// bound: what one of those has, the candidate has, though it may not have replayed it yet.
    static Loss of(Offering it, Offering.Candidate best) {
        Renewal renewal = it.state().renewal().orElseThrow();
        Policy policy = it.policy();
        int standbys = policy.members().size() - 1;
        List<Event.Promised> within = new ArrayList<>();
        for (Event.Promised promise : it.recovering().promises().values()) {
            if (promise.position() <= best.position() || !it.evidence().rules().have(Guard.WITHIN)) {
                within.add(promise);
            }
        }
        boolean isProtected = renewal.isProtected() || !it.evidence().rules().have(Guard.PROTECTED);
        if (isProtected && Loss.isProvablyNone(within.size(), policy.waitFor(), standbys)) {
            return new Loss.ProvablyNone(within.size(), policy.waitFor(), standbys);
        }
        OptionalLong permitted = renewal.permittedAt();
        OptionalLong heartbeat = newestBeat(within, it);
        return permitted.isPresent() && heartbeat.isPresent()
                ? Loss.fromHeartbeats(lease(it), permitted.getAsLong(), heartbeat.getAsLong())
                : new Loss.Unknown("the copy in " + best.region()
                        + " has no heartbeat that the holder has dated since it got the role, or its machine booted");
    }

    /// The newest that the holder's clock gave, in nanoseconds of it.
    private static OptionalLong newestBeat(List<Event.Promised> within, Offering it) {
        HoldersClock clock = it.state().holdersClock();
        boolean isAnyClock = !it.evidence().rules().have(Guard.HOLDERS_CLOCK);
        OptionalLong newest = OptionalLong.empty();
        for (Event.Promised promise : within) {
            Beat beat = promise.newest().orElse(null);
            if (beat != null && (isAnyClock || beat.clock().equals(clock))) {
                newest = OptionalLong.of(Math.max(newest.orElse(Long.MIN_VALUE), beat.nanos()));
            }
        }
        return newest;
    }

    private static Lease lease(Offering it) {
        return it.evidence().rules().have(Guard.MEASURED_LOSS)
                ? Gates.measuredLease(it.state(), it.policy())
                : it.policy().lease();
    }
}
