/// How far the simulator may be trusted: step times out of the logs of drills, a file that carries them to the
/// simulator, and two samples compared, what drills measured and what worlds show, phase by phase.
///
/// Never: a printed line, an exit code, a decision about a failover, a figure that nobody measured.
///
/// Read first: [StepTimes] (what a log tells), [StepsFile] (what is kept of it), [Comparison] (whether it fits).
/// Why it is built like this: docs/adr/0010-step-times-that-were-measured.md.
@NullMarked
package dev.meridian.fidelity;

import org.jspecify.annotations.NullMarked;
