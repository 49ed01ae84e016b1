package dev.meridian.simulator;

import dev.meridian.units.Epoch;

/// Where the DNS server of one region sends users: the last who can refuse a change of theirs. Whoever asked for
/// it knew what was right when it asked; what comes late, and after something newer, is known to be late only
/// here.
///
/// ```
///   asked:    epoch 12 ─────────────(a slow hand)─────────────┐
///             epoch 17 ──┐                                    │
///   enacted:             ▼ 17: users go to its holder         ▼ 12: refused, nothing changes
/// ```
///
/// Without that check the older plan takes the place of the newer one, as in AWS in October 2025.
final class RecordSet {
    private final World world;
    private final Place place;
    private Epoch epoch = Epoch.NONE;
    private int target;

    RecordSet(World world, Place place) {
        this.world = world;
        this.place = place;
        this.target = world.scene.place(world.policy.home());
    }

    /// To whom it sends users.
    Place target() {
        return world.places[target];
    }

    /// The epoch of the change that it took last.
    Epoch epoch() {
        return epoch;
    }

    /// Takes the change, unless it has seen a greater epoch. I3: the epochs that it takes never go back.
    void point(Place to, Epoch next) {
        if (epoch.supersedes(next) && world.guards.have(Guards.OfAgent.ROUTE_EPOCH)) {
            world.note("the routes of " + place.name + " refuse a change of epoch " + next + " after epoch " + epoch);
            return;
        }
        if (epoch.supersedes(next)) {
            throw world.truth.broken(
                    "I3", place.name + " sends users to " + to.name + " under epoch " + next + " after epoch " + epoch);
        }
        epoch = next;
        if (target != to.number) {
            world.showing.rerouted();
        }
        target = to.number;
    }
}
