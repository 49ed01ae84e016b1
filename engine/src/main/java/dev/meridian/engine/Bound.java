package dev.meridian.engine;

import dev.meridian.bounds.Lease;
import dev.meridian.bounds.Loss;
import java.util.List;
import java.util.OptionalLong;

/// What the promotion of a candidate would cost at the most, by what survivors have promised.
final class Bound {
    private Bound() {}

    /// Only promises at or behind the candidate's position count for the proof, and their heartbeats for the
    /// bound: what one of those has, the candidate has, though it may not have replayed it yet.
    static Loss of(Offering it, Offering.Candidate best) {
        State.Renewal renewal = it.state().renewal().orElseThrow();
        Policy policy = it.policy();
        int standbys = policy.members().size() - 1;
        List<Event.Promised> within = it.recovering().promises().values().stream()
                .filter(promise -> promise.position() <= best.position()
                        || !it.evidence().rules().have(Guard.WITHIN))
                .toList();
        boolean isProtected = renewal.isProtected() || !it.evidence().rules().have(Guard.PROTECTED);
        if (isProtected && Loss.isProvablyNone(within.size(), policy.waitFor(), standbys)) {
            return new Loss.ProvablyNone(within.size(), policy.waitFor(), standbys);
        }
        HoldersClock clock = it.state().holdersClock();
        OptionalLong heartbeat = within.stream()
                .flatMap(promise -> promise.newest().stream())
                .filter(beat ->
                        beat.clock().equals(clock) || !it.evidence().rules().have(Guard.HOLDERS_CLOCK))
                .mapToLong(Beat::nanos)
                .max();
        return heartbeat.isPresent()
                ? Loss.fromHeartbeats(lease(it), renewal.nanos(), heartbeat.getAsLong())
                : new Loss.Unknown("the copy in " + best.region() + " has no heartbeat of the holder");
    }

    private static Lease lease(Offering it) {
        return it.evidence().rules().have(Guard.MEASURED_LOSS)
                ? Gates.measuredLease(it.state(), it.policy())
                : it.policy().lease();
    }
}
