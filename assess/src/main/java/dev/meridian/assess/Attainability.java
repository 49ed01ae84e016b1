package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.bounds.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds every promise about a time against what the mechanisms can do.
///
/// A promise that one line makes for a zone and for a region is one row and at most one finding: the worse of
/// both.
final class Attainability {
    /// Findings that say of one store what every promise about it would say again.
    static final List<Rule> OF_A_STORE = List.of(Rule.NOBODY_KNOWS, Rule.LOST_WITH_ITS_REGION, Rule.IN_FLIGHT_LOST);

    private final Subject subject;
    private final AttainabilityFindings texts;
    private final SequencedMap<String, JudgedStake> judged = new LinkedHashMap<>();
    private final List<JudgedStake> milder = new ArrayList<>();

    Attainability(Subject subject) {
        this.subject = subject;
        this.texts = new AttainabilityFindings(subject);
        for (Stake stake : subject.stakes()) {
            JudgedStake next = new JudgedStake(stake, Outcome.of(subject, stake));
            judged.merge(stake.path() + "|" + stake.owner(), next, this::worse);
        }
    }

    private JudgedStake worse(JudgedStake a, JudgedStake b) {
        boolean second = (b.verdict().compareTo(a.verdict()) > 0 && !isRiskBesideUnknownZone(a, b))
                || isRiskBesideUnknownZone(b, a)
                || isRegionOfEqual(a, b);
        milder.add(second ? a : b);
        return second ? b : a;
    }

    /// Reports whether a promise is at risk for a lost region and has a missing figure for a lost zone. The risk
    /// alone then has a finding.
    private static boolean isRiskBesideUnknownZone(JudgedStake region, JudgedStake zone) {
        return region.verdict() == Verdict.AT_RISK
                && region.stake().disruption() == Promise.Disruption.REGION
                && zone.verdict() == Verdict.UNKNOWN
                && zone.stake().disruption() == Promise.Disruption.ZONE;
    }

    private static boolean isRegionOfEqual(JudgedStake a, JudgedStake b) {
        return a.verdict() == b.verdict() && b.stake().disruption() == Promise.Disruption.REGION;
    }

    /// Each promise with its verdict, for comparing two states of a file.
    SequencedMap<String, Verdict> verdicts() {
        SequencedMap<String, Verdict> verdicts = new LinkedHashMap<>();
        judged.forEach((key, one) -> verdicts.put(key, one.verdict()));
        return verdicts;
    }

    /// The rows of the table. A line that promises the same for a zone and for a region has a row for each.
    List<Promise> promises() {
        List<Promise> promises = new ArrayList<>();
        for (JudgedStake one : judged.values()) {
            List<JudgedStake> beside = milder.stream()
                    .filter(other -> other.stake().path().equals(one.stake().path())
                            && other.stake().owner().equals(one.stake().owner()))
                    .toList();
            beside.stream()
                    .filter(other -> other.verdict() != one.verdict())
                    .forEach(other -> promises.add(promise(other)));
            promises.add(promise(one));
            beside.stream()
                    .filter(other -> other.verdict() == one.verdict())
                    .forEach(other -> promises.add(promise(other)));
        }
        return promises;
    }

    private static Promise promise(JudgedStake one) {
        return new Promise(
                one.stake().path(),
                one.stake().owner(),
                one.stake().objective(),
                Optional.of(one.stake().disruption()),
                text(one.stake().bound()),
                one.stake().objective() == Promise.Objective.RPO
                        ? AttainabilityFindings.least(one.outcome().span().best())
                        : AttainabilityFindings.words(one.outcome().span().best()),
                AttainabilityFindings.words(one.outcome().span().plan()),
                one.outcome().worst().map(time -> text(time)),
                one.verdict(),
                one.outcome().parts(),
                Optional.empty());
    }

