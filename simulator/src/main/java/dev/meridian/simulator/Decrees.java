package dev.meridian.simulator;

import dev.meridian.engine.Event;
import dev.meridian.engine.Order;
import dev.meridian.engine.Plan;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What people order in the course of a public outage, each at its time.
final class Decrees {
    /// A move that is not done by then is no longer wanted.
    private static final Duration MOVE_EXPIRES = Duration.ofMinutes(1);

    private static final Duration PAUSE_EXPIRES = Duration.ofMinutes(30);

    /// So often somebody looks who waits to be told of something.
    private static final long LOOK_AGAIN = 10 * World.SECOND;

    private final World world;
    private final List<Given> given;

    /// An order with the places of this scene.
    ///
    /// @param at when it is given, in nanoseconds
    /// @param arrives when it comes to the log
    /// @param told the rule that has to have spoken before; empty where nobody has to be told
    record Given(long at, long arrives, What what, Optional<String> told) {}

    /// What is ordered.
    sealed interface What {
        record Move(RegionName to) implements What {}

        record Cancel() implements What {}

        record Pause() implements What {}
    }

    Decrees(World world, Faults faults) {
        this.world = world;
        this.given = faults instanceof Faults.Staged staged ? staged.orders() : List.of();
    }

    void begin() {
        for (Given one : given) {
            world.at(one.at(), () -> give(one));
        }
    }

    private void give(Given one) {
        if (one.told()
                .filter(rule -> !world.truth.tally().rules.containsKey(rule))
                .isPresent()) {
            world.after(LOOK_AGAIN, () -> give(one));
            return;
        }
        Order order = order(one.what());
        world.at(one.arrives(), () -> propose(order));
    }

    /// The plan of a move is that of whoever holds the role when it is given.
    private Order order(What what) {
        return switch (what) {
            case What.Move(RegionName to) -> {
                RegionName holder = world.log.state().holder().orElse(world.policy.home());
                String plan = Plan.of(world.policy, holder, to, Order.Variant.GRACEFUL)
                        .hash();
                yield new Order.Move(signed(MOVE_EXPIRES), to, Order.Variant.GRACEFUL, plan);
            }
            case What.Cancel _ -> new Order.Cancel(signed(MOVE_EXPIRES));
            case What.Pause _ -> new Order.Pause(signed(PAUSE_EXPIRES));
        };
    }

    private static Order.Signature signed(Duration expires) {
        return new Order.Signature("ada", Optional.empty(), "as it was told", expires);
    }

    /// Through an agent that runs, of the holder only if there is no other.
    private void propose(Order order) {
        Optional<RegionName> holder = world.log.state().holder();
        Arrays.stream(world.places)
                .filter(Place::isRunning)
                .min(Comparator.comparing((Place place) -> holder.equals(Optional.of(place.name))))
                .ifPresent(place -> place.propose(new Event.Ordered(place.stamp(), order)));
    }
}
