package dev.meridian.simulator;

import dev.meridian.blueprint.MovePhase;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Order;
import dev.meridian.engine.Plan;
import dev.meridian.engine.Reason;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A move step by step: what is done is done in the order of the plan that was approved, or of the plan that
/// leads to the candidate where nobody was asked; and each effect once (I14). An effect is what changes
/// something: a server that was promoted with an epoch is asked once more after a crash and has nothing to do
/// ([Truth#promoted]), while a second claim or a second stop in one move would be another move.
final class Execution {
    private final World world;
    private final Truth truth;
    private Optional<Plan> plan = Optional.empty();
    /// What an automatic move leaves, until it is granted away.
    private Optional<RegionName> fled = Optional.empty();

    private Optional<Epoch> granted = Optional.empty();
    private final List<String> done = new ArrayList<>();
    private long ballot;

    Execution(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
    }

    void decided(Reason reason, State before) {
        switch (reason) {
            case Reason.OrderTaken taken -> taken(taken, before);
            case Reason.StepsAwaited awaited -> awaited(awaited);
            case Reason.StepLeftOut left -> done.add(Plan.added(left.step()));
            case Reason.ReturnOpened opened -> begin(opened);
            case Reason.HandedOver handed -> does("yield:" + handed.by());
            case Reason.PromiseRecorded promised -> does("promise:" + promised.by());
            case Reason.Offered offered -> offered(offered);
            case Reason.OfferWithdrawn _ -> done.remove("offer");
            case Reason.Granted granted -> claimed(granted);
            case Reason.DutyDone it -> reported(it.duty());
            case Reason.RecoveryOpened opened -> opened(opened, before);
            case Reason.HandoverDropped _, Reason.GivenBack _, Reason.RecoveryAborted _ -> ended();
            default -> {}
        }
    }

    private void ended() {
        plan = Optional.empty();
        fled = Optional.empty();
    }

    /// Nobody approved a plan: that of the candidate counts, once there is one.
    private void opened(Reason.RecoveryOpened opened, State before) {
        List<String> kept = before.stage() instanceof State.Stage.Recovering ? steps() : List.of();
        ended();
        begin(opened.ballot());
        fled = Optional.of(opened.suspect());
        done.addAll(kept);
    }

    /// Giving the role back is the end of the plan, and what undoes it.
    private void offered(Reason.Offered offered) {
        if (plan.isPresent() && !plan.get().to().equals(offered.candidate())) {
            plan = Optional.empty();
        }
        fled.ifPresent(
                from -> plan = Optional.of(Plan.of(world.policy, from, offered.candidate(), Order.Variant.FORCED)));
        if (isForced()) {
            done.add("lease");
        }
        plan.ifPresent(this::sinks);
        does("offer");
    }

    /// What is known of a store where nobody checks an epoch is whether the old side still writes to it.
    private void sinks(Plan of) {
        if (!world.place(of.from()).sinks.areStillWritten()) {
            world.policy.unfenced().forEach(store -> done.add(Plan.unfenced(store)));
        }
    }

    /// Of this grant; the report of an earlier one may come late, and any report twice.
    private void reported(Duty duty) {
        Optional<Epoch> epoch = switch (duty) {
            case Duty.Promote it -> Optional.of(it.epoch());
            case Duty.Follow it -> Optional.of(it.epoch());
            case Duty.Rejoin it -> Optional.of(it.epoch());
            case Duty.Route it -> Optional.of(it.epoch());
            case Duty.Promise _, Duty.CatchUp _, Duty.Yield _, Duty.Claim _, Duty.Perform _ -> Optional.empty();
        };
        if (duty instanceof Duty.Perform it && it.ballot() == ballot) {
            does(Plan.step(duty));
        }
        if (epoch.isPresent() && epoch.equals(granted)) {
            does(Plan.step(duty));
        }
    }

    /// It is the last gate: the lease was waited for.
    private void awaited(Reason.StepsAwaited it) {
        if (it.phase() == MovePhase.PROMOTE && (isForced() || fled.isPresent())) {
            done.add("lease");
        }
    }

    private boolean isForced() {
        return plan.filter(it -> it.variant() == Order.Variant.FORCED).isPresent();
    }

    private void taken(Reason.OrderTaken taken, State before) {
        if (taken.order() instanceof Order.EndStep end) {
            done.add(Plan.added(end.step()));
        }
        if (taken.order() instanceof Order.Move move) {
            RegionName holder = before.holder().orElseThrow();
            Plan approved = Plan.of(world.policy, holder, move.to(), move.variant());
            if (!approved.hash().equals(move.plan())) {
                throw truth.broken("I14", "an order whose plan nobody approved");
            }
            List<String> kept = before.stage() instanceof State.Stage.Recovering ? steps() : List.of();
            begin(approved, taken.number());
            done.addAll(kept);
        }
    }

    /// What the file adds and is done: forcing a move does not undo it.
    private List<String> steps() {
        return done.stream().filter(step -> step.startsWith(Plan.added(""))).toList();
    }

    private void begin(Reason.ReturnOpened opened) {
        Plan home = Plan.of(world.policy, opened.from(), opened.home(), Order.Variant.GRACEFUL);
        if (!home.hash().equals(opened.plan())) {
            throw truth.broken("I14", "the way home by another plan than it says");
        }
        begin(home, opened.ballot());
    }

    private void begin(Plan approved, long number) {
        fled = Optional.empty();
        plan = Optional.of(approved);
        begin(number);
    }

    private void begin(long number) {
        ballot = number;
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
        fled = Optional.empty();
        granted = Optional.of(it.epoch());
    }

    private void does(String step) {
        if (plan.isEmpty()) {
            if (fled.isPresent()) {
                done.add(step);
            }
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
