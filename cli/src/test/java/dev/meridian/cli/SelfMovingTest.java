package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.Api;
import dev.meridian.units.RegionName;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `twin status` calls the automation armed only where the engine would move the role.
class SelfMovingTest {
    private static final RegionName US = new RegionName("us-east-1");
    private static final RegionName EU = new RegionName("eu-west-1");
    private static final RegionName AP = new RegionName("ap-southeast-1");
    private static final Api.Automation ARMED = new Api.Automation(true, true, "1.2s ≤ 1.5s", "");

    @Test
    void is_armed_while_those_who_would_have_to_agree_are_there() {
        assertThat(SelfMoving.of(ARMED, US, List.of(US, EU, AP), List.of(EU, AP))
                        .text())
                .isEqualTo("✓ armed: 1.2s ≤ 1.5s");
        assertThat(SelfMoving.of(ARMED, US, List.of(US, EU, AP), List.of(US, AP))
                        .text())
                .isEqualTo("✗ not now: 1 of 2 agents outside us-east-1 answer, and 2 have to agree");
    }

    @Test
    void is_disarmed_where_only_the_successor_sees_the_primary() {
        assertThat(SelfMoving.of(ARMED, US, List.of(US, EU), List.of(US, EU)).text())
                .startsWith("✗ disarmed: nobody but its successor sees us-east-1");
    }

    @Test
    void names_the_term_of_the_lease_that_does_not_hold() {
        Api.Automation slow = new Api.Automation(false, true, "2.6s > 1.5s", "F");
        assertThat(SelfMoving.of(slow, US, List.of(US, EU, AP), List.of(EU, AP)).text())
                .isEqualTo("✗ disarmed: 2.6s > 1.5s; the term to change is F. The role moves by a person's order only");
    }

    @Test
    void is_off_where_the_file_leaves_it_to_people() {
        Api.Automation off = new Api.Automation(false, false, "1.2s ≤ 1.5s", "");
        assertThat(SelfMoving.of(off, US, List.of(US, EU, AP), List.of(EU, AP)).text())
                .isEqualTo("off by the file (failover.mode): 1.2s ≤ 1.5s");
    }
}
