package dev.meridian.blueprint;

/// A name that users open, and the service behind it.
///
/// @param host the DNS name; `NAME.internal` where the file gives none
public record Entrance(String name, String host, String service) {}
