package dev.meridian.engine;

import dev.meridian.blueprint.AddedStep;
import dev.meridian.blueprint.AddedSteps;
import dev.meridian.blueprint.MovePhase;
import dev.meridian.engine.State.Stage;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The steps that the file adds: which of them belong to the move, which may begin, and what waits for them
/// (docs/adr/0013-steps-of-the-file.md).
final class Added {
    /// A step of which the file does not say how long it takes: most are calls of an interface, or a query.
    private static final Duration UNPLANNED = Duration.ofSeconds(10);

    private final State state;
    private final Undertaking move;
    private final Policy policy;

    private Added(State state, Policy policy) {
        this.state = state;
        this.move = state.marks().undertaking();
        this.policy = policy;
    }

    /// The steps of a move, in the order of the file.
    static List<AddedStep> of(Policy policy, RegionName to, Order.Variant variant) {
        return (to.equals(policy.home())
                        ? policy.steps().home()
                        : policy.steps().away())
                .stream().filter(step -> !way(step, variant).isLeftOut()).toList();
    }

    static AddedStep.Way way(AddedStep step, Order.Variant variant) {
        return variant == Order.Variant.GRACEFUL ? step.graceful() : step.forced();
    }

    /// What agents have to do now. Those of people are waited for like the others.
    static List<Duty> duties(State state, Policy policy) {
        return isSilent(state, policy) ? List.of() : new Added(state, policy).duties();
    }

    /// Steps that have to end before a willing old side is asked to stop: whatever can be done while it serves.
    static List<String> beforeStop(State state, Policy policy) {
        if (isSilent(state, policy)) {
            return List.of();
        }
        Added added = new Added(state, policy);
        return added.open(added.inEffect().stream().filter(AddedStep::isBeforeStop));
    }

    /// Steps that have to end before users are sent to the new side.
    static List<String> beforeRoute(State state, Policy policy) {
        if (isSilent(state, policy)) {
            return List.of();
        }
        Added added = new Added(state, policy);
        return added.holdingUp(MovePhase.ROUTE, added.inEffect());
    }

    /// Steps that have to end before the role is offered to a region, whoever it was offered to before.
    static List<String> beforeOfferTo(RegionName candidate, State state, Policy policy) {
        if (isSilent(state, policy)) {
            return List.of();
        }
        Added added = new Added(state, policy);
        return added.holdingUp(MovePhase.PROMOTE, of(policy, candidate, added.move.variant()));
    }

    private List<String> holdingUp(MovePhase phase, List<AddedStep> steps) {
        return open(steps.stream().filter(step -> step.isBefore(phase)));
    }

    private List<String> open(Stream<AddedStep> steps) {
        return steps.map(AddedStep::name).filter(step -> !move.isOver(step)).toList();
    }

    /// Steps that only a person can end now: those that are a person's and have begun, and those that failed.
    static List<AddedStep> ofPeople(State state, Policy policy) {
        if (isSilent(state, policy)) {
            return List.of();
        }
        Added added = new Added(state, policy);
        return added.inEffect().stream()
                .filter(step -> added.move.hasFailed(step.name()) || (step.byHuman() && added.hasBegun(step)))
                .toList();
    }

    /// The step of the move under way, or of the one that led to the grant in force, if it is not over.
    static Optional<AddedStep> pending(String name, State state, Policy policy) {
        if (isSilent(state, policy)) {
            return Optional.empty();
        }
        Added added = new Added(state, policy);
        return added.inEffect().stream()
                .filter(step -> step.name().equals(name) && !added.move.isOver(name))
                .findFirst();
    }

    /// A move begins. Where it is the one that is under way already, now forced, what is done stays done.
    static Undertaking opened(State state, Policy policy, Order.Variant variant) {
        Undertaking last = state.marks().undertaking();
        if (policy.steps().areNone()) {
            return last;
        }
        return state.stage() instanceof Stage.Recovering
                ? last.turned(state.index())
                : last.opened(state.index(), variant);
    }

    /// The role is granted, which ends the move; what was given back was not moved.
    static Undertaking granted(State state, Epoch epoch, boolean isGivenBack) {
        Undertaking move = state.marks().undertaking();
        if (move.ballot() == 0) {
            return move;
        }
        return isGivenBack ? move.before().map(last -> last.ledTo(epoch)).orElse(Undertaking.NONE) : move.ledTo(epoch);
    }

    /// How long the old side may have to be waited for, beyond its own time, in a graceful move.
    static Duration longestBeforeStop(Policy policy, RegionName to) {
        return longest(of(policy, to, Order.Variant.GRACEFUL), Order.Variant.GRACEFUL, AddedStep::isBeforeStop);
    }

