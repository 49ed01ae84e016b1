/// What is to be built for a blueprint, region by region: networks and what connects them, with every number and
/// every name that a renderer needs. Whatever a file leaves open is decided here, and nowhere after it.
///
/// Never: the language or the types of a cloud's tools. Read first: [Estate], [Site], [Estates].
@NullMarked
package dev.meridian.estate;

import org.jspecify.annotations.NullMarked;
