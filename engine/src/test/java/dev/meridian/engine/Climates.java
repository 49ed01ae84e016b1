package dev.meridian.engine;

import dev.meridian.blueprint.AddedSteps;
import dev.meridian.blueprint.Patience;
import dev.meridian.bounds.Lease;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A policy to try rules under.
final class Climates {
    static final RegionName US = new RegionName("us-east-1");
    static final RegionName EU = new RegionName("eu-west-1");
    static final RegionName AP = new RegionName("ap-southeast-1");
    static final RegionName SA = new RegionName("sa-east-1");
    static final RegionName CA = new RegionName("ca-central-1");
    static final RegionName WITNESS = new RegionName("witness");
    static final Patience PATIENCE = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(10));

    private Climates() {}

    /// The terms of the quickstart, with a drift ten times as large.
    static Lease lease() {
        return new Lease(millis(1200), millis(200), millis(1500), 0.01, millis(200));
    }

    /// Three regions, any one standby, nothing may be lost.
    static Policy quickstart() {
        return unfenced();
    }

    /// The same beside other stores of the application.
    static Policy unfenced(String... stores) {
        return among(List.of(US, EU, AP), millis(2000), stores);
    }

    /// The same, where whoever is silent is given up sooner than its lease is over.
    static Policy impatient(String... stores) {
        return among(List.of(US, EU, AP), millis(700), stores);
    }

    /// The same with a fourth copy, where the role does not go.
    static Policy withSpare() {
        return among(List.of(US, EU, AP, SA), millis(2000));
    }

    /// The same as the quickstart, where whoever takes over needs room for all of the load.
    static Policy roomy() {
        return among(List.of(US, EU, AP), Duration.ofMinutes(30), Optional.empty(), OptionalInt.of(100), millis(2000));
    }

    /// Five regions, two of which could be lost.
    static Policy five() {
        return among(List.of(US, EU, AP, SA, CA), millis(2000));
    }

    /// The same, whose role goes home by itself when the home has followed for twenty seconds.
    static Policy homing() {
        return among(
                List.of(US, EU, AP, SA, CA),
                millis(1000),
                Optional.of(Duration.ofSeconds(20)),
                OptionalInt.empty(),
                millis(2000));
    }

    private static Policy among(List<RegionName> regions, Duration freshness, String... stores) {
        return among(regions, Duration.ofMinutes(30), Optional.empty(), OptionalInt.empty(), freshness, stores);
    }

    private static Policy among(
            List<RegionName> regions,
            Duration cooldown,
            Optional<Duration> failback,
            OptionalInt room,
            Duration freshness,
            String... stores) {
        return new Policy(
                "orders",
                US,
                regions,
                List.of(EU, AP, US),
                regions,
                true,
                millis(500),
                lease(),
                millis(300),
                millis(600),
                cooldown,
                Duration.ofSeconds(10),
                failback,
                room,
                Duration.ZERO,
                1,
                freshness,
                AddedSteps.NONE,
                Optional.empty(),
                PATIENCE,
                List.of(stores));
    }

    static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
