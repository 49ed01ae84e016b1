/// Documents as a tree, and as people read them: what clusters and pipelines are told.
///
/// Never: what a document means. Read first: [Fields].
@NullMarked
package dev.meridian.yaml;

import org.jspecify.annotations.NullMarked;
