package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static dev.meridian.engine.Climates.millis;

import dev.meridian.blueprint.AddedSteps;
import dev.meridian.engine.Sight.Verdict;
import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Incidents as their log tells them: the rule and the sentence, one file per story under `stories/`.
class StoriesTest {
    private static final RegionName SA = new RegionName("sa-east-1");
    private static final RegionName CA = new RegionName("ca-central-1");

    private final Policy quickstart = Climates.quickstart();

    @Test
    void a_region_is_lost_and_the_application_moves_out() {
        Script story = lost(Script.steady(quickstart));
        story.promise(EU, 4096).promise(AP, 4000);
        story.silence(1000, 2600, EU, AP);
        story.claim(EU, story.ballot()).settle();
        Golden.check("region-loss", story.text());
    }

    @Test
    void a_blip_of_43_seconds_is_sat_out_under_a_hold_of_60() {
        Script story = Script.steady(with(quickstart, 60_000, Duration.ZERO));
        story.silence(1000, 44_000, EU, AP);
        story.at(44_100).renew(US);
        story.sees(EU, Verdict.HEALTHY, 0).sees(AP, Verdict.HEALTHY, 0);
        Golden.check("blip-43s", story.text());
    }

    @Test
    void a_region_that_nobody_reaches_but_that_renews_is_alive() {
        Script story = Script.steady(quickstart);
        for (int i = 0; i < 20; i++) {
            story.at(1000 + i * 300).renew(US);
            story.sees(EU, Verdict.SILENT, i * 300).sees(AP, Verdict.SILENT, i * 300);
        }
        Golden.check("still-renewing", story.text());
    }

    @Test
    void two_regions_without_a_witness_never_move() {
        Policy two = new Policy(
                "orders",
                US,
                List.of(US, EU),
                List.of(EU, US),
                List.of(US, EU),
                true,
                quickstart.hold(),
                quickstart.lease(),
                quickstart.renewEvery(),
                quickstart.silentAfter(),
                quickstart.cooldown(),
                Duration.ofSeconds(10),
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ZERO,
                1,
                quickstart.freshness(),
                AddedSteps.NONE,
                Optional.empty(),
                Climates.PATIENCE,
                List.of());
        Golden.check("two-regions", Script.steady(two).silence(1000, 9_000, EU).text());
    }

    @Test
    void a_move_that_would_lose_too_much_is_refused() {
        Script story = lost(Script.steady(with(quickstart, 500, Duration.ofSeconds(2))));
        story.promise(EU, 4096, OptionalLong.of(story.nanos(US) - 30_000_000_000L));
        for (long at = story.now(); at <= 6_000; at += 100) {
            story.at(at).say(story.word(EU, Verdict.SILENT, at));
            story.say(story.word(AP, Verdict.SILENT, at, ServerState.DOWN));
        }
        Golden.check("loss-too-large", story.text());
    }

    @Test
    void promises_are_in_but_the_lease_still_runs() {
        Script story = lost(Script.steady(quickstart));
        story.promise(EU, 4096).promise(AP, 4096);
        story.silence(1000, 1700, EU, AP);
        Golden.check("lease-running", story.text());
    }

    @Test
    void the_preferred_region_catches_up_with_one_that_is_ahead() {
        Script story = lost(Script.steady(quickstart));
        story.promise(EU, 4096).promise(AP, 4784);
        story.silence(1000, 1700, EU, AP);
        story.promise(EU, 4784);
        story.claim(EU, story.ballot()).settle();
        Golden.check("the-preferred-one-catches-up", story.text());
    }

    @Test
    void a_late_renewal_calls_the_recovery_off() {
        Script story = lost(Script.steady(quickstart));
        story.promise(EU, 4096);
        long ballot = story.ballot();
        story.at(1800).renew(US);
        story.say(new Event.Promised(story.stamp(AP), ballot, 4096, Optional.empty()))
                .settle();
        Golden.check("aborted-by-a-late-renewal", story.text());
    }

    @Test
    void a_claim_that_nobody_was_offered_is_refused() {
        Script story = lost(Script.steady(quickstart));
        story.claim(AP, story.ballot());
        story.promise(EU, 4096).promise(AP, 4000);
        story.silence(1000, 2600, EU, AP);
        story.claim(AP, story.ballot()).claim(EU, story.ballot() - 1);
        Golden.check("a-claim-that-nobody-was-offered", story.text());
    }

    @Test
    void a_measured_fence_that_is_too_slow_disarms() {
        Script story = Script.steady(quickstart);
        story.at(500).renew(US, true, OptionalLong.of(900_000_000L));
        story.silence(1000, 5_000, EU, AP);
        Golden.check("disarmed-by-a-measured-fence", story.text());
    }

    @Test
    void the_candidate_dies_after_the_offer_and_another_one_is_found() {
        Script story = lost(Script.steady(quickstart));
        story.promise(EU, 4096).promise(AP, 4096);
        story.silence(1000, 2000, EU, AP).silence(1000, 5_000, AP);
        story.claim(EU, story.ballot()).claim(AP, story.ballot()).settle();
        Golden.check("candidate-dies-after-the-offer", story.text());
    }

