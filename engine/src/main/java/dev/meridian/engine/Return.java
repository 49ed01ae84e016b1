package dev.meridian.engine;

import dev.meridian.blueprint.MovePhase;
import dev.meridian.engine.State.Stage;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The way home by itself, where the file asks for it. "The home is back, so switch" is how a move is followed
/// by a second one for nothing: a home that has just come back may go again, and lacks what was written
/// meanwhile. So it has to have followed without a gap for `failback.after`; then the role is handed over as if
/// a person had ordered it gracefully, so that nothing is lost and no lease is waited for, and it is tried once
/// from one grant.
final class Return {
    private static final List<Gate<Way>> GATES = List.of(
            new Gate<>(Guard.PAUSE, Return::paused),
            new Gate<>(Guard.PIN, Return::pinned),
            new Gate<>(Guard.ONE_RETURN, Return::tried),
            new Gate<>(Guard.HOME, Return::notReady),
            new Gate<>(Guard.COOLDOWN, Return::coolingDown),
            new Gate<>(Guard.WINDOW, Return::outsideWindow),
            new Gate<>(Guard.STORM, way -> Gates.storm(way.evidence(), way.home())));

    private Return() {}

    /// What there is to look at.
    ///
    /// @param word the home's newest, which is fresh
    /// @param after how long it has to have followed
    private record Way(Evidence evidence, RegionName home, Event.Observed word, Duration after) {
        State state() {
            return evidence.state();
        }
    }

    /// Looks at the gates, if there is anything to look at: the role is away, and both ends are heard of.
    static State consider(State state, Evidence evidence, List<Reason> reasons) {
        Optional<Way> way = way(evidence);
        if (way.isEmpty()) {
            return state.withHeld("");
        }
        Optional<Reason> shut = Gate.first(GATES, way.get(), evidence.rules());
        return shut.isPresent() ? Recovery.hold(state, shut.get(), reasons) : open(state, evidence.policy(), reasons);
    }

    private static Optional<Way> way(Evidence evidence) {
        RegionName home = evidence.policy().home();
        Optional<RegionName> holder = evidence.state().holder().filter(it -> !it.equals(home));
        if (evidence.policy().failback().isEmpty()
                || holder.isEmpty()
                || !evidence.policy().targets().contains(home)
                || evidence.age(home) != Evidence.Age.FRESH
                || evidence.age(holder.get()) != Evidence.Age.FRESH) {
            return Optional.empty();
        }
        Duration after = evidence.policy().failback().get();
        return evidence.word(home).map(word -> new Way(evidence, home, word, after));
    }

    private static Optional<Reason> paused(Way way) {
        return Gates.pause(way.evidence()).map(by -> new Reason.Paused(way.home(), by));
    }

    private static Optional<Reason> pinned(Way way) {
        return Gates.pin(way.evidence())
                .filter(pin -> !pin.region().equals(way.home()))
                .map(pin -> new Reason.Pinned(way.home(), pin.region(), pin.by()));
    }

    private static Optional<Reason> tried(Way way) {
        Epoch epoch = way.state().epoch();
        return way.state().marks().returned().equals(epoch)
                ? Optional.of(new Reason.ReturnTried(way.home(), epoch))
                : Optional.empty();
    }

    private static Optional<Reason> notReady(Way way) {
        State.Grant grant = way.state().grant().orElseThrow();
        boolean isFollowing = grant.accepting()
                && grant.lineage().contains(way.home())
                && way.state().follows().getOrDefault(way.home(), Epoch.NONE).equals(grant.epoch())
                && Gates.isHeardOf(way.home(), way.evidence());
        Duration followed = isFollowing ? way.word().serverFor() : Duration.ZERO;
        boolean hasRoom = way.evidence().hasRoom(way.home());
        return followed.compareTo(way.after()) >= 0 && hasRoom && isFollowing
                ? Optional.empty()
                : Optional.of(new Reason.HomeNotReady(way.home(), followed, way.after(), hasRoom));
    }

    /// By the clock of the home: a wrong one makes the way home early or late, not unsafe.
    private static Optional<Reason> outsideWindow(Way way) {
        return way.evidence()
                .policy()
                .returnWindow()
                .filter(window -> !window.contains(way.word().wallSeconds()))
                .map(window ->
                        new Reason.OutsideWindow(way.home(), window, way.word().wallSeconds()));
    }

    /// The home saw the grant no earlier than it was made.
    private static Optional<Reason> coolingDown(Way way) {
        return Gates.isAcknowledged(way.evidence())
                ? Optional.empty()
                : Gates.tooSoon(
                        Optional.of(way.word().grantAge()),
                        way.evidence().policy().cooldown());
    }

    private static State open(State state, Policy policy, List<Reason> reasons) {
        RegionName holder = state.holder().orElseThrow();
        RegionName home = policy.home();
        String plan = Plan.of(policy, holder, home, Order.Variant.GRACEFUL).hash();
        Handover handover = new Handover(
                home,
                Order.Variant.GRACEFUL,
                plan,
                Moment.of(state),
                policy.patience().stop().plus(Added.longestBeforeStop(policy, home)),
                Optional.empty(),
                false);
        reasons.add(new Reason.ReturnOpened(home, holder, state.index(), plan));
        State next = state.withReturned(state.epoch())
                .withStage(Stage.Recovering.from(state.index(), holder, Optional.of(home), Optional.of(handover)))
                .withUndertaking(Added.opened(state, policy, Order.Variant.GRACEFUL))
                .withHeld("");
        Added.tell(Added.beforeStop(next, policy), MovePhase.FENCE, reasons);
        return next;
    }
}
