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
/// A promise that one line makes for a zone and for a region is one row and at most one finding: the worse of
/// both.
final class Attainability {
    /// Nobody reads a line with more.
    private static final int MOST_STORES = 4;

    /// Findings that say of one store what every promise about it would say again.
    static final List<Rule> OF_A_STORE = List.of(Rule.NOBODY_KNOWS, Rule.LOST_WITH_ITS_REGION, Rule.IN_FLIGHT_LOST);

    private final Subject subject;
    private final SequencedMap<String, Judged> judged = new LinkedHashMap<>();
    private final List<Judged> milder = new ArrayList<>();

    /// A stake with what came of it.
    record Judged(Stake stake, Outcome outcome, boolean isWhole) {
        Judged(Stake stake, Outcome outcome) {
            this(stake, outcome, true);
        }

        Verdict verdict() {
            return outcome.verdict(stake.bound());
        }
    }

    Attainability(Subject subject) {
        this.subject = subject;
        for (Stake stake : subject.stakes()) {
            Judged next = new Judged(stake, Outcome.of(subject, stake));
            judged.merge(stake.path() + "|" + stake.owner(), next, this::worse);
        }
    }

    private Judged worse(Judged a, Judged b) {
        boolean second = b.verdict().compareTo(a.verdict()) > 0 || isRegionOfEqual(a, b);
        milder.add(second ? a : b);
        return second ? b : a;
    }

    private static boolean isRegionOfEqual(Judged a, Judged b) {
        return a.verdict() == b.verdict() && b.stake().disruption() == Promise.Disruption.REGION;
    }

    /// Each promise with its verdict, for comparing two states of a file.
    SequencedMap<String, Verdict> verdicts() {
        SequencedMap<String, Verdict> verdicts = new LinkedHashMap<>();
        judged.forEach((key, one) -> verdicts.put(key, one.verdict()));
        return verdicts;
    }

    /// The rows of the table. A line that promises the same for a zone and for a region is one row where both have
    /// the same verdict, and two where they differ.
    List<Promise> promises() {
        List<Promise> promises = new ArrayList<>();
        for (Judged one : judged.values()) {
            milder.stream()
                    .filter(other -> other.stake.path().equals(one.stake.path())
                            && other.stake.owner().equals(one.stake.owner())
                            && other.verdict() != one.verdict())
                    .forEach(other -> promises.add(promise(other)));
            promises.add(promise(one));
        }
        return promises;
    }

    private static Promise promise(Judged one) {
        return new Promise(
                one.stake.path(),
                one.stake.owner(),
                one.stake.objective(),
                Optional.of(one.stake.disruption()),
                text(one.stake.bound()),
                words(one.outcome.span().best()),
                words(one.outcome.span().plan()),
                one.outcome.worst().map(time -> text(time)),
                one.verdict(),
                one.outcome.parts(),
                Optional.empty());
    }

