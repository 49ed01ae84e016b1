package dev.meridian.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.agent.Api;
import dev.meridian.engine.Policy;
import dev.meridian.engine.ServerState;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/// When users and faults may begin.
class ReadinessTest {
    private static final RegionName HOME = new RegionName("us-east-1");
    private static final RegionName OTHER = new RegionName("eu-west-1");

    private final Policy policy;

    ReadinessTest() throws IOException {
        policy = Examples.places("quickstart").policy();
    }

    @Test
    void a_twin_is_up_when_its_home_serves_and_every_standby_streams() {
        assertThat(of(status(HOME, HOME, 1), status(OTHER, HOME, 0))).isEqualTo(new Readiness.Ready());
        assertThat(of(status(HOME, HOME, 0), status(OTHER, HOME, 0))).isEqualTo(new Readiness.NotYet());
        assertThat(of(Optional.empty(), status(OTHER, HOME, 0))).isEqualTo(new Readiness.NotYet());
    }

    /// Whoever leads it then serves well, and is not whom the drill is about.
    @Test
    void a_role_that_left_its_home_before_anything_began_is_no_twin_to_drill_in() {
        Readiness moved = of(status(HOME, OTHER, 0), status(OTHER, OTHER, 1));

        assertThat(moved).isEqualTo(new Readiness.Elsewhere(OTHER, HOME));
        assertThat(of(Optional.empty(), status(OTHER, OTHER, 0))).isEqualTo(moved);
        assertThat(((Readiness.Elsewhere) moved).complaint(Path.of("/run")))
                .hasMessage("the role moved to eu-west-1 before the twin was up");
    }

    @Test
    void a_fault_that_would_hit_a_standby_is_not_judged() {
        assertThatCode(() -> Readiness.mustBeAtHome(HOME, Optional.of(HOME), "db-crash:us-east-1"))
                .doesNotThrowAnyException();
        assertThatCode(() -> Readiness.mustBeAtHome(HOME, Optional.empty(), "db-crash:us-east-1"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Readiness.mustBeAtHome(HOME, Optional.of(OTHER), "db-crash:us-east-1"))
                .isInstanceOf(Twin.CannotBoot.class)
                .hasMessage("the role was in eu-west-1 before db-crash:us-east-1 struck");
    }

    /// It would refuse whatever the file says, since it was slow once, before anybody looked.
    @Test
    void a_cold_start_that_disarmed_automation_is_no_twin_to_drill_in() {
        Api.Automation disarmed = new Api.Automation(false, true, "1.51s > 1.5s", "F");
        Readiness slow = of(status(HOME, HOME, 1, disarmed), status(OTHER, HOME, 0));

        assertThat(slow).isEqualTo(new Readiness.Disarmed(HOME, "1.51s > 1.5s"));
        assertThat(((Readiness.Disarmed) slow).complaint(Path.of("/run")))
                .hasMessage("a slow fence disarmed automation before the twin was up: 1.51s > 1.5s");
        assertThat(of(status(HOME, HOME, 0, disarmed), status(OTHER, HOME, 0))).isEqualTo(new Readiness.NotYet());
    }

    private Readiness of(Optional<Api.Status> home, Optional<Api.Status> other) {
        SequencedMap<RegionName, Optional<Api.Status>> statuses = new LinkedHashMap<>();
        statuses.put(HOME, home);
        statuses.put(OTHER, other);
        return Readiness.of(policy, 1, statuses);
    }

    private static Optional<Api.Status> status(RegionName region, RegionName holder, int streaming) {
        return status(region, holder, streaming, new Api.Automation(true, true, "", ""));
    }

    private static Optional<Api.Status> status(
            RegionName region, RegionName holder, int streaming, Api.Automation automation) {
        return Optional.of(new Api.Status(
                region,
                1,
                "eu-west-1",
                1,
                "Steady",
                Optional.of(holder),
                1,
                true,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                region.equals(holder) ? ServerState.PRIMARY : ServerState.STANDBY,
                streaming,
                region.equals(holder),
                "",
                "",
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                automation,
                List.of(),
                Optional.empty()));
    }
}
