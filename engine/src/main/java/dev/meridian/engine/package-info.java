/// Decides when an application leaves a region, and where to.
///
/// One pure function, `decide(state, event, policy) → (state', reasons)`, is fed by a replicated log: every agent
/// applies the same entries in the same order and arrives at the same state. What is to be done follows from the
/// state ([Duties]), so that an agent that died in the middle picks up what is outstanding after it has read the
/// log again.
///
/// Never: a clock, a thread, randomness, I/O. Time arrives inside events and only ever as a *duration measured by
/// whoever reports it*; clocks of two machines are never compared.
///
/// Read first: [State] (the state machine and its exits), [Engine] (the rules), [Reason] (why, as values).
@NullMarked
package dev.meridian.engine;

import org.jspecify.annotations.NullMarked;
