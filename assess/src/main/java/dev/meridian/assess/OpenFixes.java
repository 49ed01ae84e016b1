package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What is said in place of a fix where no change of the file makes a promise hold: what has to become true, or
/// what has to be measured.
final class OpenFixes {
    private OpenFixes() {}

    /// What has to become true where no change of the file was found that makes a promise hold even at best.
    static String needed(Subject subject, JudgedStake one, AttainabilityFindings.Tried tried) {
        Outcome outcome = one.outcome();
        String bound = text(one.stake().bound());
        String least =
                HeldFigure.offered(subject, one).map(other -> ", or " + other).orElse("");
        String forEach = tried.ofOneStore().isPresent() ? "" : RecoveryCauses.forEach(one);
        if (one.stake().objective() == Promise.Objective.RPO) {
            return (one.stake().bound().isZero()
                            ? "commits that wait for a copy in another "
                                    + (one.stake().disruption() == Promise.Disruption.ZONE ? "zone" : "region")
                            : "a copy or a backup that is never older than " + bound)
                    + forEach
                    + (one.stake().bound().isZero() ? ", or an rpo above 0s" : least);
        }
        return new QuickerTerms(subject, one.stake().application())
                        .fix(outcome.terms(), one.stake().bound(), true)
                        .orElse("a quicker recovery")
                + least;
    }

    /// What has to become true where the terms with a figure alone are above the promise.
    static String known(Subject subject, JudgedStake one) {
        Outcome outcome = one.outcome();
        Duration bound = one.stake().bound();
        return outcome.losses().isEmpty()
                ? new QuickerTerms(subject, one.stake().application())
                        .fix(outcome.knownTerms(), bound, false)
                        .orElse("a quicker recovery")
                : lessLoss(outcome.knownDeciding(bound));
    }

    /// A rhythm of the file can be shorter; in place of a published loss another mechanism is needed.
    private static String lessLoss(List<Term> losses) {
        List<String> ways = new ArrayList<>();
        for (Term loss : losses) {
            ways.add((loss.basis() == Term.Basis.SOURCED ? "something that loses less than " : "less of ")
                    + AttainabilityFindings.keyed(loss.named(LostZone.ofItsRegion(loss))));
        }
        return Listed.plain(ways.stream().distinct().toList());
    }

    /// What settles the terms without a bound: the key of a missing figure, and a measurement in place of a bound
    /// that no publication has.
    static String rest(Outcome outcome) {
        boolean isTime = outcome.losses().isEmpty();
        return outcome.unbounded().stream()
                .map(term -> term.basis() == Term.Basis.SOURCED
                        ? "drills that measure " + measure(term, isTime)
                        : term.source())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String measure(Term term, boolean isTime) {
        String name = AttainabilityFindings.nameOf(term);
        return term.name().startsWith("lag ") ? name : "what " + name + (isTime ? " takes" : " loses");
    }

    /// The measurement that decides, where no figure does.
    static String measured(JudgedStake one) {
        return one.outcome().unbounded().stream()
                .findFirst()
                .map(term -> "measure " + AttainabilityFindings.nameOf(term) + " in drills"
                        + term.path()
                                .map(path -> ", and declare it (`" + declared(path) + "`)")
                                .orElse(""))
                .orElse("measure it in drills");
    }

    /// The key that a measured time of a store's promotion is declared by.
    private static String declared(String path) {
        String[] parts = path.split("\\.", -1);
        return parts[0].equals("data") && parts.length > 1 ? "failover.steps.promote.of." + parts[1] + ".takes" : path;
    }
}
