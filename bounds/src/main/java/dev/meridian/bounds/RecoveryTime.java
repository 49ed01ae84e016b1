package dev.meridian.bounds;

import static dev.meridian.units.Durations.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// How long leaving a region takes, phase by phase, as far as it can be worked out beforehand. Each term has
/// the best of its mechanism and a planning value, the longest that it takes when nothing else goes wrong; a
/// measurement should stay between the sums. Not contained: the time in which the successor may fetch log
/// that only a farther survivor has received (`failover.patience.catchUp`), which happens to few.
public final class RecoveryTime {
    /// The phases in their order, as every report names them.
    public static final List<String> PHASES = List.of("detect", "hold", "fence", "promote", "scale", "route", "verify");

    /// A standby that turns to a promoted primary needs this many round trips until it streams again:
    /// connection, login, identification, the history of the new timeline, and the stream itself (measured with
    /// PostgreSQL 18 over a link of 182 ms, 2026-11: 1.2 to 1.6 s).
    private static final int REPOINT_ROUND_TRIPS = 8;

    /// A standby that is told to stop receiving and to tell its position (measured with PostgreSQL 18,
    /// 2026-11: 35 to 79 ms).
    private static final Duration STOP_RECEIVING = Duration.ofMillis(100);

    private RecoveryTime() {}

    /// What notices and decides.
    ///
    /// @param probeEvery between two probes, or until people notice
    /// @param probeTimeout after this an answer is none; at best it is refused at once
    /// @param probeFailures so many failed ones are a verdict; 0 where people notice and nothing probes
    /// @param hold how long the verdict must be stable
    /// @param reportEvery how often a vantage that sees silence says so
    /// @param silentAfter so long after its last renewal the old side counts as renewing, and nobody is asked
    /// @param people until those who are asked have decided
    /// @param lease the terms of the right to write; empty where nothing of the kind guards the old side
    /// @param roundTrip between the surviving voters that make the quorum
    public record Control(
            Term probeEvery,
            Term probeTimeout,
            int probeFailures,
            Term hold,
            Term reportEvery,
            Duration silentAfter,
            Term people,
            Optional<Lease> lease,
            Term roundTrip) {
        /// From proposing an entry to its being applied where it is needed: to the leader, to the quorum,
        /// and back.
        Term commit() {
            return roundTrip.with(roundTrip.span().times(2));
        }
    }

    /// What takes over and how users get there.
    ///
    /// @param promotion the database's own promotion, its synchronous set put in force included
    /// @param standbyRoundTrip between the successor and the standby that a commit waits for; zero if it waits
    ///     for none
    /// @param scale until it carries the load
    /// @param ttl how long resolvers keep an answer
    /// @param tail what comes on top for those that keep it longer, or notice late
    /// @param farthestUser the round trip of the farthest users to the successor
    public record Successor(
            Term promotion, Term standbyRoundTrip, Term scale, Term ttl, Term tail, Term farthestUser) {}

    /// One phase and its terms, of which none is for nothing.
    public record Phase(List<Term> terms) {
        public Phase {
            terms = List.copyOf(terms);
        }

        static Phase of(Term... terms) {
            List<Term> some = new ArrayList<>(List.of(terms));
            some.removeIf(Term::isNothing);
            return new Phase(some);
        }

        /// Their sum.
        public Span span() {
            return terms.stream().map(Term::span).reduce(Span.ZERO, Span::plus);
        }

        /// The planning value; of a prediction all of whose terms are bounded.
        public Duration duration() {
            return span().plan().orElseThrow();
        }

        /// The terms by name.
        public String why() {
            return terms.isEmpty() ? "nothing" : terms.stream().map(Term::name).collect(Collectors.joining(" + "));
        }
    }

