package dev.meridian.engine;

import dev.meridian.blueprint.AddedStep;
import dev.meridian.blueprint.MovePhase;
import dev.meridian.bounds.Inequality;
import dev.meridian.bounds.Loss;
import dev.meridian.engine.State.Stage;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What people ordered: taken or refused when it is given, forgotten when it is over.
final class Orders {
    private Orders() {}

    /// Why an order is refused, and what would have to be otherwise.
    private record Refusal(String why, String instead) {}

    // ---- given ----

    static State given(State state, Event.Ordered ordered, Rules rules, List<Reason> reasons) {
        Order order = ordered.order();
        Evidence evidence = new Evidence(state, ordered.stamp(), rules);
        Optional<Refusal> refusal = refusal(state, order, evidence);
        if (refusal.isPresent()) {
            reasons.add(new Reason.OrderRefused(
                    order, refusal.get().why(), refusal.get().instead()));
            return state;
        }
        reasons.add(new Reason.OrderTaken(state.index(), order));
        return switch (order) {
            case Order.Move move -> move(state, move, rules.policy(), reasons);
            case Order.Cancel _ -> cancel(state, reasons);
            case Order.EndStep end -> Added.over(state, end.step());
            case Order.Resume _ -> {
                SequencedMap<Long, State.Standing> left = new LinkedHashMap<>(state.orders());
                left.values()
                        .removeIf(standing ->
                                standing.order() instanceof Order.Pause || standing.order() instanceof Order.Pin);
                yield state.withOrders(left);
            }
            case Order.Pause _, Order.Acknowledge _, Order.Pin _, Order.AcceptLoss _, Order.AttestDown _ -> {
                SequencedMap<Long, State.Standing> more = new LinkedHashMap<>(state.orders());
                more.values().removeIf(standing -> replaces(order, standing.order()));
                more.put(state.index(), new State.Standing(order, Moment.of(state)));
                yield state.withOrders(more);
            }
        };
    }

    /// The role can be pinned to one region only, and one loss is accepted: who says another one has changed their
    /// mind.
    private static boolean replaces(Order order, Order earlier) {
        return (order instanceof Order.Pin && earlier instanceof Order.Pin)
                || (order instanceof Order.AcceptLoss && earlier instanceof Order.AcceptLoss);
    }

    private static Optional<Refusal> refusal(State state, Order order, Evidence evidence) {
        if (state.grant().isEmpty()) {
            return Optional.of(new Refusal("nobody has ever held the role", "wait for the first grant"));
        }
        return switch (order) {
            case Order.Move move -> ofMove(state, move, evidence);
            case Order.Cancel _ -> ofCancel(state, evidence);
            case Order.EndStep end ->
                Added.pending(end.step(), state, evidence.policy()).isPresent()
                        ? Optional.empty()
                        : Optional.of(new Refusal(
                                "the move under way has no step `" + end.step() + "` that is not over",
                                "`twin status` shows what is waited for"));
            case Order.Pin pin -> unknown(pin.region(), evidence.policy().members());
            case Order.AttestDown down -> ofAttestation(state, down, evidence);
            case Order.AcceptLoss accept -> ofAcceptance(accept, evidence);
            case Order.Pause _, Order.Resume _, Order.Acknowledge _ -> Optional.empty();
        };
    }

    private static Optional<Refusal> ofAcceptance(Order.AcceptLoss accept, Evidence evidence) {
        return accept.isOfAny() && !accept.by().isOfTwo() && evidence.rules().have(Guard.SECOND)
                ? Optional.of(new Refusal(
                        "one person is not enough to accept a loss that nobody knows",
                        "have a second person approve it (--approved-by), or say how much is accepted"))
                : Optional.empty();
    }

