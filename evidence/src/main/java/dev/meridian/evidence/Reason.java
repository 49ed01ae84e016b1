package dev.meridian.evidence;

/// Why something was decided, or held back.
///
/// @param rule the id of the rule that fired, for example `LEASE-2`
/// @param text the sentence that a person reads, with the values that were compared
public record Reason(String rule, String text) {}
