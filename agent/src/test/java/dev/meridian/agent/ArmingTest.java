package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// One fence that took too long disarms automation, and whoever asks is told so.
class ArmingTest {
    private static final AgentConfig.Peer HERE = new AgentConfig.Peer(new RegionName("us-east-1"), 1, true);
    private static final long MILLISECOND = 1_000_000;

    private final Policy policy =
            Rehearsal.config(Path.of("."), HERE, List.of(HERE)).policy();

    @Test
    void a_fence_that_took_no_longer_than_declared_leaves_it_armed() {
        assertThat(Arming.of(State.INITIAL, policy).armed()).isTrue();
        Api.Automation automation = Arming.of(measured(150 * MILLISECOND), policy);

        assertThat(automation.armed()).isTrue();
        assertThat(automation.failingTerm()).isEmpty();
        assertThat(automation.inequality()).contains("F", "≤", "W");
    }

    /// D − m = 1 s, W = 3 s: a fence of 2.5 s is too slow by half a second.
    @Test
    void one_slow_fence_disarms_it_and_the_failing_term_is_named() {
        Api.Automation automation = Arming.of(measured(2500 * MILLISECOND), policy);

        assertThat(automation.armed()).isFalse();
        assertThat(automation.automatic()).isTrue();
        assertThat(automation.inequality()).contains("> W/(1 + ρ)");
        assertThat(automation.failingTerm()).isEqualTo("F, the measured time to fence");
    }

    private State measured(long fence) {
        State state = Engine.decide(State.INITIAL, new Event.Claimed(stamp(1), 0, OptionalLong.empty()), policy)
                .state();
        return Engine.decide(state, new Event.Renewed(stamp(2), new Epoch(1), true, OptionalLong.of(fence)), policy)
                .state();
    }

    private static Stamp stamp(long sequence) {
        return new Stamp(HERE.region(), 1, sequence, sequence, 0);
    }
}
