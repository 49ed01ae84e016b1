/// What a provider of Terraform takes: the types, attributes and blocks of its own schema.
///
/// Never: what anybody wants to build. It says of a tree whether the provider would take it, before anybody runs
/// Terraform. Read first: [Schema].
@NullMarked
package dev.meridian.provider;

import org.jspecify.annotations.NullMarked;
