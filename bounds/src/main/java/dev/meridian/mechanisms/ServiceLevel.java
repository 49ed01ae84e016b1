package dev.meridian.mechanisms;

/// The availability that a provider owes for a service: per month and backed by credits only. It is a lower
/// bound of a contract, not what the service reaches.
///
/// @param id stable, in kebab case: `amazon-rds-multi-az`
/// @param service with its condition: `Amazon RDS Multi-AZ`
/// @param share as a fraction
public record ServiceLevel(String id, Provider provider, String service, double share, Source source) {}