    /// Kinds of disruption for which an application promises nothing.
    List<String> unpromised() {
        List<String> missing = new ArrayList<>();
        for (var application : subject.blueprint().applications().values()) {
            for (Promise.Disruption disruption : Promise.Disruption.FAILURES) {
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
        ReportedStores reported = ReportedStores.of(subject, structure);
        List<Finding> findings = new ArrayList<>();
        for (JudgedStake one : judged.values()) {
            JudgedStake left = reported.left(one);
            if (repeatsAnObjective(one.stake())) {
                continue;
            }
            if (left.verdict() != Verdict.UNATTAINABLE) {
                LimitFindings.of(subject, left).ifPresent(findings::add);
            }
            BackupClaims.refutedAtOnce(subject, one.stake())
                    .map(finding -> atRisk(finding, one, structure))
                    .or(() -> whole(one, left, repairs, structure))
                    .ifPresent(findings::add);
            milderUnknown(one, structure).ifPresent(findings::add);
            findings.addAll(milderBroken(one, reported, repairs, structure));
        }
        return findings;
    }

    /// The finding with what it leaves to others.
    private Optional<Finding> whole(JudgedStake one, JudgedStake left, Repairs repairs, List<Finding> structure) {
        return finding(one, left, repairs, structure)
                .map(finding -> ReportedStores.apart(finding, one, left, structure))
                .map(finding -> atRisk(finding, one, structure));
    }

    /// The findings about the milder disruption where it breaks the promise by other parts than the worse one.
    private List<Finding> milderBroken(
            JudgedStake one, ReportedStores reported, Repairs repairs, List<Finding> structure) {
        return milder.stream()
                .filter(other -> other.stake().path().equals(one.stake().path())
                        && other.stake().owner().equals(one.stake().owner())
                        && other.stake().disruption() != one.stake().disruption()
                        && isBroken(other))
                .flatMap(other -> Optional.of(reported.left(other))
                        .filter(left -> isBroken(left) && hasPartsOfItsOwn(left, one))
                        .flatMap(left -> whole(other, left, repairs, structure))
                        .stream())
                .toList();
    }

    private static boolean isBroken(JudgedStake one) {
        return one.verdict() == Verdict.UNATTAINABLE || one.verdict() == Verdict.AT_RISK;
    }

    /// Whether a term that decides the milder promise does not occur in the worse one.
    private static boolean hasPartsOfItsOwn(JudgedStake milder, JudgedStake worse) {
        List<String> known = Stream.concat(worse.outcome().terms().stream(), worse.outcome().losses().values().stream())
                .map(Term::name)
                .toList();
        boolean best = milder.verdict() == Verdict.UNATTAINABLE;
        return milder.outcome().deciding(milder.stake().bound(), best).stream()
                .anyMatch(term -> !known.contains(term.name()));
    }

    /// A fix of the sum says what puts the promise at risk all the same; one that offers the sum as another
    /// promise needs at least the capacity that nobody has reserved.
    private Finding atRisk(Finding finding, JudgedStake one, List<Finding> structure) {
        Promise promise = promise(one);
        String ids = ids(
                structure,
                other -> Denials.speaksAgainst(subject, other, promise) && !Denials.denies(subject, other, promise));
        if (ids.isEmpty() && finding.fix().contains(AttainabilityFindings.PROMISABLE)) {
            ids = ids(
                    structure,
                    other -> other.rule() == Rule.CAPACITY_NOT_RESERVED
                            && other.objective().equals(Optional.of(promise.path())));
        }
        return ids.isEmpty() || !isBroken(one) ? finding : with(finding, Promise.AT_RISK_BY + ids + " all the same");
    }

    private static String ids(List<Finding> findings, Predicate<Finding> isOne) {
        return findings.stream()
                .filter(isOne)
                .map(other -> other.rule().id())
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    /// The finding with a remark on each way out.
    static Finding with(Finding finding, String remark) {
        Finding named = finding.withFix(finding.fix() + "; " + remark);
        return finding.repair()
                .map(repair -> named.with(
                        new Finding.Repair(repair.changes(), repair.before(), repair.after() + " (" + remark + ")")))
                .orElse(named);
    }

    /// The missing figure of the milder disruption, where the worse one has another verdict.
    private Optional<Finding> milderUnknown(JudgedStake one, List<Finding> structure) {
        return milder.stream()
                .filter(other -> other.stake().path().equals(one.stake().path())
                        && other.stake().owner().equals(one.stake().owner())
                        && other.verdict() == Verdict.UNKNOWN
                        && one.verdict() != Verdict.UNKNOWN)
                .findFirst()
                .map(other -> DeniedFigures.of(
                        AttainabilityFindings.unknown(other).with(Severity.NOTE), denials(structure, other)));
    }

    /// The finding about a promise that does not hold.
    ///
    /// @param left the promise without the stores that have an error for themselves
    private Optional<Finding> finding(JudgedStake one, JudgedStake left, Repairs repairs, List<Finding> structure) {
        Optional<Finding> denial = denial(structure, one);
        return switch (left.verdict()) {
            case ATTAINABLE -> Optional.empty();
            case NOT_JUDGED ->
                one.verdict() == Verdict.NOT_JUDGED
                        ? Optional.of(UnfoundedFindings.of(subject, one.stake()))
                        : Optional.empty();
            case UNKNOWN -> {
                Finding finding = AttainabilityFindings.unknown(withTheMove(left, one));
                if (one.verdict() == Verdict.UNATTAINABLE && denial.isEmpty()) {
                    yield Optional.of(AttainabilityFindings.beside(finding));
                }
                boolean isOfBackups =
                        left.outcome().unknown(left.stake().bound()).stream().allMatch(BackupMargin::isWithoutDuration);
                yield Optional.of(
                        denial.isPresent() || isOfBackups
                                ? DeniedFigures.of(finding, denials(structure, one))
                                : repair(left, repairs, denial)
                                        .map(finding::with)
                                        .orElse(finding));
            }
            case AT_RISK, UNATTAINABLE -> {
                Optional<Finding.Repair> repair = repair(left, repairs, denial);
                boolean gaveUp = repairs.gaveUp();
                JudgedStake shown = repair.isPresent() ? left : withTheMove(left, one);
                Finding finding = withoutEnd(left)
                        .orElseGet(() -> texts.of(
                                shown, new AttainabilityFindings.Tried(repairs.tried(), gaveUp, repairs.ofOneStore())));
                if (denial.isPresent()) {
                    yield Optional.of(finding.withFix(
                            first(structure, one) + then(denial.get(), finding, repair) + others(denial.get(), left)));
                }
                yield Optional.of(repair.map(finding::with).orElse(finding));
            }
        };
    }

    /// The rest of a promise with the detection and the decision of the whole, so that its sum is that of the row.
    private JudgedStake withTheMove(JudgedStake left, JudgedStake one) {
        return left.isWhole()
                ? left
                : new JudgedStake(
                        left.stake(),
                        Outcome.ofRest(subject, left.stake(), one.stake()).withOpenSumsOf(one.outcome()),
                        false);
    }

    private static Optional<Finding.Repair> repair(JudgedStake left, Repairs repairs, Optional<Finding> denial) {
        boolean ofAStore =
                denial.filter(error -> error.at().startsWith("data.")).isPresent();
        return ofAStore ? Optional.empty() : repairs.of(left.stake(), left.outcome());
    }

    /// The change that is needed beside that of an error of structure. An error of a store is mended by another
    /// mechanism of that store, which may be all that is needed.
    private static String then(Finding error, Finding finding, Optional<Finding.Repair> repair) {
        return error.at().startsWith("data.")
                ? ""
                : "; then "
                        + repair.map(found -> found.changes().stream()
                                        .map(change -> "`" + change.assignment() + "`")
                                        .collect(Collectors.joining(" and ")))
                                .orElse(finding.fix());
    }

    /// The other stores that lose more than is promised, beside that of an error of structure.
    private static String others(Finding error, JudgedStake left) {
        List<String> names = left.outcome().losses().entrySet().stream()
                .filter(loss ->
                        loss.getValue().span().cannotBeWithin(left.stake().bound()))
                .map(Map.Entry::getKey)
                .filter(name -> !error.at().startsWith("data." + name + "."))
                .toList();
        return error.at().startsWith("data.") && !names.isEmpty()
                ? "; that is not all: " + Listed.names(names) + (names.size() == 1 ? " loses" : " lose")
                        + " too much as well"
                : "";
    }

    /// What has to be mended before the sum of a promise counts: every error that denies it.
    private String first(List<Finding> structure, JudgedStake one) {
        return DeniedFigures.first(denials(structure, one));
    }

    /// The error of structure that makes the promise unattainable, although its arithmetic may hold.
    private Optional<Finding> denial(List<Finding> structure, JudgedStake one) {
        return denials(structure, one).stream().findFirst();
    }

    private List<Finding> denials(List<Finding> structure, JudgedStake one) {
        Promise promise = promise(one);
        return structure.stream()
                .filter(finding -> finding.counts() && Denials.denies(subject, finding, promise))
                .toList();
    }

    /// Of a promise of a file to recover from the loss of a place, where nothing bounds how long that takes.
    private Optional<Finding> withoutEnd(JudgedStake one) {
        Stake stake = one.stake();
        boolean isPlaceLost =
                stake.disruption() == Promise.Disruption.REGION || stake.disruption() == Promise.Disruption.ZONE;
        boolean hasNoEnd = one.outcome().span().best().isEmpty();
        return stake.objective() == Promise.Objective.RTO && isPlaceLost && hasNoEnd && !stake.isClaim()
                ? RefusalRules.of(subject, stake)
                        .map(finding -> finding.withFix(finding.fix()
                                + new RecoveryCauses(subject).beside(one, term -> isRefused(stake, term))))
                        .or(() -> OnePlaceRules.of(subject, stake, one.outcome())
                                .map(finding -> finding.withFix(finding.fix()
                                        + new RecoveryCauses(subject).beside(one, Attainability::isOfOnePlace))))
                : Optional.empty();
    }

    /// Whether a term is that of a store which the engine refuses to promote.
    private boolean isRefused(Stake stake, Term term) {
        return RefusalRules.automatic(subject, stake).stream()
                .anyMatch(budget -> term.path()
                        .filter(path -> path.startsWith("data." + budget.store().name() + ".")
                                || path.endsWith("failover.maxLoss"))
                        .isPresent());
    }

    /// Whether a term is that of a majority or of a standby which one lost place takes away.
    private static boolean isOfOnePlace(Term term) {
        return term.path()
                .filter(path -> path.endsWith(".control.in") || path.endsWith(".waitFor"))
                .isPresent();
    }

    /// A document that says an objective once more says nothing new.
    private boolean repeatsAnObjective(Stake stake) {
        return stake.isClaim()
                && judged.values().stream()
                        .map(JudgedStake::stake)
                        .anyMatch(other -> !other.isClaim()
                                && other.objective() == stake.objective()
                                && other.disruption() == stake.disruption()
                                && other.bound().equals(stake.bound())
                                && other.reach().equals(stake.reach()));
    }
}
