package dev.meridian.mechanisms;

import dev.meridian.bounds.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The time until a changed record is answered by all servers of a DNS provider, and the TTL of its aliases.
///
/// @param service `Amazon Route 53`
/// @param words the values of an entrance's `providers` that mean it
/// @param change from the accepted change until every authoritative server answers it
/// @param alias the TTL of an answer whose TTL the provider sets; empty where it has none
public record NameChanges(
        Provider provider, String service, List<String> words, Span change, Optional<Duration> alias, Source source) {
    private static final List<NameChanges> ALL = List.of(
            new NameChanges(
                    Provider.AWS,
                    "Amazon Route 53",
                    List.of("route53", "route-53"),
                    Row.seconds(0, 60),
                    Optional.of(Duration.ofSeconds(60)),
                    Source.read(
                            "Amazon Route 53 Developer Guide: generally within 60 s on all servers; Choosing between"
                                    + " alias and non-alias records: an alias has the TTL of its target, which cannot be"
                                    + " set; Elastic Load Balancing User Guide, How it works: 60 s",
                            Row.MONTH)),
            new NameChanges(
                    Provider.GOOGLE_CLOUD,
                    "Google Cloud DNS",
                    List.of("google-cloud-dns", "cloud-dns"),
                    Row.unpublished(),
                    Optional.empty(),
                    Source.recalled("Google Cloud documentation, Cloud DNS: no bound is published", Row.MONTH)),
            new NameChanges(
                    Provider.AZURE,
                    "Azure DNS",
                    List.of("azure-dns"),
                    Row.seconds(0, 60),
                    Optional.empty(),
                    Source.read(
                            "Microsoft Learn, Azure DNS FAQ (2023-11): new and changed records within 60 s",
                            Row.MONTH)),
            new NameChanges(
                    Provider.CLOUDFLARE,
                    "Cloudflare DNS",
                    List.of("cloudflare"),
                    Row.unpublished(),
                    Optional.of(Duration.ofSeconds(300)),
                    Source.read(
                            "Cloudflare documentation, Time to live: proxied records have 300 s; no bound on a change"
                                    + " of other records is published",
                            Row.MONTH)));

    public NameChanges {
        words = List.copyOf(words);
    }

    /// All rows in the order of the table.
    public static List<NameChanges> all() {
        return ALL;
    }

    /// The facts of a DNS provider; empty for a word without facts here.
    public static Optional<NameChanges> of(String word) {
        String normal = Mechanisms.normal(word);
        return ALL.stream().filter(row -> row.words().contains(normal)).findFirst();
    }
}
