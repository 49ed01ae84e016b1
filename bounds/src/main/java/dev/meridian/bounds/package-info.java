/// The inequalities that decide whether a promise can hold and whether a move is safe, each with its terms and
/// numbers.
///
/// Never: a clock, a decision, a default. Whoever asks brings the figures; this room compares them and says which
/// term failed. Read first: [Lease] (one writer at any instant), [Loss] (what a promotion may cost),
/// [RecoveryTime] (how long a move takes).
@NullMarked
package dev.meridian.bounds;

import org.jspecify.annotations.NullMarked;
