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
        Source source) {}
