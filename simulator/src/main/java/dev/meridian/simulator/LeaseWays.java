package dev.meridian.simulator;

import dev.meridian.simulator.Timings.Step;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// Whether the links that there are let a lease be kept: a renewal has to be committed, and heard of, before the
/// one before it has run out, if need be through others. Where it is not, a database may not run however long it
/// waits (world 158251 of `two-regions`: 396 ms more each way), and no engine can help: the file asks for more
/// than the distances give.
final class LeaseWays {
    private final World world;
    private final Links links;
    private final int place;
    private final int leader;

    private LeaseWays(World world, Place place, int leader) {
        this.world = world;
        this.links = world.links;
        this.place = place.number;
        this.leader = leader;
    }

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
        OptionalInt leader = world.log.leading();
        return leader.isEmpty() ? List.of() : new LeaseWays(world, place, leader.getAsInt()).ways();
    }

    private List<Long> ways() {
        Timings timings = world.scene.timings();
        long work = timings.longest(Step.COMMIT) + timings.longest(Step.NOTICE);
        return Arrays.stream(world.places)
                .filter(through ->
                        through.number == place || (through.isVoter && links.isOpenBothWays(place, through.number)))
                .filter(through -> isOpen(through.number, leader))
                .map(through -> way(through.number))
                .flatMapToLong(OptionalLong::stream)
                .map(way -> Links.longest(way + world.log.majorityRoundTrip(leader)) + work)
                .boxed()
                .toList();
    }

    /// To the leader through a place; the news comes from the leader itself, or back the same way.
    private OptionalLong way(int through) {
        long there = links.oneWay(place, through) + links.oneWay(through, leader);
        LongStream.Builder back = LongStream.builder();
        if (isOpen(leader, place)) {
            back.add(links.oneWay(leader, place));
        }
        if (isOpen(leader, through)) {
            back.add(links.oneWay(leader, through) + links.oneWay(through, place));
        }
        OptionalLong shortest = back.build().min();
        return shortest.isPresent() ? OptionalLong.of(there + shortest.getAsLong()) : shortest;
    }

    private boolean isOpen(int from, int to) {
        return from == to || links.isOpen(from, to);
    }
}
