/// What people already run, read into the draft of a topology that says of each value where it was found, with a
/// list of what could not be read and of what had to be assumed.
///
/// Never: an invented value, a file, a network, a printed line.
/// Read first: [Intake], [Draft], [Sketch].
@NullMarked
package dev.meridian.intake;

import org.jspecify.annotations.NullMarked;
