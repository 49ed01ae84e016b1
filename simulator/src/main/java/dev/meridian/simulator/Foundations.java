package dev.meridian.simulator;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.Event;
import dev.meridian.engine.Fence;
import dev.meridian.engine.Order;
import dev.meridian.engine.Reason;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.Objects;

/// Whether an offer stood on what it says: on a wait that has been (I4), on positions that were told by copies
/// that receive no more (I6), on orders that are still in force (I16).
final class Foundations {
    private final World world;
    private final Truth truth;
    /// When the newest renewal was proposed that lets something be written.
    private double permittedAt;
    /// Whether one that lets nothing be written came after it.
    private boolean isIdle;

    Foundations(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
    }

    void granted(double proposedAt) {
        permittedAt = proposedAt;
        isIdle = false;
    }

    void renewed(Event.Renewed renewed, double proposedAt) {
        permittedAt = renewed.idle() ? permittedAt : proposedAt;
        isIdle = renewed.idle();
    }

    /// Somebody accepts a write: not by a renewal that says that it lets none be written.
    ///
    /// @param fence the longest that it takes to stop whoever writes
    void wrote(Epoch epoch, double fence) {
        if (isIdle && epoch.equals(world.log.state().epoch())) {
            double stops = world.policy.lease().holderStopsAfter().toNanos()
                    / (1 - world.policy.lease().drift());
            if (world.now > permittedAt + stops + fence + World.MS) {
                throw truth.broken("I6", "a write is accepted by a renewal that lets none be");
            }
        }
    }

    /// A survivor has told its position: from the old side it gets nothing more.
    void promised(Reason.PromiseRecorded promised, State state) {
        if (state.stage() instanceof State.Stage.Recovering recovering) {
            Database database = world.place(promised.by()).database;
            if (database.replication.isStreamingFrom(world.place(recovering.suspect()))) {
                throw truth.broken("I6", promised.by() + " told its position and receives on");
            }
        }
    }

    /// @param renewedAt when the newest renewal was committed
    void offered(Reason.Offered to, State.Stage.Recovering recovering, long renewedAt) {
        double drift = world.policy.lease().drift();
        boolean isShort = to.waited().toNanos() > (world.now - renewedAt) * (1 + drift) + World.MS;
        if (to.fence() == Fence.LEASE && isShort) {
            throw truth.broken("I4", "the wait that is told began before the newest renewal");
        }
        boolean isBack = to.candidate().equals(recovering.suspect());
        if (to.loss() instanceof Loss.HandedOver && !isBack) {
            long has = Objects.requireNonNull(recovering.promises().get(to.candidate()))
                    .position();
            if (has < recovering.yielded().orElseThrow()) {
                throw truth.broken("I6", to.candidate() + " lacks some of what was handed over");
            }
        }
    }

    /// The bound reaches from the newest heartbeat of the old side that the candidate has to the last instant at
    /// which the old side could commit, with the longest fence that it has measured.
    ///
    /// @param epoch the old side's
    /// @param lasts for how long, at least, it can commit by a renewal
    void bounded(Reason.Offered to, Epoch epoch, double lasts) {
        double lastCommit = permittedAt + lasts;
        if (to.loss() instanceof Loss.AtMost atMost) {
            long has = world.place(to.candidate()).database.history.reached(epoch.number());
            truth.beats(epoch.number()).writtenAt(epoch.number(), has).ifPresent(beat -> {
                if (atMost.bound().toNanos() < lastCommit - beat - World.MS) {
                    throw truth.broken(
                            "I6",
                            atMost.text() + " is too small a bound: the old side could commit for "
                                    + (lastCommit - beat) / World.MS + " ms after what the candidate has");
                }
            });
        }
    }

    /// What a person allowed for the move is in force when the role is taken.
    void granted(State.Offer offer, RegionName suspect, State before) {
        boolean isAttested = before.orders().values().stream()
                .anyMatch(standing -> standing.order().attests(suspect));
        boolean isAccepted = before.orders().values().stream()
                .anyMatch(standing -> standing.order() instanceof Order.AcceptLoss accept
                        && offer.loss().isWithin(accept.most()));
        boolean isUnfounded = (offer.fence() == Fence.ATTESTATION && !isAttested)
                || (!offer.loss().isWithin(world.policy.maxLoss()) && !isAccepted);
        if (isUnfounded) {
            throw truth.broken("I16", "the role is taken on an offer that has nothing to stand on any more");
        }
    }
}
