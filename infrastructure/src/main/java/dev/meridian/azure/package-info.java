/// An estate as Terraform for Azure: one root for what keeps the states, one for each region, one for each pair of
/// regions that are peered. It takes nothing from roots of other clouds, and neither do they from it.
///
/// Never: a decision about what is built. Read first: [AzureRoots], [Network], [Aks].
@NullMarked
package dev.meridian.azure;

import org.jspecify.annotations.NullMarked;
