package dev.meridian.mechanisms;

import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The behaviour of the names of a DNS provider.
///
/// @param change from the order to change a record until all of its servers answer with it
/// @param alias the TTL of an alias that the provider sets by itself
public record NameChanges(Provider provider, List<String> words, Span change, Duration alias, Source source) {
    private static final List<NameChanges> ALL = List.of(new NameChanges(
            Provider.AWS,
            List.of("route53"),
            Span.of(Duration.ZERO, Duration.ofSeconds(60)),
            Duration.ofSeconds(60),
            Source.read(
                    "Amazon Route 53 Developer Guide: changes generally within 60 s on all servers; the TTL of an alias"
                            + " to a load balancer is 60 s and cannot be changed",
                    "2026-11")));

    /// The names of a DNS provider, by its word in a topology.
    public static Optional<NameChanges> of(String word) {
        return ALL.stream().filter(names -> names.words().contains(word)).findFirst();
    }
}
