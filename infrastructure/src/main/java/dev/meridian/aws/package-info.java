/// An estate as roots of Terraform for AWS, with no provider but hashicorp/aws.
///
/// Never: a decision about what is built; a root that needs a region which it is not about, since its plan fails
/// when that region is dead. Read first: [AwsRoots], [RegionalNetwork], [Bootstrap].
@NullMarked
package dev.meridian.aws;

import org.jspecify.annotations.NullMarked;
