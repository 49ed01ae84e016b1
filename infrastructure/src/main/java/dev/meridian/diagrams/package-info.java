/// Pictures of an estate, each as SVG to be looked at and as Mermaid to be put into a text: one of all regions,
/// and
/// one of each region, which knows nothing of the others.
///
/// Never: a part that is not built, or a picture in which something lies upon something else. Read first:
/// [Diagrams], [Overview], [Picture]. Why they are drawn here and by nobody else's layout:
/// docs/adr/0025-pages-for-three-in-the-morning.md.
@NullMarked
package dev.meridian.diagrams;

import org.jspecify.annotations.NullMarked;
