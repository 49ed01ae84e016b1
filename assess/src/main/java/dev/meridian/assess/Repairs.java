package dev.meridian.assess;

import dev.meridian.assess.Finding.Change;
import dev.meridian.assess.Finding.Repair;
import dev.meridian.topology.Topology;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// Searches for the cheapest change of the file that makes a promise hold: one value, then two, in the order of
/// what the change costs people. Each is tried: the file is read, resolved and judged again with it, and it may
/// bring no error that was not there.
///
/// A change whose term is smaller than what is missing is not tried at all, and of several values for one place
/// the mildest that suffices is taken. A repair that makes the promise hold even as planned goes before one
/// that only makes it possible, and one that brings no warning before one that does.
///
/// A reading costs time in proportion to the file, and a large file makes many promises: without care a search
/// would take the square of its size. So the file is read once for a change that several promises ask for, and
/// there is a limit to what is read in all.
final class Repairs {
    /// The most readings for one finding.
    private static final int MOST_TRIALS = 60;

    /// How many values are read for all findings together: two seconds or three, and as many megabytes as a file
    /// with its changes is kept for the next promise.
    private static final int MOST_VALUES = 100_000;

    private final Subject subject;
    private final Subject.Revisions revisions;
    private final Set<String> errors;
    private final Set<String> warnings;
    private final LocalDate today;
    private final SequencedMap<String, Verdict> before;
    private final int cost;
    private final SequencedMap<List<Change>, Optional<Revised>> known = new LinkedHashMap<>();
    private int values = MOST_VALUES;
    private boolean gaveUp;
    private Optional<String> ofOneStore = Optional.empty();
    private List<String> tried = List.of();

    /// @param structure the findings of structure that the file has already
    Repairs(Subject subject, Subject.Revisions revisions, List<Finding> structure, LocalDate today) {
        this.subject = subject;
        this.revisions = revisions;
        this.errors = Revised.keys(structure, Severity.ERROR);
        this.warnings = Revised.keys(structure, Severity.WARNING);
        this.today = today;
        this.before = Revised.verdicts(subject);
        // Each environment is read too, as whole as the one that is asked about.
        Topology topology = subject.topology();
        this.cost = topology.sources().all().size() * (1 + topology.elsewhere().size());
    }

    /// Whether the last search ended at a limit, so that an untried change may help.
    boolean gaveUp() {
        return gaveUp;
    }

    /// The paths whose changes the last search tried, alone and by two.
    List<String> tried() {
        return tried;
    }

    /// A change of the last promise about loss that brings one of its stores within it, where others remain above.
    Optional<String> ofOneStore() {
        return ofOneStore;
    }

    /// Of several stores that lose too much as planned, the first that a change mends.
    private Optional<String> oneStore(Stake stake, Outcome outcome) {
        List<String> failing = outcome.losses().entrySet().stream()
                .filter(loss -> !loss.getValue().span().isWithin(stake.bound()))
                .map(loss -> loss.getKey())
                .toList();
        if (failing.size() < 2) {
            return Optional.empty();
        }
        for (String name : failing) {
            List<String> others = outcome.losses().keySet().stream()
                    .filter(other -> !other.equals(name))
                    .toList();
            Stake alone = stake.without(others);
            Outcome own = Outcome.of(subject, alone);
            Optional<Repair> repair =
                    new Trials(alone, own, false).search(new Candidates(subject, alone).of(own), Verdict.ATTAINABLE);
            if (repair.isPresent()) {
                List<String> remain =
                        failing.stream().filter(other -> !other.equals(name)).toList();
                return Optional.of("for `" + name + "` alone `"
                        + repair.get().changes().stream()
                                .map(change -> change.assignment())
                                .collect(Collectors.joining("`, `"))
                        + "` does (" + repair.get().after() + "), and " + Listed.names(remain)
                        + (remain.size() == 1 ? " remains" : " remain"));
            }
        }
        return Optional.empty();
    }

    private Optional<Revised> revised(List<Change> changes) {
        Optional<Revised> again = known.get(changes);
        if (again != null) {
            return again;
        }
        if (values <= 0) {
            gaveUp = true;
            return Optional.empty();
        }
        values -= cost;
        Optional<Revised> revised = revisions.with(changes).map(found -> new Revised(found, today));
        known.put(changes, revised);
        return revised;
    }

    Optional<Repair> of(Stake stake, Outcome outcome) {
        gaveUp = false;
        boolean best = outcome.verdict(stake.bound()) == Verdict.UNATTAINABLE;
        List<Candidate> candidates = new Candidates(subject, stake).of(outcome);
        tried = candidates.stream().map(Candidate::path).toList();
        Trials trials = new Trials(stake, outcome, best);
        Optional<Repair> full = trials.search(candidates, Verdict.ATTAINABLE)
                .or(() -> new Trials(stake, outcome, best).together(candidates, Verdict.ATTAINABLE));
        ofOneStore = Optional.empty();
        if (full.isPresent()) {
            return full;
        }
        Optional<Repair> partly = best
                ? trials.search(candidates, Verdict.AT_RISK)
                        .or(() -> new Trials(stake, outcome, true).together(candidates, Verdict.AT_RISK))
                : Optional.empty();
        if (partly.isEmpty() && stake.objective() == Promise.Objective.RPO) {
            ofOneStore = oneStore(stake, outcome);
        }
        return partly;
    }

