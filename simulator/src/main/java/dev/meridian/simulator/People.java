package dev.meridian.simulator;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.Event;
import dev.meridian.engine.Order;
import dev.meridian.engine.Order.Variant;
import dev.meridian.engine.Plan;
import dev.meridian.engine.Reason;
import dev.meridian.engine.Rule;
import dev.meridian.engine.State;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// People who give orders at any moment, through any agent that runs. They are sensible in one thing: what they
/// attest is true, unless everybody hears that it is not.
final class People {
    private static final int MOST_ORDERS = 6;
    private static final long SHORTEST_EXPIRY = 2 * World.SECOND;
    private static final long LONGEST_EXPIRY = 60 * World.SECOND;

    private final World world;
    private final int orders;
    private final Mishaps.Source given;
    private final Mishaps.Source regretted;
    private final Mishaps.Source repeated;
    private final Mishaps.Source behind;
    private final Mishaps.Source accepted;
    private final Mishaps.Source vouched;
    private final Mishaps.Source hasty;
    private final Mishaps.Source broughtHome;
    private boolean isBringingHome;

    People(World world, Dice dice) {
        this.world = world;
        this.given = world.mishaps.source(Mishap.Kind.ORDER);
        this.regretted = world.mishaps.source(Mishap.Kind.SECOND_THOUGHT);
        this.repeated = world.mishaps.source(Mishap.Kind.THIRD_THOUGHT);
        this.behind = world.mishaps.source(Mishap.Kind.BEHIND);
        this.accepted = world.mishaps.source(Mishap.Kind.ACCEPTED);
        this.vouched = world.mishaps.source(Mishap.Kind.VOUCHED);
        this.hasty = world.mishaps.source(Mishap.Kind.HASTY);
        this.broughtHome = world.mishaps.source(Mishap.Kind.BROUGHT_HOME);
        this.orders = world.isDrawn && dice.oneIn(3) ? 1 + dice.below(MOST_ORDERS) : 0;
    }

    /// @param from before it nothing is ordered
    /// @param until nothing is ordered after it
    void begin(long from, long until) {
        for (int i = 0; i < orders; i++) {
            Mishaps.Chance order = given.next();
            Mishaps.Chance second = regretted.next();
            Mishaps.Chance third = repeated.next();
            world.at(order.dice.between(from, until), () -> order(order, second, third));
        }
    }

    private void order(Mishaps.Chance chance, Mishaps.Chance second, Mishaps.Chance third) {
        Dice dice = chance.dice;
        Place through = dice.oneOf(world.places);
        Optional<Order> order = any(dice);
        if (order.isEmpty()
                || !through.isRunning()
                || !chance.strikes(() ->
                        "order through " + through.name + ": " + order.get().text())) {
            return;
        }
        through.propose(new Event.Ordered(through.stamp(), order.get()));
        if (order.get() instanceof Order.AttestDown down) {
            whatThatLetsIn(through, down);
        }
        if (order.get() instanceof Order.Move move) {
            whileCopiesAreBehind();
            inAHurry(through, move);
            if (move.variant() == Variant.GRACEFUL && dice.oneIn(4)) {
                soon(through, move(dice, move.to(), Variant.FORCED), second);
            } else if (dice.oneIn(3)) {
                soon(through, new Order.Cancel(signature(dice, false)), second);
                if (dice.oneIn(2)) {
                    soon(through, move(dice, move.to(), move.variant()), third);
                }
            }
        }
    }

    /// Where a move is held back by what would be lost, somebody takes that upon themselves, perhaps for too
    /// short; and where the way home has been tried in vain, somebody orders it.
    void decided(List<Reason> reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        boolean isHeld = reasons.stream().anyMatch(Reason.LossTooLarge.class::isInstance);
        if (isHeld && orders > 0 && !world.weather.hasHealed()) {
            Mishaps.Chance chance = accepted.next();
            Place through = chance.dice.oneOf(world.places);
            boolean isUnknown = reasons.stream()
                    .anyMatch(reason ->
                            reason instanceof Reason.LossTooLarge refused && refused.loss() instanceof Loss.Unknown);
            boolean isOfTwo = isUnknown && !chance.dice.oneIn(4);
            Duration most = isUnknown ? Loss.ANY : Duration.ofMinutes(1);
            soon(through, new Order.AcceptLoss(signature(chance.dice, isOfTwo), most), chance);
        }
        if (world.isDrawn && reasons.stream().anyMatch(Reason.ReturnTried.class::isInstance)) {
            Mishaps.Chance chance = broughtHome.next();
            if (chance.strikes(() -> "the role is brought home to " + world.policy.home())) {
                isBringingHome = true;
                bringHome(chance.dice);
            }
        }
    }

    /// Whether somebody waits until the home is ready.
    boolean areWaiting() {
        return isBringingHome;
    }

    /// Again and again, until the home is ready.
    private void bringHome(Dice dice) {
        Place through = dice.oneOf(world.places);
        world.after(dice.between(0, World.SECOND), () -> {
            isBringingHome = world.log.state().held().equals(Rule.BACK_2.id());
            if (isBringingHome && through.isRunning()) {
                through.propose(new Event.Ordered(
                        through.stamp(), unhurried(move(dice, world.policy.home(), Variant.GRACEFUL))));
            }
            if (isBringingHome) {
                bringHome(dice);
            }
        });
    }

