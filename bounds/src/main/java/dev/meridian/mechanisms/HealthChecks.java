package dev.meridian.mechanisms;

import java.time.Duration;

/// The rhythm of a provider's health checks that decide about names, fixed addresses or origins.
///
/// @param service `Amazon Route 53 health checks`
/// @param words the values of an entrance's `providers`, of `traffic.accelerator` or of `traffic.cdn` that mean it
/// @param every the default interval between two checks of one checker
/// @param fastest the shortest interval that can be bought or set
/// @param failures the default number of consecutive failures
/// @param timeout the default time after which an answer counts as none
public record HealthChecks(
        Provider provider,
        String service,
        java.util.List<String> words,
        Duration every,
        Duration fastest,
        int failures,
        Duration timeout,
        Source source) {
    private static final java.util.List<HealthChecks> ALL = java.util.List.of(
            new HealthChecks(
                    Provider.AWS,
                    "Amazon Route 53 health checks",
                    java.util.List.of("route53"),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    3,
                    Duration.ofSeconds(4),
                    Source.read(
                            "Amazon Route 53 Developer Guide: every 30 s unless 10 s are paid for, three failures",
                            "2026-11")),
            new HealthChecks(
                    Provider.AWS,
                    "Amazon CloudFront origin failover",
                    java.util.List.of("cloudfront"),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1),
                    3,
                    Duration.ofSeconds(10),
                    Source.recalled("Amazon CloudFront Developer Guide: up to three attempts of 10 s", "2026-11")));

    /// The checks of a provider, by its word in a topology.
    public static java.util.Optional<HealthChecks> of(String word) {
        return ALL.stream().filter(checks -> checks.words().contains(word)).findFirst();
    }
}
