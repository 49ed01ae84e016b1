package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The result of the arithmetic for a stake.
///
/// @param span the whole
/// @param worst the longest that the limits of the plan's steps allow; empty where no step has a limit
/// @param founded whether a figure that was declared or published stands behind it, also one that adds nothing
/// @param terms its summands, or of a loss the one of each store
/// @param losses of a promise about loss: the loss of each store
/// @param bestSum the sum in words, at best
/// @param planSum the sum in words, as planned
/// @param culprit the store that decides, where one does
/// @param parts the phases, or the stores, with their figures
record Outcome(
        Span span,
        Optional<Duration> worst,
        boolean founded,
        List<Term> terms,
        SequencedMap<String, Term> losses,
        String bestSum,
        String planSum,
        Optional<String> culprit,
        List<Promise.Part> parts) {

    private static final Term NO_ENTRANCE = Figures.derived(
            "the file has no entrance: the way of users is not known",
            Span.ZERO,
            "no `traffic.entrances` is declared",
            "traffic.entrances");

    static Outcome of(Subject subject, Stake stake) {
        return switch (stake.objective()) {
            case RTO -> recovery(subject, stake, CountedPhases.of(subject, stake));
            case RPO -> loss(subject, stake);
            case AVAILABILITY, LATENCY, TIME -> throw new AssertionError("no stake is of this kind");
        };
    }

    /// The result for a part of a promise that moves together with the rest of it.
    ///
    /// @param rest the part
    /// @param whole the promise
    static Outcome ofRest(Subject subject, Stake rest, Stake whole) {
        return rest.objective() == Promise.Objective.RTO
                ? recovery(subject, rest, CountedPhases.ofRest(subject, rest, whole))
                : of(subject, rest);
    }

    /// A promise without a term that was declared or published is not judged: a ✓ would rest on nothing.
    Verdict verdict(Duration bound) {
        if (span.cannotBeWithin(bound)) {
            return Verdict.UNATTAINABLE;
        }
        if (!span.isWithin(bound)) {
            boolean decides = all().anyMatch(Term::isUnknown)
                    && known().filter(time -> time.compareTo(bound) <= 0).isPresent();
            return decides ? Verdict.UNKNOWN : Verdict.AT_RISK;
        }
        return founded ? Verdict.ATTAINABLE : Verdict.NOT_JUDGED;
    }

    private Stream<Term> all() {
        return losses.isEmpty() ? terms.stream() : losses.values().stream();
    }

    private static boolean isFounded(Term term) {
        return switch (term.basis()) {
            case DECLARED, SOURCED, MEASURED -> true;
            case DERIVED, UNKNOWN -> false;
        };
    }

    /// The plan without the missing figures: the sum of the known terms, or the largest known loss. Empty where a
    /// known term has no bound.
    Optional<Duration> known() {
        List<Span> spans =
                all().filter(term -> !term.isUnknown()).map(Term::span).toList();
        return losses.isEmpty()
                ? spans.stream().reduce(Span.ZERO, Span::plus).plan()
                : spans.stream().reduce(Span.ZERO, Span::max).plan();
    }

    /// The sum of the terms that have a bound, or the largest loss that has one, where some other term has none
    /// and this alone is above the promise already.
    Optional<Duration> knownAbove(Duration bound) {
        if (span.plan().isPresent()) {
            return Optional.empty();
        }
        List<Duration> bounded =
                all().flatMap(term -> term.span().plan().stream()).toList();
        Duration known = losses.isEmpty()
                ? bounded.stream().reduce(Duration.ZERO, Duration::plus)
                : bounded.stream().reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
        return known.compareTo(bound) > 0 ? Optional.of(known) : Optional.empty();
    }

    /// The terms without a bound as planned, those without any figure first.
    List<Term> unbounded() {
        return all().filter(term -> term.span().plan().isEmpty())
                .sorted(Comparator.comparing((Term term) -> !term.isUnknown()))
                .toList();
    }

    /// The terms that never end, in their order.
    List<Term> allEndless() {
        return terms.stream().filter(term -> term.span().best().isEmpty()).toList();
    }

    /// The first term that never ends, on the side of the best.
    Optional<Term> endless(boolean best) {
        return best ? allEndless().stream().findFirst() : Optional.empty();
    }

    /// The time that can be promised for the whole: as planned, and never less than at best.
    Optional<Duration> promisable() {
        return span.best().flatMap(best -> span.plan().map(plan -> plan.compareTo(best) > 0 ? plan : best));
    }

    /// The known terms with a bound, the heaviest first.
    List<Term> heaviestKnownTerms() {
        Comparator<Term> byPlan =
                Comparator.comparing(term -> term.span().plan().orElse(Duration.ZERO));
        return all().filter(term -> term.span().plan().isPresent() && !term.isNothing())
                .sorted(byPlan.reversed())
                .toList();
    }

    /// The terms that decide a promise that does not hold, all of those that weigh the same: of a promise about
    /// loss those above the bound, since each store loses for itself.
    ///
    /// @param best whether it fails even at best
    List<Term> deciding(Duration bound, boolean best) {
        Optional<Term> first =
                losses.isEmpty() ? toBlame(bound, best) : terms.stream().findFirst();
        Stream<Term> among = losses.isEmpty()
                ? terms.stream().filter(term -> !term.isNothing())
                : losses.values().stream()
                        .filter(term -> side(term, best)
                                .filter(time -> time.compareTo(bound) <= 0)
                                .isEmpty());
        return first.stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one),
                        among.filter(
                                term -> !term.equals(one) && side(term, best).equals(side(one, best)))))
                .toList();
    }

    /// The known terms with a bound that alone are above the promise; of a sum all of them.
    List<Term> knownDeciding(Duration bound) {
        return heaviestKnownTerms().stream()
                .filter(term -> losses.isEmpty() || !term.span().isWithin(bound))
                .toList();
    }

    /// The known term that weighs most as planned.
    Optional<Term> heaviestKnown() {
        return heaviestKnownTerms().stream().findFirst();
    }

    /// The terms without a figure that decide.
    List<Term> unknown() {
        return all().filter(Term::isUnknown).toList();
    }

    boolean isWithin(Duration bound, boolean best) {
        return best ? !span.cannotBeWithin(bound) : span.isWithin(bound);
    }

    /// The term that weighs most on the side that fails; one without bound before all others.
    Optional<Term> heaviest(boolean best) {
        return terms.stream()
                .filter(term -> !term.isNothing())
                .max(Comparator.comparing((Term term) -> side(term, best).orElse(Duration.ofDays(100_000))));
    }

    /// The term to blame: of those that alone are more than the bound, one that the file says before one that
    /// somebody published; else the heaviest.
    Optional<Term> toBlame(Duration bound, boolean best) {
        return terms.stream()
                .filter(term -> side(term, best)
                        .filter(time -> time.compareTo(bound) > 0)
                        .isPresent())
                .filter(term -> term.basis() != Term.Basis.SOURCED)
                .findFirst()
                .or(() -> heaviest(best));
    }

    static Optional<Duration> side(Term term, boolean best) {
        return best ? term.span().best() : term.span().plan();
    }

    private static Outcome recovery(Subject subject, Stake stake, SequencedMap<String, RecoveryTime.Phase> phases) {
        List<Term> terms = new ArrayList<>();
        List<Promise.Part> parts = new ArrayList<>();
        Span sum = Span.ZERO;
        for (var entry : phases.entrySet()) {
            RecoveryTime.Phase phase = entry.getValue();
            terms.addAll(phase.terms());
            sum = sum.plus(phase.span());
            parts.add(part(subject, stake, entry.getKey(), phase));
        }
        Span whole = sum;
        boolean founded = terms.stream().anyMatch(Outcome::isFounded)
                || stake.reach().stores().stream()
                        .map(subject::store)
                        .anyMatch(store -> isFounded(
                                subject.wayBack(store, stake.disruption()).recovery()));
        return new Outcome(
                whole,
                CountedPhases.worst(subject, stake).filter(most -> !whole.plan().equals(Optional.of(most))),
                founded,
                terms,
                new LinkedHashMap<>(),
                Recovery.sum(phases, true),
                Recovery.sum(phases, false),
                Optional.empty(),
                parts);
    }

    /// A phase as the table shows it.
    private static Promise.Part part(Subject subject, Stake stake, String name, RecoveryTime.Phase phase) {
        Optional<Term> costless = hasNoWay(subject, stake, name, phase)
                ? Optional.of(NO_ENTRANCE)
                : undetected(subject, stake, name, phase);
        String none = words(Optional.of(Duration.ZERO));
        return costless.isPresent()
                ? Promise.Part.of(name, none, none, costless.get().name(), Promise.Origin.of(costless.get()))
                : new Promise.Part(
                        name,
                        words(phase.span().best()),
                        words(shown(phase.span())),
                        phase.why(),
                        name.equals("promote") ? store(phase) : Optional.empty(),
                        phase.terms().stream().map(Promise.Origin::of).toList());
    }

    /// The reason why a detection costs nothing; empty for any other phase.
    private static Optional<Term> undetected(Subject subject, Stake stake, String name, RecoveryTime.Phase phase) {
        boolean isSilent = name.equals("detect")
                && phase.terms().isEmpty()
                && stake.claimedFrom(subject)
                        .filter(from -> from != Claim.From.LOSS)
                        .isEmpty();
        String why = switch (stake.disruption()) {
            case ZONE, REGION -> "nothing waits for a detection";
            case CORRUPTION, BAD_DEPLOY -> "counted with `hold`: people notice";
            case PLANNED -> "nothing has to be detected";
        };
        return isSilent ? Optional.of(Figures.none(why)) : Optional.empty();
    }

    /// Whether users have to follow a move, and the file does not say how they reach any region.
    private static boolean hasNoWay(Subject subject, Stake stake, String name, RecoveryTime.Phase phase) {
        return name.equals("route")
                && phase.terms().isEmpty()
                && stake.disruption() == Promise.Disruption.REGION
                && stake.phases(subject).contains(name)
                && !stake.reach().services().isEmpty()
                && subject.topology().traffic().entrances().isEmpty();
    }

    /// The planned side as the table shows it. What is waited for beside an earlier phase may be shorter as
    /// planned than at best, since the earlier phase is longer then.
    private static Optional<Duration> shown(Span span) {
        boolean isShorter = span.best()
                .flatMap(best -> span.plan().filter(plan -> plan.compareTo(best) < 0))
                .isPresent();
        return isShorter ? span.best() : span.plan();
    }

    /// The store that the file says the figure of.
    private static Optional<String> store(RecoveryTime.Phase phase) {
        return phase.terms().stream()
                .flatMap(term -> term.path().stream())
                .filter(path -> path.startsWith("data."))
                .map(path -> path.split("\\.", -1)[1])
                .findFirst();
    }

    /// Each store loses for itself, so the worst one decides.
    private static Outcome loss(Subject subject, Stake stake) {
        Span worst = Span.ZERO;
        SequencedMap<String, Term> losses = new LinkedHashMap<>();
        List<Promise.Part> parts = new ArrayList<>();
        for (String name : stake.reach().lost()) {
            Store store = subject.store(name);
            if (isPassedOver(subject, stake, store)) {
                continue;
            }
            Term known = subject.wayBack(store, stake.disruption()).loss();
            Term loss = new Backups(subject).withoutDuration(unwatched(subject, store, stake, known), stake.bound());
            worst = worst.max(loss.span());
            losses.put(name, loss);
            parts.add(Promise.Part.of(
                    name,
                    AttainabilityFindings.least(loss.span().best()),
                    words(loss.span().plan()),
                    loss.name(),
                    Promise.Origin.of(loss)));
        }
        Optional<String> culprit = WorstLoss.of(losses, stake.bound());
        Optional<Term> decides = culprit.map(losses::get);
        String sum = culprit.map(name -> name + ": ").orElse("")
                + decides.map(Term::name).orElse("nothing");
        return new Outcome(
                worst,
                Optional.empty(),
                losses.values().stream().anyMatch(Outcome::isFounded),
                decides.stream().toList(),
                losses,
                sum,
                sum,
                culprit,
                parts);
    }

    /// Whether a store has no part in a promise about loss: it carries messages and no place is lost, or it keeps
    /// only copies of other state.
    private static boolean isPassedOver(Subject subject, Stake stake, Store store) {
        boolean passes = passesOverDamage(stake) && RegionalKinds.carriesMessages(store.kind());
        boolean sessions = !passesOverDamage(stake) && StoreContents.areSessions(subject, store);
        return passes || (StoreContents.areDerived(subject, store) && !sessions && !isMadeFromAStore(subject, store));
    }

    /// A published lag that nothing bounds or watches keeps no promise that leaves it less than twice its own
    /// length: a margin of Meridian's (2026-11).
    private static Term unwatched(Subject subject, Store store, Stake stake, Term loss) {
        boolean isOfCopy = stake.disruption() == Promise.Disruption.REGION
                || (stake.disruption() == Promise.Disruption.ZONE
                        && loss.name()
                                .equals(subject.wayBack(store, Promise.Disruption.REGION)
                                        .loss()
                                        .name()));
        boolean isShort = isOfCopy
                && loss.span().isWithin(stake.bound())
                && loss.span()
                        .plan()
                        .filter(plan -> plan.multipliedBy(2).compareTo(stake.bound()) > 0)
                        .isPresent();
        return isShort && LagRules.isOpen(subject, store, loss)
                ? loss.with(new Span(loss.span().best(), Optional.empty()))
                        .named(loss.name() + ", usually within "
                                + loss.span().plan().map(plan -> text(plan)).orElse("") + ", not bounded or watched")
                : loss;
    }

    private static boolean passesOverDamage(Stake stake) {
        return stake.disruption() != Promise.Disruption.REGION && stake.disruption() != Promise.Disruption.ZONE;
    }

    /// Whether it is made again from another store, whose loss is then its own.
    private static boolean isMadeFromAStore(Subject subject, Store store) {
        return subject.said(store).recover().rebuild().isPresent();
    }

    static boolean isUnknown(Store store) {
        return store.replication().mode() == ReplicationMode.UNKNOWN;
    }

    private static String words(Optional<Duration> side) {
        return side.map(time -> text(time)).orElse("without bound");
    }
}
