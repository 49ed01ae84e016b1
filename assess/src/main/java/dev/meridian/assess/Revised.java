package dev.meridian.assess;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// A file as it would be with changes, and what the search for repairs asks of it for one promise after another;
/// each is worked out once.
final class Revised {
    private final Subject subject;
    private final LocalDate today;
    private Optional<List<Finding>> structure = Optional.empty();
    private Optional<SequencedMap<String, Verdict>> verdicts = Optional.empty();

    Revised(Subject subject, LocalDate today) {
        this.subject = subject;
        this.today = today;
    }

    Subject subject() {
        return subject;
    }

    /// The same promise, if it is still made.
    Optional<Stake> same(Stake stake) {
        return subject.stakes().stream().filter(stake::isSame).findFirst();
    }

    /// The keys of its findings of structure of one severity.
    Set<String> keys(Severity severity) {
        List<Finding> found = structure.orElseGet(() -> Structure.findings(subject, today));
        structure = Optional.of(found);
        return keys(found, severity);
    }

    /// What is found of each of its promises.
    SequencedMap<String, Verdict> verdicts() {
        SequencedMap<String, Verdict> found = verdicts.orElseGet(() -> verdicts(subject));
        verdicts = Optional.of(found);
        return found;
    }

    static SequencedMap<String, Verdict> verdicts(Subject subject) {
        SequencedMap<String, Verdict> found = new Attainability(subject).verdicts();
        found.putAll(new Availability(subject).verdicts());
        return found;
    }

    /// The rule and the place of each finding of a severity: they tell one finding from another.
    static Set<String> keys(List<Finding> findings, Severity severity) {
        Set<String> keys = new LinkedHashSet<>();
        findings.stream()
                .filter(finding -> finding.severity() == severity)
                .forEach(finding -> keys.add(finding.rule().id() + finding.at()));
        return keys;
    }
}
