/// What a drill or an incident leaves behind: a log nobody can quietly change, a ledger of what users were
/// told, figures worked out from both, and the report that shows them as HTML, JSON and terminal text.
///
/// Never: a decision about a region, a clock of its own (every instant is a value given by the caller), a
/// network. Read first: [EventLog], [Outcomes], [DrillReport].
@NullMarked
package dev.meridian.evidence;

import org.jspecify.annotations.NullMarked;
