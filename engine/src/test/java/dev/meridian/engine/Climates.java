package dev.meridian.engine;

import dev.meridian.bounds.Lease;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Policies to live under: two to five places, with and without a witness, synchronous and not, patient and not.
final class Climates {
    static final RegionName US = new RegionName("us-east-1");
    static final RegionName EU = new RegionName("eu-west-1");
    static final RegionName AP = new RegionName("ap-southeast-1");
    static final RegionName SA = new RegionName("sa-east-1");
    static final RegionName CA = new RegionName("ca-central-1");
    static final RegionName WITNESS = new RegionName("witness");

    private Climates() {}

    /// The terms of the quickstart, with a drift ten times as large.
    static Lease lease() {
        return new Lease(millis(1200), millis(200), millis(1500), 0.01, millis(200));
    }

    /// Quick, slow (so that only the wait for the lease keeps a quick quorum from moving too early), or one
    /// that allows two writers and therefore arms nothing.
    private static Lease lease(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> new Lease(millis(1200), millis(200), millis(1500), 0.01, millis(6000));
            case 1, 2, 3 -> new Lease(millis(5000), millis(500), millis(5700), 0.01, millis(1000));
            default -> lease();
        };
    }

    static Policy policy(Random random) {
        List<RegionName> all = List.of(US, EU, AP, SA, CA);
        int shape = random.nextInt(10);
        int regions = shape < 5 ? 3 : shape < 7 ? 2 : shape < 8 ? 4 : shape < 9 ? 5 : 2;
        List<RegionName> members = all.subList(0, regions);
        List<RegionName> voters = new ArrayList<>(members);
        if (shape == 5 || shape == 6) {
            voters.add(WITNESS);
        }
        List<RegionName> targets = new ArrayList<>(members);
        Collections.shuffle(targets, random);
        if (regions > 3 || random.nextInt(6) == 0) {
            targets.removeLast();
        }
        int waitFor = random.nextInt(regions > 3 ? 3 : 2);
        Duration budget = List.of(Duration.ZERO, millis(1500), millis(4000), Duration.ofMinutes(10))
                .get(random.nextInt(4));
        return new Policy(
                "orders",
                US,
                members,
                targets,
                voters,
                random.nextInt(20) != 0,
                millis(List.of(0, 800, 2500).get(random.nextInt(3))),
                lease(random),
                millis(300),
                millis(List.of(1000, 6000, 15_000).get(random.nextInt(3))),
                budget,
                waitFor,
                millis(2000));
    }

    /// Three regions, any one standby, nothing may be lost.
    static Policy quickstart() {
        return new Policy(
                "orders",
                US,
                List.of(US, EU, AP),
                List.of(EU, AP, US),
                List.of(US, EU, AP),
                true,
                millis(500),
                lease(),
                millis(300),
                Duration.ofMinutes(30),
                Duration.ZERO,
                1,
                millis(2000));
    }

    static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
