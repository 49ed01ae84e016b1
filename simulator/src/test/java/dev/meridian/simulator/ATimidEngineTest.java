package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Lease;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Policy;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An engine that stays away from danger by staying away from everything breaks no law of safety. Each of these
/// goes by a more anxious policy than the file's, and says of itself why it holds; the world has to see that
/// nothing excuses it (I20).
class ATimidEngineTest {
    private static final long SEEDS = 4_000;

    /// How it errs.
    private enum Timid {
        LEAVES_EVERYTHING_TO_PEOPLE(policy -> with(policy, policy.targets(), policy.lease(), false, policy.maxLoss())),
        WAITS_HALF_A_MINUTE_MORE(policy -> patient(policy, Duration.ofSeconds(30))),
        KNOWS_ONE_WAY_OUT_ONLY(
                policy -> with(policy, firstOf(policy), policy.lease(), policy.automatic(), policy.maxLoss())),
        TRUSTS_NO_FENCE(policy -> with(
                policy,
                policy.targets(),
                policy.lease().withFence(Duration.ofHours(1)),
                policy.automatic(),
                policy.maxLoss())),
        ACCEPTS_NO_LOSS(policy -> with(policy, policy.targets(), policy.lease(), policy.automatic(), Duration.ZERO));

        private final UnaryOperator<Policy> policy;

        Timid(UnaryOperator<Policy> policy) {
            this.policy = policy;
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_not_excused_by_what_it_says_of_itself(Timid timid) {
        Guards guards = new Guards(
                List.of(), (state, event, policy) -> Engine.decide(state, event, timid.policy.apply(policy)));
        Optional<Result> broken = LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> Simulation.live(Climates.any(seed), guards, Faults.drawn(), seed))
                .filter(result -> result.violation()
                        .filter(violation -> violation.law().equals("I20"))
                        .isPresent())
                .findFirst();
        assertThat(broken).isPresent();
        System.out.println(timid + ": seed " + broken.get().seed() + ", "
                + broken.get().violation().orElseThrow().what());
    }

    /// The home, and the preferred of all others.
    private static List<RegionName> firstOf(Policy policy) {
        Stream<RegionName> preferred =
                policy.targetsOutside(policy.home()).stream().limit(1);
        List<RegionName> some =
                Stream.concat(preferred, Stream.of(policy.home())).toList();
        return policy.targets().stream().filter(some::contains).toList();
    }

    private static Policy with(
            Policy policy, List<RegionName> targets, Lease lease, boolean automatic, Duration maxLoss) {
        return with(policy, targets, lease, automatic, maxLoss, policy.hold());
    }

    private static Policy patient(Policy policy, Duration more) {
        return with(
                policy,
                policy.targets(),
                policy.lease(),
                policy.automatic(),
                policy.maxLoss(),
                policy.hold().plus(more));
    }

    private static Policy with(
            Policy policy, List<RegionName> targets, Lease lease, boolean automatic, Duration maxLoss, Duration hold) {
        return new Policy(
                policy.application(),
                policy.home(),
                policy.members(),
                targets,
                policy.voters(),
                automatic,
                hold,
                lease,
                policy.renewEvery(),
                policy.silentAfter(),
                policy.cooldown(),
                policy.storm(),
                policy.failback(),
                policy.room(),
                maxLoss,
                policy.waitFor(),
                policy.freshness(),
                policy.steps(),
                policy.returnWindow(),
                policy.patience(),
                policy.unfenced());
    }
}