    /// A recovery that is given up while its cause goes on would be opened again with the next word.
    private static Optional<Refusal> ofCancel(State state, Evidence evidence) {
        if (!(state.stage() instanceof Stage.Recovering recovering)) {
            return Optional.of(new Refusal("no move is under way", "nothing is to be done"));
        }
        return recovering.handover().isPresent() || Gates.pause(evidence).isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "the move under way is automatic and would begin again", "`pause` first, then cancel"));
    }

    private static Optional<Refusal> unknown(RegionName region, List<RegionName> known) {
        return known.contains(region)
                ? Optional.empty()
                : Optional.of(new Refusal(region + " is none of " + known, "name one of these"));
    }

    /// What somebody says of a region does not outweigh what the region itself has just said.
    private static Optional<Refusal> ofAttestation(State state, Order.AttestDown down, Evidence evidence) {
        if (!down.by().isOfTwo() && evidence.rules().have(Guard.SECOND)) {
            return Optional.of(new Refusal(
                    "one person is not enough to vouch for a region",
                    "have a second person approve it (--approved-by)"));
        }
        if (!state.holder().equals(Optional.of(down.region()))) {
            return Optional.of(new Refusal(
                    down.region() + " does not hold the role",
                    "attest the region that does, " + state.holder().orElseThrow()));
        }
        return evidence.mayHaveSpoken(down.region()) && evidence.rules().have(Guard.ALIVE)
                ? Optional.of(new Refusal(
                        down.region() + " was heard of less than "
                                + Durations.text(evidence.policy().freshness())
                                + " ago, or nobody here can tell yet, so it may write",
                        "end it first, and attest it when it has been silent for so long"))
                : Optional.empty();
    }

    private static Optional<Refusal> ofMove(State state, Order.Move move, Evidence evidence) {
        Policy policy = evidence.policy();
        RegionName holder = state.holder().orElseThrow();
        if (!(state.stage() instanceof Stage.Steady) && !isPressed(state, move)) {
            return Optional.of(new Refusal(
                    "a move is under way already",
                    "wait for its end, cancel it, or force it if it is graceful and the old side does not stop"));
        }
        if (move.to().equals(holder)) {
            return Optional.of(new Refusal("the role is there already", "nothing is to be done"));
        }
        Optional<Refusal> strange = unknown(move.to(), policy.targetsOutside(holder));
        if (strange.isPresent()) {
            return strange;
        }
        Plan plan = Plan.of(policy, holder, move.to(), move.variant());
        if (!plan.hash().equals(move.plan())) {
            return Optional.of(new Refusal(
                    "the plan that was approved is not the one that would be followed from " + holder,
                    "look at the plan again (--dry-run) and approve that"));
        }
        boolean isReady = Gates.isHeardOf(move.to(), evidence)
                && state.grant().orElseThrow().lineage().contains(move.to());
        if (!isReady) {
            return Optional.of(new Refusal(
                    move.to() + " is not heard of as a standby with a copy of this history",
                    "wait until it follows again (`status`), or name another region"));
        }
        return switch (move.variant()) {
            case GRACEFUL -> stoppable(state, holder, evidence);
            case FORCED ->
                armed(state, holder, evidence)
                        .or(() -> affordable(state, holder, move.to(), evidence))
                        .or(() -> lasting(move, holder, evidence));
        };
    }

    /// Who does not accept writes yet has promised nothing that it could take back: asked to stop, it would
    /// record a ballot that its own promotion may not pass.
    private static Optional<Refusal> stoppable(State state, RegionName holder, Evidence evidence) {
        if (evidence.age(holder) != Evidence.Age.FRESH) {
            return Optional.of(
                    new Refusal(holder + " is not heard of, so it cannot stop by itself", "order it forced"));
        }
        return state.isAccepting()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        holder + " does not accept writes yet after the last move",
                        "wait until it does, or order it forced"));
    }

    /// The old side is stopped by its lease, so the lease has to be one that stops it.
    private static Optional<Refusal> armed(State state, RegionName holder, Evidence evidence) {
        Inequality oneWriter = Gates.measuredLease(state, evidence.policy()).oneWriter();
        return oneWriter.holds()
                        || isAttested(holder, evidence)
                        || !evidence.rules().have(Guard.ARMED)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "two sides could write at once: " + oneWriter.statement(),
                        "change " + oneWriter.weakestTerm() + ", or have two people attest that " + holder
                                + " is down"));
    }

    /// A forced move stops the old side before anybody knows what that cost. Where it is there, and what such a
    /// move may lose is more than may be lost, nothing would come of it but the standstill until the order is
    /// over. One that is silent has stopped anyway, and what it cost is seen then.
    private static Optional<Refusal> affordable(State state, RegionName holder, RegionName to, Evidence evidence) {
        boolean isThere = evidence.age(holder) == Evidence.Age.FRESH && state.isAccepting();
        Loss least = LeastLoss.of(evidence, holder, member -> evidence.age(member) == Evidence.Age.FRESH, to::equals);
        Duration budget = Offering.budget(state, evidence.policy(), evidence::enables);
        if (!isThere || least.isWithin(budget)) {
            return Optional.empty();
        }
        String accept = "accept that loss first (" + Prose.accepting(least) + ")";
        String cost = "the loss of a forced move would be " + least.text() + "; " + Prose.budget(budget) + ", so ";
        return Optional.of(
                evidence.saidPrimary(holder)
                        ? new Refusal(
                                holder + " accepts writes, and " + cost + "it would only stop them",
                                "order it graceful, which loses none, or " + accept)
                        : new Refusal(
                                holder + " is about to serve again, and " + cost + "it would only keep it from that",
                                accept));
    }

    /// An order that is over before the lease is, or before steps of the file that the role waits for, would only
    /// stop the old side.
    private static Optional<Refusal> lasting(Order.Move move, RegionName holder, Evidence evidence) {
        Policy policy = evidence.policy();
        boolean isAttested = isAttested(holder, evidence);
        Duration wait = isAttested ? Duration.ZERO : policy.lease().challengerWait();
        Duration left = isAttested ? Duration.ZERO : wait.minus(evidence.waited(holder));
        Duration steps = Added.longestBeforeOffer(policy, move.to());
        Duration expires = move.by().expires();
        if (expires.compareTo(left.plus(steps)) > 0) {
            return Optional.empty();
        }
        String lease = "the lease of " + holder + " has to be waited for, " + Durations.text(left)
                + " more (failover.lease.wait)";
        String added = "steps that the role waits for take " + Durations.text(steps) + " (failover.steps)";
        String why = steps.isZero() ? lease : isAttested ? added : lease + ", and " + added;
        return Optional.of(new Refusal(
                "it is over after " + Durations.text(expires) + ", and " + why + ", so it would only stop it",
                "give it " + Durations.text(wait.plus(steps).plus(policy.freshness())) + " or more (`--expires`)"));
    }

    private static boolean isAttested(RegionName holder, Evidence evidence) {
        return evidence.state().orders().values().stream()
                .filter(evidence::enables)
                .anyMatch(standing -> standing.order().attests(holder));
    }

    /// The same move, now forced, as long as the old side has not stopped by itself.
    private static boolean isPressed(State state, Order.Move move) {
        return state.stage() instanceof Stage.Recovering recovering
                && recovering.isYielding()
                && move.variant() == Order.Variant.FORCED
                && recovering.handover().orElseThrow().to().equals(move.to());
    }

    private static State move(State state, Order.Move move, Policy policy, List<Reason> reasons) {
        if (state.stage() instanceof Stage.Recovering graceful) {
            reasons.add(new Reason.HandoverForced(graceful.ballot(), state.index()));
        }
        RegionName holder = state.holder().orElseThrow();
        Handover handover = new Handover(
                move.to(),
                move.variant(),
                move.plan(),
                Moment.of(state),
                move.by().expires(),
                Optional.empty(),
                true);
        State next = state.withStage(
                        Stage.Recovering.from(state.index(), holder, Optional.of(move.to()), Optional.of(handover)))
                .withUndertaking(Added.opened(state, policy, move.variant()))
                .withHeld("");
        if (move.variant() == Order.Variant.GRACEFUL) {
            Added.tell(Added.beforeStop(next, policy), MovePhase.FENCE, reasons);
        }
        return next;
    }

    /// Before the old side has stopped by itself it goes on, or is judged like any other; after it, the role goes
    /// back.
    private static State cancel(State state, List<Reason> reasons) {
        Stage.Recovering recovering = (Stage.Recovering) state.stage();
        if (recovering.yielded().isEmpty()) {
            reasons.add(new Reason.HandoverDropped(recovering.ballot(), "it was cancelled"));
            return Recovery.dropped(state, recovering);
        }
        Stage.Recovering open = recovering.withOffer(Optional.empty());
        Handover back = recovering.handover().orElseThrow().backTo(recovering.suspect());
        return state.withStage(open.withHandover(Optional.of(back)))
                .withUndertaking(state.marks().undertaking().turnedBack())
                .withHeld("");
    }

    // ---- followed ----

    static State yielded(State state, Event.Yielded yielded, Rules rules, List<Reason> reasons) {
        RegionName by = yielded.stamp().by();
        boolean isAsked = state.stage() instanceof Stage.Recovering recovering
                && recovering.handover().isPresent()
                && recovering.suspect().equals(by)
                && ((recovering.isYielding() && recovering.ballot() == yielded.ballot()) || !rules.have(Guard.RECEIPT));
        if (!isAsked) {
            reasons.add(new Reason.PromiseTooLate(by, yielded.ballot()));
            return state;
        }
        Stage.Recovering recovering = (Stage.Recovering) state.stage();
        reasons.add(new Reason.HandedOver(by, recovering.ballot(), yielded.position()));
        return state.withStage(recovering.withHandover(
                        recovering.handover().map(order -> order.nowYielded(yielded.position(), Moment.of(state)))))
                .withHeld("");
    }

    /// A holder that cannot stop by itself, since it does not run, must not be kept from coming back by an order
    /// that waits for it.
    static State failed(State state, Event.Failed failed, Rules rules, List<Reason> reasons) {
        if (failed.duty() instanceof Duty.Perform perform) {
            return failed.certain() ? stepFailed(state, perform, failed.why(), rules, reasons) : state;
        }
        boolean isGivenUp = failed.certain()
                && failed.duty() instanceof Duty.Yield yield
                && failed.stamp().by().equals(yield.region())
                && state.stage() instanceof Stage.Recovering recovering
                && recovering.isYielding()
                && recovering.ballot() == yield.ballot();
        if (!isGivenUp) {
            return state;
        }
        Stage.Recovering recovering = (Stage.Recovering) state.stage();
        reasons.add(new Reason.HandoverDropped(recovering.ballot(), failed.why()));
        return Recovery.dropped(state, recovering);
    }

    private static State stepFailed(State state, Duty.Perform duty, String why, Rules rules, List<Reason> reasons) {
        Undertaking move = state.marks().undertaking();
        Optional<AddedStep> step =
                Added.pending(duty.step(), state, rules.policy()).filter(_ -> move.ballot() == duty.ballot());
        if (step.isEmpty() || move.hasFailed(duty.step())) {
            return state;
        }
        if (step.get().onFailure() == AddedStep.OnFailure.CONTINUE) {
            reasons.add(new Reason.StepLeftOut(duty.step(), why));
            return Added.over(state, duty.step());
        }
        reasons.add(new Reason.StepFailed(duty.step(), why));
        State failed = state.withUndertaking(move.with(duty.step(), Undertaking.End.FAILED));
        boolean isTakenBack = step.get().onFailure() == AddedStep.OnFailure.COMPENSATE
                && move.variant() == Order.Variant.GRACEFUL
                && state.stage() instanceof Stage.Recovering;
        return isTakenBack ? cancel(failed, reasons) : failed;
    }

    // ---- over ----

    /// Forgets what has surely expired, and an attestation about a region that shows itself alive.
    static State tidied(State state, Event event, Evidence evidence, List<Reason> reasons) {
        if (state.orders().isEmpty()) {
            return state;
        }
        SequencedMap<Long, State.Standing> left = new LinkedHashMap<>(state.orders());
        left.entrySet().removeIf(entry -> {
            Optional<String> over = over(entry.getValue(), event, evidence);
            over.ifPresent(why -> reasons.add(
                    new Reason.OrderOver(entry.getKey(), entry.getValue().order(), why)));
            return over.isPresent();
        });
        return left.size() == state.orders().size() ? state : state.withOrders(left);
    }

    private static Optional<String> over(State.Standing standing, Event event, Evidence evidence) {
        Duration expires = standing.order().by().expires();
        if (evidence.age(standing.given(), expires) == Evidence.Age.GONE
                && evidence.rules().have(Guard.EXPIRY)) {
            return Optional.of("it has expired");
        }
        return standing.order().attests(event.stamp().by()) && evidence.rules().have(Guard.SCOPE)
                ? Optional.of(event.stamp().by() + " shows that it is alive")
                : Optional.empty();
    }

    /// What was meant for one move is over with it.
    static SequencedMap<Long, State.Standing> afterMove(State state, Rules rules) {
        SequencedMap<Long, State.Standing> left = new LinkedHashMap<>(state.orders());
        left.values()
                .removeIf(standing -> rules.have(Guard.SCOPE)
                        && (standing.order() instanceof Order.AcceptLoss
                                || standing.order() instanceof Order.AttestDown));
        return left;
    }
}
