package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.RoundTrip;
import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Lease;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the engine compares before it moves an application by itself, worked out beforehand: whether it is armed,
/// and if not, which term fails and what would mend it. The engine compares the same on the day, with what it then
/// knows.
///
/// @param application whose writer it would move
/// @param home the region that it would leave
/// @param lease its terms, with the fence time that is in force
/// @param fence how long it takes until an old side has stopped, and how that is known
/// @param vantages who judges the home
/// @param stores what a move may cost, for each store that it would move
/// @param distances whether the times fit the distances between the places, a matter of false alarms and not of
///     safety
/// @param hindrances what disarms all of it; none if it is armed as far as this goes
public record Automation(
        String application,
        RegionName home,
        Lease lease,
        Fence fence,
        Vantages vantages,
        List<Cost> stores,
        List<Fit> distances,
        List<Hindrance> hindrances) {
    public Automation {
        stores = List.copyOf(stores);
        distances = List.copyOf(distances);
        hindrances = List.copyOf(hindrances);
    }

    /// What a hindrance is about.
    public enum About {
        /// Who decides.
        MODE,
        /// `(D − m)/(1 − ρ) + F ≤ W/(1 + ρ)`.
        LEASE,
        /// Who judges, and whether they are enough.
        VANTAGES,
        /// What would be lost.
        LOSS,
        /// An error that the assessment has found.
        FINDING
    }

    /// A term that does not hold.
    ///
    /// @param term as the inequality or the file names it
    /// @param what is the matter, with the values
    /// @param mend what to change
    public record Hindrance(About about, String term, String what, String mend) {}

    /// F, from the order to fence to the last write that the old side acknowledges.
    ///
    /// @param measured the longest in drills of this file, if one is on record
    public record Fence(Duration declared, Optional<Measured> measured) {
        /// The longer of both: what is declared is a bound, and a longer measurement refutes it.
        public Duration inForce() {
            return measured.map(Measured::longest)
                    .filter(longest -> longest.compareTo(declared) > 0)
                    .orElse(declared);
        }
    }

    /// What a drill on a machine saw; another machine, or a cloud, has another one.
    ///
    /// @param longest of all its runs
    /// @param runs how many there were
    /// @param at when it began
    public record Measured(Duration longest, int runs, Instant at) {}

    /// Those who judge the home: every voter outside it.
    ///
    /// @param needed so many have to agree
    public record Vantages(List<RegionName> outside, int needed) {
        public Vantages {
            outside = List.copyOf(outside);
        }

        /// f: how many may be wrong without moving anything.
        public int tolerated() {
            return outside.size() - needed;
        }
    }

    /// What a move may cost one store.
    ///
    /// @param inequality that bounds it, with its numbers
    /// @param hindrance why nothing can be promoted within its budget
    public record Cost(String store, String inequality, Optional<Hindrance> hindrance) {}

    /// A time of the file beside a distance.
    ///
    /// @param path of the time
    /// @param needed the inequality: what the distance asks for, and what the file says
    /// @param between the two places, with the source of their distance
    /// @param mend the shortest time that fits
    public record Fit(String path, Inequality needed, String between, String mend) {}

    /// The same with more that stands in the way.
    Automation with(List<Hindrance> more) {
        return new Automation(
                application,
                home,
                lease,
                fence,
                vantages,
                stores,
                distances,
                Stream.concat(hindrances.stream(), more.stream()).toList());
    }

    /// `(D − m)/(1 − ρ) + F ≤ W/(1 + ρ)` with the fence time that is in force.
    public Inequality oneWriter() {
        return lease.oneWriter();
    }

    /// Everything that stands in the way of some store.
    public List<Hindrance> all() {
        return Stream.concat(hindrances.stream(), stores.stream().flatMap(cost -> cost.hindrance().stream()))
                .toList();
    }

    /// Whether it would move at least one store by itself.
    public boolean isArmed() {
        return hindrances.isEmpty()
                && stores.stream().anyMatch(cost -> cost.hindrance().isEmpty());
    }

    /// Two places, and what is known of the way between them.
    static String between(RegionName a, RegionName b, RoundTrip trip) {
        return a + " to " + b + ", " + text(trip.p50()) + " " + trip.kind();
    }
}
