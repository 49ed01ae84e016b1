/// All regions of one application on this machine, each a group of processes that can really be killed, with
/// the real distances in between; the load, the faults and the drill that tells what users saw.
///
/// Never: a figure of the twin as a promise about a cloud, a mock where the real part can run.
/// Read first: [Twin] (what is started, in which order, and how nothing is left), [Drill] (one fault, one
/// outcome), [Load] (who the users are).
@NullMarked
package dev.meridian.twin;

import org.jspecify.annotations.NullMarked;
