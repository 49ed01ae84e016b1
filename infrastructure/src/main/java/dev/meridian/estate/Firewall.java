package dev.meridian.estate;

import java.util.List;
import java.util.Optional;

/// What keeps bad requests from entrances.
///
/// @param groups of rules that AWS looks after, by their names
/// @param limit the most requests of one address; empty for any number
/// @param hasCountries whether requests from some countries are turned away; which, whoever applies it says
public record Firewall(List<String> groups, Optional<Limit> limit, boolean hasCountries) {
    /// Groups that go by who asks (AWS WAF developer guide, IP reputation rule groups, 2026-11).
    private static final List<String> BY_ADDRESS =
            List.of("AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesAnonymousIpList");

    public Firewall {
        groups = List.copyOf(groups);
    }

    /// Behind a CDN all requests come from its addresses: nobody can be told apart by them, and whoever is kept
    /// out by his address or country is kept out before it.
    public Firewall behindCdn() {
        List<String> others =
                groups.stream().filter(group -> !BY_ADDRESS.contains(group)).toList();
        return new Firewall(others, Optional.empty(), false);
    }

    /// Whether nothing is kept out.
    public boolean isEmpty() {
        return groups.isEmpty() && limit.isEmpty() && !hasCountries;
    }

    /// So many requests within so many seconds.
    public record Limit(long requests, int seconds) {}
}
