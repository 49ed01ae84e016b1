package dev.meridian.simulator;

import dev.meridian.engine.Event;
import dev.meridian.engine.Order;
import dev.meridian.engine.Reason;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Which orders are really in force, on the one true clock (I16): what enables something lasts no longer than its
/// time from when it was committed, what holds something back no shorter than its time from when it was given;
/// and those that were meant for one move end with it.
final class Mandates {
    /// An order counts for a little longer than it says: its age is told by words that were under way.
    private static final long SLACK = 10 * World.SECOND;

    private final World world;
    private final Truth truth;
    private final List<Given> given = new ArrayList<>();
    /// When the entry was said that decides now: a log that had no majority for a while commits all at once
    /// what was said meanwhile.
    private double saidAt;

    /// @param at when it was committed
    /// @param said when it was given, which may be long before if no majority was there
    private record Given(Order order, long at, double said) {}

    Mandates(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
    }

    void taken(Reason.OrderTaken taken, Event event) {
        double said = world.trueTime(event.stamp());
        switch (taken.order()) {
            case Order.EndStep _ -> {}
            case Order.Resume _ ->
                given.removeIf(one -> one.order() instanceof Order.Pause || one.order() instanceof Order.Pin);
            case Order.AttestDown down -> {
                boolean isOne = down.by()
                        .second()
                        .filter(second -> !second.equals(down.by().actor()))
                        .isEmpty();
                if (isOne) {
                    throw truth.broken("I16", "one person alone vouches for " + down.region());
                }
                given.add(new Given(down, world.now, said));
            }
            case Order.Pin pin -> {
                given.removeIf(one -> one.order() instanceof Order.Pin);
                given.add(new Given(pin, world.now, said));
            }
            case Order.AcceptLoss accept -> {
                if (accept.isOfAny() && !accept.by().isOfTwo()) {
                    throw truth.broken("I16", "one person alone accepts a loss that nobody knows");
                }
                given.removeIf(one -> one.order() instanceof Order.AcceptLoss);
                given.add(new Given(accept, world.now, said));
            }
            case Order.Move _, Order.Cancel _, Order.Pause _, Order.Acknowledge _ ->
                given.add(new Given(taken.order(), world.now, said));
        }
    }

    /// What was meant for one move is over, from the next entry on; what that one or a later one says is meant for
    /// the next move, though it may come at the same instant.
    void granted() {
        List<Given> over = given.stream()
                .filter(one -> one.order() instanceof Order.AcceptLoss
                        || one.order() instanceof Order.AttestDown
                        || one.order() instanceof Order.Acknowledge)
                .toList();
        world.at(world.now, () -> given.removeAll(over));
    }

    /// Each entry: what it decides is decided when it was said.
    void hear(Event event) {
        saidAt = world.trueTime(event.stamp());
        if (event instanceof Event.Renewed renewed) {
            given.removeIf(one -> one.order().attests(renewed.stamp().by()));
        }
    }

    private boolean isInForce(Given one) {
        return isInForce(one, Duration.ZERO);
    }

    /// What an offer rests on was in force when it was made, and whoever is offered the role may take it for as
    /// long as that is fresh.
    private boolean isBehindAnOffer(Given one) {
        return isInForce(one, world.policy.freshness());
    }

    private boolean isInForce(Given one, Duration later) {
        double drift = world.policy.lease().drift();
        Duration lasts = one.order().by().expires().plus(later);
        return saidAt - one.at() <= lasts.toNanos() / (1 - drift) + SLACK;
    }

    private boolean isSurelyInForce(Given one) {
        double drift = world.policy.lease().drift();
        return world.now - one.said() < one.order().by().expires().toNanos() / (1 + drift) - SLACK;
    }

    boolean isAttested(RegionName region) {
        return given.stream().anyMatch(one -> one.order().attests(region) && isBehindAnOffer(one));
    }

    boolean isAcknowledged() {
        return given.stream().anyMatch(one -> one.order() instanceof Order.Acknowledge && isInForce(one));
    }

    Duration budget() {
        Duration most = world.policy.maxLoss();
        for (Given one : given) {
            if (one.order() instanceof Order.AcceptLoss accept
                    && isBehindAnOffer(one)
                    && accept.most().compareTo(most) > 0) {
                most = accept.most();
            }
        }
        return most;
    }

    /// @param from what would be left
    /// @param isTo where it would go, or could go; a pin to there does not stand against it
    void allow(RegionName from, Predicate<RegionName> isTo) {
        for (Given one : given) {
            boolean holds = one.order() instanceof Order.Pause
                    || (one.order() instanceof Order.Pin pin && !isTo.test(pin.region()));
            if (holds && isSurelyInForce(one)) {
                throw truth.broken(
                        "I16",
                        "a move from " + from + " in spite of: " + one.order().text());
            }
        }
    }
}
