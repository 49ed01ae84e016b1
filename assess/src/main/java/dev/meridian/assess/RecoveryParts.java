package dev.meridian.assess;

import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Claim;
import java.time.Duration;
import java.util.Optional;

/// The phases of a recovery as the table shows them, also those that cost nothing, with the reason.
final class RecoveryParts {
    private static final Term NO_ENTRANCE = Figures.derived(
            "the file has no entrance: the way of users is not known",
            Span.ZERO,
            "no `traffic.entrances` is declared",
            "traffic.entrances");

    private RecoveryParts() {}

    /// A phase as the table shows it.
    static Promise.Part part(Subject subject, Stake stake, String name, RecoveryTime.Phase phase) {
        Optional<Term> costless = hasNoWay(subject, stake, name, phase)
                ? Optional.of(NO_ENTRANCE)
                : undetected(subject, stake, name, phase);
        String none = AttainabilityFindings.words(Optional.of(Duration.ZERO));
        return costless.isPresent()
                ? Promise.Part.of(name, none, none, costless.get().name(), Promise.Origin.of(costless.get()))
                : new Promise.Part(
                        name,
                        AttainabilityFindings.words(phase.span().best()),
                        AttainabilityFindings.words(shown(phase.span())),
                        phase.why(),
                        name.equals("promote") ? store(phase) : Optional.empty(),
                        phase.terms().stream().map(Promise.Origin::of).toList());
    }

    /// The reason why a detection costs nothing; empty for any other phase.
    private static Optional<Term> undetected(Subject subject, Stake stake, String name, RecoveryTime.Phase phase) {
        boolean isSilent = name.equals("detect")
                && phase.terms().isEmpty()
                && stake.claimedFrom(subject)
                        .filter(from -> from != Claim.From.LOSS)
                        .isEmpty();
        String why = switch (stake.disruption()) {
            case ZONE, REGION -> "nothing waits for a detection";
            case CORRUPTION, BAD_DEPLOY -> "counted with `hold`: people notice";
            case PLANNED -> "nothing has to be detected";
        };
        return isSilent ? Optional.of(Figures.none(why)) : Optional.empty();
    }

    /// Whether users have to follow a move, and the file does not say how they reach any region.
    private static boolean hasNoWay(Subject subject, Stake stake, String name, RecoveryTime.Phase phase) {
        return name.equals("route")
                && phase.terms().isEmpty()
                && stake.disruption() == Promise.Disruption.REGION
                && stake.phases(subject).contains(name)
                && !stake.reach().services().isEmpty()
                && subject.topology().traffic().entrances().isEmpty();
    }

    /// The planned side as the table shows it. What is waited for beside an earlier phase may be shorter as
    /// planned than at best, since the earlier phase is longer then.
    private static Optional<Duration> shown(Span span) {
        boolean isShorter = span.best()
                .flatMap(best -> span.plan().filter(plan -> plan.compareTo(best) < 0))
                .isPresent();
        return isShorter ? span.best() : span.plan();
    }

    /// The store that the file says the figure of.
    private static Optional<String> store(RecoveryTime.Phase phase) {
        return phase.terms().stream()
                .flatMap(term -> term.path().stream())
                .filter(path -> path.startsWith("data."))
                .map(path -> path.split("\\.", -1)[1])
                .findFirst();
    }
}
