package dev.meridian.evidence;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A load written by hand: a test says who was told what and when, in milliseconds.
final class Load {
    static final RegionName US = new RegionName("us-east-1");
    static final RegionName EU = new RegionName("eu-west-1");
    static final RegionName ASIA = new RegionName("ap-southeast-1");
    static final Epoch OLD = new Epoch(7);
    static final Epoch NEW = new Epoch(12);
    static final int EU_USER = 0;
    static final int ASIA_USER = 1;
    static final int US_USER = 2;
    static final int RUDE = 3;

    final Ledger ledger = new Ledger(List.of(
            new Client(EU_USER, Client.Kind.USER, EU, "eu"),
            new Client(ASIA_USER, Client.Kind.USER, ASIA, "asia"),
            new Client(US_USER, Client.Kind.USER, US, "us"),
            new Client(RUDE, Client.Kind.RUDE, EU, "rude")));
    final Set<Long> surviving = new HashSet<>();
    final Set<Long> changedOnOldSide = new HashSet<>();
    final Map<Phase, Long> phaseEnds = new EnumMap<>(Phase.class);
    OptionalLong healed = OptionalLong.empty();
    Optional<FaultFacts.Fence> fence = Optional.empty();
    private long nextKey = 1;

    /// The fault is at 10 s, the load ends at 40 s.
    static final long FAULT = 10_000;

    static final long END = 40_000;

    /// Writes every `step` ms from `from` to `to`, both included, all of which survive.
    List<Long> writes(int client, RegionName servedBy, long from, long to, long step) {
        List<Long> keys = new ArrayList<>();
        for (long at = from; at <= to; at += step) {
            keys.add(write(client, servedBy, at));
        }
        return keys;
    }

    long write(int client, RegionName servedBy, long at) {
        long key = nextKey++;
        ledger.acknowledged(client, key, servedBy, servedBy.equals(US) ? OLD : NEW, millis(at - 5), millis(at));
        surviving.add(key);
        return key;
    }

    Outcome outcome(RegionName... dead) {
        return Outcomes.measure(
                ledger,
                new FaultFacts(
                        new FaultFacts.Times(0, millis(FAULT), healed, fence, millis(END)),
                        new FaultFacts.OldSide(US, OLD),
                        Set.of(dead),
                        new FaultFacts.Keys(surviving, changedOnOldSide),
                        phaseEnds));
    }

    /// A fence that was ordered at this instant, in milliseconds, and left no word of its end.
    static Optional<FaultFacts.Fence> fence(long ordered) {
        return Optional.of(new FaultFacts.Fence(millis(ordered), OptionalLong.empty()));
    }

    static long millis(long millis) {
        return millis * 1_000_000;
    }
}
