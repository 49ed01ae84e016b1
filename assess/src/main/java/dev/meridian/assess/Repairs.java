package dev.meridian.assess;

import dev.meridian.assess.Finding.Change;
import dev.meridian.assess.Finding.Repair;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Searches for the cheapest change of the file that makes a promise hold: one value, then two, in the order of
/// what the change costs people. Each is tried: the file is read, resolved and judged again with it, and it may
/// bring no error that was not there.
///
/// A change whose term is smaller than what is missing is not tried at all, and of several values for one place
/// the mildest that suffices is taken. A repair that makes the promise hold even as planned goes before one
/// that only makes it possible.
final class Repairs {
    /// A reading costs milliseconds, and nobody waits for a hundred of them per finding.
    private static final int MOST_TRIALS = 60;

    private final Subject subject;
    private final Subject.Revisions revisions;
    private final Set<String> errors;
    private final LocalDate today;

    /// @param errors the errors of structure that the file has already
    Repairs(Subject subject, Subject.Revisions revisions, List<Finding> errors, LocalDate today) {
        this.subject = subject;
        this.revisions = revisions;
        this.errors = keys(errors);
        this.today = today;
    }

    private static Set<String> keys(List<Finding> findings) {
        Set<String> keys = new LinkedHashSet<>();
        findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .forEach(finding -> keys.add(finding.rule().id() + finding.at()));
        return keys;
    }

    Optional<Repair> of(Stake stake, Outcome outcome) {
        boolean best = outcome.verdict(stake.bound()) == Verdict.UNATTAINABLE;
        List<Candidate> candidates = new Candidates(subject, stake).of(outcome);
        Trials trials = new Trials(stake, outcome, best);
        Optional<Repair> full = trials.first(candidates, Verdict.ATTAINABLE);
        return full.isPresent() || !best ? full : trials.first(candidates, Verdict.AT_RISK);
    }

    /// The trials for one promise.
    private final class Trials {
        private final Stake stake;
        private final Outcome before;
        private final boolean best;
        private int trials = MOST_TRIALS;

        Trials(Stake stake, Outcome before, boolean best) {
            this.stake = stake;
            this.before = before;
            this.best = best;
        }

        Optional<Repair> first(List<Candidate> candidates, Verdict wanted) {
            boolean side = wanted == Verdict.AT_RISK;
            for (Candidate one : candidates) {
                if (suffices(List.of(one), side)) {
                    Optional<Repair> repair = mildest(one, List.of(), wanted);
                    if (repair.isPresent()) {
                        return repair;
                    }
                }
            }
            return pair(candidates, wanted, side);
        }

        private Optional<Repair> pair(List<Candidate> candidates, Verdict wanted, boolean side) {
            for (int second = 1; second < candidates.size(); second++) {
                for (int first = 0; first < second; first++) {
                    Candidate a = candidates.get(first);
                    Candidate b = candidates.get(second);
                    if (!a.path().equals(b.path()) && suffices(List.of(a, b), side)) {
                        Optional<Repair> repair = mildest(a, List.of(b.strongest()), wanted);
                        if (repair.isPresent()) {
                            return repair;
                        }
                    }
                }
            }
            return Optional.empty();
        }

        /// Whether taking away all that the changes can take away would be enough.
        private boolean suffices(List<Candidate> changes, boolean side) {
            Optional<Duration> whole =
                    side ? before.span().best() : before.span().plan();
            Duration gain = Duration.ZERO;
            for (Candidate change : changes) {
                Optional<Duration> most = change.gain(side);
                if (most.isEmpty()) {
                    return true;
                }
                gain = gain.plus(most.get());
            }
            return whole.isPresent() && whole.get().minus(gain).compareTo(stake.bound()) <= 0;
        }

        private Optional<Repair> mildest(Candidate candidate, List<Change> with, Verdict wanted) {
            for (Change change : candidate.values()) {
                List<Change> changes = new ArrayList<>(List.of(change));
                changes.addAll(with);
                Optional<Repair> repair = tried(changes, wanted);
                if (repair.isPresent()) {
                    return repair;
                }
            }
            return Optional.empty();
        }

        /// What the promise is not held against, having findings of its own.
        private List<String> elsewhere() {
            return subject.blueprint().stores().keySet().stream()
                    .filter(name -> !stake.reach().lost().contains(name))
                    .toList();
        }

        private Optional<Repair> tried(List<Change> changes, Verdict wanted) {
            if (trials-- <= 0) {
                return Optional.empty();
            }
            Optional<Subject> revised = revisions.with(changes);
            if (revised.isEmpty()) {
                return Optional.empty();
            }
            Optional<Stake> same = Stake.of(revised.get()).stream()
                    .filter(stake::isSame)
                    .findFirst()
                    .map(found -> found.without(elsewhere()));
            if (same.isEmpty()) {
                return Optional.empty();
            }
            Outcome after = Outcome.of(revised.get(), same.get());
            boolean holds = after.verdict(stake.bound()).compareTo(wanted) <= 0;
            if (!holds || !errors.containsAll(keys(Structure.findings(revised.get(), today)))) {
                return Optional.empty();
            }
            return Optional.of(new Repair(
                    changes,
                    Attainability.inequality(stake, before, best),
                    Attainability.inequality(stake, after, wanted == Verdict.AT_RISK)));
        }
    }
}
