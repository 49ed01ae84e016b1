package dev.meridian.blueprint;

import java.time.Duration;

/// How an observer judges: `failures` of the last `window` probes failed means suspect.
public record ProbePolicy(Duration every, Duration timeout, int failures, int window) {
    /// A vantage says what it sees at least this often, also while nothing changes: an agent does so every 500 ms,
    /// and one word may be late.
    public static final Duration SAID_EVERY = Duration.ofSeconds(1);

    /// How old the word of a vantage may be where the file says nothing about it: twice the time in which it says
    /// something when all is well, and not less than two probes take.
    public Duration freshness() {
        Duration probes = every.plus(timeout).multipliedBy(2);
        Duration words = SAID_EVERY.multipliedBy(2);
        return probes.compareTo(words) > 0 ? probes : words;
    }
}
