package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.Api;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// `twin status` calls the automation armed only where the engine would move the role.
class SelfMovingTest {
    private static final RegionName US = new RegionName("us-east-1");
    private static final RegionName EU = new RegionName("eu-west-1");
    private static final RegionName AP = new RegionName("ap-southeast-1");
    private static final Api.Automation ARMED = new Api.Automation(true, true, "1.2s ≤ 1.5s", "");

    private static Api.Status status(Api.Automation automation, Api.Shut... shut) {
        return Statuses.of(US, automation, List.of(shut));
    }

    @Test
    void is_armed_while_those_who_would_have_to_agree_are_there() {
        assertThat(SelfMoving.of(status(ARMED), US, List.of(US, EU, AP), List.of(EU, AP))
                        .text())
                .isEqualTo("✓ armed: 1.2s ≤ 1.5s");
        assertThat(SelfMoving.of(status(ARMED), US, List.of(US, EU, AP), List.of(US, AP))
                        .text())
                .isEqualTo("✗ not now: 1 of 2 agents outside us-east-1 answer, and 2 have to agree");
    }

    @Test
    void is_disarmed_where_only_the_successor_sees_the_primary() {
        assertThat(SelfMoving.of(status(ARMED), US, List.of(US, EU), List.of(US, EU))
                        .text())
                .startsWith("✗ disarmed: nobody but its successor sees us-east-1");
    }

    @Test
    void names_the_term_of_the_lease_that_does_not_hold() {
        Api.Automation slow = new Api.Automation(false, true, "2.6s > 1.5s", "F");
        assertThat(SelfMoving.of(status(slow), US, List.of(US, EU, AP), List.of(EU, AP))
                        .text())
                .isEqualTo("✗ disarmed: 2.6s > 1.5s; the term to change is F. The role moves by a person's order only");
    }

    @Test
    void is_off_where_the_file_leaves_it_to_people() {
        Api.Automation off = new Api.Automation(false, false, "1.2s ≤ 1.5s", "");
        assertThat(SelfMoving.of(status(off), US, List.of(US, EU, AP), List.of(EU, AP))
                        .text())
                .isEqualTo("off by the file (failover.mode): 1.2s ≤ 1.5s");
    }

    @Test
    void is_not_armed_while_a_gate_is_shut_and_every_such_gate_is_named_by_its_rule() {
        Api.Shut pause = new Api.Shut("MODE-2", "anna has paused the automatism", Optional.of(Duration.ofMinutes(59)));
        Api.Shut storm = new Api.Shut("PACE-2", "eu-west-1 fell silent", Optional.empty());
        SelfMoving moving = SelfMoving.of(status(ARMED, pause, storm), US, List.of(US, EU, AP), List.of(EU, AP));

        assertThat(moving.text())
                .isEqualTo("✗ not now: MODE-2 anna has paused the automatism; PACE-2 eu-west-1 fell silent");
        assertThat(moving.json().toString())
                .contains("\"state\":\"not-now\"")
                .contains("{\"rule\":\"MODE-2\",\"text\":\"anna has paused the automatism\",\"secondsLeft\":3540.0}")
                .contains("\"rule\":\"PACE-2\"", "\"secondsLeft\":null");
    }

    @Test
    void is_disarmed_or_off_rather_than_not_now() {
        Api.Shut pause = new Api.Shut("MODE-2", "anna has paused the automatism", Optional.empty());
        Api.Automation slow = new Api.Automation(false, true, "2.6s > 1.5s", "F");
        SelfMoving moving = SelfMoving.of(status(slow, pause), US, List.of(US, EU, AP), List.of(EU, AP));

        assertThat(moving.state()).isEqualTo(SelfMoving.State.DISARMED);
        assertThat(moving.gates()).containsExactly(pause);
    }
}
