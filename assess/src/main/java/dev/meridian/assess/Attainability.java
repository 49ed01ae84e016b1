package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// Holds every promise about a time against what the mechanisms can do.
///
/// A promise that one line makes for a zone and for a region is one row and at most one finding: the worse of both.
final class Attainability {
    private final Subject subject;
    private final SequencedMap<String, Judged> judged = new LinkedHashMap<>();

    /// A stake with what came of it.
    record Judged(Stake stake, Outcome outcome) {
        Verdict verdict() {
            return outcome.verdict(stake.bound());
        }
    }

    Attainability(Subject subject) {
        this.subject = subject;
        for (Stake stake : Stake.of(subject)) {
            Judged next = new Judged(stake, Outcome.of(subject, stake));
            judged.merge(
                    stake.path() + "|" + stake.owner(),
                    next,
                    (a, b) -> b.verdict().compareTo(a.verdict()) > 0 || isRegionOfEqual(a, b) ? b : a);
        }
    }

    private static boolean isRegionOfEqual(Judged a, Judged b) {
        return a.verdict() == b.verdict() && b.stake().disruption() == Promise.Disruption.REGION;
    }

    List<Promise> promises() {
        return judged.values().stream()
                .map(one -> new Promise(
                        one.stake.path(),
                        one.stake.owner(),
                        one.stake.objective(),
                        Optional.of(one.stake.disruption()),
                        text(one.stake.bound()),
                        words(one.outcome.span().best()),
                        words(one.outcome.span().plan()),
                        one.verdict(),
                        one.outcome.parts()))
                .toList();
    }

    /// Kinds of disruption for which an application promises nothing.
    List<String> unpromised() {
        List<String> missing = new ArrayList<>();
        for (var application : subject.blueprint().applications().values()) {
            for (Promise.Disruption disruption : Promise.Disruption.values()) {
                for (Promise.Objective objective : List.of(Promise.Objective.RTO, Promise.Objective.RPO)) {
                    boolean promised = Stake.of(subject).stream()
                            .anyMatch(stake -> stake.owner().equals(application.name())
                                    && stake.disruption() == disruption
                                    && stake.objective() == objective);
                    if (!promised) {
                        missing.add(application.name() + ": " + objective.text() + " for " + disruption.text());
                    }
                }
            }
        }
        return missing;
    }

    /// @param repairs how a way out is searched for
    List<Finding> findings(Repairs repairs) {
        List<Finding> findings = new ArrayList<>();
        for (Judged one : judged.values()) {
            if (one.verdict() != Verdict.ATTAINABLE && !isToldOtherwise(one)) {
                Finding finding = finding(one);
                findings.add(
                        repairs.of(one.stake, one.outcome).map(finding::with).orElse(finding));
            }
        }
        return findings;
    }

    /// A store of which nobody knows anything, or which is lost for good, has a finding of its own.
    private boolean isToldOtherwise(Judged one) {
        boolean ofRegion = one.stake.disruption() == Promise.Disruption.REGION
                || one.stake.disruption() == Promise.Disruption.ZONE;
        return ofRegion && culprits(one).stream().anyMatch(store -> Outcome.isUnknown(store) || isLost(store));
    }

    private List<Store> culprits(Judged one) {
        if (one.outcome.culprit().isPresent()) {
            return List.of(store(one.outcome.culprit().get()));
        }
        String heaviest = one.outcome
                .heaviest(one.verdict() == Verdict.UNATTAINABLE)
                .flatMap(Term::path)
                .orElse("");
        return one.stake.reach().stores().stream()
                .filter(name -> heaviest.startsWith("data." + name + "."))
                .map(this::store)
                .toList();
    }

    private boolean isLost(Store store) {
        return new Comebacks(subject).after(store, Promise.Disruption.REGION).way() == Comeback.Way.LOST;
    }

    private Store store(String name) {
        return Objects.requireNonNull(subject.blueprint().stores().get(name));
    }

