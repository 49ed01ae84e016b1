/// What a topology means: names, roles, placement, eligibility and policy, resolved once, each value with its
/// origin.
///
/// Never: a decision about a recovery, a clock, a network, a file other than its own tables of regions and
/// distances. Everything after this room renders or runs a blueprint and resolves nothing again. Read first:
/// [Blueprint], [Blueprints], [Origins].
@NullMarked
package dev.meridian.blueprint;

import org.jspecify.annotations.NullMarked;
