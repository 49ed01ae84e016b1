package dev.meridian.estate;

import java.util.List;
import java.util.Optional;

/// What keeps bad requests from entrances.
///
/// @param groups of rules that AWS looks after, by their names
/// @param limit the most requests of one address; empty for any number
/// @param hasCountries whether requests from some countries are turned away; which, whoever applies it says
public record Firewall(List<String> groups, Optional<Limit> limit, boolean hasCountries) {
    public Firewall {
        groups = List.copyOf(groups);
    }

    /// Behind a CDN all requests come from its addresses: nobody can be told apart by them.
    public Firewall behindCdn() {
        return new Firewall(groups, Optional.empty(), hasCountries);
    }

    /// Whether nothing is kept out.
    public boolean isEmpty() {
        return groups.isEmpty() && limit.isEmpty() && !hasCountries;
    }

    /// So many requests within so many seconds.
    public record Limit(long requests, int seconds) {}
}
