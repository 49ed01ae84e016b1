package dev.meridian.blueprint;

import dev.meridian.topology.Message;
import dev.meridian.topology.ProblemId;
import dev.meridian.units.Durations;
import java.time.Duration;

/// Refuses times with which no vantage could ever be believed, and no holder ever hand over.
///
/// @param failover the path of the section, with a dot behind it
record EvidenceRules(Resolved resolved, String failover) {
    /// @param freshness how old the word of a vantage may be
    /// @param renewEvery how often a holder renews its lease
    void check(Duration freshness, Duration renewEvery, Patience patience) {
        Duration least = ProbePolicy.leastFreshness(renewEvery);
        if (freshness.compareTo(ProbePolicy.SAID_EVERY) <= 0) {
            problem(
                    "freshness",
                    new Message(
                            "a word of " + Durations.text(freshness) + " at most is never fresh for long enough",
                            "a vantage says what it sees every " + Durations.text(ProbePolicy.SAID_EVERY)
                                    + " at least while nothing changes; between two of its words nobody would have"
                                    + " heard of it",
                            "`freshness: " + Durations.text(ProbePolicy.SAID_EVERY.multipliedBy(2))
                                    + "` or more, or nothing: it then follows from the probes"));
        } else if (freshness.compareTo(least) < 0) {
            problem(
                    "freshness",
                    new Message(
                            "a word of " + Durations.text(freshness) + " at most is too old between two renewals",
                            "of a holder that is cut off from the log others bring the renewals alone, one every "
                                    + Durations.text(renewEvery) + " (`lease.renewEvery`); it tells the age of words by"
                                    + " them, and would never know that it is found silent",
                            "`freshness: " + Durations.text(least)
                                    + "` or more, or nothing: it then follows from the probes and the renewals"));
        }
        if (patience.stop().isZero()) {
            problem(
                    "patience.stop",
                    new Message(
                            "a holder cannot stop within " + Durations.text(patience.stop()),
                            "the role goes home only if its holder has stopped by itself within `patience.stop`; else"
                                    + " nothing has happened",
                            "`stop: 10s`"));
        }
    }

    private void problem(String key, Message message) {
        resolved.problem(ProblemId.BAD_TIMES, failover + key, message);
    }
}
