package dev.meridian.twin;

import dev.meridian.engine.Policy;
import dev.meridian.engine.Prose;
import dev.meridian.evidence.DrillRun.Result;
import dev.meridian.evidence.Outcome;
import dev.meridian.evidence.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a run came to, and whether that is right for its fault.
final class Verdicts {
    private Verdicts() {}

    static Result result(Fault fault, Outcome outcome, boolean hasMoved, boolean isAtPrimary) {
        if (hasMoved) {
            return outcome.rto().isPresent() ? Result.PROMOTED : Result.NOT_RECOVERED;
        }
        boolean isUnserved = fault.kind() == Fault.Kind.REGION_LOSS
                || fault.kind() == Fault.Kind.PROCESS_LOSS
                || fault.kind() == Fault.Kind.REGION_PARTITION;
        if (isUnserved && isAtPrimary) {
            return Result.REFUSED;
        }
        if (outcome.rto().isEmpty()) {
            return Result.NOT_RECOVERED;
        }
        return outcome.downtime().isZero() ? Result.HELD : Result.RESTARTED;
    }

    /// One writer at most, nothing lost that was promised, and what the fault calls for.
    static boolean isRight(
            Places places, Fault fault, Outcome outcome, Result result, Optional<Duration> predictedLoss) {
        if (outcome.writes().twoSided() > 0) {
            return false;
        }
        boolean isWithinBound = outcome.writes().lost() == 0
                || predictedLoss
                        .filter(bound ->
                                bound.isPositive() && outcome.writes().loss().compareTo(bound) <= 0)
                        .isPresent();
        boolean isAtPrimary = fault.region().equals(places.policy().home());
        return isWithinBound
                && switch (fault.kind()) {
                    case REGION_LOSS, PROCESS_LOSS, REGION_PARTITION ->
                        isAtPrimary ? result == Result.PROMOTED : served(result);
                    case AGENT_PAUSE, AGENT_CRASH -> served(result);
                    case BLIP -> result == Result.HELD || result == Result.RESTARTED;
                };
    }

    private static boolean served(Result result) {
        return result == Result.PROMOTED || result == Result.RESTARTED || result == Result.HELD;
    }

    /// The bound that the promotion was granted with, as the log carries it.
    static Optional<Duration> predictedLoss(Chronicle chronicle) {
        return chronicle.entries().reversed().stream()
                .map(entry -> entry.body().get("predictedLossNanos"))
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .findFirst()
                .map(Duration::ofNanos);
    }

    /// Why nothing moved: what held it back in the log, and what was so before anything happened. Where the
    /// log itself has lost its quorum nothing can be written into it, not even a refusal.
    static List<Reason> refusals(Places places, Chronicle chronicle) {
        List<Reason> refusals = new ArrayList<>(chronicle.heldBack());
        Policy policy = places.policy();
        if (policy.vantagesOf(policy.home()).size() < 2) {
            var reason = new dev.meridian.engine.Reason.NoThirdOpinion(policy.home(), policy.voters());
            refusals.add(new Reason(reason.rule(), Prose.sentence(reason)));
        }
        if (chronicle.isSilent()) {
            refusals.add(new Reason(
                    "LOG-2",
                    "the replicated log lost its quorum with the fault: of "
                            + policy.voters().size()
                            + " places " + (policy.voters().size() / 2 + 1)
                            + " must agree, so nothing was decided and nothing moves"));
        }
        return refusals;
    }
}
