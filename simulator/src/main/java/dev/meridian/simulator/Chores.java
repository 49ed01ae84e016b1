package dev.meridian.simulator;

import dev.meridian.blueprint.AddedStep;
import dev.meridian.blueprint.MovePhase;
import dev.meridian.engine.Duties;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Event;
import dev.meridian.engine.Handover;
import dev.meridian.engine.Order;
import dev.meridian.engine.Order.Variant;
import dev.meridian.engine.Reason;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The steps that a file adds, as a world does them: how long each takes, which fail, and the person who ends
/// those that only a person can end. And what is true of them, whatever the engine thinks: nothing begins before
/// the steps that it waits for are over (I14).
final class Chores {
    private static final long LOOK = 250 * World.MS;
    private static final long LONGEST_UNTIL_SEEN = 5 * World.SECOND;
    private static final long SAID_AGAIN = 2 * World.SECOND;
    private static final int ONE_FAILS_IN = 5;

    private final World world;
    private final Dice dice;
    private final List<Mishaps.Source> failing = new ArrayList<>();
    /// When the person ends which step of which move.
    private final Map<String, Long> endsAt = new LinkedHashMap<>();

    private Move move = new Move(0, Variant.FORCED, false, new LinkedHashSet<>());
    private Optional<Move> before = Optional.empty();

    /// What is true of a move.
    ///
    /// @param over steps that are over in it
    private record Move(long ballot, Variant variant, boolean isGranted, Set<String> over) {
        Move granted() {
            return new Move(ballot, variant, true, over);
        }

        Move turned(long at) {
            return new Move(at, Variant.FORCED, false, over);
        }
    }

    Chores(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
        for (Place place : world.places) {
            failing.add(world.mishaps.source(Mishap.Kind.STEP, place));
        }
    }

    /// Whether the file adds any steps at all.
    boolean hasAny() {
        return !world.policy.steps().areNone();
    }

    void begin() {
        if (hasAny()) {
            world.after(LOOK, this::attend);
        }
    }

    // ---- done ----

    long timeOf(Duty.Perform duty) {
        AddedStep step = step(duty.step(), duty.region());
        long takes =
                step.takes().map(Duration::toNanos).orElseGet(() -> world.work.between(0, Timings.UNPLANNED.toNanos()));
        return way(step, move.variant())
                .timeout()
                .map(most -> Math.min(takes, most.toNanos()))
                .orElse(takes);
    }

    /// Why it came to nothing, if it did.
    Optional<String> failure(Place place, Duty.Perform duty) {
        Mishaps.Chance chance = failing.get(place.number).next();
        boolean fails = world.isDrawn
                && !world.weather.hasHealed()
                && chance.dice.oneIn(ONE_FAILS_IN)
                && chance.strikes(() -> "the step " + duty.step() + " fails at " + place.name);
        return fails ? Optional.of("exit status 1") : Optional.empty();
    }

    // ---- people ----

    /// Whether a step waits for a person.
    boolean areOpen() {
        return hasAny() && !Duties.ofPeople(world.log.state(), world.policy).isEmpty();
    }

    /// Somebody who sees what waits for a person, does it or looks at what failed, and says so until it is heard.
    private void attend() {
        State state = world.log.state();
        for (AddedStep step : Duties.ofPeople(state, world.policy)) {
            String key = state.marks().undertaking().ballot() + " " + step.name();
            long at = endsAt.computeIfAbsent(key, _ -> world.now + untilDone(step));
            if (world.now >= at) {
                say(step.name());
                endsAt.put(key, world.now + SAID_AGAIN);
            }
        }
        world.after(LOOK, this::attend);
    }

    private long untilDone(AddedStep step) {
        return step.takes()
                .filter(_ -> step.byHuman())
                .map(Duration::toNanos)
                .orElseGet(() -> dice.between(World.SECOND, LONGEST_UNTIL_SEEN));
    }

