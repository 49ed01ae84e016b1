package dev.meridian.simulator;

import dev.meridian.blueprint.AddedStep;
import dev.meridian.blueprint.AddedSteps;
import dev.meridian.blueprint.MovePhase;
import dev.meridian.blueprint.Patience;
import dev.meridian.blueprint.ProbePolicy;
import dev.meridian.bounds.Lease;
import dev.meridian.engine.Policy;
import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Scenes to live in: two to five places, with and without a witness, synchronous and not, patient and not.
final class Climates {
    static final RegionName US = new RegionName("us-east-1");
    static final RegionName EU = new RegionName("eu-west-1");
    static final RegionName AP = new RegionName("ap-southeast-1");
    static final RegionName SA = new RegionName("sa-east-1");
    static final RegionName CA = new RegionName("ca-central-1");
    static final RegionName WITNESS = new RegionName("witness");
    static final Patience PATIENCE = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(10));

    /// Worlds begin at Sun 03:59:30: one opens soon, one closes soon, one never opens.
    private static final List<WeeklyWindow> WINDOWS = List.of(
            sunday(LocalTime.of(4, 0), LocalTime.of(5, 0)),
            sunday(LocalTime.of(2, 0), LocalTime.of(4, 0)),
            sunday(LocalTime.of(12, 0), LocalTime.of(13, 0)));

    private Climates() {}

    private static WeeklyWindow sunday(LocalTime from, LocalTime until) {
        return new WeeklyWindow(Optional.of(DayOfWeek.SUNDAY), from, until);
    }

    /// The terms of the quickstart, with a drift ten times as large.
    static Lease lease() {
        return new Lease(millis(1200), millis(200), millis(1500), 0.01, millis(200));
    }

    /// Quick, slow (so that only the wait for the lease keeps a quick quorum from moving too early), or one
    /// that allows two writers and therefore arms nothing.
    private static Lease lease(Dice dice) {
        return switch (dice.below(10)) {
            case 0 -> new Lease(millis(1200), millis(200), millis(1500), 0.01, millis(6000));
            case 1, 2, 3 -> new Lease(millis(5000), millis(500), millis(5700), 0.01, millis(1000));
            default -> lease();
        };
    }

    /// Mostly of any kind, now and then a wide one.
    static Scene any(long seed) {
        Scene scene = seed % 8 == 0 ? wide(seed) : scene(seed);
        return seed % 5 == 0 ? scene.with(scene.policy().with(steps(new Dice(seed).split(98)))) : scene;
    }

    /// Of everything that a file can add, some.
    private static AddedSteps steps(Dice dice) {
        List<AddedStep> all = List.of(
                step("stop-imports", null, MovePhase.FENCE, false, dice),
                step("compare", MovePhase.FENCE, MovePhase.PROMOTE, false, dice),
                step("sign-off", null, MovePhase.PROMOTE, true, dice),
                step("warm", null, MovePhase.ROUTE, false, dice),
                step("look", MovePhase.PROMOTE, MovePhase.ROUTE, true, dice),
                step("tell", MovePhase.ROUTE, null, false, dice));
        List<AddedStep> some = all.stream().filter(_ -> dice.oneIn(2)).toList();
        return new AddedSteps(some, dice.oneIn(2) ? some : List.of());
    }

    private static AddedStep step(
            String name, @Nullable MovePhase follows, @Nullable MovePhase holdsUp, boolean byHuman, Dice dice) {
        Optional<Duration> takes = byHuman || dice.oneIn(2)
                ? Optional.of(Duration.ofNanos(dice.between(0, 3 * World.SECOND)))
                : Optional.empty();
        return new AddedStep(
                name,
                Optional.ofNullable(follows),
                name.equals("look") ? List.of("warm") : List.of(),
                Optional.ofNullable(holdsUp),
                byHuman,
                takes,
                new AddedStep.Way(dice.oneIn(5), name, Optional.empty()),
                new AddedStep.Way(dice.oneIn(5), name, Optional.empty()),
                dice.oneOf(List.of(AddedStep.OnFailure.values())));
    }

    /// Some applications write to another store as well, where nobody checks an epoch.
    private static List<String> unfenced(long seed) {
        return new Dice(seed).split(97).oneIn(4) ? List.of("sessions") : List.of();
    }

    static Scene scene(long seed) {
        Dice dice = new Dice(seed).split(99);
        Policy policy = policy(dice, unfenced(seed));
        ProbePolicy probes = new ProbePolicy(millis(150), millis(500), 2, 3);
        return Scene.of("orders", policy, probes, Duration.ofSeconds(1), Climates::roundTrip);
    }

    /// Five regions whose primary goes on for seconds after nobody hears it: what a survivor still receives then
    /// counts. In half of them the one that is next may not take over, so that another one fetches what it has.
    static Scene wide(long seed) {
        Scene narrow = scene(seed);
        List<RegionName> all = List.of(US, EU, AP, SA, CA);
        Policy policy = new Policy(
                "orders",
                US,
                all,
                seed % 16 == 8 ? List.of(AP, SA, CA) : List.of(EU, AP, SA, CA),
                all,
                true,
                millis(0),
                new Lease(millis(5000), millis(500), millis(5700), 0.01, millis(1000)),
                millis(300),
                millis(600),
                millis(1000),
                millis(seed % 16 == 0 ? 30_000 : 0),
                seed % 24 == 0 ? Optional.of(millis(4000)) : Optional.empty(),
                seed % 32 == 0 ? OptionalInt.of(100) : OptionalInt.empty(),
                Duration.ZERO,
                1,
                millis(2000),
                AddedSteps.NONE,
                Optional.empty(),
                PATIENCE,
                unfenced(seed));
        return Scene.of("orders", policy, narrow.probes(), narrow.ttl(), Climates::roundTrip);
    }

    private static Duration roundTrip(RegionName a, RegionName b) {
        return millis(20 + 40L * Math.abs(a.text().length() % 6 - b.text().length() % 6));
    }

    private static Policy policy(Dice dice, List<String> unfenced) {
        List<RegionName> all = List.of(US, EU, AP, SA, CA);
        int shape = dice.below(10);
        int regions = shape < 5 ? 3 : shape < 7 ? 2 : shape < 8 ? 4 : shape < 9 ? 5 : 2;
        List<RegionName> members = all.subList(0, regions);
        List<RegionName> voters = new ArrayList<>(members);
        if (shape == 5 || shape == 6) {
            voters.add(WITNESS);
        }
        List<RegionName> targets = new ArrayList<>(dice.shuffled(members));
        if (regions > 3 || dice.oneIn(6)) {
            targets.removeLast();
        }
        int waitFor = dice.below(regions > 3 ? 3 : 2);
        return new Policy(
                "orders",
                US,
                members,
                targets,
                voters,
                !dice.oneIn(20),
                millis(dice.oneOf(List.of(0, 800, 2500))),
                lease(dice),
                millis(300),
                millis(600),
                millis(dice.oneOf(List.of(1000, 6000, 15_000))),
                millis(dice.oneIn(4) ? 30_000 : 0),
                dice.oneIn(3) ? Optional.of(millis(dice.between(0, 9_000))) : Optional.empty(),
                dice.oneIn(4) ? OptionalInt.of(100) : OptionalInt.empty(),
                dice.oneOf(List.of(Duration.ZERO, millis(1500), millis(4000), Duration.ofMinutes(10))),
                waitFor,
                millis(2000),
                AddedSteps.NONE,
                dice.oneIn(3) ? Optional.of(dice.oneOf(WINDOWS)) : Optional.empty(),
                PATIENCE,
                unfenced);
    }

    static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
