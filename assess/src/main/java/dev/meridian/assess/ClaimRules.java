package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Words;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// What a document says, held against what it says elsewhere and against arithmetic. What the mechanisms make
/// of its times is judged with all other promises.
final class ClaimRules {
    /// Stated figures are rounded; two parts in a hundred are no mistake.
    private static final double ROUNDING = 0.02;

    /// Of a document's words, in characters; a finding is no place to read them all.
    private static final int LONGEST_QUOTE = 200;

    private final Subject subject;
    private final Claim claim;
    private final List<Finding> findings;

    private ClaimRules(Subject subject, Claim claim, List<Finding> findings) {
        this.subject = subject;
        this.claim = claim;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Claim claim : subject.topology().claims().values()) {
            ClaimRules rules = new ClaimRules(subject, claim, findings);
            rules.downtime();
            boolean isOfRegion =
                    claim.about().filter(kind -> kind != Claim.About.REGION).isEmpty();
            if (isOfRegion && claim.figure() == Claim.Figure.BOUND) {
                Compared.with(subject, claim).forEach(rules::objectives);
            }
            rules.order();
            boolean isTimed = TimeClaims.judges(subject, claim);
            if (!rules.interrupted() && !rules.together() && !isTimed && !FateRules.isAboutAProvider(subject, claim)) {
                rules.unjudged();
            }
        }
    }

    private String path(String key) {
        return "claims." + claim.name() + "." + key;
    }

    private String says() {
        return "\"" + Words.shown(claim.says(), LONGEST_QUOTE) + "\"";
    }

    /// An availability and a downtime that stand together have to be the same statement.
    private void downtime() {
        Optional<Claim.Downtime> stated = claim.figures().downtime();
        if (stated.isEmpty() || claim.figures().availability().isEmpty()) {
            return;
        }
        double availability = claim.figures().availability().getAsDouble();
        Duration whole = Calendar.length(stated.get().per());
        Duration right = Duration.ofMillis(Math.round((1 - availability) * whole.toMillis()));
        Duration wrong = stated.get().time();
        boolean close = Math.abs(wrong.toMillis() - right.toMillis()) <= ROUNDING * right.toMillis();
        if (close) {
            return;
        }
        String per = stated.get().per().text();
        String share = Availability.percent(availability);
        String arithmetic =
                "(1 − " + share + ") × " + Calendar.text(stated.get().per()) + " = " + minutes(right);
        findings.add(Finding.of(
                        Rule.WRONG_DOWNTIME,
                        path("downtime"),
                        says() + ": " + share + " leaves " + minutes(right) + " a " + per + ", not " + minutes(wrong),
                        arithmetic + " ≠ " + minutes(wrong)
                                + Calendar.whatItIs(
                                        wrong, availability, stated.get().per()),
                        "`downtime: " + minutes(right) + "/" + per + "`, or the availability that is meant")
                .with(new Finding.Arithmetic(arithmetic + " ≠ " + minutes(wrong), "downtime", List.of())));
    }

    /// With one decimal, as people write it.
    private static String minutes(Duration time) {
        return time.compareTo(Duration.ofHours(2)) < 0
                ? Durations.decimal(time.toMillis() / 60_000.0, 1) + "m"
                : Durations.decimal(time.toMillis() / 3_600_000.0, 2) + "h";
    }

    /// The figures that the claim and what it is about both have.
    private void objectives(Compared other) {
        boolean sameStart = claim.from().filter(from -> from != Claim.From.LOSS).isEmpty();
        if (sameStart) {
            compare("rto", claim.figures().rto(), other.rto());
        }
        compare("rpo", claim.figures().rpo(), other.rpo());
        claim.figures().availability().stream()
                .forEach(stated -> other.availability()
                        .filter(promised -> Math.abs(stated - promised.value()) > 1e-9)
                        .ifPresent(promised -> differ(
                                "availability",
                                Availability.percent(stated),
                                Availability.percent(promised.value()),
                                promised.path())));
    }

    private void compare(String key, Optional<Duration> stated, List<Compared.Figure<Duration>> promised) {
        boolean same = promised.stream()
                        .map(Compared.Figure::value)
                        .anyMatch(stated.stream().toList()::contains)
                || isPromisedByAJourney(key, stated);
        if (stated.isPresent() && !promised.isEmpty() && !same) {
            Compared.Figure<Duration> first = promised.getFirst();
            differ(key, Durations.text(stated.get()), Durations.text(first.value()), first.path());
        }
    }

    /// A claim about everything may mean the figure of a journey, which is a promise of its own.
    private boolean isPromisedByAJourney(String key, Optional<Duration> stated) {
        return claim.at().isEmpty()
                && subject.stakes().stream()
                        .anyMatch(stake -> stake.path().startsWith("journeys.")
                                && stake.objective().text().equals(key)
                                && Optional.of(stake.bound()).equals(stated));
    }

    private void differ(String key, String stated, String promised, String objective) {
        boolean isOfAPart = new ClaimScope(subject, claim).mayBeAPart(other -> metric(other, key));
        Finding finding = Finding.of(
                        Rule.PROMISES_CONTRADICT,
                        path(key),
                        says() + " says " + key + " " + stated + ", and `" + objective + "` says " + promised
                                + (isOfAPart
                                        ? ": several figures, and the file does not say whom each is owed to"
                                        : ""),
                        isOfAPart
                                ? "a tier, a plan or a part may have figures of its own; a claim without `at` is held"
                                        + " against everything"
                                : "users rely on the stricter of two figures, operators work to the looser",
                        isOfAPart
                                ? "`at` in the claim: the journey, the store or the application that it is about; or"
                                        + " one figure, where all are about the same"
                                : key.equals("availability")
                                        ? "one figure for both, or another name for what the second is about"
                                        : "one figure for both; or `disruption` or `figure` in the claim, where it is"
                                                + " about a planned move or another failure, or is no bound")
                .about(objective);
        findings.add(isOfAPart ? finding.with(Severity.NOTE) : finding);
    }

    private static Optional<?> metric(Claim claim, String key) {
        Claim.Figures figures = claim.figures();
        return switch (key) {
            case "rto" -> figures.rto();
            case "rpo" -> figures.rpo();
            default ->
                figures.availability().isPresent()
                        ? Optional.of(figures.availability().getAsDouble())
                        : Optional.empty();
        };
    }

    /// A document that names the steps in a wrong order is followed on the day.
    private void order() {
        if (claim.steps().isEmpty()) {
            return;
        }
        subject.blueprint().applications().values().stream()
                .filter(this::concerns)
                .flatMap(application ->
                        StepOrder.of(subject, application, claim.steps(), path("steps"), says()).stream())
                .findFirst()
                .ifPresent(findings::add);
    }

    private boolean concerns(Application application) {
        String[] at = claim.at().orElse("").split("\\.", -1);
        return !at[0].equals("applications") || at.length < 2 || at[1].equals(application.name());
    }

    /// A downtime without an availability, held against the promised recovery from a lost region: one such loss
    /// alone takes longer.
    private boolean interrupted() {
        if (claim.figures().downtime().isEmpty()
                || claim.figures().availability().isPresent()) {
            return false;
        }
        Claim.Downtime stated = claim.figures().downtime().get();
        for (Application application : subject.blueprint().applications().values()) {
            if (!concerns(application) || application.roles().size() < 2) {
                continue;
            }
            SequencedMap<String, RecoveryTime.Phase> phases = new Recovery(subject, application)
                    .after(Reach.of(subject, application.name()), Promise.Disruption.REGION);
            Span whole = Recovery.sum(phases);
            if (whole.cannotBeWithin(stated.time())) {
                String takes = whole.best()
                        .map(best -> "takes `" + application.name() + "` away for " + Durations.text(best) + " at best")
                        .orElse("takes `" + application.name() + "` away without bound");
                String how = Recovery.sum(phases, true) + " = "
                        + whole.best().map(Durations::text).orElse("without bound") + " > "
                        + Durations.text(stated.time());
                findings.add(Finding.of(
                                Rule.CLAIM_REFUTED,
                                path("downtime"),
                                says() + ": the loss of a region " + takes,
                                "one loss of a region is more than " + Durations.text(stated.time()) + " in a "
                                        + stated.per().text(),
                                "strike the claim, or what the findings about the loss of a region ask for")
                        .with(new Finding.Arithmetic(how, "downtime", List.of())));
                return true;
            }
        }
        return false;
    }

    /// A time that is said to begin with the detection, added to the time that the detection is said to take, held
    /// against the promised recovery from a lost region.
    private boolean together() {
        Optional<Duration> later = claim.figures().takes();
        if (later.isEmpty() || !claim.from().equals(Optional.of(Claim.From.DETECTION))) {
            return false;
        }
        for (Stake stake : subject.stakes()) {
            boolean isPromise = !stake.isClaim()
                    && stake.owner().equals(stake.application().name())
                    && stake.objective() == Promise.Objective.RTO
                    && stake.disruption() == Promise.Disruption.REGION
                    && concerns(stake.application());
            Optional<Claim> before = isPromise ? detection() : Optional.empty();
            Duration sum = before.flatMap(first -> first.figures().takes())
                    .orElse(Duration.ZERO)
                    .plus(later.get());
            if (before.isPresent() && sum.compareTo(stake.bound()) > 0) {
                String earlier = Durations.text(before.get().figures().takes().orElseThrow());
                String arithmetic = earlier + " + " + Durations.text(later.get()) + " = " + Durations.text(sum)
                        + " > rto " + Durations.text(stake.bound());
                findings.add(Finding.of(
                                Rule.PROMISES_CONTRADICT,
                                path("takes"),
                                says() + " begins with the detection, which `claims."
                                        + before.get().name()
                                        + "` allows " + earlier + ", and `" + stake.path() + "` says "
                                        + Durations.text(stake.bound()),
                                "the recovery is counted from the loss, so both times are in it",
                                "shorter figures in the two claims, or an rto of " + Durations.text(sum))
                        .about(stake.path())
                        .with(Severity.WARNING)
                        .with(new Finding.Arithmetic(arithmetic, "takes", List.of())));
                return true;
            }
        }
        return false;
    }

    /// The claim about the time from the loss to its detection.
    private Optional<Claim> detection() {
        return subject.topology().claims().values().stream()
                .filter(other -> other.from().equals(Optional.of(Claim.From.LOSS))
                        && other.figures().takes().isPresent()
                        && other.at().equals(claim.at()))
                .filter(other -> (other.name() + " " + other.says())
                        .toLowerCase(Locale.ROOT)
                        .contains("detect"))
                .findFirst();
    }

    /// Whether the file has as many regions as a claim says: in one application, or in all of it.
    private boolean isKeptInRegions() {
        return claim.regions()
                .filter(count -> {
                    int there = subject.blueprint().applications().values().stream()
                            .filter(application -> claim.at()
                                    .filter(at -> at.equals("applications." + application.name()))
                                    .isPresent())
                            .findFirst()
                            .map(application -> application.roles().size())
                            .orElse(subject.blueprint().regions().size());
                    return count.least().orElse(0) <= there
                            && there <= count.most().orElse(Integer.MAX_VALUE);
                })
                .isPresent();
    }

    /// What nothing above or among the promises looks at. A defect at the claim says what speaks against it.
    private void unjudged() {
        Claim.Figures figures = claim.figures();
        Optional<Claim.About> other = claim.about().filter(Claim.About.OTHER::equals);
        boolean isTimed = figures.rto().isPresent() || figures.rpo().isPresent();
        boolean isOfAnotherCopy = Stake.isOfAnotherCopy(subject, claim);
        boolean isBeside = isTimed && Stake.isBesideRecovery(claim);
        boolean looked = figures.availability().isPresent()
                || claim.value().isPresent()
                || isKeptInRegions()
                || (isTimed && other.isEmpty() && !isOfAnotherCopy && !isBeside)
                || !claim.steps().isEmpty();
        if (!looked && !isDefective()) {
            findings.add(Finding.of(
                    Rule.NOT_JUDGED,
                    "claims." + claim.name(),
                    says() + " is neither confirmed nor refuted",
                    Optional.of(Words.list(
                                    claim.frameworks().stream()
                                            .map(Object::toString)
                                            .toList(),
                                    "and"))
                            .filter(names -> !names.isEmpty())
                            .map(names -> names + ": evidence for auditors decides, not arithmetic")
                            .orElse(other.map(_ -> "it is about another failure than those that objectives speak of")
                                    .or(() -> Optional.of("it is about a copy that does not take over")
                                            .filter(_ -> isOfAnotherCopy && !isOfATarget()))
                                    .or(() -> claim.at()
                                            .filter(_ -> isBeside)
                                            .map(at -> "it is about `" + at + "`, which no sum of a recovery counts"))
                                    .orElse(SharedFates.against(subject, claim).orElseGet(this::whyUnjudged))),
                    fixOfUnjudged()));
        }
    }

    /// Whether the claim is about an edge that keeps the target of a failover filled.
    private boolean isOfATarget() {
        String[] path = claim.at().orElse("").split("\\.", -1);
        return path.length > 4 && StandbyTarget.isTheWayBack(subject, subject.store(path[1]), path[4]);
    }

    /// Whether the file has a defect at the claim itself.
    private boolean isDefective() {
        return subject.topology().defects().values().stream()
                .anyMatch(defect -> defect.at().equals("claims." + claim.name()));
    }

    private boolean isInWords() {
        return !ClaimScope.hasFigure(claim) && claim.frameworks().isEmpty();
    }

    private String whyUnjudged() {
        return isInWords()
                ? "it is a text, which no rule compares with the file"
                : "it is a figure that only a measurement can confirm";
    }

    private String fixOfUnjudged() {
        return claim.figures().takes().isPresent()
                ? "a measurement; for an outage that has happened `incidents`, which is held against the promises"
                : isInWords() ? "nothing to judge: it is words" : "a measurement, or no claim";
    }
}
