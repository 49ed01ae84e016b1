package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The findings about promises of a time or a loss that do not hold, with their sentences.
final class AttainabilityFindings {
    /// The most stores that one line names.
    private static final int MOST_STORES = 4;

    /// How a fix begins that offers the sum as it is planned.
    static final String PROMISABLE = "what can be promised is ";

    private final Subject subject;
    private final LossFixes losses;
    private final RecoveryCauses causes;

    AttainabilityFindings(Subject subject) {
        this.subject = subject;
        this.losses = new LossFixes(subject);
        this.causes = new RecoveryCauses(subject);
    }

    /// A promise that missing figures decide: each of them is named with its key, since one alone settles nothing.
    static Finding unknown(JudgedStake one) {
        Stake stake = one.stake();
        List<Term> missing = one.outcome().unknown(stake.bound());
        String what = Listed.first(missing.stream()
                .map(term -> term.name().replaceFirst(" unknown$", ""))
                .distinct()
                .toList());
        String declare =
                String.join("; ", missing.stream().map(Term::source).distinct().toList());
        return Finding.of(
                        Rule.FIGURE_UNKNOWN,
                        stake.path(),
                        "`" + stake.owner() + "` promises " + stake.objective().text() + " " + text(stake.bound())
                                + (stake.disruption() == Promise.Disruption.ZONE ? " for a lost zone" : "")
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

    /// The same about the rest of a promise that other errors break already.
    static Finding beside(Finding unknown) {
        Finding finding = Finding.of(
                        unknown.rule(),
                        unknown.at(),
                        unknown.statement()
                                .replace(
                                        ", and nothing is known of",
                                        ", which does not hold; besides, nothing is known of"),
                        "the errors about single stores break the promise; whether the rest keeps it is not known"
                                + " either",
                        unknown.fix())
                .with(unknown.severity());
        Finding about = unknown.objective().map(finding::about).orElse(finding);
        return unknown.arithmetic().map(about::with).orElse(about);
    }

    /// The search for a repair that found none.
    ///
    /// @param paths the places of the file whose changes were tried
    /// @param gaveUp whether it ended at a limit
    /// @param ofOneStore a change that mends one store of several
    record Tried(List<String> paths, boolean gaveUp, Optional<String> ofOneStore) {
        /// What the search says of a remedy, as a sentence without its end; empty where it says nothing that a
        /// reader can use.
        Optional<String> remedy() {
            return ofOneStore.or(() -> gaveUp
                    ? Optional.of("no change that was tried helps")
                    : paths.isEmpty() ? Optional.of("no setting of the file helps") : Optional.empty());
        }

        /// The same before the rest of a sentence.
        String before(String separator) {
            return remedy().map(text -> text + separator).orElse("");
        }
    }

    Finding of(JudgedStake one, Tried tried) {
        boolean best = one.verdict() == Verdict.UNATTAINABLE;
        Stake stake = one.stake();
        Rule rule = switch (stake.objective()) {
            case RTO -> best ? stake.isClaim() ? Rule.CLAIM_REFUTED : Rule.RTO_UNATTAINABLE : Rule.RTO_AT_RISK;
            case RPO -> best ? stake.isClaim() ? Rule.CLAIM_REFUTED : Rule.RPO_UNATTAINABLE : Rule.RPO_AT_RISK;
            case AVAILABILITY, LATENCY, TIME -> throw new AssertionError("no stake is of this kind");
        };
        boolean exceeds = !best && one.outcome().knownAbove(stake.bound()).isPresent();
        Optional<Term> heaviest = exceeds
                ? one.outcome().heaviestKnown()
                : one.outcome().endless(best).or(() -> one.outcome().toBlame(stake.bound(), best));
        String failing = heaviest.map(Term::name).orElse("");
        return Finding.of(
                        rule,
                        stake.path(),
                        statement(one, best),
                        AttainabilityReasons.of(one, best),
                        fix(one, best, tried))
                .about(stake.path())
                .with(new Finding.Arithmetic(
                        inequality(stake, one.outcome(), best),
                        failing,
                        one.outcome().terms()));
    }

    private String statement(JudgedStake one, boolean best) {
        Stake stake = one.stake();
        String what = switch (stake.disruption()) {
            case ZONE -> "the loss of a zone";
            case REGION -> "the loss of a region";
            case CORRUPTION -> "corrupted data";
            case BAD_DEPLOY -> "a bad version";
            case PLANNED -> "a planned move";
        };
        Optional<Duration> side =
                best ? one.outcome().span().best() : one.outcome().span().plan();
        String who = "`" + stake.owner() + "`";
        String promised = ", and " + text(stake.bound()) + " is promised";
        boolean time = stake.objective() == Promise.Objective.RTO;
        if (side.isEmpty()) {
            return withoutBound(one, best, what, promised);
        }
        if (!time
                && !one.isWhole()
                && !stake.isClaim()
                && one.outcome().culprit().isPresent()) {
            return "`" + one.outcome().culprit().get() + "` of " + who + " loses " + words(stake, side, best)
                    + " of writes " + (best ? "even at best" : "as planned") + " with " + what + promised;
        }
        String how = words(stake, side, best) + (time ? " " : " of writes ") + (best ? "even at best" : "as planned");
        return who + (time ? " needs " + how + " to recover from " : " loses " + how + " with ") + what + promised;
    }

    /// The statement about a promise whose figure has no bound.
    private String withoutBound(JudgedStake one, boolean best, String what, String promised) {
        String who = "`" + one.stake().owner() + "`";
        boolean time = one.stake().objective() == Promise.Objective.RTO;
        if (best && !time) {
            String lost =
                    one.outcome().culprit().map(name -> "all of `" + name + "`").orElse("everything");
            return who + " loses " + lost + " with " + what + promised;
        }
        if (best) {
            boolean ofAStore = one.outcome()
                    .endless(true)
                    .flatMap(Term::path)
                    .filter(path -> path.startsWith("data."))
                    .isPresent();
            Optional<List<String>> left = UsersLeftBehind.alone(subject, one);
            if (left.isPresent()) {
                String where =
                        one.stake().isClaim() ? "`" + one.stake().application().name() + "`" : who;
                return "users of " + Listed.names(left.get()) + " do not get back to " + where + " after " + what
                        + " while that lasts" + promised;
            }
            return ofAStore
                    ? who + " has no way back from " + what + promised
                    : who + " does not recover from " + what + " while that lasts" + promised;
        }
        Optional<Duration> known = one.outcome().knownAbove(one.stake().bound());
        if (known.isEmpty()) {
            return (time
                            ? "nothing bounds how long " + who + " takes to recover from "
                            : "nothing bounds what " + who + " loses with ")
                    + what
                    + promised;
        }
        return who + (time ? " needs " : " loses ") + text(known.get()) + (time ? "" : " of writes")
                + " as planned without " + withoutBound(one.outcome()) + ", " + (time ? "to recover from " : "with ")
                + what + promised;
    }

    /// Each term without a bound, with that clause.
    private static String withoutBound(Outcome outcome) {
        List<String> names = outcome.unbounded().stream()
                .map(AttainabilityFindings::nameOf)
                .distinct()
                .toList();
        return Listed.few(names) + (names.size() == 1 ? ", which has" : ", which have") + " no known bound";
    }

    private String fix(JudgedStake one, boolean best, Tried tried) {
        return otherWay(one).map(other -> other + "; ").orElse("")
                + (best ? "" : losses.zones(one).map(zones -> zones + "; else ").orElse(""))
                + withoutRepair(one, best, tried);
    }

    /// The other way back of the store that decides, where it would keep this promise and break another one.
    private Optional<String> otherWay(JudgedStake one) {
        Stake stake = one.stake();
        Optional<String> store = one.outcome()
                .culprit()
                .or(() -> one.outcome().parts().stream()
                        .flatMap(part -> part.store().stream())
                        .findFirst());
        return store.map(name -> subject.store(name)).flatMap(found -> {
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

    private String withoutRepair(JudgedStake one, boolean best, Tried tried) {
        Outcome outcome = one.outcome();
        Stake stake = one.stake();
        Optional<Term> endless = outcome.endless(true);
        if (best && endless.isPresent() && stake.objective() == Promise.Objective.RTO) {
            return causes.mended(one);
        }
        Optional<Duration> known = best ? Optional.empty() : outcome.knownAbove(stake.bound());
        if (known.isPresent()) {
            return OpenFixes.known(subject, one) + " first, or a promise above " + text(known.get())
                    + tried.ofOneStore().map(store -> " (" + store + ")").orElse("") + "; for the rest: "
                    + OpenFixes.rest(outcome);
        }
        if (best && stake.objective() == Promise.Objective.RPO) {
            Optional<String> instruction = losses.backups(one).or(() -> losses.waiting(one));
            if (instruction.isPresent()) {
                return instruction.get();
            }
        }
        Optional<Duration> reachable = one.isWhole() ? HeldFigure.of(subject, one) : Optional.empty();
        return reachable
                .map(time -> Optional.of(one)
                                .filter(_ -> stake.objective() == Promise.Objective.RPO)
                                .flatMap(losses::copied)
                                .map(way -> way + ", or else ")
                                .orElseGet(() -> tried.before("; "))
                        + PROMISABLE
                        + HeldFigure.promisable(outcome, time, stake.bound()))
                .orElseGet(() -> best
                        ? tried.before(": ")
                                + (stake.isClaim()
                                        ? "strike the claim, or take another mechanism"
                                        : OpenFixes.needed(subject, one, tried))
                        : stake.objective() == Promise.Objective.RPO ? losses.watched(one) : OpenFixes.measured(one));
    }

    static String nameOf(Term term) {
        return "`" + term.name().replaceFirst(" unknown$", "") + "`";
    }

    /// A term with the key of the policy that it comes from, where it is one.
    static String keyed(Term term) {
        return nameOf(term)
                + term.path()
                        .filter(Candidate::isNumber)
                        .map(path -> " (`" + path + "`)")
                        .orElse("");
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
    static String words(Stake stake, Optional<Duration> side, boolean best) {
        boolean some = best
                && stake.objective() == Promise.Objective.RPO
                && side.filter(time -> !time.isZero() && time.compareTo(Duration.ofSeconds(1)) <= 0)
                        .isPresent();
        return some ? "more than 0s" : words(side);
    }

    /// The best of a loss. A millisecond stands for writes under way, of which no figure is known.
    static String least(Optional<Duration> best) {
        return isSome(best) ? "more than 0s" : words(best);
    }

    /// Whether a loss is known to be above zero, and its size is not.
    static boolean isSome(Optional<Duration> best) {
        return best.filter(time -> !time.isZero() && time.compareTo(Duration.ofMillis(1)) <= 0)
                .isPresent();
    }

    static String words(Optional<Duration> side) {
        return side.map(time -> text(time)).orElse("without bound");
    }
}
