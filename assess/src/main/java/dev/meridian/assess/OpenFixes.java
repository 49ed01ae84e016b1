package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

/// What is said in place of a fix where no change of the file makes a promise hold: what has to become true, or
/// what has to be measured.
final class OpenFixes {
    private OpenFixes() {}

    /// What has to become true where no change of the file was found that makes a promise hold even at best.
    static String needed(JudgedStake one, AttainabilityFindings.Tried tried) {
        Outcome outcome = one.outcome();
        String bound = text(one.stake().bound());
        String least = outcome.span()
                .best()
                .map(best -> ", or an " + one.stake().objective().text() + " of "
                        + text(best, one.stake().bound()) + " or more")
                .orElse("");
        String forEach = tried.ofOneStore().isPresent() ? "" : RecoveryCauses.forEach(one);
        if (one.stake().objective() == Promise.Objective.RPO) {
            return (one.stake().bound().isZero()
                            ? "commits that wait for a copy in another "
                                    + (one.stake().disruption() == Promise.Disruption.ZONE ? "zone" : "region")
                            : "a copy or a backup that is never older than " + bound)
                    + forEach
                    + (one.stake().bound().isZero() ? ", or an rpo above 0s" : least);
        }
        return forEach.isEmpty()
                ? outcome.toBlame(one.stake().bound(), true)
                                .map(term -> "less of " + AttainabilityFindings.keyed(term))
                                .orElse("a quicker recovery")
                        + least
                : "a quicker way" + forEach + least;
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