    /// How long a forced move there may have to wait for steps before the role is offered.
    static Duration longestBeforeOffer(Policy policy, RegionName to) {
        return longest(
                of(policy, to, Order.Variant.FORCED), Order.Variant.FORCED, step -> step.isBefore(MovePhase.PROMOTE));
    }

    /// How long all steps of a move may take.
    static Duration longest(AddedSteps steps) {
        return longerWay(steps, _ -> true);
    }

    /// How long a move that nobody ordered may have to wait for steps before a phase of it.
    static Duration longestBefore(MovePhase phase, AddedSteps steps) {
        return longerWay(steps, step -> !step.forced().isLeftOut() && step.isBefore(phase));
    }

    private static Duration longerWay(AddedSteps steps, Predicate<AddedStep> which) {
        Duration away = longest(steps.away(), Order.Variant.FORCED, which);
        Duration home = longest(steps.home(), Order.Variant.FORCED, which);
        return away.compareTo(home) > 0 ? away : home;
    }

    /// They are counted as if one came after the other.
    private static Duration longest(List<AddedStep> steps, Order.Variant variant, Predicate<AddedStep> which) {
        return steps.stream()
                .filter(which)
                .map(step -> way(step, variant).timeout().or(step::takes).orElse(UNPLANNED))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Says what waits for steps, if anything does.
    static void tell(List<String> steps, MovePhase phase, List<Reason> reasons) {
        if (!steps.isEmpty()) {
            reasons.add(new Reason.StepsAwaited(steps, phase));
        }
    }

    static State over(State state, String step) {
        return state.withUndertaking(state.marks().undertaking().with(step, Undertaking.End.OVER));
    }

    private static boolean isSilent(State state, Policy policy) {
        return state.marks().undertaking().ballot() == 0 || policy.steps().areNone();
    }

    private List<Duty> duties() {
        Optional<RegionName> by = to();
        List<Duty> duties = new ArrayList<>();
        for (AddedStep step : inEffect()) {
            boolean isDue = !step.byHuman() && !move.hasFailed(step.name()) && hasBegun(step);
            if (isDue && by.isPresent()) {
                duties.add(new Duty.Perform(by.get(), move.ballot(), step.name()));
            }
        }
        return duties;
    }

    private List<AddedStep> inEffect() {
        boolean isOfGrant = state.stage() instanceof Stage.Steady;
        boolean isOld = isOfGrant && !move.granted().equals(state.epoch());
        return isOld || isGivenBack()
                ? List.of()
                : to().map(it -> of(policy, it, move.variant())).orElse(List.of());
    }

    /// Who gets back what it has handed over does nothing for it.
    private boolean isGivenBack() {
        return state.stage() instanceof Stage.Recovering recovering && to().equals(Optional.of(recovering.suspect()));
    }

    /// Who does them: whoever takes over, as far as is known.
    private Optional<RegionName> to() {
        return switch (state.stage()) {
            case Stage.Vacant _ -> Optional.empty();
            case Stage.Steady _ -> state.holder();
            case Stage.Recovering recovering ->
                recovering
                        .offer()
                        .map(State.Offer::candidate)
                        .or(move::next)
                        .or(() -> recovering.handover().map(Handover::to))
                        .or(recovering::likeliest);
        };
    }

    /// Whether it may begin, and is not over.
    private boolean hasBegun(AddedStep step) {
        return !move.isOver(step.name())
                && step.follows().map(this::isPast).orElse(true)
                && inEffect().stream()
                        .filter(other -> step.after().contains(other.name()))
                        .allMatch(other -> move.isOver(other.name()));
    }

    private boolean isPast(MovePhase phase) {
        boolean isAccepting = state.stage() instanceof Stage.Steady && state.isAccepting();
        return switch (phase) {
            case FENCE -> move.next().isPresent() || state.stage() instanceof Stage.Steady;
            case PROMOTE -> isAccepting;
            case ROUTE -> isAccepting && areUsersThere();
        };
    }

    /// The users of the holder and of everybody who follows it. Who is dead has no users that could be sent.
    private boolean areUsersThere() {
        Epoch epoch = state.epoch();
        return policy.members().stream()
                .filter(member -> state.holder().equals(Optional.of(member))
                        || state.follows().getOrDefault(member, Epoch.NONE).equals(epoch))
                .allMatch(member ->
                        state.routes().getOrDefault(member, Epoch.NONE).equals(epoch));
    }
}
