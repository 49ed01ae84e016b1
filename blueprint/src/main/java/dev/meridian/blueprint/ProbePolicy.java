package dev.meridian.blueprint;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/// How an observer judges: `failures` of the last `window` probes failed means suspect.
public record ProbePolicy(Duration every, Duration timeout, int failures, int window) {
    /// A vantage says what it sees at least this often, also while nothing changes: an agent does so every 500 ms,
    /// and one word may be late.
    public static final Duration SAID_EVERY = Duration.ofSeconds(1);

    /// How old the word of a vantage may be where the file says nothing about it: twice the time in which it says
    /// something when all is well, not less than two probes take, and long enough for whoever is heard by its
    /// renewals alone ([#leastFreshness]).
    public Duration freshness(Duration renewEvery) {
        Duration probes = every.plus(timeout).multipliedBy(2);
        Duration words = SAID_EVERY.multipliedBy(2);
        Duration renewals = leastFreshness(renewEvery);
        return Collections.max(List.of(probes, words, renewals));
    }

    /// A word is dated by the newest entry of whoever judges it. Of a holder that cannot reach the log itself
    /// others bring the renewals alone: with less than the time between two of them, and one word's, it would
    /// never know that it is found silent, and never keep still for somebody else.
    static Duration leastFreshness(Duration renewEvery) {
        return renewEvery.plus(SAID_EVERY);
    }
}
