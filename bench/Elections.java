package dev.meridian.agent;

import dev.meridian.units.RegionName;
import dev.meridian.wan.Wan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// The waits of the replicated log, over real links: `bench/elections`.
public final class Elections {
    private static final RegionName EUROPE = new RegionName("eu-west-1");
    private static final RegionName ASIA = new RegionName("ap-southeast-1");
    private static final RegionName AMERICA = new RegionName("us-east-1");
    private static final List<RegionName> ALL = List.of(EUROPE, ASIA, AMERICA);
    private static final int FIRST_NUMBER = 221;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Wan wan;
    private final Map<RegionName, Consensus> members = new LinkedHashMap<>();

    private Elections(Wan wan) {
        this.wan = wan;
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        SequencedMap<RegionName, Integer> numbers = new LinkedHashMap<>();
        ALL.forEach(region -> numbers.put(region, number(region)));
        Path directory = Files.createTempDirectory("meridian-elections");
        try (Wan wan = new Wan(numbers)) {
            Elections bench = new Elections(wan);
            bench.open(directory);
            bench.awaitAll();
            System.out.println("| leader | falls silent: an entry of another one after | min | median | max |");
            System.out.println("|---|---|---|---|---|");
            for (RegionName leader : ALL) {
                bench.silences(leader, rounds);
            }
            System.out.println("| cut off for | until all commit again | min | median | max |");
            System.out.println("|---|---|---|---|---|");
            for (int millis = 700; millis <= 1200; millis += 100) {
                bench.cuts(millis, rounds);
            }
            bench.members.values().forEach(Consensus::close);
        }
        System.exit(0);
    }

    private void open(Path directory) throws IOException {
        distance(EUROPE, AMERICA, 34);
        distance(EUROPE, ASIA, 85);
        distance(AMERICA, ASIA, 110);
        List<AgentConfig.Peer> peers = ALL.stream()
                .map(region -> new AgentConfig.Peer(region, number(region), true))
                .toList();
        for (RegionName region : ALL) {
            wan.carryTcp(region, Ports.RAFT);
        }
        for (AgentConfig.Peer peer : peers) {
            AgentConfig config =
                    Rehearsal.config(directory.resolve(peer.region().text()), peer, peers);
            members.put(peer.region(), Consensus.join(config, machine(), told -> {}, Throwable::printStackTrace));
        }
    }

    private static Consensus.Machine machine() {
        return new Consensus.Machine() {
            @Override
            public void begin() {}

            @Override
            public byte[] apply(byte[] entry) {
                return entry;
            }

            @Override
            public byte[] snapshot() {
                return new byte[0];
            }

            @Override
            public void restore(byte[] snapshot) {}
        };
    }

    private void silences(RegionName leader, int rounds) throws Exception {
        List<Duration> waits = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            lead(leader);
            // Anywhere between two heartbeats.
            TimeUnit.MILLISECONDS.sleep(round * 37L % 150);
            RegionName asker = others(leader).get(round % 2);
            wan.silence(leader, true);
            waits.add(until(asker));
            wan.heal(leader);
            awaitAll();
        }
        print(leader.text(), "of the two others in turn", waits);
    }

    private void cuts(long millis, int rounds) throws Exception {
        List<Duration> waits = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            RegionName leader = new RegionName(members.get(ASIA).leader());
            wan.silence(leader, true);
            TimeUnit.MILLISECONDS.sleep(millis);
            wan.heal(leader);
            long began = System.nanoTime();
            awaitAll();
            waits.add(Duration.ofNanos(System.nanoTime() - began));
        }
        print(millis + " ms", "", waits);
    }

    /// Until this one leads.
    private void lead(RegionName wanted) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!members.values().stream().allMatch(it -> it.leader().equals(wanted.text()))) {
            members.values().forEach(it -> it.handOver(List.of(wanted)));
            TimeUnit.MILLISECONDS.sleep(500);
            if (System.nanoTime() > end) {
                throw new IllegalStateException(wanted + " does not come to lead");
            }
        }
        awaitAll();
    }

    private void awaitAll() throws Exception {
        for (RegionName region : ALL) {
            until(region);
        }
    }

    /// Proposes every 20 ms until the first one is committed.
    private Duration until(RegionName by) throws Exception {
        long began = System.nanoTime();
        AtomicLong committedAt = new AtomicLong();
        while (committedAt.get() == 0) {
            members.get(by).propose(new byte[] {1}).thenAccept(_ -> committedAt.compareAndSet(0, System.nanoTime()));
            TimeUnit.MILLISECONDS.sleep(20);
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                throw new TimeoutException(by + " gets nothing through");
            }
        }
        return Duration.ofNanos(committedAt.get() - began);
    }

    private static List<RegionName> others(RegionName one) {
        return ALL.stream().filter(region -> !region.equals(one)).toList();
    }

    private static void print(String first, String second, List<Duration> waits) {
        List<Duration> sorted = waits.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.2f s | %.2f s | %.2f s |%n",
                first,
                second,
                seconds(sorted.getFirst()),
                seconds(sorted.get(sorted.size() / 2)),
                seconds(sorted.getLast()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private void distance(RegionName here, RegionName there, long millis) {
        wan.link(here, there).delay(Duration.ofMillis(millis));
        wan.link(there, here).delay(Duration.ofMillis(millis));
    }

    private static int number(RegionName region) {
        return FIRST_NUMBER + ALL.indexOf(region);
    }
}
