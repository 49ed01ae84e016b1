package dev.meridian.blueprint;

import java.time.Duration;

/// A name that users open, and the service behind it.
///
/// @param host the DNS name; `NAME.internal` where the file gives none
/// @param ttl how long a resolver may keep an answer for it, as a record that is written has it
public record Entrance(String name, String host, String service, Duration ttl) {}
