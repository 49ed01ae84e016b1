/// A world in one thread that runs the engine: regions with agents, watchdogs and databases, links between
/// them, users in front of them, and faults; and the laws that must hold whatever happens in it.
///
/// A seed is the whole story: the same one gives the same events on every machine. The truth about the world is
/// known to [Truth] alone; the engine sees what agents see.
///
/// Never: a clock, a thread, a file, randomness without a seed. Nothing here decides anything about a failover.
///
/// Read first: [World] (what happens), [Truth] (what may never happen), [Weather] (what goes wrong). Why it is
/// built like this: docs/adr/0007-a-world-in-one-thread.md.
@NullMarked
package dev.meridian.simulator;

import org.jspecify.annotations.NullMarked;
