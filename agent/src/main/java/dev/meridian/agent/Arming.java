package dev.meridian.agent;

import dev.meridian.bounds.Inequality;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Policy;
import dev.meridian.engine.State;

/// Whether the role may move by itself, as the engine judges it when it comes to that (rule LEASE-3): with the
/// longest fence that the holder's watchdog has measured, where that is worse than the declared one.
final class Arming {
    private Arming() {}

    static Api.Automation of(State state, Policy policy) {
        Inequality inForce = Engine.oneWriter(state, policy);
        return new Api.Automation(
                policy.automatic() && inForce.holds(),
                policy.automatic(),
                inForce.statement(),
                inForce.holds() ? "" : inForce.weakestTerm());
    }
}
