package dev.meridian.bounds;

import static dev.meridian.units.Durations.text;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// How long leaving a region takes, phase by phase, as far as it can be worked out beforehand: planning values,
/// each the longest that the mechanism takes when nothing else goes wrong, so that a measurement should stay
/// below their sum. Not contained: up to two seconds in which the successor fetches log that only a farther
/// survivor has received, which happens to few.
public final class RecoveryTime {
    /// A standby that turns to a promoted primary needs this many round trips until it streams again:
    /// connection, login, identification, the history of the new timeline, and the stream itself (measured with
    /// PostgreSQL 18 over a link of 182 ms, 2026-11: 1.2 to 1.6 s).
    private static final int REPOINT_ROUND_TRIPS = 8;

    /// A standby that is told to stop receiving and to tell its position (measured with PostgreSQL 18,
    /// 2026-11: 35 to 79 ms).
    private static final Duration STOP_RECEIVING = Duration.ofMillis(100);

    private RecoveryTime() {}

    /// The figures that a prediction rests on.
    ///
    /// @param probeEvery between two probes
    /// @param probeTimeout after this an answer is none
    /// @param probeFailures so many failed ones are a verdict
    /// @param hold how long the verdict must be stable
    /// @param reportEvery how often a vantage that sees silence says so
    /// @param lease the terms of the right to write
    /// @param controlRoundTrip between the surviving voters that make the quorum
    /// @param standbyRoundTrip between the successor and the standby that a commit waits for; zero if it waits
    ///     for none
    /// @param promotion the database's own promotion, its synchronous set put in force included
    /// @param ttl how long resolvers keep an answer
    /// @param clientPatience how long a client waits for an answer before it takes its connection for dead
    /// @param farthestUser the round trip of the farthest users to the successor
    public record Terms(
            Duration probeEvery,
            Duration probeTimeout,
            int probeFailures,
            Duration hold,
            Duration reportEvery,
            Lease lease,
            Duration controlRoundTrip,
            Duration standbyRoundTrip,
            Duration promotion,
            Duration ttl,
            Duration clientPatience,
            Duration farthestUser) {
        /// From proposing an entry to its being applied where it is needed: to the leader, to the quorum,
        /// and back.
        Duration commit() {
            return controlRoundTrip.multipliedBy(2);
        }
    }

    /// One phase and its arithmetic.
    public record Phase(Duration duration, String why) {}

    /// The phases of a recovery in their order: `detect hold fence promote scale route verify`.
    public static SequencedMap<String, Phase> predict(Terms terms) {
        SequencedMap<String, Phase> phases = new LinkedHashMap<>();
        Duration commit = terms.commit();
        Duration detect = terms.probeEvery()
                .multipliedBy(terms.probeFailures())
                .plus(terms.probeTimeout())
                .plus(commit);
        phases.put(
                "detect",
                new Phase(
                        detect,
                        terms.probeFailures() + " × every " + text(terms.probeEvery()) + " + timeout "
                                + text(terms.probeTimeout()) + " + commit " + text(commit)));
        Duration hold = terms.hold().plus(terms.reportEvery()).plus(commit);
        phases.put(
                "hold",
                new Phase(
                        hold,
                        "hold " + text(terms.hold()) + " + report " + text(terms.reportEvery()) + " + commit "
                                + text(commit)));
        phases.put("fence", fence(terms, detect.plus(hold)));
        phases.put(
                "promote",
                new Phase(
                        commit.plus(terms.promotion()),
                        "claim, commit " + text(commit) + " + promotion " + text(terms.promotion())));
        phases.put("scale", new Phase(Duration.ZERO, "the successor is as large as the old side"));
        Duration route = terms.ttl().plus(terms.clientPatience());
        phases.put(
                "route",
                new Phase(route, "TTL " + text(terms.ttl()) + " + client timeout " + text(terms.clientPatience())));
        phases.put("verify", verify(terms, route));
        return phases;
    }

    /// The lease runs out while others detect and hold; whatever of it is left then is waited for. In the same
    /// time the survivors learn that they are asked, stop receiving, and their promises are committed.
    private static Phase fence(Terms terms, Duration before) {
        Duration leaseLeft = terms.lease()
                .challengerWait()
                .plus(terms.reportEvery())
                .plus(terms.commit())
                .minus(before);
        Duration promises = terms.commit().plus(STOP_RECEIVING).plus(terms.commit());
        return new Phase(
                leaseLeft.compareTo(promises) > 0 ? leaseLeft : promises,
                "the longer of lease wait left " + text(leaseLeft.isNegative() ? Duration.ZERO : leaseLeft)
                        + " and promises " + text(promises));
    }

    /// The first synchronous write waits until a standby streams from the new primary, which goes on while
    /// users find their way.
    private static Phase verify(Terms terms, Duration route) {
        Duration repoint = terms.standbyRoundTrip().multipliedBy(REPOINT_ROUND_TRIPS + 1L);
        Duration left = repoint.minus(route);
        Duration rest = left.isNegative() ? Duration.ZERO : left;
        return new Phase(
                rest.plus(terms.farthestUser()),
                "standby turns in " + text(repoint) + ", " + text(rest) + " of it after users arrive, + farthest user "
                        + text(terms.farthestUser()));
    }
}
