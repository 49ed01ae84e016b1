package dev.meridian.assess;

import dev.meridian.topology.Claim;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The scope of a claim: what its `at` names, or all that runs where it has none. A claim without `at` may be
/// about a part all the same: its words name a tier or a plan of customers, or other claims without `at` give the
/// same metric another figure, so that not all of them can be about everything.
final class ClaimScope {
    /// Words for a class of customers or of systems that gets figures of its own.
    private static final Pattern TIER = Pattern.compile(
            "\\b(tiers?|tier[-_ ]?\\d+|editions?"
                    + "|(pro|premium|enterprise|professional|paid|free|basic|gold|silver|bronze|platinum)"
                    + "([-_ ](plans?|tiers?|customers?|sla|level))?)\\b",
            Pattern.CASE_INSENSITIVE);

    private final Subject subject;
    private final Claim claim;

    ClaimScope(Subject subject, Claim claim) {
        this.subject = subject;
        this.claim = claim;
    }

    /// Whether a claim says something that can be measured or counted; else it is a text alone. An availability
    /// has rules of its own.
    static boolean hasFigure(Claim claim) {
        Claim.Figures figures = claim.figures();
        return figures.takes().isPresent()
                || figures.latency().isPresent()
                || figures.downtime().isPresent()
                || figures.rto().isPresent()
                || figures.rpo().isPresent()
                || claim.difference().isPresent()
                || claim.regions().isPresent();
    }

    /// Whether a figure may be owed to a part, and the file does not say to which.
    ///
    /// @param metric the figure of that metric in a claim; empty where it has none
    boolean mayBeAPart(Function<Claim, Optional<?>> metric) {
        return claim.at().isEmpty()
                && (TIER.matcher(claim.name() + " " + claim.says()).find()
                        || subject.topology().claims().values().stream()
                                .filter(other -> !other.name().equals(claim.name()) && isOfTheSameKind(other))
                                .anyMatch(other -> metric.apply(other)
                                        .filter(figure -> !metric.apply(claim).equals(Optional.of(figure)))
                                        .isPresent()));
    }

    /// Whether another claim is about everything too, about the same failure, and a bound.
    private boolean isOfTheSameKind(Claim other) {
        return other.at().isEmpty()
                && other.about().equals(claim.about())
                && other.figure() == claim.figure()
                && other.from().equals(claim.from());
    }
}
