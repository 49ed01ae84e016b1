package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Claims whose times are no bounds for a failure: averages and typical figures of it, and those of a planned
/// move.
///
/// An average lies between the best and the longest time, so one above the longest is confirmed, and one below the
/// least that an average can be is refuted; between them a measurement decides. A loss by copies at intervals lies
/// anywhere between two of them, so the least average of it is half of the best case. Of a planned move users wait
/// for some steps and not for others: one that is over within the claim confirms it, and one whose promotion alone
/// is longer refutes it.
final class UsualClaims {
    private final Subject subject;
    private final List<Promise> promises = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    UsualClaims(Subject subject) {
        this.subject = subject;
        for (Claim claim : subject.topology().claims().values()) {
            boolean isOther = claim.about().equals(Optional.of(Claim.About.OTHER));
            boolean isBound = claim.figure() == Claim.Figure.BOUND;
            if (!isOther && (!isBound || isPlanned(claim))) {
                Stake.of(subject, claim).forEach(stake -> judge(claim, stake));
            }
        }
    }

    /// A row for each time of such a claim.
    List<Promise> promises() {
        return promises;
    }

    List<Finding> findings() {
        return findings;
    }

    private static boolean isPlanned(Claim claim) {
        return claim.about().equals(Optional.of(Claim.About.PLANNED));
    }

    private void judge(Claim claim, Stake stake) {
        Outcome outcome = Outcome.of(subject, stake);
        Optional<Duration> least = least(claim, stake, outcome);
        boolean isMissed =
                least.filter(time -> time.compareTo(stake.bound()) <= 0).isEmpty();
        boolean isKept = outcome.span().isWithin(stake.bound()) && outcome.founded();
        boolean isUnknown = !outcome.unknown(stake.bound()).isEmpty();
        Verdict verdict = isMissed
                ? Verdict.UNATTAINABLE
                : isKept ? Verdict.ATTAINABLE : isUnknown ? Verdict.UNKNOWN : Verdict.NOT_JUDGED;
        promises.add(new Promise(
                stake.path(),
                stake.owner(),
                stake.objective(),
                Optional.of(stake.disruption()),
                text(stake.bound()),
                AttainabilityFindings.least(least.flatMap(time ->
                        isOfALag(outcome) && !isPlanned(claim) ? outcome.span().best() : Optional.of(time))),
                AttainabilityFindings.words(outcome.span().plan()),
                Optional.empty(),
                verdict,
                outcome.parts(),
                Optional.empty()));
        if (isMissed) {
            findings.add(refuted(claim, stake, outcome, least));
        } else if (!isKept) {
            findings.add(open(claim, stake, outcome));
        }
    }

    /// The least that the claimed figure can be; empty where it has no end.
    private static Optional<Duration> least(Claim claim, Stake stake, Outcome outcome) {
        Span span = outcome.span();
        if (isPlanned(claim)) {
            return Optional.of(stake.objective() == Promise.Objective.RTO ? promotion(outcome) : Duration.ZERO);
        }
        return stake.objective() == Promise.Objective.RTO
                ? span.best()
                : span.best().map(best -> isOfALag(outcome) ? under(best) : best.dividedBy(2));
    }

