package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The findings about promises of a time or a loss that do not hold, with their sentences.
final class AttainabilityFindings {
    /// The most stores that one line names.
    private static final int MOST_STORES = 4;

    private final Subject subject;

    AttainabilityFindings(Subject subject) {
        this.subject = subject;
    }

    /// A promise that holds as planned, and not when steps take as long as their limits allow.
    static Optional<Finding> limits(JudgedStake one) {
        Duration bound = one.stake().bound();
        return one.outcome()
                .worst()
                .filter(worst -> worst.compareTo(bound) > 0)
                .map(worst -> Finding.of(
                                Rule.LIMITS_ALLOW_MORE,
                                one.stake().path(),
                                "the limits of the steps allow `" + one.stake().owner() + "` " + text(worst)
                                        + " to recover, and " + text(bound) + " is promised",
                                "a step that hangs is ended by its `timeout` and not before; as planned it is "
                                        + words(one.outcome().span().plan()),
                                "shorter `timeout`s that add up to less than " + text(bound) + ", or an rto of "
                                        + text(worst))
                        .about(one.stake().path()));
    }

    /// A promise with nothing behind it; where no application, service or store is there to lose, too.
    static Finding notJudged(JudgedStake one) {
        Stake stake = one.stake();
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
    static Finding unknown(JudgedStake one) {
        Stake stake = one.stake();
        List<Term> missing = one.outcome().unknown();
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
                        inequality(stake, one.outcome(), false),
                        missing.getFirst().name(),
                        one.outcome().terms()));
    }

    /// @param gaveUp whether the search for a repair ended before it was through
    Finding of(JudgedStake one, boolean gaveUp) {
        boolean best = one.verdict() == Verdict.UNATTAINABLE;
        Stake stake = one.stake();
        Rule rule = switch (stake.objective()) {
            case RTO -> best ? stake.isClaim() ? Rule.CLAIM_REFUTED : Rule.RTO_UNATTAINABLE : Rule.RTO_AT_RISK;
            case RPO -> best ? stake.isClaim() ? Rule.CLAIM_REFUTED : Rule.RPO_UNATTAINABLE : Rule.RPO_AT_RISK;
            case AVAILABILITY -> throw new AssertionError("an availability is no time");
        };
        boolean exceeds = !best
                && !one.outcome().unknown().isEmpty()
                && one.outcome()
                        .known()
                        .filter(most -> most.compareTo(stake.bound()) > 0)
                        .isPresent();
        Optional<Term> heaviest =
                exceeds ? one.outcome().heaviestKnown() : one.outcome().toBlame(stake.bound(), best);
        String failing = heaviest.map(Term::name).orElse("");
        return Finding.of(rule, stake.path(), statement(one, best), why(one, best, heaviest), fix(one, best, gaveUp))
                .about(stake.path())
                .with(new Finding.Arithmetic(
                        inequality(stake, one.outcome(), best),
                        failing,
                        one.outcome().terms()));
    }

    private static String statement(JudgedStake one, boolean best) {
        Stake stake = one.stake();
        String what = switch (stake.disruption()) {
            case ZONE -> "the loss of a zone";
            case REGION -> "the loss of a region";
            case CORRUPTION -> "corrupted data";
            case BAD_DEPLOY -> "a bad version";
        };
        Optional<Duration> side =
                best ? one.outcome().span().best() : one.outcome().span().plan();
        String who = "`" + stake.owner() + "`";
        String promised = ", and " + text(stake.bound()) + " is promised";
        boolean time = stake.objective() == Promise.Objective.RTO;
        if (side.isEmpty() && best && !time) {
            String lost =
                    one.outcome().culprit().map(name -> "all of `" + name + "`").orElse("everything");
            return who + " loses " + lost + " with " + what + promised;
        }
        if (side.isEmpty() && best) {
            return who + " has no way back from " + what + promised;
        }
        Optional<Duration> known = one.outcome().unknown().isEmpty()
                ? Optional.empty()
                : one.outcome().known().filter(most -> most.compareTo(stake.bound()) > 0);
        if (side.isEmpty() && known.isPresent()) {
            return who + (time ? " needs " : " loses ") + text(known.get()) + (time ? "" : " of writes")
                    + " as planned without "
                    + one.outcome().unknown().getFirst().name().replaceFirst(" unknown$", "")
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

    private static String why(JudgedStake one, boolean best, Optional<Term> blamed) {
        String term = blamed.map(found ->
                        "`" + found.name() + "`" + (found.source().isEmpty() ? "" : " (" + found.source() + ")"))
                .orElse("the sum");
        Optional<Duration> weight = blamed.flatMap(found -> Outcome.side(found, best));
        if (!best) {
            return "it holds on typical figures only, at best "
                    + words(one.outcome().span().best()) + "; " + term
                    + (weight.isEmpty() ? " has no bound" : " weighs most");
        }
        boolean alone =
                weight.filter(time -> time.compareTo(one.stake().bound()) > 0).isPresent();
        return term + (alone ? " is already " + words(one.stake(), weight, true) : " weighs most");
    }

    private String fix(JudgedStake one, boolean best, boolean gaveUp) {
        return otherWay(one).map(other -> other + "; ").orElse("") + withoutRepair(one, best, gaveUp);
    }

    /// The other way back of the store that decides, where it would keep this promise and break another one.
    private Optional<String> otherWay(JudgedStake one) {
        Stake stake = one.stake();
        Optional<String> store = one.outcome()
                .culprit()
                .or(() -> one.outcome().parts().stream()
                        .flatMap(part -> part.store().stream())
                        .findFirst());
        return store.map(name ->
                        Objects.requireNonNull(subject.blueprint().stores().get(name)))
                .flatMap(found -> {
                    Comeback chosen = subject.wayBack(found, stake.disruption());
                    return new Comebacks(subject)
                            .ways(found, stake.disruption()).stream()
                                    .filter(way -> way.way() != chosen.way()
                                            && WayChoice.verdict(way, stake) == Verdict.ATTAINABLE)
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

    private static String withoutRepair(JudgedStake one, boolean best, boolean gaveUp) {
        Optional<Duration> reachable = one.outcome().span().plan();
        String tried =
                gaveUp ? "no change that was tried helps" : "no change of one or two settings that was tried helps";
        Optional<Duration> known = one.outcome().unknown().isEmpty()
                ? Optional.empty()
                : one.outcome().known();
        if (reachable.isEmpty()
                && !best
                && known.filter(most -> most.compareTo(one.stake().bound()) > 0).isPresent()) {
            return tried + "; the known part alone takes " + text(known.get()) + ", and "
                    + one.outcome().unknown().getFirst().source();
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

    static String words(Optional<Duration> side) {
        return side.map(time -> text(time)).orElse("without bound");
    }
}
