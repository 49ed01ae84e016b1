package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.topology.Claim;
import dev.meridian.topology.Events;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Results of drills, held against the promises. Of several drills of one kind the newest counts: what an earlier
/// one found may have been mended since.
final class DrillRules {
    /// The age from which a drill says little about the system of today. Meridian's value of 2026-11.
    private static final int YEARS = 1;

    private DrillRules() {}

    /// A promise and the drill that did not reach it.
    ///
    /// @param measured the figure that is above the promise
    record Missed(Stake stake, Events.Drill drill, Duration measured) {
        /// Whether it is about this line of the table.
        boolean isOf(Promise promise) {
            return stake.path().equals(promise.path())
                    && stake.owner().equals(promise.owner())
                    && promise.disruption().equals(Optional.of(stake.disruption()))
                    && promise.objective() == stake.objective();
        }

        String statement() {
            return drill.title()
                    + (stake.objective() == Promise.Objective.RTO ? " took " : " lost ") + text(measured) + ", and "
                    + stake.owner() + (stake.isClaim() ? " says " : " promises ") + text(stake.bound()) + " for "
                    + (stake.isClaim() ? "a planned move" : stake.disruption().text());
        }

        private String fix() {
            return stake.isClaim() ? "a claim that drills reach" : "a promise that drills reach";
        }
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Missed missed : missed(subject)) {
            String key = missed.stake.objective() == Promise.Objective.RTO ? "rto" : "rpo";
            findings.add(
                    finding(missed.drill, key, missed.statement(), missed.fix()).about(missed.stake.path()));
        }
        for (Events.Drill drill : newest(subject)) {
            boolean isExplained = missed(subject).stream()
                    .anyMatch(missed -> missed.drill.name().equals(drill.name()));
            if (!drill.passed().orElse(true) && !isExplained) {
                findings.add(finding(drill, "passed", drill.title() + " failed", "a promise that drills reach"));
            }
        }
    }

    private static Finding finding(Events.Drill drill, String key, String statement, String fix) {
        return Finding.of(
                Rule.DRILL_BREAKS_A_PROMISE,
                "drills." + drill.name() + "." + key,
                statement,
                "it was measured, and what is planned with is not",
                "a change, and a newer drill that shows it; or " + fix);
    }

    /// The promises that the newest drills did not reach. Of a planned move claims alone speak.
    static List<Missed> missed(Subject subject) {
        List<Missed> all = new ArrayList<>();
        for (Stake stake : heldAgainst(subject)) {
            newest(subject).stream()
                    .filter(drill -> isAbout(drill, stake))
                    .forEach(drill -> measured(drill, stake)
                            .filter(time -> time.compareTo(stake.bound()) > 0)
                            .ifPresent(time -> all.add(new Missed(stake, drill, time))));
        }
        return all;
    }

    private static List<Stake> heldAgainst(Subject subject) {
        List<Stake> all = new ArrayList<>(
                subject.stakes().stream().filter(stake -> !stake.isClaim()).toList());
        subject.topology().claims().values().stream()
                .filter(claim ->
                        claim.figure() == Claim.Figure.BOUND && claim.about().equals(Optional.of(Claim.About.PLANNED)))
                .flatMap(claim -> Stake.of(subject, claim).stream())
                .forEach(all::add);
        return all;
    }

    private static Optional<Duration> measured(Events.Drill drill, Stake stake) {
        return stake.objective() == Promise.Objective.RTO ? drill.rto() : drill.rpo();
    }

    private static boolean isAbout(Events.Drill drill, Stake stake) {
        boolean isThere = drill.application()
                .map(stake.application().name()::equals)
                .orElse(drill.places().isEmpty()
                        || drill.places().stream().anyMatch(stake.application().roles()::containsKey));
        boolean isOf = drill.of().isEmpty()
                || drill.of().stream()
                        .anyMatch(name -> stake.reach().services().contains(name)
                                || stake.reach().stores().contains(name)
                                || stake.reach().lost().contains(name));
        return isThere
                && isOf
                && drill.disruption().name().equals(stake.disruption().name());
    }

    /// The drills of the system that the file describes. One of another environment counts where nothing differs
    /// there.
    static List<Events.Drill> ofTheSystem(Subject subject) {
        return subject.topology().drills().values().stream()
                .filter(drill -> differing(subject, drill.environment()).isEmpty())
                .toList();
    }

    /// The places at which the environment of a drill differs from the system that the file describes; an account
    /// and a name of its own are none.
    static List<String> differing(Subject subject, Optional<String> environment) {
        return environment
                .flatMap(name ->
                        Optional.ofNullable(subject.topology().environments().get(name)))
                .map(found -> found.overrides().sequencedKeySet().stream()
                        .filter(path -> !path.endsWith(".account") && !path.endsWith(".host"))
                        .toList())
                .orElse(List.of());
    }

    /// The drills that no newer one of the same kind replaces.
    static List<Events.Drill> newest(Subject subject) {
        List<Events.Drill> all = ofTheSystem(subject);
        return all.stream()
                .filter(drill -> all.stream().noneMatch(other -> replaces(other, drill)))
                .toList();
    }

    /// Whether one is newer and tried what the other one tried; a figure that it does not have is not replaced.
    private static boolean replaces(Events.Drill newer, Events.Drill older) {
        return isNewer(newer, older)
                && newer.disruption() == older.disruption()
                && newer.application().equals(older.application())
                && newer.places().equals(older.places())
                && newer.of().equals(older.of())
                && (newer.rto().isPresent() || older.rto().isEmpty())
                && (newer.rpo().isPresent() || older.rpo().isEmpty());
    }

    /// A drill without a day is older than any other.
    private static boolean isNewer(Events.Drill newer, Events.Drill older) {
        return newer.date()
                .filter(day -> older.date().filter(other -> !day.isAfter(other)).isEmpty())
                .isPresent();
    }

    /// Drills that are too old to say anything of the system of today, or of which nothing says how old they are.
    static void old(Subject subject, LocalDate today, List<Finding> findings) {
        newest(subject).stream()
                .filter(drill -> drill.date()
                        .filter(day -> !day.plusYears(YEARS).isBefore(today))
                        .isEmpty())
                .map(DrillRules::old)
                .forEach(findings::add);
    }

    /// A drill that passed shows that the recovery worked on its day; one without a result shows nothing.
    private static Finding old(Events.Drill drill) {
        boolean hasPassed = drill.passed().orElse(false);
        boolean hasResult = drill.passed().isPresent()
                || drill.rto().isPresent()
                || drill.rpo().isPresent();
        return Finding.of(
                Rule.DRILL_IS_OLD,
                "drills." + drill.name() + (drill.date().isPresent() ? ".date" : ""),
                drill.date()
                        .map(day ->
                                "the newest drill of its kind is of " + day + (hasResult ? "" : ", and has no result"))
                        .orElse(
                                hasResult
                                        ? "nothing says when the newest drill of its kind was made"
                                        : "nothing says when the drill was made, or what it showed"),
                hasPassed
                        ? "nothing shows that the recovery still works as it did then"
                        : hasResult
                                ? "what it measured says little about the system of today"
                                : "a drill without a day and a result shows nothing of the system of today",
                "a drill with what is there today, and its result in `drills`");
    }
}
