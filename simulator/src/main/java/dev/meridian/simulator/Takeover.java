package dev.meridian.simulator;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Reason;
import dev.meridian.engine.State;
import dev.meridian.units.RegionName;

/// What has to come of an offer.
final class Takeover {
    /// From an offer to the first write, where nothing goes wrong meanwhile: an agent that lost its first claim
    /// says it again after a second, a database that is down has to start, and its promotion takes half a second.
    /// One that crashed may have to replay its log beside, and an agent that has started again reads all entries
    /// first.
    static final long LONGEST = 5 * World.SECOND;

    private final World world;
    private final Truth truth;
    /// The ballot of the newest move, or try of one: whoever was offered the role in an older one may be in its
    /// way.
    private long newest;
    /// How many offers there were: one that is withdrawn and made again is waited for anew.
    private long offers;

    Takeover(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
    }

    void decided(Decision decision) {
        if (decision.state().stage() instanceof State.Stage.Recovering recovering) {
            newest = recovering.ballot();
            for (Reason reason : decision.reasons()) {
                if (reason instanceof Reason.Offered offered) {
                    follows(offered.candidate(), newest);
                }
            }
        }
    }

    /// I20: every gate is open, nothing goes wrong from here on, the candidate runs and hears the log, and it does
    /// take the role and writes. One that had just died when it was offered the role is not asked for that, nor
    /// one that links are too slow for; how long the offer may wait for it is looked at with every word.
    private void follows(RegionName candidate, long ballot) {
        long at = world.now;
        long mine = ++offers;
        Place place = world.place(candidate);
        long unread = (world.log.size() - place.applied()) * Place.APPLICATION;
        long longest = LONGEST + place.database.replay() + unread;
        world.after(longest, () -> {
            boolean isQuiet = world.changedAt < at && !world.weather.isRough() && !world.log.hasFailedSince(at);
            boolean isThere = place.isRunning() && world.log.hears(place) && !place.honesty.lies();
            boolean isOfThis = newest == ballot && offers == mine && isWaitedFor(candidate, ballot);
            if (isQuiet && isThere && isOfThis && LeaseWays.areShortEnough(world, place)) {
                throw truth.broken(
                        "I20",
                        candidate + " was offered the role and does not write " + longest / World.SECOND + " s later");
            }
        });
    }

    private boolean isWaitedFor(RegionName candidate, long ballot) {
        State state = world.log.state();
        return switch (state.stage()) {
            case State.Stage.Vacant _ -> false;
            case State.Stage.Recovering it ->
                it.ballot() == ballot && it.offer().isPresent();
            case State.Stage.Steady _ -> {
                State.Grant grant = state.grant().orElseThrow();
                yield grant.holder().equals(candidate) && !grant.accepting();
            }
        };
    }
}
