package dev.meridian.simulator;

import dev.meridian.simulator.Timings.Step;
import java.util.ArrayList;
import java.util.List;

/// Whether the links that there are let a lease be kept: a renewal has to be committed, and heard of, before the
/// one before it has run out, if need be through others. Where it is not, a database may not run however long it
/// waits (world 158251 of `two-regions`: 396 ms more each way), and no engine can help: the file asks for more
/// than the distances give.
final class LeaseWays {
    private LeaseWays() {}

    /// Whether a place hears in time that its renewals are committed, as long as none is lost.
    static boolean areShortEnough(World world, Place place) {
        return ways(world, place).stream().anyMatch(way -> way <= spare(world, 1));
    }

    /// Whether it hears of them, and the loss of one is the end of a lease: with every new leader of the log the
    /// database dies, as finding MER-0155 says of such a file (world 1510005 of an odd one: renewals of 250 ms,
    /// and a lease of 420 ms).
    static boolean areTooLong(World world, Place place) {
        List<Long> ways = ways(world, place);
        return !ways.isEmpty() && ways.stream().allMatch(way -> way > spare(world, 2));
    }

    /// How long each of so many renewals may take, one after the other, within one lease.
    private static long spare(World world, int renewals) {
        return world.policy.lease().holderStopsAfter().toNanos() / renewals
                - world.policy.renewEvery().toNanos();
    }

    /// How long each way of a renewal and of the news of it takes, at most, with the work at its ends.
    private static List<Long> ways(World world, Place place) {
        Timings timings = world.scene.timings();
        List<Long> ways = new ArrayList<>();
        for (Place through : world.places) {
            boolean passesOn =
                    through == place || (through.isVoter && world.links.isOpenBothWays(place.number, through.number));
            if (passesOn && world.log.hears(through)) {
                long links = world.links.roundTrip(place.number, through.number) + world.log.confirmation(through);
                ways.add(Links.longest(links) + timings.longest(Step.COMMIT) + timings.longest(Step.NOTICE));
            }
        }
        return ways;
    }
}
