/// The processes of one region: the agent (probes, replicated log, executors, DNS), the watchdog that fences,
/// and the supervisor that restarts both.
///
/// Never: a decision. What follows from the log is the engine's; an agent reports what it sees and does what is
/// its duty. Read first: [Agent] (how the parts are wired), [Replica] (from log entry to state), [Watchdog]
/// (the fence).
@NullMarked
package dev.meridian.agent;

import org.jspecify.annotations.NullMarked;
