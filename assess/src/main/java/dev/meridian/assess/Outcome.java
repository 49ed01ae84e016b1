package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The result of the arithmetic for a stake.
///
/// @param span the whole
/// @param worst the longest that the limits of the plan's steps allow; empty where no step has a limit
/// @param founded whether a figure that was declared or published stands behind it, also one that adds nothing
/// @param terms its summands, or of a loss the one of each store
/// @param knownTerms of a recovery without a bound: its summands as far as each has a figure; else the same
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
        List<Term> knownTerms,
        SequencedMap<String, Term> losses,
        String bestSum,
        String planSum,
        Optional<String> culprit,
        List<Promise.Part> parts) {

    static Outcome of(Subject subject, Stake stake) {
        return UnbuiltCopy.of(subject, stake).map(UnbuiltCopy::outcome).orElseGet(() -> reckoned(subject, stake));
    }

    private static Outcome reckoned(Subject subject, Stake stake) {
        return switch (stake.objective()) {
            case RTO ->
                recovery(subject, stake, CountedPhases.of(subject, stake), () -> CountedPhases.known(subject, stake));
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
                ? recovery(
                        subject,
                        rest,
                        CountedPhases.ofRest(subject, rest, whole),
                        () -> CountedPhases.knownOfRest(subject, rest, whole))
                : of(subject, rest);
    }

    /// The same with the sums in words of the whole, where the part has no bound either: the whole may have more
    /// terms without one.
    Outcome withOpenSumsOf(Outcome whole) {
        return new Outcome(
                span,
                worst,
                founded,
                terms,
                knownTerms,
                losses,
                losses.isEmpty() && span.best().isEmpty() ? whole.bestSum : bestSum,
                losses.isEmpty() && span.plan().isEmpty() ? whole.planSum : planSum,
                culprit,
                parts);
    }

    /// A promise without a term that was declared or published is not judged: a ✓ would rest on nothing.
    Verdict verdict(Duration bound) {
        if (span.cannotBeWithin(bound)) {
            return Verdict.UNATTAINABLE;
        }
        if (!span.isWithin(bound)) {
            boolean decides = all().anyMatch(term -> isMissing(term, bound))
                    && known().filter(time -> time.compareTo(bound) <= 0).isPresent();
            return decides ? Verdict.UNKNOWN : Verdict.AT_RISK;
        }
        return founded ? Verdict.ATTAINABLE : Verdict.NOT_JUDGED;
    }

    /// Whether a figure is missing and decides: it is unknown, or the number of zones would tell whether more is
    /// lost than is promised.
    private static boolean isMissing(Term term, Duration bound) {
        return term.isUnknown()
                || (LostZone.isOfUnknownZones(term) && !term.span().isWithin(bound));
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
        List<Span> spans = all().filter(term -> !term.isUnknown() && !LostZone.isOfUnknownZones(term))
                .map(Term::span)
                .toList();
        if (!losses.isEmpty()) {
            return spans.stream().reduce(Span.ZERO, Span::max).plan();
        }
        return spans.stream().allMatch(time -> time.plan().isPresent()) ? Optional.of(sumOfKnown()) : Optional.empty();
    }

    /// The sum of the terms that have a bound, or the largest loss that has one, where some other term has none
    /// and this alone is above the promise already.
    Optional<Duration> knownAbove(Duration bound) {
        if (span.plan().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(knownPlan()).filter(known -> known.compareTo(bound) > 0);
    }

    /// The sum of the terms that have a bound as planned, or the largest loss that has one.
    Duration knownPlan() {
        return losses.isEmpty()
                ? sumOfKnown()
                : losses.values().stream()
                        .flatMap(term -> term.span().plan().stream())
                        .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    private Duration sumOfKnown() {
        return knownTerms.stream().flatMap(term -> term.span().plan().stream()).reduce(Duration.ZERO, Duration::plus);
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

    /// Whether a phase is the only one without an end in the sum at best.
    boolean isEndlessIn(String phase) {
        List<String> endless = Stream.of(bestSum.split(" \\+ ", -1))
                .filter(part -> part.endsWith(" without bound"))
                .toList();
        return endless.equals(List.of(phase + " without bound"));
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
        Stream<Term> among = losses.isEmpty() ? knownTerms.stream() : losses.values().stream();
        return among.filter(term -> term.span().plan().isPresent() && !term.isNothing())
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

    /// The terms without a figure that decide, and the losses that the number of zones decides.
    List<Term> unknown(Duration bound) {
        return all().filter(term -> isMissing(term, bound))
                .map(LostZone::asMissing)
                .toList();
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

    /// The term to blame: one without an end; of those that alone are more than the bound, one that the file says
    /// before one that somebody published; else the heaviest.
    Optional<Term> toBlame(Duration bound, boolean best) {
        if (endless(best).isPresent()) {
            return endless(best);
        }
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

    private static Outcome recovery(
            Subject subject, Stake stake, SequencedMap<String, RecoveryTime.Phase> phases, Supplier<List<Term>> known) {
        List<Term> terms = new ArrayList<>();
        List<Promise.Part> parts = new ArrayList<>();
        Span sum = Span.ZERO;
        for (var entry : phases.entrySet()) {
            RecoveryTime.Phase phase = entry.getValue();
            terms.addAll(phase.terms());
            sum = sum.plus(phase.span());
            parts.add(RecoveryParts.part(subject, stake, entry.getKey(), phase));
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
                whole.plan().isPresent() && whole.best().isPresent() ? terms : known.get(),
                new LinkedHashMap<>(),
                Recovery.sum(phases, true),
                Recovery.sum(phases, false),
                Optional.empty(),
                parts);
    }

    /// Each store loses for itself, so the worst one decides.
    private static Outcome loss(Subject subject, Stake stake) {
        Span worst = Span.ZERO;
        SequencedMap<String, Term> losses = new LinkedHashMap<>();
        List<Promise.Part> parts = new ArrayList<>();
        Optional<BackupClaims> ofBackups = BackupClaims.of(subject, stake);
        for (String name : stake.reach().lost()) {
            Store store = subject.store(name);
            if (isPassedOver(subject, stake, store)) {
                continue;
            }
            Term back = subject.wayBack(store, stake.disruption()).loss();
            Term known =
                    ofBackups.map(claim -> claim.loss(subject, store, back)).orElse(back);
            Term loss = new BackupMargin(subject).withMargin(unwatched(subject, store, stake, known), stake.bound());
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
                List.of(),
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
                                .endsWith(subject.wayBack(store, Promise.Disruption.REGION)
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
