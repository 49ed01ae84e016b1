package dev.meridian.topology;

/// What a problem says.
///
/// @param what the sentence of the problem, with the values
/// @param why the rule or the arithmetic behind it
/// @param fix a concrete edit
public record Message(String what, String why, String fix) {}
