package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.AddedSteps;
import dev.meridian.blueprint.Patience;
import dev.meridian.bounds.Lease;
import dev.meridian.engine.Decision;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OutstandingTest {
    private static final RegionName US = new RegionName("us-east-1");
    private static final RegionName EU = new RegionName("eu-west-1");
    private static final long SECOND = 1_000_000_000L;

    private final Policy policy = new Policy(
            "shop",
            US,
            List.of(US, EU),
            List.of(EU, US),
            List.of(US, EU),
            true,
            Duration.ofSeconds(1),
            new Lease(
                    Duration.ofSeconds(2),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(3),
                    0.001,
                    Duration.ofMillis(500)),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ZERO,
            Optional.empty(),
            OptionalInt.empty(),
            Duration.ZERO,
            1,
            Duration.ofSeconds(2),
            AddedSteps.NONE,
            Optional.empty(),
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(10)),
            List.of());

    @Test
    void a_duty_is_as_old_as_the_entry_that_made_it_and_ends_with_its_report() {
        Outstanding outstanding = new Outstanding(policy);
        State granted = after(State.INITIAL, new Event.Claimed(stamp(1), 0, OptionalLong.empty()));
        outstanding.applied(granted, 10 * SECOND);
        Duty promote = new Duty.Promote(US, new Epoch(1));

        outstanding.failed(promote, "the local database does not answer");
        outstanding.failed(new Duty.Route(EU, US, new Epoch(1)), "nothing that is outstanding");
        State later = after(granted, new Event.Failed(stamp(2), promote, "the local database does not answer", false));
        outstanding.applied(later, 11 * SECOND);

        assertThat(outstanding.all(14 * SECOND))
                .containsExactly(
                        new Api.Due("promote:us-east-1", Duration.ofSeconds(4), "the local database does not answer"));

        outstanding.applied(after(later, new Event.Fulfilled(stamp(3), promote)), 15 * SECOND);
        assertThat(outstanding.all(15 * SECOND)).extracting(Api.Due::step).doesNotContain("promote:us-east-1");
    }

    private State after(State state, Event event) {
        Decision decision = Engine.decide(state, event, policy);
        return decision.state();
    }

    private static Stamp stamp(long sequence) {
        return new Stamp(US, 1, sequence, sequence * SECOND, 0);
    }
}
