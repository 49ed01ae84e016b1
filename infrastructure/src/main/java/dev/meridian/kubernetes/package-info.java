/// What the clusters of an estate run, as Kustomize takes it: a base that is the same everywhere, and one overlay
/// for each region with what is not. What only one cloud has is in [Entrances], [Overlay] and nowhere else.
///
/// Never: a value that is secret, the number of an account, a decision. Read first: [Manifests],
/// [Hardening].
@NullMarked
package dev.meridian.kubernetes;

import org.jspecify.annotations.NullMarked;
