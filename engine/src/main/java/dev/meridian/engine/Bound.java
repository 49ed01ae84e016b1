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
        List<Event.Promised> within = new ArrayList<>();
        for (Event.Promised promise : it.recovering().promises().values()) {
            if (promise.position() <= best.position() || !it.evidence().rules().have(Guard.WITHIN)) {
                within.add(promise);
            }
        }
        return of(it.evidence(), within, "the copy in " + best.region());
    }

    /// What it would cost with all that these have.
    ///
    /// @param copy which one has it, for the report
    static Loss of(Evidence evidence, List<Event.Promised> within, String copy) {
        State state = evidence.state();
        Renewal renewal = state.renewal().orElseThrow();
        Policy policy = evidence.policy();
        int standbys = policy.members().size() - 1;
        boolean isProtected = renewal.isProtected() || !evidence.rules().have(Guard.PROTECTED);
        if (isProtected && Loss.isProvablyNone(within.size(), policy.waitFor(), standbys)) {
            return new Loss.ProvablyNone(within.size(), policy.waitFor(), standbys);
        }
        OptionalLong permitted = renewal.permittedAt();
        OptionalLong heartbeat = newestBeat(within, evidence);
        return permitted.isPresent() && heartbeat.isPresent()
                ? Loss.fromHeartbeats(lease(evidence), permitted.getAsLong(), heartbeat.getAsLong())
                : new Loss.Unknown(copy
                        + " has no heartbeat that the holder has dated since it got the role, or its machine booted");
    }

    /// The newest that the holder's clock gave, in nanoseconds of it.
    private static OptionalLong newestBeat(List<Event.Promised> within, Evidence evidence) {
        HoldersClock clock = evidence.state().holdersClock();
        boolean isAnyClock = !evidence.rules().have(Guard.HOLDERS_CLOCK);
        OptionalLong newest = OptionalLong.empty();
        for (Event.Promised promise : within) {
            Beat beat = promise.newest().orElse(null);
            if (beat != null && (isAnyClock || beat.clock().equals(clock))) {
                newest = OptionalLong.of(Math.max(newest.orElse(Long.MIN_VALUE), beat.nanos()));
            }
        }
        return newest;
    }

    private static Lease lease(Evidence evidence) {
        return evidence.rules().have(Guard.MEASURED_LOSS)
                ? Gates.measuredLease(evidence.state(), evidence.policy())
                : evidence.policy().lease();
    }
}