    private void say(String step) {
        List<Place> running =
                Arrays.stream(world.places).filter(Place::isRunning).toList();
        if (!running.isEmpty()) {
            Place through = dice.oneOf(running);
            Order.Signature by = new Order.Signature("mary", Optional.empty(), "it is done", Duration.ofMinutes(1));
            through.propose(new Event.Ordered(through.stamp(), new Order.EndStep(by, step)));
        }
    }

    // ---- the truth about them ----

    void decided(Reason reason, State was) {
        if (!hasAny()) {
            return;
        }
        switch (reason) {
            case Reason.OrderTaken taken -> taken(taken, was);
            case Reason.ReturnOpened opened -> began(opened.ballot(), Variant.GRACEFUL, was);
            case Reason.RecoveryOpened opened -> began(opened.ballot(), Variant.FORCED, was);
            case Reason.StepLeftOut left -> move.over().add(left.step());
            case Reason.HandedOver _ ->
                mustBeOver(MovePhase.FENCE, handover(was).map(Handover::to).orElseThrow(), AddedStep::isBeforeStop);
            case Reason.Offered offered -> offered(offered, was);
            case Reason.Granted _ -> {
                move = move.granted();
                before = Optional.empty();
            }
            case Reason.GivenBack _, Reason.HandoverDropped _, Reason.RecoveryAborted _ -> cameToNothing();
            case Reason.DutyDone done -> reported(done.duty(), was);
            default -> {}
        }
    }

    private static Optional<Handover> handover(State state) {
        return state.stage() instanceof State.Stage.Recovering recovering ? recovering.handover() : Optional.empty();
    }

    private void taken(Reason.OrderTaken taken, State was) {
        switch (taken.order()) {
            case Order.Move ordered -> began(taken.number(), ordered.variant(), was);
            case Order.EndStep end -> move.over().add(end.step());
            default -> {}
        }
    }

    /// A move that goes on in another way keeps what was done in it.
    private void began(long ballot, Variant variant, State was) {
        if (was.stage() instanceof State.Stage.Recovering) {
            move = move.turned(ballot);
            return;
        }
        before = move.isGranted() ? Optional.of(move) : before;
        move = new Move(ballot, variant, false, new LinkedHashSet<>());
    }

    private void cameToNothing() {
        move = before.orElseGet(() -> new Move(0, Variant.FORCED, false, new LinkedHashSet<>()));
        before = Optional.empty();
    }

    /// Giving the role back waits for nothing.
    private void offered(Reason.Offered offered, State was) {
        if (!was.holder().equals(Optional.of(offered.candidate()))) {
            mustBeOver(MovePhase.PROMOTE, offered.candidate());
        }
    }

    /// The report of an earlier move may come late.
    private void reported(Duty duty, State was) {
        switch (duty) {
            case Duty.Perform it
            when it.ballot() == move.ballot() -> move.over().add(it.step());
            case Duty.Route it
            when it.epoch().equals(was.epoch()) && isOfGrant(was) -> mustBeOver(MovePhase.ROUTE, it.to());
            default -> {}
        }
    }

    private boolean isOfGrant(State was) {
        return was.stage() instanceof State.Stage.Steady
                && move.isGranted()
                && !was.epoch().equals(Epoch.NONE);
    }

    private void mustBeOver(MovePhase phase, RegionName to) {
        mustBeOver(phase, to, step -> step.isBefore(phase));
    }

    private void mustBeOver(MovePhase phase, RegionName to, Predicate<AddedStep> isWaitedFor) {
        for (AddedStep step : steps(to)) {
            if (isWaitedFor.test(step)
                    && !way(step, move.variant()).isLeftOut()
                    && !move.over().contains(step.name())) {
                throw world.truth.broken("I14", phase + " at " + to + " before the step " + step.name() + " is over");
            }
        }
    }

    private List<AddedStep> steps(RegionName to) {
        return to.equals(world.policy.home())
                ? world.policy.steps().home()
                : world.policy.steps().away();
    }

    /// The way back may have a step of the same name.
    private AddedStep step(String name, RegionName to) {
        return steps(to).stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static AddedStep.Way way(AddedStep step, Variant variant) {
        return variant == Variant.GRACEFUL ? step.graceful() : step.forced();
    }
}
