package dev.meridian.twin;

import dev.meridian.engine.Policy;
import dev.meridian.engine.Prose;
import dev.meridian.evidence.DrillRun.Result;
import dev.meridian.evidence.Outcome;
import dev.meridian.evidence.Reason;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a run came to, and whether that is right for its fault.
final class Verdicts {
    private Verdicts() {}

    /// @param isServed whether users of all surviving locations are served after the last fault
    static Result result(Fault fault, Outcome outcome, boolean hasMoved, boolean isAtPrimary, boolean isServed) {
        if (hasMoved) {
            return outcome.rto().isPresent() && isServed ? Result.PROMOTED : Result.NOT_RECOVERED;
        }
        boolean isBack = fault.lasts().isPresent() && isServed;
        boolean isUnserved = fault.kind() == Fault.Kind.REGION_LOSS
                || fault.kind() == Fault.Kind.PROCESS_LOSS
                || fault.kind() == Fault.Kind.REGION_PARTITION;
        if (isUnserved && isAtPrimary && !isBack) {
            return Result.REFUSED;
        }
        if (outcome.rto().isEmpty() || !isServed) {
            return Result.NOT_RECOVERED;
        }
        return outcome.downtime().isZero() ? Result.HELD : Result.RESTARTED;
    }

    /// One writer at most, nothing lost that was promised, and what the faults call for.
    ///
    /// @param faults the one that is judged first
    static boolean isRight(
            Places places, List<Fault> faults, Outcome outcome, Result result, Optional<Duration> predictedLoss) {
        if (outcome.writes().twoSided() > 0) {
            return false;
        }
        boolean isWithinBound = outcome.writes().lost() == 0
                || predictedLoss
                        .filter(bound ->
                                bound.isPositive() && outcome.writes().loss().compareTo(bound) <= 0)
                        .isPresent();
        return isWithinBound && isCalledFor(places, faults, result);
    }

    /// Whether the role moved where it had to, and stayed where nothing was wrong with its holder: a move is
    /// never for nothing.
    private static boolean isCalledFor(Places places, List<Fault> faults, Result result) {
        RegionName home = places.policy().home();
        boolean isInPlace = result == Result.HELD || result == Result.RESTARTED;
        boolean isServed = isInPlace || result == Result.PROMOTED;
        Fault judged = faults.getFirst();
        if (!judged.region().equals(home)) {
            boolean mayMove =
                    faults.stream().anyMatch(fault -> fault.region().equals(home) && fault.kind() != Fault.Kind.BLIP);
            return mayMove ? isServed : isInPlace;
        }
        return switch (judged.kind()) {
            case REGION_LOSS, PROCESS_LOSS -> result == Result.PROMOTED;
            case REGION_PARTITION -> result == Result.PROMOTED || (isInPlace && isShort(judged, places));
            case AGENT_PAUSE, AGENT_CRASH -> isServed;
            case BLIP -> isInPlace;
        };
    }

    /// Whether a cut was over before anything could have moved.
    private static boolean isShort(Fault cut, Places places) {
        Optional<Duration> move = Predictions.of(places, Optional.empty()).rto();
        return cut.lasts()
                .filter(lasts -> move.filter(it -> lasts.compareTo(it) < 0).isPresent())
                .isPresent();
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