    /// Whether it brings an error of structure that was not there, or makes another promise worse.
    private boolean worsens(Revised revised) {
        return !errors.containsAll(revised.keys(Severity.ERROR))
                || revised.verdicts().entrySet().stream().anyMatch(entry -> {
                    Verdict was = before.get(entry.getKey());
                    return was != null && entry.getValue().compareTo(was) > 0;
                });
    }

    /// The trials for one promise.
    private final class Trials {
        private final Stake stake;
        private final Outcome before;
        private final boolean best;
        private Optional<Repair> withWarning = Optional.empty();
        private int trials = MOST_TRIALS;

        Trials(Stake stake, Outcome before, boolean best) {
            this.stake = stake;
            this.before = before;
            this.best = best;
        }

        /// The first repair without a new warning; if there is none, the first that brings one.
        Optional<Repair> search(List<Candidate> candidates, Verdict wanted) {
            withWarning = Optional.empty();
            return first(candidates, wanted).or(() -> withWarning);
        }

        /// Several settings at once: the intervals of all stores that lose too much, or the numbers of a policy,
        /// each as mild as suffices.
        Optional<Repair> together(List<Candidate> candidates, Verdict wanted) {
            withWarning = Optional.empty();
            if (stake.objective() == Promise.Objective.RPO) {
                List<Change> changes = Intervals.ofAll(subject, stake, before, best);
                return changes.isEmpty()
                        ? Optional.empty()
                        : tried(changes, wanted).or(() -> withWarning);
            }
            List<Candidate> numbers =
                    candidates.stream().filter(Candidate::isNumber).toList();
            if (numbers.size() < 3 || !suffices(numbers, wanted == Verdict.AT_RISK)) {
                return Optional.empty();
            }
            List<Change> all = numbers.stream().map(Candidate::strongest).toList();
            return tried(all, wanted).or(() -> withWarning).map(whole -> mildest(numbers, whole, wanted));
        }

        /// The same repair without the changes that it does not need, and with the mildest value of each other
        /// one.
        private Repair mildest(List<Candidate> numbers, Repair whole, Verdict wanted) {
            Repair found = whole;
            for (Candidate number : numbers) {
                List<List<Change>> milder = new ArrayList<>(List.of(List.of()));
                number.values().forEach(value -> milder.add(List.of(value)));
                for (List<Change> value : milder) {
                    List<Change> changes = new ArrayList<>();
                    for (Change change : found.changes()) {
                        changes.addAll(change.path().equals(number.path()) ? value : List.of(change));
                    }
                    withWarning = Optional.empty();
                    Optional<Repair> less = tried(changes, wanted).or(() -> withWarning);
                    if (less.isPresent()) {
                        found = less.get();
                        break;
                    }
                }
            }
            return found;
        }

        private Optional<Repair> first(List<Candidate> candidates, Verdict wanted) {
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

        /// What the promise is not held against, having findings of its own: neither what it may lose nor what its
        /// users wait for.
        private List<String> elsewhere() {
            return subject.blueprint().stores().keySet().stream()
                    .filter(name -> !stake.reach().lost().contains(name)
                            && !stake.reach().stores().contains(name))
                    .toList();
        }

        private Optional<Repair> tried(List<Change> changes, Verdict wanted) {
            if (trials-- <= 0) {
                gaveUp = true;
                return Optional.empty();
            }
            Optional<Revised> revised = revised(changes);
            Optional<Stake> same = revised.flatMap(found -> found.same(stake)).map(found -> found.without(elsewhere()));
            if (same.isEmpty()) {
                return Optional.empty();
            }
            Outcome after = Outcome.of(revised.get().subject(), same.get());
            boolean holds = after.verdict(stake.bound()).compareTo(wanted) <= 0;
            if (!holds || worsens(revised.get())) {
                return Optional.empty();
            }
            boolean atBest = wanted == Verdict.AT_RISK;
            String left = AttainabilityFindings.inequality(stake, after, atBest);
            boolean onlyAtBest = atBest && after.verdict(stake.bound()) != Verdict.ATTAINABLE;
            Optional<Repair> repair = Optional.of(new Repair(
                    changes,
                    AttainabilityFindings.inequality(stake, before, best),
                    onlyAtBest
                            ? "at best " + left + "; as planned "
                                    + AttainabilityFindings.inequality(stake, after, false)
                            : left));
            if (warnings.containsAll(revised.get().keys(Severity.WARNING))) {
                return repair;
            }
            withWarning = withWarning.or(() -> repair);
            return Optional.empty();
        }
    }
}
