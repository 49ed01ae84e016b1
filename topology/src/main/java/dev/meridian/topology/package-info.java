/// What the user said: the text of a topology file, with its layers, as typed records that know their line and
/// column.
///
/// Never: what a value means (that is `blueprint`), a file, a clock, a network, a printed line.
/// Read first: [TopologyReader], [Topology], [Problem].
@NullMarked
package dev.meridian.topology;

import org.jspecify.annotations.NullMarked;
