/// Pipelines as GitHub Actions takes them: what is looked at in a change, how it is applied region by region, and
/// what is looked at every day. What they do is in scripts that run anywhere; a workflow says when, and as whom.
///
/// Never: the number of an account, a secret, a decision. Read first: [Pipelines], [Apply].
@NullMarked
package dev.meridian.pipelines;

import org.jspecify.annotations.NullMarked;
