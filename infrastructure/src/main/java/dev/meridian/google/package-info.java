/// An estate as Terraform for Google Cloud: one root for what keeps the states, one for each region, one for each
/// pair of regions that are peered. It takes nothing from roots of other clouds, and neither do they from it.
///
/// Never: a decision about what is built. Read first: [GoogleRoots], [Network], [Gke].
@NullMarked
package dev.meridian.google;

import org.jspecify.annotations.NullMarked;
