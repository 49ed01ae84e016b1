/// The faults that people can name, once for everybody who makes them: how `--fault` is read, which of them
/// can be made together, and what the right outcome of a run is.
///
/// Never: how a fault is made. The simulator and the twin do that, each in its own way. Read first: [Fault]
/// (what can be said), [Composition] (what can be said together), [Judgement] (what must happen).
@NullMarked
package dev.meridian.faults;

import org.jspecify.annotations.NullMarked;
