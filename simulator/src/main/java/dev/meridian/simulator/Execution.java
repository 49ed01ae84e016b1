package dev.meridian.simulator;

import dev.meridian.engine.Duty;
import dev.meridian.engine.Order;
import dev.meridian.engine.Plan;
import dev.meridian.engine.Reason;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The move that a person ordered, step by step: what is done is done in the order of the plan that was
/// approved, and each effect once (I14).
final class Execution {
    private final World world;
    private final Truth truth;
    private Optional<Plan> plan = Optional.empty();
    private Optional<Epoch> granted = Optional.empty();
    private final List<String> done = new ArrayList<>();

    Execution(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
    }

    void decided(Reason reason, Optional<RegionName> holderBefore) {
        switch (reason) {
            case Reason.OrderTaken taken -> taken(taken, holderBefore);
            case Reason.ReturnOpened opened -> begin(opened);
            case Reason.HandedOver handed -> does("yield:" + handed.by());
            case Reason.PromiseRecorded promised -> does("promise:" + promised.by());
            case Reason.Offered offered -> offered(offered);
            case Reason.OfferWithdrawn _ -> done.remove("offer");
            case Reason.Granted granted -> claimed(granted);
            case Reason.DutyDone it -> reported(it.duty());
            case Reason.RecoveryOpened _, Reason.HandoverDropped _, Reason.GivenBack _ -> plan = Optional.empty();
            default -> {}
        }
    }

    /// Giving the role back is the end of the plan, and what undoes it.
    private void offered(Reason.Offered offered) {
        if (plan.isPresent() && !plan.get().to().equals(offered.candidate())) {
            plan = Optional.empty();
        }
        if (plan.filter(it -> it.variant() == Order.Variant.FORCED).isPresent()) {
            done.add("lease");
        }
        does("offer");
    }

    /// Of this grant; the report of an earlier one may come late, and any report twice.
    private void reported(Duty duty) {
        Optional<Epoch> epoch = switch (duty) {
            case Duty.Promote it -> Optional.of(it.epoch());
            case Duty.Follow it -> Optional.of(it.epoch());
            case Duty.Rejoin it -> Optional.of(it.epoch());
            case Duty.Route it -> Optional.of(it.epoch());
            case Duty.Promise _, Duty.CatchUp _, Duty.Yield _, Duty.Claim _ -> Optional.empty();
        };
        if (epoch.isPresent() && epoch.equals(granted)) {
            does(Plan.step(duty));
        }
    }

    private void taken(Reason.OrderTaken taken, Optional<RegionName> holder) {
        if (taken.order() instanceof Order.Move move) {
            Plan approved = Plan.of(world.policy, holder.orElseThrow(), move.to(), move.variant());
            if (!approved.hash().equals(move.plan())) {
                throw truth.broken("I14", "an order whose plan nobody approved");
            }
            begin(approved);
        }
    }

    private void begin(Reason.ReturnOpened opened) {
        Plan home = Plan.of(world.policy, opened.from(), opened.home(), Order.Variant.GRACEFUL);
        if (!home.hash().equals(opened.plan())) {
            throw truth.broken("I14", "the way home by another plan than it says");
        }
        begin(home);
    }

    private void begin(Plan approved) {
        plan = Optional.of(approved);
        done.clear();
        granted = Optional.empty();
        done.add("observe");
    }

    /// To whom it went is what the plan says; another one takes the role only by rules of its own.
    private void claimed(Reason.Granted it) {
        if (plan.isPresent() && !plan.get().to().equals(it.holder())) {
            plan = Optional.empty();
        }
        does("claim:" + it.holder());
        granted = Optional.of(it.epoch());
    }

    private void does(String step) {
        if (plan.isEmpty()) {
            return;
        }
        List<String> missing = plan.get().missingBefore(step, done);
        if (!missing.isEmpty()) {
            throw truth.broken("I14", step + " is done before " + missing);
        }
        boolean isEffect = step.startsWith("claim") || step.startsWith("yield");
        if (isEffect && done.contains(step)) {
            throw truth.broken("I14", step + " is done twice");
        }
        done.add(step);
    }
}
