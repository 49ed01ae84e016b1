package dev.meridian.bounds;

import dev.meridian.units.Durations;
import java.time.Duration;

/// How much acknowledged work a promotion may cost. Sealed, because *unknown* is an answer of its own: it is
/// never taken for little.
public sealed interface Loss {
    /// How often a holder writes an instant into its data: what a copy lacks is known to within that.
    Duration HEARTBEAT = Duration.ofMillis(200);

    /// The budget of whoever accepts even what nobody knows: no other one covers that, however large it is.
    Duration ANY = Duration.ofSeconds(Long.MAX_VALUE);

    /// No acknowledged write can be missing, and why that is certain.
    record ProvablyNone(int promised, int waitFor, int standbys) implements Loss {}

    /// The old side stopped by itself at this position of its log, and the new one has it.
    record HandedOver(long position) implements Loss {}

    /// At most the writes that the old side acknowledged during this long can be missing.
    record AtMost(Duration bound, String derivation) implements Loss {}

    /// Nothing is known that would bound it.
    record Unknown(String why) implements Loss {}

    /// The bound in time, if there is one.
    default Duration orElse(Duration unknown) {
        return switch (this) {
            case ProvablyNone _, HandedOver _ -> Duration.ZERO;
            case AtMost atMost -> atMost.bound();
            case Unknown _ -> unknown;
        };
    }

    /// Whether it is known to be within `budget`.
    default boolean isWithin(Duration budget) {
        return switch (this) {
            case ProvablyNone _, HandedOver _ -> true;
            case AtMost atMost -> atMost.bound().compareTo(budget) <= 0;
            case Unknown _ -> budget.equals(ANY);
        };
    }

    /// For the report.
    default String text() {
        return switch (this) {
            case ProvablyNone none ->
                "none: " + none.promised() + " of " + none.standbys()
                        + " standbys promised and a commit waited for " + none.waitFor() + " (" + none.promised()
                        + " + "
                        + none.waitFor() + " > " + none.standbys() + ")";
            case HandedOver handed ->
                "none: the old side stopped at position " + handed.position() + ", and the new one has it";
            case AtMost atMost -> "at most " + Durations.bound(atMost.bound()) + " (" + atMost.derivation() + ")";
            case Unknown unknown -> "unknown: " + unknown.why();
        };
    }

    /// With synchronous replication every acknowledged write is on `waitFor` of `standbys`. If `promised` of
    /// them have stopped receiving and told their position, one of these holds it exactly when `promised +
    /// waitFor > standbys`: the two sets must overlap. Positions told while still receiving prove nothing,
    /// hence the promise first.
    static boolean isProvablyNone(int promised, int waitFor, int standbys) {
        return waitFor > 0 && promised + waitFor > standbys;
    }

    /// Asynchronous replication, or a synchronous one whose proof is incomplete. All three instants but the
    /// bound are on the holder's own clock, so no clocks are compared: the heartbeat that the candidate has
    /// applied carries the time at which the holder wrote it, and the holder stops acknowledging
    /// [Lease#lastCommitAfter()] after its last renewal. The holder's clock may be slow, so what it counts is
    /// stretched by the drift. A heartbeat from beyond the last instant at which this holder could write was
    /// not written by this clock (another holder's, or before a reboot): then nothing is known.
    ///
    /// @param lastRenewalNanos the holder's clock when it proposed the last renewal that was committed
    /// @param appliedHeartbeatNanos the holder's clock in the newest heartbeat that the candidate has
    static Loss fromHeartbeats(Lease lease, long lastRenewalNanos, long appliedHeartbeatNanos) {
        long counted = lastRenewalNanos - appliedHeartbeatNanos;
        if (counted < -lease.onHoldersClock(lease.lastCommitAfter()).toNanos()) {
            return new Unknown("the newest heartbeat of the candidate is from after the holder's last possible write: "
                    + "another clock wrote it");
        }
        Duration behind = lease.atMost(Duration.ofNanos(Math.max(0, counted)));
        return new AtMost(
                behind.plus(lease.lastCommitAfter()),
                "candidate is " + Durations.text(behind) + " behind the last renewal, which allows commits for "
                        + Durations.text(lease.lastCommitAfter()) + " more: (D − m)/(1 − ρ) + F");
    }
}
