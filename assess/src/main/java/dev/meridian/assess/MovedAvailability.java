package dev.meridian.assess;

import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The availability of an application that leaves a lost region, with the given suppliers. A failover that never
/// ends makes up for nothing: the service levels of a region then count in full, and the outage of a lost region
/// lasts until it returns, which nobody bounds.
final class MovedAvailability {
    /// Losses of a region per year to plan with: a convention, since nobody publishes a rate (Meridian, 2026-11).
    private static final double LOSSES_PER_YEAR = 1;

    /// The least time to reckon with until a lost region returns by itself. The outages of a whole region that are
    /// on record took hours (AWS, summary of the service event in us-east-1 of 2021-12-07, from 7:30 AM until the
    /// afternoon; read 2026-12-01); an hour is below all of them, and is Meridian's.
    private static final Duration RETURN_OF_A_REGION = Duration.ofHours(1);

    static final String FAILOVER = "one failover a year";

    private MovedAvailability() {}

    /// The availability of an application over all its regions, with the given suppliers.
    ///
    /// @param needed the places that writes stop without
    /// @param stays whether no failover makes up for the loss of a region
    static ReachedAvailability of(Supply supply, List<Supply.Part> needed, boolean stays, FailoverMove move) {
        ReachedAvailability one = ReachedAvailability.alone(supply.with(needed));
        if (stays || one.parts().isEmpty()) {
            return one;
        }
        Span recovery = move.phase().span();
        double best = 1 - share(recovery.best().orElse(RETURN_OF_A_REGION));
        List<Promise.Part> parts = new ArrayList<>(one.parts());
        parts.add(new Promise.Part(
                FAILOVER,
                Availability.percent(best),
                recovery.plan()
                        .map(time -> Availability.percent(1 - share(time)))
                        .orElse("not bounded"),
                move.hasNoEnd()
                        ? "one lost region a year, an hour at least until it returns: a convention"
                        : "F × RTO / 8,766 h with F = 1: a convention",
                Optional.empty(),
                move.phase().terms().stream().map(Promise.Origin::of).toList()));
        return moving(supply, move, best, parts);
    }

    /// An application that leaves a lost region. People do not leave one for a short fault, so the service level
    /// of a region counts in full where they decide.
    private static ReachedAvailability moving(Supply supply, FailoverMove move, double best, List<Promise.Part> parts) {
        RecoveryTime.Phase moved = move.phase();
        Span recovery = moved.span();
        boolean people = move.leavesShortFaults();
        double front = Supply.most(supply.front());
        List<Supply.Part> home = move.region(supply);
        double region = Supply.most(home);
        double moving = recovery.plan().map(MovedAvailability::share).orElse(move.hasNoEnd() ? 0 : 1 - best);
        double both = move.together(1 - Supply.most(supply.region()));
        double most = people ? front * region * Math.max(0, 1 - moving) : front * Math.max(0, 1 - moving - both);
        boolean withoutBound = recovery.plan().isEmpty()
                && !move.hasNoEnd()
                && moved.terms().stream().noneMatch(Term::isUnknown);
        boolean unknown =
                !withoutBound && (supply.isUnknown() || recovery.plan().isEmpty());
        OptionalDouble plan = unknown || withoutBound ? OptionalDouble.empty() : OptionalDouble.of(most);
        List<Supply.Part> factors = new ArrayList<>(supply.front());
        factors.addAll(people ? home : List.of());
        factors.removeIf(part -> part.share().equals(OptionalDouble.of(1)));
        String length = " of " + recovery.text();
        String left = move.hasNoEnd()
                ? "(1 − the outages of a lost region, which nothing bounds)" + (move.pinned() ? move.why() : "")
                : "(1 − one failover a year" + length
                        + (people ? ")" : " − " + move.togetherText() + " at once)")
                        + move.why();
        String sum = (factors.isEmpty() ? "" : ReachedAvailability.factors(factors) + " × ") + left;
        return new ReachedAvailability(
                best, plan, most, unknown, sum, heaviest(supply, people ? home : List.of(), moving, both), parts);
    }

    /// The part that takes most of the year.
    ///
    /// @param region the parts of a region that count in full
    private static String heaviest(Supply supply, List<Supply.Part> region, double moving, double both) {
        List<Supply.Part> counted = new ArrayList<>(supply.front());
        counted.addAll(region);
        Optional<Supply.Part> lowest = counted.stream()
                .filter(part -> part.share().isPresent())
                .min(Comparator.comparingDouble(part -> part.share().orElse(1)));
        double most = lowest.map(part -> 1 - part.most()).orElse(0.0);
        return moving >= most && moving >= both
                ? FAILOVER
                : most >= both
                        ? lowest.orElseThrow().name()
                        : Supply.weakest(supply.region()).map(Supply.Part::name).orElse(FAILOVER);
    }

    /// All of the year, if it takes longer.
    private static double share(Duration recovery) {
        return Math.min(1, LOSSES_PER_YEAR * Durations.seconds(recovery) / Durations.seconds(Availability.YEAR));
    }
}