    /// Kinds of disruption for which an application promises nothing.
    List<String> unpromised() {
        List<String> missing = new ArrayList<>();
        for (var application : subject.blueprint().applications().values()) {
            for (Promise.Disruption disruption : Promise.Disruption.values()) {
                for (Promise.Objective objective : List.of(Promise.Objective.RTO, Promise.Objective.RPO)) {
                    boolean promised = subject.stakes().stream()
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

    /// @param repairs the search for a repair
    /// @param structure the findings of structure; an accepted one does not speak for a promise
    List<Finding> findings(Repairs repairs, List<Finding> structure) {
        List<String> told = structure.stream()
                .filter(finding -> finding.counts() && OF_A_STORE.contains(finding.rule()))
                .map(finding -> finding.at().split("\\.", -1)[1])
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (Judged one : judged.values()) {
            Stake rest = one.stake.without(toldOtherwise(one.stake, told));
            boolean isWhole = rest.reach().lost().equals(one.stake.reach().lost());
            Judged left = new Judged(rest, Outcome.of(subject, rest), isWhole);
            if (repeatsAnObjective(one.stake)) {
                continue;
            }
            if (left.verdict() != Verdict.UNATTAINABLE) {
                limits(left).ifPresent(findings::add);
            }
            switch (left.verdict()) {
                case ATTAINABLE -> {}
                case NOT_JUDGED -> {
                    if (one.verdict() == Verdict.NOT_JUDGED) {
                        findings.add(notJudged(one));
                    }
                }
                case UNKNOWN -> {
                    Finding finding = unknown(left);
                    findings.add(
                            denial(structure, one).isPresent()
                                    ? finding
                                    : repairs.of(rest, left.outcome)
                                            .map(finding::with)
                                            .orElse(finding));
                }
                case AT_RISK, UNATTAINABLE -> {
                    Optional<Finding> denial = denial(structure, one);
                    Optional<Finding.Repair> repair =
                            denial.isPresent() ? Optional.empty() : repairs.of(rest, left.outcome);
                    boolean gaveUp = repairs.gaveUp();
                    Finding finding = withoutEnd(left).orElseGet(() -> finding(left, gaveUp));
                    Finding first = denial.map(error ->
                                    finding.withFix("first what " + error.rule().id() + " asks for: " + error.fix()))
                            .orElse(finding);
                    findings.add(repair.map(first::with).orElse(first));
                }
            }
        }
        return findings;
    }

    /// An error of structure that makes the promise void whatever its arithmetic says: no change of a figure helps
    /// before
    /// it is mended.
    private Optional<Finding> denial(List<Finding> structure, Judged one) {
        Promise promise = promise(one);
        return structure.stream()
                .filter(finding -> finding.counts() && Denials.denies(subject, finding, promise))
                .findFirst();
    }

    /// A promise that holds as planned, and not when steps take as long as their limits allow.
    private static Optional<Finding> limits(Judged one) {
        Duration bound = one.stake.bound();
        return one.outcome
                .worst()
                .filter(worst -> worst.compareTo(bound) > 0)
                .map(worst -> Finding.of(
                                Rule.LIMITS_ALLOW_MORE,
                                one.stake.path(),
                                "the limits of the steps allow `" + one.stake.owner() + "` " + text(worst)
                                        + " to recover, and " + text(bound) + " is promised",
                                "a step that hangs is ended by its `timeout` and not before; as planned it is "
                                        + words(one.outcome.span().plan()),
                                "shorter `timeout`s that add up to less than " + text(bound) + ", or an rto of "
                                        + text(worst))
                        .about(one.stake.path()));
    }

    /// A promise with nothing behind it; where no application, service or store is there to lose, too.
    private static Finding notJudged(Judged one) {
        Stake stake = one.stake;
        boolean loss = stake.objective() == Promise.Objective.RPO;
        return Finding.of(
                        Rule.NOT_JUDGED,
                        stake.path(),
                        "`" + stake.owner() + "` promises " + stake.objective().text() + " " + text(stake.bound())
                                + (loss
                                        ? ", and the file has no store that it could be about"
                                        : ", and no figure behind it is declared or published"),
                        loss
                                ? "a promise about loss is judged by the stores that could lose"
                                : "a sum of defaults says nothing about this system",
                        loss ? "declare the stores under `data`" : "declare probes, stores and entrances")
                .about(stake.path());
    }

    /// A promise that a missing figure decides.
    private static Finding unknown(Judged one) {
        Stake stake = one.stake;
        List<Term> missing = one.outcome.unknown();
        String what = String.join(
                ", ",
                missing.stream()
                        .map(term -> term.name().replaceFirst(" unknown$", ""))
                        .distinct()
                        .limit(MOST_STORES)
                        .toList());
        String declare = String.join(
                "; ",
                missing.stream().map(Term::source).distinct().limit(MOST_STORES).toList());
        return Finding.of(
                        Rule.FIGURE_UNKNOWN,
                        stake.path(),
                        "`" + stake.owner() + "` promises " + stake.objective().text() + " " + text(stake.bound())
                                + ", and nothing is known of: " + what,
                        "no figure is taken from another provider or made up, so the promise is neither confirmed nor"
                                + " refuted",
                        declare)
                .about(stake.path())
                .with(new Finding.Arithmetic(
                        inequality(stake, one.outcome, false),
                        missing.getFirst().name(),
                        one.outcome.terms()));
    }

    /// Of a promise of a file to recover from the loss of a place, where nothing bounds how long that takes.
    private Optional<Finding> withoutEnd(Judged one) {
        Stake stake = one.stake;
        boolean isPlaceLost =
                stake.disruption() == Promise.Disruption.REGION || stake.disruption() == Promise.Disruption.ZONE;
        boolean hasNoEnd = one.outcome.span().best().isEmpty();
        return stake.objective() == Promise.Objective.RTO && isPlaceLost && hasNoEnd && !stake.isClaim()
                ? RefusalRules.of(subject, stake).or(() -> OnePlaceRules.of(subject, stake, one.outcome))
                : Optional.empty();
    }

    /// A document that says an objective once more says nothing new.
    private boolean repeatsAnObjective(Stake stake) {
        return stake.isClaim()
                && judged.values().stream()
                        .map(Judged::stake)
                        .anyMatch(other -> !other.isClaim()
                                && other.objective() == stake.objective()
                                && other.disruption() == stake.disruption()
                                && other.bound().equals(stake.bound())
                                && other.reach().equals(stake.reach()));
    }

    /// A store of which nobody knows anything, or which is lost for good, has an error of its own.
    private List<String> toldOtherwise(Stake stake, List<String> told) {
        boolean leaves =
                stake.disruption() == Promise.Disruption.REGION || stake.disruption() == Promise.Disruption.ZONE;
        return stake.reach().lost().stream()
                .filter(name -> leaves && told.contains(name))
                .map(this::store)
                .filter(store -> Outcome.isUnknown(store) || isGone(store, stake))
                .map(Store::name)
                .toList();
    }

    /// Whether nothing of the store is left in the region that takes over.
    private boolean isGone(Store store, Stake stake) {
        Comeback way = subject.wayBack(store, stake.disruption());
        boolean ownIsGone = way.way() == Comeback.Way.OWN_ELSEWHERE
                && stake.objective() == Promise.Objective.RPO
                && way.loss().span().best().isEmpty();
        return way.way() == Comeback.Way.LOST || ownIsGone;
    }

    private Store store(String name) {
        return Objects.requireNonNull(subject.blueprint().stores().get(name));
    }

    /// @param gaveUp whether the search for a repair ended before it was through
    private Finding finding(Judged one, boolean gaveUp) {
        boolean best = one.verdict() == Verdict.UNATTAINABLE;
        Stake stake = one.stake;
        Rule rule = switch (stake.objective()) {
            case RTO -> best ? stake.isClaim() ? Rule.CLAIM_REFUTED : Rule.RTO_UNATTAINABLE : Rule.RTO_AT_RISK;
            case RPO -> best ? stake.isClaim() ? Rule.CLAIM_REFUTED : Rule.RPO_UNATTAINABLE : Rule.RPO_AT_RISK;
            case AVAILABILITY -> throw new AssertionError("an availability is no time");
        };
        boolean exceeds = !best
                && !one.outcome.unknown().isEmpty()
                && one.outcome
                        .known()
                        .filter(most -> most.compareTo(stake.bound()) > 0)
                        .isPresent();
        Optional<Term> heaviest = exceeds ? one.outcome.heaviestKnown() : one.outcome.toBlame(stake.bound(), best);
        String failing = heaviest.map(Term::name).orElse("");
        return Finding.of(rule, stake.path(), statement(one, best), why(one, best, heaviest), fix(one, best, gaveUp))
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
        Optional<Duration> side =
                best ? one.outcome.span().best() : one.outcome.span().plan();
        String who = "`" + stake.owner() + "`";
        String promised = ", and " + text(stake.bound()) + " is promised";
        boolean time = stake.objective() == Promise.Objective.RTO;
        if (side.isEmpty() && best && !time) {
            String lost =
                    one.outcome.culprit().map(name -> "all of `" + name + "`").orElse("everything");
            return who + " loses " + lost + " with " + what + promised;
        }
        if (side.isEmpty() && best) {
            return who + " has no way back from " + what + promised;
        }
        Optional<Duration> known = one.outcome.unknown().isEmpty()
                ? Optional.empty()
                : one.outcome.known().filter(most -> most.compareTo(stake.bound()) > 0);
        if (side.isEmpty() && known.isPresent()) {
            return who + (time ? " needs " : " loses ") + text(known.get()) + (time ? "" : " of writes")
                    + " as planned without "
                    + one.outcome.unknown().getFirst().name().replaceFirst(" unknown$", "")
                    + ", of which nothing is known, " + (time ? "to recover from " : "with ") + what + promised;
        }
        if (side.isEmpty()) {
            return (time
                            ? "nothing bounds how long " + who + " takes to recover from "
                            : "nothing bounds what " + who + " loses with ")
                    + what
                    + promised;
        }
        String how = words(stake, side, best) + (time ? " " : " of writes ") + (best ? "even at best" : "as planned");
        return who + (time ? " needs " + how + " to recover from " : " loses " + how + " with ") + what + promised;
    }

    private static String why(Judged one, boolean best, Optional<Term> blamed) {
        String term = blamed.map(found ->
                        "`" + found.name() + "`" + (found.source().isEmpty() ? "" : " (" + found.source() + ")"))
                .orElse("the sum");
        Optional<Duration> weight = blamed.flatMap(found -> Outcome.side(found, best));
        if (!best) {
            return "it holds on typical figures only, at best "
                    + words(one.outcome.span().best()) + "; " + term
                    + (weight.isEmpty() ? " has no bound" : " weighs most");
        }
        boolean alone =
                weight.filter(time -> time.compareTo(one.stake.bound()) > 0).isPresent();
        return term + (alone ? " is already " + words(one.stake, weight, true) : " weighs most");
    }

    private String fix(Judged one, boolean best, boolean gaveUp) {
        return otherWay(one).map(other -> other + "; ").orElse("") + withoutRepair(one, best, gaveUp);
    }

    /// The other way back of the store that decides, where it would keep this promise and break another one.
    private Optional<String> otherWay(Judged one) {
        Stake stake = one.stake;
        Optional<String> store = one.outcome
                .culprit()
                .or(() -> one.outcome.parts().stream()
                        .flatMap(part -> part.store().stream())
                        .findFirst());
        return store.map(this::store).flatMap(found -> {
            Comeback chosen = subject.wayBack(found, stake.disruption());
            return new Comebacks(subject)
                    .ways(found, stake.disruption()).stream()
                            .filter(way ->
                                    way.way() != chosen.way() && WayChoice.verdict(way, stake) == Verdict.ATTAINABLE)
                            .findFirst()
                            .map(way -> "`" + found.name() + "` comes back by " + chosen.description() + "; by "
                                    + way.description() + " it keeps this promise and "
                                    + broken(found, way, stake));
        });
    }

    private String broken(Store store, Comeback way, Stake stake) {
        return WayChoice.stakes(subject, store, stake.disruption()).stream()
                .filter(other -> WayChoice.verdict(way, other) != Verdict.ATTAINABLE)
                .findFirst()
                .map(other -> "not " + other.objective().text() + " " + text(other.bound()) + ": choose one")
                .orElse("all others");
    }

    private static String withoutRepair(Judged one, boolean best, boolean gaveUp) {
        Optional<Duration> reachable = one.outcome.span().plan();
        String tried =
                gaveUp ? "no change that was tried helps" : "no change of one or two settings that was tried helps";
        Optional<Duration> known = one.outcome.unknown().isEmpty() ? Optional.empty() : one.outcome.known();
        if (reachable.isEmpty()
                && !best
                && known.filter(most -> most.compareTo(one.stake.bound()) > 0).isPresent()) {
            return tried + "; the known part alone takes " + text(known.get()) + ", and "
                    + one.outcome.unknown().getFirst().source();
        }
        return reachable
                .filter(_ -> one.isWhole())
                .map(time -> tried + "; what can be promised is " + text(time))
                .orElse(
                        best
                                ? tried + ": another mechanism is needed"
                                : "measure it with drills, and declare what bounds it");
    }

    static String inequality(Stake stake, Outcome outcome, boolean best) {
        Optional<Duration> side = best ? outcome.span().best() : outcome.span().plan();
        boolean holds = side.filter(time -> time.compareTo(stake.bound()) <= 0).isPresent();
        String sum = stake.objective() == Promise.Objective.RTO
                ? (best ? outcome.bestSum() : outcome.planSum()) + " = "
                        + side.map(time -> text(time, stake.bound())).orElse("without bound")
                : losses(stake, outcome, best);
        return sum + (holds ? " ≤ " : " > ") + stake.objective().text() + " "
                + text(stake.bound(), side.orElse(stake.bound()));
    }

    /// Each store that loses more than is promised, or the one that loses most.
    private static String losses(Stake stake, Outcome outcome, boolean best) {
        boolean holds = outcome.isWithin(stake.bound(), best);
        List<String> words = new ArrayList<>();
        outcome.losses().forEach((name, term) -> {
            boolean within = best
                    ? !term.span().cannotBeWithin(stake.bound())
                    : term.span().isWithin(stake.bound());
            boolean worst = outcome.culprit().equals(Optional.of(name));
            if (holds ? worst : !within) {
                words.add(name + ": " + term.name() + " = " + words(stake, Outcome.side(term, best), best));
            }
        });
        String more = words.size() > MOST_STORES ? "; " + (words.size() - MOST_STORES) + " more stores" : "";
        return String.join("; ", words.subList(0, Math.min(MOST_STORES, words.size()))) + more;
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
