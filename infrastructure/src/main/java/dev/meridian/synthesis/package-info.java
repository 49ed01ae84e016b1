/// All files that are written for a topology: the roots of its infrastructure, what they leave out, and a lock by
/// which a file that somebody changed by hand is known.
///
/// Never: a file on a disk. Read first: [Synthesis], [Repository], [Lock].
@NullMarked
package dev.meridian.synthesis;

import org.jspecify.annotations.NullMarked;
