package dev.meridian.assess;

import java.util.List;
import java.util.Optional;

/// The table of promises beside the findings: a promise that cannot hold shows whether its findings are accepted,
/// so that
/// no ✗ stands beside an exit code of 0 without the acceptance that explains it.
final class Agreement {
    private Agreement() {}

    static List<Promise> of(Subject subject, List<Promise> promises, List<Finding> findings) {
        return promises.stream()
                .map(promise ->
                        promise.verdict() == Verdict.UNATTAINABLE ? accepted(subject, promise, findings) : promise)
                .toList();
    }

    private static Promise accepted(Subject subject, Promise promise, List<Finding> findings) {
        List<Finding> against = against(subject, promise, findings);
        boolean counts = against.stream().anyMatch(Finding::counts);
        Optional<Finding.Waived> waived =
                against.stream().flatMap(finding -> finding.waived().stream()).findFirst();
        return counts ? promise : waived.map(promise::with).orElse(promise);
    }

    /// The errors that speak against a promise.
    static List<Finding> against(Subject subject, Promise promise, List<Finding> findings) {
        List<String> stores = subject.stakes().stream()
                .filter(stake ->
                        stake.path().equals(promise.path()) && stake.owner().equals(promise.owner()))
                .flatMap(stake -> stake.reach().lost().stream())
                .toList();
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .filter(finding -> finding.at().equals(promise.path())
                        || finding.objective().equals(Optional.of(promise.path()))
                        || Denials.denies(subject, finding, promise)
                        || (Attainability.OF_A_STORE.contains(finding.rule())
                                && stores.stream()
                                        .anyMatch(store -> finding.at().equals("data." + store)
                                                || finding.at().startsWith("data." + store + "."))))
                .toList();
    }
}
