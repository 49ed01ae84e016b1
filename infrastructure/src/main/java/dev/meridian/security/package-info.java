/// What scanners of Terraform ask of what is written, and how each of them is answered: by the output, or by a
/// reason that stands in `SECURITY.md`.
///
/// Never: a verdict of a scanner. It looks at the tree before there is a file. Read first: [Check], [Rule],
/// [Reason], [Security].
@NullMarked
package dev.meridian.security;

import org.jspecify.annotations.NullMarked;
