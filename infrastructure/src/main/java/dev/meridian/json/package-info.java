/// Documents as a tree, and as text.
///
/// Never: what a document means. Read first: [Json].
@NullMarked
package dev.meridian.json;

import org.jspecify.annotations.NullMarked;
