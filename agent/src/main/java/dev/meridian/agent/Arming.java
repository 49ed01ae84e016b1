package dev.meridian.agent;

import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Lease;
import dev.meridian.engine.Policy;
import dev.meridian.engine.State;
import java.time.Duration;
import java.util.OptionalLong;

/// Whether the role may move by itself, as the engine judges it when it comes to that (rule LEASE-3): with the
/// longest fence that the holder's watchdog has measured, where that is worse than the declared one.
final class Arming {
    private Arming() {}

    static Api.Automation of(State state, Policy policy) {
        Inequality inForce = inForce(state, policy.lease());
        return new Api.Automation(
                policy.automatic() && inForce.holds(),
                policy.automatic(),
                inForce.statement(),
                inForce.holds() ? "" : inForce.weakestTerm());
    }

    private static Inequality inForce(State state, Lease lease) {
        Inequality declared = lease.oneWriter();
        OptionalLong measured =
                state.renewal().map(State.Renewal::fenceMeasured).orElse(OptionalLong.empty());
        boolean isSlower =
                measured.isPresent() && measured.getAsLong() > lease.fence().toNanos();
        return declared.holds() && isSlower
                ? lease.withFence(Duration.ofNanos(measured.getAsLong()))
                        .oneWriter()
                        .blaming("F, the measured time to fence")
                : declared;
    }
}
