package dev.meridian.mechanisms;

import dev.meridian.blueprint.StoreKind;
import java.util.Optional;

/// The properties of a store that select the availability that its provider owes.
///
/// @param provider the provider of the region
/// @param via the mechanism that the topology names, as far as it tells the product
/// @param zones over how many zones of the region the store spreads; 1 where the topology does not say
/// @param managed whether a provider runs the store; a store that its user runs has the availability of its
///     machines
/// @param regions how many regions have a member
public record StoreQuery(
        Provider provider, StoreKind kind, Optional<String> via, int zones, boolean managed, int regions) {}