    private static Finding finding(Judged one) {
        boolean best = one.verdict() == Verdict.UNATTAINABLE;
        Stake stake = one.stake;
        Rule rule = switch (stake.objective()) {
            case RTO -> best ? stake.isClaim() ? Rule.CLAIM_REFUTED : Rule.RTO_UNATTAINABLE : Rule.RTO_AT_RISK;
            case RPO -> best ? stake.isClaim() ? Rule.CLAIM_REFUTED : Rule.RPO_UNATTAINABLE : Rule.RPO_AT_RISK;
            case AVAILABILITY -> throw new AssertionError("an availability is no time");
        };
        Optional<Term> heaviest = one.outcome.heaviest(best);
        String failing = heaviest.map(Term::name).orElse("");
        return Finding.of(rule, stake.path(), statement(one, best), why(one, best, heaviest), fix(one, best))
                .about(stake.path())
                .with(new Finding.Arithmetic(inequality(stake, one.outcome, best), failing, one.outcome.terms()));
    }

    private static String statement(Judged one, boolean best) {
        Stake stake = one.stake;
        String what = switch (stake.disruption()) {
            case ZONE -> "the loss of a zone";
            case REGION -> "the loss of a region";
            case CORRUPTION -> "corrupted data";
            case BAD_DEPLOY -> "a bad version";
        };
        String side = words(
                stake, best ? one.outcome.span().best() : one.outcome.span().plan(), best);
        String bound = text(stake.bound());
        String how = best ? "even at best" : "as planned";
        return stake.objective() == Promise.Objective.RTO
                ? "`" + stake.owner() + "` needs " + side + " " + how + " to recover from " + what + ", and " + bound
                        + " is promised"
                : "`" + stake.owner() + "` loses "
                        + (side.startsWith("without") ? "writes " + side : side + " of writes") + " " + how + " with "
                        + what + ", and " + bound + " is promised";
    }

    private static String why(Judged one, boolean best, Optional<Term> heaviest) {
        String term = heaviest.map(found ->
                        "`" + found.name() + "`" + (found.source().isEmpty() ? "" : " (" + found.source() + ")"))
                .orElse("the sum");
        boolean alone = heaviest.flatMap(found -> Outcome.side(found, best))
                .filter(time -> time.compareTo(one.stake.bound()) > 0)
                .isPresent();
        return best
                ? term + (alone ? " alone is more than is promised" : " weighs most")
                : "it holds on typical figures only, at best "
                        + words(one.outcome.span().best()) + "; " + term
                        + (heaviest.flatMap(found -> Outcome.side(found, false)).isEmpty()
                                ? " has no bound"
                                : " weighs most");
    }

    private static String fix(Judged one, boolean best) {
        Optional<Duration> reachable = one.outcome.span().plan();
        return reachable
                .map(time -> "no change of one or two values helps; what can be promised is " + text(time))
                .orElse(
                        best
                                ? "no change of one or two values helps: another mechanism is needed"
                                : "measure it with drills, and declare what bounds it");
    }

    static String inequality(Stake stake, Outcome outcome, boolean best) {
        Optional<Duration> side = best ? outcome.span().best() : outcome.span().plan();
        boolean holds = side.filter(time -> time.compareTo(stake.bound()) <= 0).isPresent();
        String sum = best ? outcome.bestSum() : outcome.planSum();
        return sum + " = " + words(stake, side, best) + (holds ? " ≤ " : " > ")
                + stake.objective().text() + " " + text(stake.bound());
    }

    /// A loss of which only is known that it is not nothing is no number.
    private static String words(Stake stake, Optional<Duration> side, boolean best) {
        boolean some = best
                && stake.objective() == Promise.Objective.RPO
                && side.filter(time -> !time.isZero() && time.compareTo(Duration.ofSeconds(1)) <= 0)
                        .isPresent();
        return some ? "more than 0s" : words(side);
    }

    private static String words(Optional<Duration> side) {
        return side.map(time -> text(time)).orElse("without bound");
    }
}