    @Test
    void the_successor_dies_within_the_cooldown() {
        Policy brief = new Policy(
                "orders",
                US,
                quickstart.members(),
                quickstart.targets(),
                quickstart.voters(),
                true,
                quickstart.hold(),
                quickstart.lease(),
                quickstart.renewEvery(),
                quickstart.silentAfter(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ZERO,
                1,
                quickstart.freshness(),
                AddedSteps.NONE,
                Optional.empty(),
                Climates.PATIENCE,
                List.of());
        Script story = lost(Script.steady(brief));
        story.promise(EU, 4096).promise(AP, 4096).silence(1000, 2600, EU, AP);
        story.claim(EU, story.ballot()).settle();
        story.at(5_000).renew(EU);
        story.silence(6_000, 23_000, US, AP);
        story.promise(US, 5000).promise(AP, 5000);
        story.silence(6_000, 23_300, US, AP);
        Golden.check("successor-dies-within-the-cooldown", story.text());
    }

    @Test
    void the_role_waits_for_the_time_at_which_it_may_go_home() {
        WeeklyWindow window = new WeeklyWindow(Optional.of(DayOfWeek.SUNDAY), LocalTime.of(4, 0), LocalTime.of(5, 0));
        Script story = lost(Script.steady(careful(quickstart.members(), Optional.of(window))));
        List.of(US, EU, AP).forEach(region -> story.room(region, 100));
        story.promise(EU, 4096).promise(AP, 4096).silence(1000, 2600, EU, AP);
        story.claim(EU, story.ballot()).settle();
        story.at(5_000).calm(32_000, US, AP);
        Golden.check("the-role-waits-for-its-window", story.text());
    }

    @Test
    void the_role_goes_home_when_the_home_has_followed_for_long_enough() {
        Script story = lost(Script.steady(careful(quickstart.members())));
        List.of(US, EU, AP).forEach(region -> story.room(region, 100));
        story.promise(EU, 4096).promise(AP, 4096).silence(1000, 2600, EU, AP);
        story.claim(EU, story.ballot()).settle();
        story.at(5_000).calm(22_000, US, AP);
        story.say(new Event.Yielded(story.stamp(EU), story.ballot(), 5000));
        story.promise(US, 5000).promise(AP, 5000);
        story.claim(US, story.ballot()).settle();
        Golden.check("the-role-goes-home", story.text());
    }

    @Test
    void nobody_takes_over_who_does_not_say_that_there_is_room() {
        Script story = lost(Script.steady(careful(quickstart.members())));
        story.room(EU, 40);
        story.promise(EU, 4096).promise(AP, 4096).silence(1000, 3000, EU, AP);
        story.room(AP, 120).silence(1000, 3200, EU, AP);
        Golden.check("no-room", story.text());
    }

    @Test
    void a_second_silence_is_a_storm_until_it_is_old() {
        List<RegionName> five = List.of(US, EU, AP, SA, CA);
        Script story = Script.steady(careful(five));
        five.forEach(region -> story.room(region, 100));
        story.at(100).calm(1000, EU, AP, SA, CA).calm(4000, EU, AP, SA);
        story.silence(4000, 14_500, EU, AP, SA);
        Golden.check("storm", story.text());
    }

    /// The way home by itself after 15 s, room for all of the load, 10 s of calm after a second silence.
    private Policy careful(List<RegionName> regions) {
        return careful(regions, Optional.empty());
    }

    private Policy careful(List<RegionName> regions, Optional<WeeklyWindow> window) {
        return new Policy(
                "orders",
                US,
                regions,
                Stream.concat(regions.stream().skip(1), Stream.of(US)).toList(),
                regions,
                true,
                quickstart.hold(),
                quickstart.lease(),
                quickstart.renewEvery(),
                quickstart.silentAfter(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Optional.of(Duration.ofSeconds(15)),
                OptionalInt.of(100),
                Duration.ZERO,
                1,
                quickstart.freshness(),
                AddedSteps.NONE,
                window,
                Climates.PATIENCE,
                List.of());
    }

    private static Script lost(Script story) {
        return story.silence(1000, 1500, EU, AP);
    }

    private static Policy with(Policy policy, long hold, Duration maxLoss) {
        return new Policy(
                policy.application(),
                policy.home(),
                policy.members(),
                policy.targets(),
                policy.voters(),
                policy.automatic(),
                millis(hold),
                policy.lease(),
                policy.renewEvery(),
                policy.silentAfter(),
                policy.cooldown(),
                policy.storm(),
                policy.failback(),
                policy.room(),
                maxLoss,
                policy.waitFor(),
                policy.freshness(),
                AddedSteps.NONE,
                Optional.empty(),
                Climates.PATIENCE,
                List.of());
    }
}
