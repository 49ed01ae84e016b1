package dev.meridian.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.agent.Api;
import dev.meridian.engine.ServerState;
import dev.meridian.units.RegionName;
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

    private static Readiness of(Optional<Api.Status> home, Optional<Api.Status> other) {
        SequencedMap<RegionName, Optional<Api.Status>> statuses = new LinkedHashMap<>();
        statuses.put(HOME, home);
        statuses.put(OTHER, other);
        return Readiness.of(HOME, 1, true, statuses);
    }

    private static Optional<Api.Status> status(RegionName region, RegionName holder, int streaming) {
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
                Optional.empty(),
                List.of(),
                Optional.empty(),
                new Api.Automation(true, true, "", "")));
    }
}