    /// What users wait for in each planned move: the promotion.
    private static Duration promotion(Outcome outcome) {
        return outcome.terms().stream()
                .filter(term -> term.path()
                        .filter(path -> path.contains("steps.promote"))
                        .isPresent())
                .flatMap(term -> term.span().best().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Finding refuted(Claim claim, Stake stake, Outcome outcome, Optional<Duration> least) {
        return BackupClaims.refutedAtOnce(subject, stake)
                .orElseGet(() -> refuted(
                        claim,
                        stake,
                        outcome,
                        least,
                        BackupClaims.of(subject, stake).flatMap(BackupClaims::beside)));
    }

    private static Finding refuted(
            Claim claim, Stake stake, Outcome outcome, Optional<Duration> least, Optional<String> beside) {
        String what = what(claim, stake);
        boolean isSome = AttainabilityFindings.isSome(least);
        String time = AttainabilityFindings.least(least);
        return Finding.of(
                        Rule.CLAIM_REFUTED,
                        stake.path(),
                        "`" + stake.owner() + "` says " + what + ", and it is "
                                + (least.isEmpty() ? "without bound" : time + (isSome ? "" : " at least")),
                        outcome.bestSum()
                                + (least.isEmpty()
                                        ? ": that is so each time, and nothing less is usual"
                                        : ", at best; " + why(claim, stake, outcome))
                                + beside.map(more -> "; " + more).orElse(""),
                        least.isEmpty()
                                ? "strike the claim, or what the findings about the loss of a region ask for"
                                : isSome
                                        ? "strike the claim, or commits that wait for a copy"
                                        : "a claim of " + time + " or more, or less of " + outcome.bestSum())
                .about(stake.path());
    }

    private static String why(Claim claim, Stake stake, Outcome outcome) {
        if (isPlanned(claim)) {
            return "nobody writes while a promotion is under way";
        }
        return stake.objective() == Promise.Objective.RTO
                ? "nothing is quicker than the best case"
                : isOfALag(outcome)
                        ? "no commit waits for that copy, so it lacks what is under way"
                        : AttainabilityFindings.isSome(outcome.span().best())
                                ? "something is lost even then"
                                : "a loss lies between nothing and that, so no less than half of it is usual";
    }

    /// Of a lag only is known that something is under way: what is published of it is no least figure.
    private static Duration under(Duration best) {
        return best.compareTo(Duration.ofMillis(1)) < 0 ? best : Duration.ofMillis(1);
    }

    /// Whether a loss is what a copy lacks that goes on all the time, rather than the age of one that is made at
    /// intervals.
    private static boolean isOfALag(Outcome outcome) {
        return outcome.terms().stream()
                .findFirst()
                .flatMap(Term::path)
                .filter(path -> path.contains(".replication") && !path.endsWith(".every"))
                .isPresent();
    }

    /// A claim that neither side of the sum decides.
    private static Finding open(Claim claim, Stake stake, Outcome outcome) {
        boolean isUnknown = !outcome.unknown(stake.bound()).isEmpty();
        String measured = isPlanned(claim)
                ? "the result of a planned move in `drills`, with `disruption: planned`"
                : "measurements of several recoveries, or a bound in place of what is usual";
        Finding finding = Finding.of(
                isUnknown ? Rule.FIGURE_UNKNOWN : Rule.NOT_JUDGED,
                stake.path(),
                "`" + stake.owner() + "` says " + what(claim, stake) + DeniedFigures.OPEN,
                isUnknown
                        ? "nothing is known of: " + listed(outcome, stake.bound(), Term::name)
                        : stake.objective() == Promise.Objective.RTO
                                        && outcome.span().equals(Span.ZERO)
                                ? "by the file nothing has to come back for it, so that no time of it is known"
                                : "the longest as planned is "
                                        + AttainabilityFindings.words(
                                                outcome.span().plan()) + ", and the claim is no bound",
                isUnknown ? listed(outcome, stake.bound(), Term::source) : measured);
        return isUnknown ? finding.with(Severity.NOTE).about(stake.path()) : finding;
    }

    private static String listed(Outcome outcome, Duration bound, Function<Term, String> what) {
        return outcome.unknown(bound).stream()
                .map(term -> what.apply(term).replaceFirst(" unknown$", ""))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String what(Claim claim, Stake stake) {
        return stake.objective().text() + " " + text(stake.bound()) + figure(claim.figure())
                + (isPlanned(claim) ? " for a planned move" : "");
    }

    /// What a claim says of its times, for a sentence: ` as a typical figure`; nothing for a bound.
    static String figure(Claim.Figure figure) {
        return switch (figure) {
            case BOUND -> "";
            case TYPICAL -> " as a typical figure";
            case AVERAGE -> " on average";
        };
    }
}
