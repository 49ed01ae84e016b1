/// The language of Terraform as a tree, and the one way in which it is written down.
///
/// Never: what a cloud has or wants. A tree becomes text here as `terraform fmt` would leave it, so that whoever
/// formats the files changes nothing. Read first: [Block], [Expression], [Hcl].
@NullMarked
package dev.meridian.hcl;

import org.jspecify.annotations.NullMarked;
