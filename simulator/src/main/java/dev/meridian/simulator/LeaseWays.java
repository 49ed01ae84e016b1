package dev.meridian.simulator;

import java.util.ArrayList;
import java.util.List;

/// Whether the links that there are let a lease be kept: a renewal has to be committed, and heard of, before the
/// one before it has run out, if need be through others. Where it is not, a database may not run however long it
/// waits (world 158251 of `two-regions`: 396 ms more each way), and no engine can help: the file asks for more
/// than the distances give (MER-0155).
final class LeaseWays {
    private LeaseWays() {}

    /// Whether a place hears in time that its renewals are committed.
    static boolean areShortEnough(World world, Place place) {
        return ways(world, place).stream().anyMatch(way -> way <= spare(world));
    }

    /// Whether it hears of them, and always too late.
    static boolean areTooLong(World world, Place place) {
        List<Long> ways = ways(world, place);
        return !ways.isEmpty() && ways.stream().allMatch(way -> way > spare(world));
    }

    private static long spare(World world) {
        return world.policy.lease().holderStopsAfter().toNanos()
                - world.policy.renewEvery().toNanos();
    }

    /// How long each way of a renewal and of the news of it takes, at most.
    private static List<Long> ways(World world, Place place) {
        List<Long> ways = new ArrayList<>();
        for (Place through : world.places) {
            boolean passesOn =
                    through == place || (through.isVoter && world.links.isOpenBothWays(place.number, through.number));
            if (passesOn && world.log.hears(through)) {
                ways.add(Links.longest(
                        world.links.roundTrip(place.number, through.number) + world.log.confirmation(through)));
            }
        }
        return ways;
    }
}
