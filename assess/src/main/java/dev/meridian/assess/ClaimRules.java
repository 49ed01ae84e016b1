package dev.meridian.assess;

import dev.meridian.bounds.RecoveryTime;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Words;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a document says, held against what it says elsewhere and against arithmetic. What the mechanisms make
/// of its times is judged with all other promises.
final class ClaimRules {
    /// Stated figures are rounded; two parts in a hundred are no mistake.
    private static final double ROUNDING = 0.02;

    /// Of a document's words, in characters; a finding is no place to read them all.
    private static final int LONGEST_QUOTE = 200;

    private final Claim claim;
    private final List<Finding> findings;

    private ClaimRules(Claim claim, List<Finding> findings) {
        this.claim = claim;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Claim claim : subject.topology().claims().values()) {
            ClaimRules rules = new ClaimRules(claim, findings);
            rules.downtime();
            Compared.with(subject, claim).forEach(rules::objectives);
            rules.order();
            if (!FateRules.isAboutAProvider(subject, claim)) {
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
        compare("rto", claim.figures().rto(), other.rto());
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
                .anyMatch(stated.stream().toList()::contains);
        if (stated.isPresent() && !promised.isEmpty() && !same) {
            Compared.Figure<Duration> first = promised.getFirst();
            differ(key, Durations.text(stated.get()), Durations.text(first.value()), first.path());
        }
    }

    private void differ(String key, String stated, String promised, String objective) {
        findings.add(Finding.of(
                        Rule.PROMISES_CONTRADICT,
                        path(key),
                        says() + " says " + key + " " + stated + ", and `" + objective + "` says " + promised,
                        "both cannot be meant: users rely on the stricter of two figures, operators work to the looser",
                        "one figure for both, or another name for what the second is about")
                .about(objective));
    }

    /// The safe order of the steps that everybody has; a document that names them in another one is followed on
    /// the day.
    private void order() {
        List<Integer> order = claim.steps().stream()
                .map(step -> step.replaceFirst("\\..*", ""))
                .filter(RecoveryTime.PHASES::contains)
                .map(RecoveryTime.PHASES::indexOf)
                .toList();
        for (int i = 1; i < order.size(); i++) {
            if (order.get(i) < order.get(i - 1)) {
                String early = RecoveryTime.PHASES.get(order.get(i - 1));
                String late = RecoveryTime.PHASES.get(order.get(i));
                findings.add(Finding.of(
                        Rule.UNSAFE_ORDER,
                        path("steps"),
                        says() + " does `" + early + "` before `" + late + "`",
                        early.equals("route")
                                ? "users arrive at a side that cannot take their writes yet, or write into the old one"
                                : "the safe order is " + String.join(", ", RecoveryTime.PHASES),
                        "`" + late + "` before `" + early + "`"));
                return;
            }
        }
    }

    /// What nothing above or among the promises looks at.
    private void unjudged() {
        Claim.Figures figures = claim.figures();
        boolean looked = figures.availability().isPresent()
                || figures.rto().isPresent()
                || figures.rpo().isPresent()
                || !claim.steps().isEmpty();
        if (!looked) {
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
                            .orElse("it is a text, or a figure that only a measurement can confirm"),
                    "measure it, or delete it if nobody relies on it"));
        }
    }
}
