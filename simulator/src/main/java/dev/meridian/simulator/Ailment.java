package dev.meridian.simulator;

/// What a database that runs may suffer from.
enum Ailment {
    /// It answers nobody.
    MUTE,
    /// Whoever writes waits for ever so long, and what asks for little is answered all the same.
    SATURATED,
    /// It receives little of what it is sent.
    SLOW,
    /// It hears from its upstream and writes nothing of it.
    STALLED,
    /// A stranger streams under its name, and confirms every commit at once.
    DOUBLED
}
