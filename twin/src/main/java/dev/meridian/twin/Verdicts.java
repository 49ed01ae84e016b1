package dev.meridian.twin;

import dev.meridian.engine.Policy;
import dev.meridian.engine.Prose;
import dev.meridian.evidence.DrillRun.Result;
import dev.meridian.evidence.Outcome;
import dev.meridian.evidence.Reason;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Judgement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a run came to, and whether that is right for its fault.
final class Verdicts {
    /// No rule of the engine, which decides nothing where nothing can be written: a reason of the drill's own,
    /// told in the user guide.
    private static final String NO_QUORUM = "DRILL-1";

    private Verdicts() {}

    /// What is known of a run beside what users saw.
    ///
    /// @param hasMoved whether a later epoch than before is in force
    /// @param isServed whether users of all surviving locations are served after the last fault
    record Run(boolean hasMoved, boolean isServed) {}

    /// @param faults the one that is judged first
    static Result result(Places places, List<Fault> faults, Outcome outcome, Run run) {
        Fault fault = faults.getFirst();
        if (run.hasMoved()) {
            return outcome.rto().isPresent() && run.isServed() ? Result.PROMOTED : Result.NOT_RECOVERED;
        }
        boolean isBack = fault.lasts().isPresent() && run.isServed();
        boolean isUnserved = fault.kind() == Fault.Kind.REGION_LOSS
                || fault.kind() == Fault.Kind.PROCESS_LOSS
                || fault.kind() == Fault.Kind.REGION_PARTITION;
        boolean isLeft = Judgement.role(faults, places.setting()) == Judgement.Role.MOVES;
        if ((isLeft || (isUnserved && fault.strikes(places.policy().home()))) && !isBack) {
            return Result.REFUSED;
        }
        if (!places.setting().isServiceDue(lasting(faults))) {
            return Result.HELD;
        }
        if (outcome.rto().isEmpty() || !run.isServed()) {
            return Result.NOT_RECOVERED;
        }
        return outcome.downtime().isZero() ? Result.HELD : Result.RESTARTED;
    }

    /// Those that last as long as the drill.
    static List<Fault> lasting(List<Fault> faults) {
        return faults.stream().filter(fault -> fault.lasts().isEmpty()).toList();
    }

    /// What went otherwise than it should: one writer at most, nothing lost that was promised, and what the faults
    /// call for.
    static List<String> otherwise(
            Places places, List<Fault> faults, Outcome outcome, Judgement.Seen seen, Optional<Duration> predictedLoss) {
        List<String> otherwise = new ArrayList<>();
        if (outcome.writes().twoSided() > 0) {
            otherwise.add("two sides acknowledged writes at once");
        }
        boolean isWithinBound = outcome.writes().lost() == 0
                || predictedLoss
                        .filter(bound ->
                                bound.isPositive() && outcome.writes().loss().compareTo(bound) <= 0)
                        .isPresent();
        if (!isWithinBound) {
            otherwise.add("writes were lost beyond the bound of the promotion");
        }
        otherwise.addAll(Judgement.otherwise(faults, places.setting(), seen));
        return otherwise;
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
            refusals.add(new Reason(reason.rule().id(), Prose.sentence(reason)));
        }
        if (chronicle.isSilent()) {
            refusals.add(new Reason(
                    NO_QUORUM,
                    "the replicated log lost its quorum with the fault: of "
                            + policy.voters().size()
                            + " places " + (policy.voters().size() / 2 + 1)
                            + " must agree, so nothing was decided and nothing moves"));
        }
        return refusals;
    }
}
