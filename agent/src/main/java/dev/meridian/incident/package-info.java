/// What an incident's log says: the engine's entries as lines of evidence, the header that lets them be read by
/// themselves, and the engine's answer when it is asked again.
///
/// Never: a clock, a network, a decision of its own (all are the engine's). Read first: [Header], [Incident],
/// [Replay].
@NullMarked
package dev.meridian.incident;

import org.jspecify.annotations.NullMarked;
