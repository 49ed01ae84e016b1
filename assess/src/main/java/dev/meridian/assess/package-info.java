/// Whether the promises of a topology can be true: each as an inequality with its numbers, the term to blame
/// and the cheapest repair, and beside them the mistakes that real systems make.
///
/// It changes nothing, decides nothing and asks nobody: a function of the file, of what published figures say
/// and of a given day. Never here: a default (the blueprint's), a place in the text (the topology's), a colour
/// (the command line's).
///
/// Read first: [Assess], [Rule], [Recovery].
@NullMarked
package dev.meridian.assess;

import org.jspecify.annotations.NullMarked;
