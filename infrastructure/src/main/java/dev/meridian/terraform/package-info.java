/// Roots of Terraform: what is planned and applied by itself, and what has to be true of each before anybody does.
///
/// Never: what a cloud has, how text is laid out. Read first: [Root], [Coherence].
@NullMarked
package dev.meridian.terraform;

import org.jspecify.annotations.NullMarked;
