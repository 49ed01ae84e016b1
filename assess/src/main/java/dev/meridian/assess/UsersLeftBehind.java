package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Term;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Users of an entrance that nothing moves, beside others whom the failover brings back. They wait until the lost
/// region returns. An availability counts them by their share, which no key of the file says.
final class UsersLeftBehind {
    private UsersLeftBehind() {}

    /// A term without a figure for each such entrance.
    static List<Term> shares(Subject subject, Application application) {
        return new Fronts(subject, application)
                .leftBehind().stream()
                        .map(entrance -> Term.unknown(
                                "share of the users at " + entrance.name(),
                                "they wait until the lost region returns, and no share of them is known; a second place"
                                        + " for them, or another entrance",
                                "traffic.entrances." + entrance.name()))
                        .toList();
    }

    /// The move of all others, with these terms.
    static RecoveryTime.Phase besideTheMoved(Subject subject, Application application) {
        List<Term> moved =
                new Recovery(subject, application).ofTheMoved().whole().terms();
        return new RecoveryTime.Phase(Stream.concat(shares(subject, application).stream(), moved.stream())
                .toList());
    }

    /// The entrances whose users alone do not get back, where each term without end is one of theirs and others
    /// are moved; empty where something else has no end either, a store with a finding of its own included.
    static Optional<List<String>> alone(Subject subject, JudgedStake one) {
        Stake stake = one.stake();
        if (!one.outcome().isEndlessIn("route")) {
            return Optional.empty();
        }
        List<String> left = new Fronts(subject, stake.application(), stake.reach())
                .leftBehind().stream().map(entrance -> entrance.name()).toList();
        List<Optional<String>> named = one.outcome().allEndless().stream()
                .map(term -> term.path()
                        .filter(path -> path.startsWith("traffic.entrances."))
                        .map(path -> path.split("\\.", -1)[2])
                        .filter(left::contains))
                .toList();
        return named.isEmpty() || named.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(
                        named.stream().flatMap(Optional::stream).distinct().toList());
    }
}