    /// The phases of a recovery in their order.
    public static SequencedMap<String, Phase> predict(Control control, Successor successor) {
        SequencedMap<String, Phase> phases = new LinkedHashMap<>();
        Term commit = control.commit();
        Term probes = control.probeEvery();
        Phase detect = Phase.of(
                failures(probes, control.probeFailures()),
                spelled(control.probeTimeout(), "timeout"),
                spelled(commit, "commit"));
        phases.put("detect", detect);
        Phase hold = Phase.of(
                spelled(control.hold(), "hold"),
                spelled(control.reportEvery(), "report"),
                spelled(control.people(), control.people().name()),
                spelled(commit, "commit"));
        phases.put("hold", hold);
        phases.put("fence", fence(control, detect.span().plus(hold.span())));
        phases.put(
                "promote",
                Phase.of(
                        spelled(commit, "claim, commit"),
                        spelled(successor.promotion(), successor.promotion().name())));
        phases.put(
                "scale", Phase.of(spelled(successor.scale(), successor.scale().name())));
        Phase route = Phase.of(
                spelled(successor.ttl(), successor.ttl().name()),
                spelled(successor.tail(), successor.tail().name()));
        phases.put("route", route);
        phases.put("verify", verify(successor, route.span()));
        return phases;
    }

    /// The time until so many probes in a row have failed. The first one may fail right after the disruption, or
    /// nearly one interval later.
    private static Term failures(Term every, int count) {
        if (every.isNothing()) {
            return every;
        }
        if (every.isUnknown() || count == 0) {
            return spelled(every);
        }
        Span span = new Span(
                every.span().times(count - 1).best(), every.span().times(count).plan());
        return spelled(every.with(span).named(count + " × every " + every.span().text()));
    }

    private static Term spelled(Term term, String word) {
        return spelled(term.named(word));
    }

    /// The term with its figure behind its name, unless it stands there already or nothing would be said by it.
    public static Term spelled(Term term) {
        if (term.isUnknown()) {
            return term.name().endsWith(" unknown") ? term : term.named(term.name() + " unknown");
        }
        String span = term.span().text();
        boolean said = term.name().endsWith(" " + span) || term.span().equals(Span.NEVER);
        return said ? term : term.named(term.name() + " " + span);
    }

    /// The lease runs out while others detect and hold; whatever of it is left then is waited for. In the same
    /// time, but not before the old side counts as silent, the survivors learn that they are asked, stop
    /// receiving, and their promises are committed. Without a lease nobody waits for anything.
    private static Phase fence(Control control, Span before) {
        if (control.lease().isEmpty()) {
            return Phase.of();
        }
        Span commit = control.commit().span();
        Span leaseLeft = Span.exactly(control.lease().get().challengerWait())
                .plus(control.reportEvery().span())
                .plus(commit)
                .after(before);
        Span silence = Span.exactly(control.silentAfter())
                .plus(control.reportEvery().span())
                .plus(commit)
                .after(before);
        Span promises = silence.plus(commit).plus(Span.exactly(STOP_RECEIVING)).plus(commit);
        return Phase.of(new Term(
                "the longer of lease wait left " + range(leaseLeft) + " and promises " + range(promises),
                leaseLeft.max(promises),
                Term.Basis.DERIVED,
                "a challenger waits W = " + text(control.lease().get().challengerWait()) + " after the last renewal",
                Optional.of("failover.lease.wait")));
    }

    /// The first synchronous write waits until a standby streams from the new primary, which goes on while
    /// users find their way.
    private static Phase verify(Successor successor, Span route) {
        Term standby = successor.standbyRoundTrip();
        Span repoint = standby.span().times(REPOINT_ROUND_TRIPS + 1);
        Span rest = repoint.after(route);
        return Phase.of(
                standby.with(rest)
                        .named("standby turns in " + repoint.text() + ", " + range(rest) + " of it after users arrive"),
                spelled(successor.farthestUser(), "farthest user"));
    }

    /// What is left of a time beside another one: at best it may be more than as planned.
    private static String range(Span left) {
        boolean isReversed = left.best()
                .flatMap(best -> left.plan().filter(plan -> plan.compareTo(best) < 0))
                .isPresent();
        Optional<Duration> shorter = isReversed ? left.plan() : left.best();
        Optional<Duration> longer = isReversed ? left.best() : left.plan();
        return new Span(shorter, longer).text();
    }
}