    /// People vouch for a region to move out of it.
    private void whatThatLetsIn(Place through, Order.AttestDown down) {
        Mishaps.Chance chance = vouched.next();
        List<RegionName> others = world.policy.targetsOutside(down.region());
        if (chance.dice.oneIn(2) && !others.isEmpty()) {
            soon(through, move(chance.dice, chance.dice.oneOf(others), Variant.FORCED), chance);
        }
    }

    /// Two people vouch that the old side is down, which has just been heard of, so that its lease is not waited
    /// for.
    private void inAHurry(Place through, Order.Move move) {
        Mishaps.Chance chance = hasty.next();
        if (move.variant() == Variant.FORCED && chance.dice.oneIn(3)) {
            world.after(chance.dice.between(0, 3 * World.SECOND), () -> {
                Optional<RegionName> holder = world.log.state().holder().filter(this::hasJustSpoken);
                if (holder.isPresent()
                        && through.isRunning()
                        && chance.strikes(() ->
                                holder.get() + " is attested down through " + through.name + ", though it speaks")) {
                    Order.AttestDown down = new Order.AttestDown(signature(chance.dice, true), holder.get());
                    through.propose(new Event.Ordered(through.stamp(), down));
                }
            });
        }
    }

    /// So that whoever takes the order, however late, cannot take its word for an old one.
    private boolean hasJustSpoken(RegionName region) {
        State.Word word = world.log.state().vantages().get(region);
        return word != null
                && world.now - world.trueTime(word.observed().stamp())
                        < world.policy.freshness().toNanos() / 2.0;
    }

    /// Nobody looked whether the copies keep up.
    private void whileCopiesAreBehind() {
        Mishaps.Chance chance = behind.next();
        if (chance.dice.oneIn(6) && chance.strikes(() -> "all copies are behind for a while")) {
            copies(database -> database.ailments.add(Ailment.SLOW));
            world.after(5 * World.SECOND, () -> copies(database -> database.ailments.remove(Ailment.SLOW)));
        }
    }

    private void copies(Consumer<Database> change) {
        for (Place place : world.places) {
            change.accept(place.database);
        }
    }

    /// Somebody does not wait for the end of what was ordered.
    private void soon(Place through, Order order, Mishaps.Chance chance) {
        world.after(chance.dice.between(0, 3 * World.SECOND), () -> {
            if (through.isRunning() && chance.strikes(() -> order.text() + " through " + through.name)) {
                through.propose(new Event.Ordered(through.stamp(), order));
            }
        });
    }

    private Order.Signature signature(Dice dice, boolean isApproved) {
        return new Order.Signature(
                "ada",
                isApproved ? Optional.of("grace") : Optional.empty(),
                "because",
                Duration.ofNanos(
                        dice.oneIn(4)
                                ? dice.between(50 * World.MS, SHORTEST_EXPIRY)
                                : dice.between(SHORTEST_EXPIRY, LONGEST_EXPIRY)));
    }

    private Optional<Order> any(Dice dice) {
        RegionName member = dice.oneOf(world.policy.members());
        return switch (dice.below(16)) {
            case 0, 1, 2, 3 -> Optional.of(move(dice, member, Variant.GRACEFUL));
            case 4, 5, 6 -> Optional.of(move(dice, member, Variant.FORCED));
            case 7 -> Optional.of(new Order.Pause(signature(dice, false)));
            case 8 -> Optional.of(new Order.Resume(signature(dice, false)));
            case 9 -> Optional.of(new Order.Pin(signature(dice, false), member));
            case 10 -> Optional.of(new Order.Acknowledge(signature(dice, false)));
            case 11, 12 ->
                Optional.of(new Order.AcceptLoss(
                        signature(dice, false), Duration.ofNanos(dice.between(0, LONGEST_EXPIRY))));
            default -> attest(dice);
        };
    }

    /// The plan of who holds the role now; it may be another one when the order is committed.
    private Order.Move move(Dice dice, RegionName to, Variant variant) {
        RegionName holder = world.log.state().holder().orElse(world.policy.home());
        String plan = dice.oneIn(20)
                ? "another"
                : Plan.of(world.policy, holder, to, variant).hash();
        return new Order.Move(signature(dice, false), to, variant, plan);
    }

    /// Whoever waits until the home is ready gives the steps of the file their time.
    private Order.Move unhurried(Order.Move order) {
        Order.Signature by = order.by();
        Duration expires = by.expires().plus(world.policy.longestSteps());
        return new Order.Move(
                new Order.Signature(by.actor(), by.second(), by.reason(), expires),
                order.to(),
                order.variant(),
                order.plan());
    }

    /// Nobody can tell that a region is dead in less time than its lease lasts. Sometimes one of the two forgets
    /// to sign.
    private Optional<Order> attest(Dice dice) {
        Optional<RegionName> holder = world.log.state().holder();
        boolean isDown = holder.isPresent()
                && !world.place(holder.get()).isAlive()
                && world.place(holder.get())
                        .isDeadFor(world.policy.lease().challengerWait().toNanos() * 2);
        return isDown
                ? Optional.of(new Order.AttestDown(signature(dice, !dice.oneIn(5)), holder.get()))
                : Optional.empty();
    }
}
