package dev.meridian.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.faults.Judgement.Role;
import dev.meridian.faults.Judgement.Seen;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AJudgementTest {
    private static final Seen STAYED = new Seen(
            false, false, true, true, false, Optional.of(Duration.ofSeconds(1)), Optional.of(Duration.ofSeconds(1)));
    private static final Seen MOVED = new Seen(
            true, true, true, true, false, Optional.of(Duration.ofSeconds(4)), Optional.of(Duration.ofSeconds(1)));

    @ParameterizedTest
    @CsvSource({
        "region-loss:us-east-1, MOVES",
        "process-loss:us-east-1, MOVES",
        "region-partition:us-east-1, MOVES",
        "region-partition:us-east-1@20s..60s, MOVES",
        "region-partition:us-east-1@20s..22s, MAY_MOVE",
        "agent-pause:us-east-1:6s, MAY_MOVE",
        "agent-crash:us-east-1, MAY_MOVE",
        "db-crash:us-east-1, MAY_MOVE",
        "blip:us-east-1:200ms, STAYS",
        "link-cut:us-east-1-eu-west-1, STAYS",
        "link-cut:us-east-1>eu-west-1, STAYS",
        "link-slow:us-east-1-eu-west-1:300, STAYS",
        "saturate:us-east-1, STAYS",
        "quorum-loss, STAYS",
        "region-loss:eu-west-1, STAYS",
        "db-crash:eu-west-1, STAYS",
        "link-cut:us-east-1-eu-west-1 link-cut:us-east-1-ap-southeast-1, MOVES",
        "link-cut:us-east-1>eu-west-1 link-cut:us-east-1>ap-southeast-1, MOVES",
        "link-cut:eu-west-1>us-east-1 link-cut:ap-southeast-1>us-east-1, MOVES",
        "link-cut:us-east-1>eu-west-1 link-cut:ap-southeast-1>us-east-1, MOVES",
        "link-cut:us-east-1-eu-west-1@20s..60s link-cut:us-east-1-ap-southeast-1@30s..50s, MOVES",
        "link-cut:us-east-1-eu-west-1@20s..60s link-cut:us-east-1-ap-southeast-1@30s..33s, MAY_MOVE",
        "link-cut:us-east-1-eu-west-1@5s..9s link-cut:us-east-1-ap-southeast-1@30s..60s, STAYS",
        "link-cut:us-east-1-eu-west-1 link-cut:us-east-1-ap-southeast-1 link-cut:eu-west-1-ap-southeast-1, MAY_MOVE",
        "region-loss:eu-west-1@10s region-partition:us-east-1@30s..60s, MAY_MOVE",
        "region-loss:eu-west-1@10s region-loss:us-east-1@30s, MAY_MOVE",
        "region-partition:eu-west-1@10s..40s region-loss:us-east-1@30s, MOVES",
        "region-partition:eu-west-1@10s..40s region-partition:us-east-1@30s..43s, MAY_MOVE",
        "link-cut:us-east-1-eu-west-1@10s region-partition:ap-southeast-1@30s..60s, MAY_MOVE",
        "link-cut:us-east-1-eu-west-1@10s region-loss:ap-southeast-1@30s, STAYS",
        "agent-pause:eu-west-1:20s@30s region-partition:us-east-1@30s..53s, MAY_MOVE",
        "link-cut:us-east-1-eu-west-1 link-cut:eu-west-1-ap-southeast-1, STAYS",
        "quorum-loss@5s region-loss:us-east-1@10s, STAYS",
        "quorum-loss@5s..30s region-loss:us-east-1@10s, MOVES",
        "quorum-loss@5s..9s region-loss:us-east-1@20s, MOVES",
        "link-slow:us-east-1-eu-west-1:150@5s..20s region-loss:us-east-1@25s, MOVES",
    })
    void knows_what_the_role_has_to_do(String faults, Role role) {
        assertThat(Judgement.role(Places.faults(faults), Places.setting())).isEqualTo(role);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blip:us-east-1:200ms",
                "link-cut:us-east-1-eu-west-1",
                "link-slow:us-east-1-eu-west-1:300",
                "saturate:us-east-1",
                "quorum-loss",
                "region-loss:eu-west-1",
                "agent-crash:eu-west-1",
            })
    void rejects_a_run_that_moved_for_nothing(String faults) {
        assertThat(otherwise(faults, STAYED)).isEmpty();
        assertThat(otherwise(faults, MOVED))
                .anySatisfy(sentence -> assertThat(sentence).contains("the role left"));
    }

    @Test
    void of_a_control_in_one_place_speaks_of_one_place() {
        List<Fault> lost = Places.faults("region-loss:us-east-1");
        assertThat(Judgement.refusal(lost, Places.setting(Places.US)))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("the control runs in us-east-1 alone")
                        .contains("`failover.control.in`"));
        assertThat(Judgement.refusal(lost, Places.setting(Places.EU)))
                .hasValueSatisfying(why ->
                        assertThat(why).startsWith("one place cannot tell").contains("`failover.control.in`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"region-loss:us-east-1", "process-loss:us-east-1", "region-partition:us-east-1"})
    void rejects_a_run_that_stayed_where_nobody_is(String faults) {
        assertThat(otherwise(faults, MOVED)).isEmpty();
        assertThat(otherwise(faults, STAYED)).containsExactly("the role did not leave us-east-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region-loss:us-east-1",
                "db-crash:us-east-1",
                "agent-crash:us-east-1",
                "agent-pause:us-east-1:6s",
                "blip:us-east-1:200ms",
                "link-cut:us-east-1-eu-west-1",
                "saturate:us-east-1@20s..60s",
                "quorum-loss@20s..60s",
            })
    void rejects_a_run_after_which_nobody_is_served(String faults) {
        boolean isMoved = faults.startsWith("region-loss");
        Seen seen =
                new Seen(isMoved, isMoved, false, true, false, Optional.empty(), Optional.of(Duration.ofSeconds(1)));
        assertThat(otherwise(faults, seen)).containsExactly("users were not served at the end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"saturate:us-east-1", "link-slow:us-east-1-eu-west-1:3000", "quorum-loss"})
    void owes_nobody_what_nobody_can_give_while_the_fault_lasts(String faults) {
        Seen seen = new Seen(false, false, false, true, false, Optional.empty(), Optional.of(Duration.ofSeconds(1)));
        assertThat(otherwise(faults, seen)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "saturate:us-east-1, true",
        "saturate:us-east-1@20s..60s, true",
        "saturate:us-east-1@20s..21s, false",
        "saturate:eu-west-1, false",
        "link-slow:us-east-1-eu-west-1:300, true",
        "link-slow:us-east-1-eu-west-1:50, false",
        "link-slow:eu-west-1-ap-southeast-1:900, false",
        "link-slow:us-east-1-eu-west-1:300@5s..20s region-loss:us-east-1@25s, true",
        "link-cut:us-east-1-eu-west-1, false",
    })
    void asks_for_grey_where_a_vantage_can_see_it(String faults, boolean isAsked) {
        boolean isMoved = faults.contains("region-loss");
        Seen seen =
                new Seen(isMoved, isMoved, true, false, false, Optional.of(Duration.ZERO), Optional.of(Duration.ZERO));
        List<String> otherwise = otherwise(faults, seen);
        assertThat(otherwise.stream().anyMatch(sentence -> sentence.contains("GREY")))
                .isEqualTo(isAsked);
    }

    @Test
    void rejects_a_move_away_from_an_agent_that_was_back_in_time() {
        Seen moved = new Seen(true, true, true, false, true, Optional.of(Duration.ofSeconds(4)), Optional.empty());
        assertThat(otherwise("agent-crash:us-east-1", moved)).hasSize(1);
        assertThat(otherwise("agent-crash:us-east-1", MOVED)).isEmpty();
    }

    @Test
    void rejects_a_restart_that_took_longer_than_failing_over() {
        Seen slow = new Seen(false, false, true, false, false, Optional.of(Duration.ofSeconds(9)), Optional.empty());
        assertThat(otherwise("db-crash:us-east-1", slow)).hasSize(1);
        assertThat(otherwise("db-crash:us-east-1", STAYED)).isEmpty();
    }

    @Test
    void says_why_nothing_can_move_and_asks_for_no_race_with_what_cannot() {
        Setting two = Places.setting(Places.US, Places.EU);
        Seen slow = new Seen(false, false, true, false, false, Optional.of(Duration.ofSeconds(9)), Optional.empty());
        assertThat(Judgement.refusal(Places.faults("region-loss:us-east-1"), two))
                .hasValueSatisfying(why -> assertThat(why).contains("failover.witness"));
        assertThat(Judgement.otherwise(Places.faults("db-crash:us-east-1"), two, slow))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"region-loss:us-east-1", "process-loss:us-east-1", "region-partition:us-east-1"})
    void finds_a_refusal_right_where_nothing_may_move_by_itself(String faults) {
        Setting two = Places.setting(Places.US, Places.EU);
        Seen refused = new Seen(false, false, false, false, false, Optional.empty(), Optional.empty());
        assertThat(Judgement.otherwise(Places.faults(faults), two, refused)).isEmpty();
        assertThat(Judgement.otherwise(Places.faults(faults), two, MOVED))
                .anySatisfy(sentence -> assertThat(sentence).contains("the role left"));
        assertThat(Judgement.refusal(Places.faults(faults), Places.setting())).isEmpty();
    }

    @Test
    void asks_nobody_to_take_over_from_two_of_three() {
        Seen refused = new Seen(false, false, false, false, false, Optional.empty(), Optional.empty());
        assertThat(otherwise("region-loss:us-east-1 region-loss:eu-west-1", refused))
                .isEmpty();
        assertThat(otherwise("region-loss:us-east-1", refused))
                .containsExactly("the role did not leave us-east-1", "users were not served at the end");
    }

    @Test
    void rejects_writes_that_go_on_without_a_quorum() {
        Seen on = new Seen(false, false, true, false, false, Optional.of(Duration.ZERO), Optional.empty());
        Seen late = new Seen(
                false, false, true, false, false, Optional.of(Duration.ZERO), Optional.of(Duration.ofSeconds(3)));
        assertThat(otherwise("quorum-loss", on)).hasSize(1);
        assertThat(otherwise("quorum-loss", late)).hasSize(1);
        assertThat(otherwise("quorum-loss@20s..21s", on)).isEmpty();
        assertThat(otherwise("quorum-loss", STAYED)).isEmpty();
    }

    @Test
    void asks_for_service_over_what_is_left_of_the_links() {
        Setting setting = Places.setting();
        assertThat(setting.canServe(Places.faults("link-cut:us-east-1-eu-west-1")))
                .isTrue();
        assertThat(setting.canServe(Places.faults("link-cut:us-east-1-eu-west-1 link-cut:us-east-1-ap-southeast-1")))
                .isFalse();
        assertThat(setting.canServe(Places.faults("region-loss:eu-west-1 region-loss:ap-southeast-1")))
                .isFalse();
        assertThat(Places.setting(Places.US, Places.EU).canServe(Places.faults("link-cut:us-east-1-eu-west-1")))
                .as("half of the control is no majority")
                .isFalse();
    }

    /// A standby and a user need an answer, a lease does not: its renewal may go out one way and its confirmation
    /// come back another. One that nobody hears and answers is left all the same.
    @ParameterizedTest
    @CsvSource({
        "link-cut:us-east-1-eu-west-1, true",
        "link-cut:us-east-1>eu-west-1 link-cut:us-east-1>ap-southeast-1, false",
        "link-cut:eu-west-1>us-east-1 link-cut:ap-southeast-1>us-east-1, false",
        "link-cut:us-east-1>eu-west-1 link-cut:ap-southeast-1>us-east-1, false",
        "link-cut:us-east-1>eu-west-1 link-cut:eu-west-1-ap-southeast-1, true",
        "region-loss:ap-southeast-1 link-cut:us-east-1>eu-west-1, false",
    })
    void leaves_the_role_to_whoever_is_heard_by_a_leader_and_hears_it(String faults, boolean isKept) {
        assertThat(Places.setting().isLeft(Places.faults(faults))).isNotEqualTo(isKept);
    }

    /// Of two places neither has a majority without the other one, so that nothing can move at all.
    @Test
    void lets_nothing_move_where_a_cut_leaves_nobody_who_could_take_over() {
        List<Fault> cut = Places.faults("link-cut:us-east-1-eu-west-1");
        Setting two = Places.setting(Places.US, Places.EU);
        assertThat(Judgement.role(cut, two)).isEqualTo(Role.STAYS);
        assertThat(Judgement.refusal(cut, two)).isEmpty();
    }

    @Test
    void owes_service_elsewhere_where_the_home_is_left_and_somebody_else_is_there() {
        String cuts = "link-cut:us-east-1-eu-west-1 link-cut:us-east-1-ap-southeast-1";
        Seen unserved = new Seen(false, false, false, false, false, Optional.empty(), Optional.empty());
        assertThat(otherwise(cuts, unserved))
                .containsExactly("the role did not leave us-east-1", "users were not served at the end");
        assertThat(otherwise(cuts, MOVED)).isEmpty();
        assertThat(otherwise(cuts + " link-cut:eu-west-1-ap-southeast-1", unserved))
                .isEmpty();
        assertThat(Judgement.asksForRecovery(Places.faults(cuts), Places.setting()))
                .isTrue();
        assertThat(Judgement.asksForRecovery(Places.faults("link-cut:us-east-1-eu-west-1"), Places.setting()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "region-partition:us-east-1@30s..60s, true",
        "region-loss:eu-west-1@10s region-partition:us-east-1@30s..60s, false",
        "region-partition:eu-west-1@10s..40s region-partition:us-east-1@30s..43s, true",
        "region-loss:eu-west-1@10s region-loss:us-east-1@30s, false",
        "quorum-loss@10s region-loss:us-east-1@30s, false",
        "region-loss:us-east-1@30s region-loss:eu-west-1@60s, true",
        "region-loss:eu-west-1@10s db-crash:us-east-1@30s, false",
    })
    void promises_no_time_for_what_nobody_could_do(String faults, boolean asks) {
        assertThat(Judgement.asksForRecovery(Places.faults(faults), Places.setting()))
                .isEqualTo(asks);
    }

    @Test
    void judges_the_cut_that_completes_an_isolation() {
        List<Fault> cuts = Places.faults("link-cut:us-east-1-eu-west-1@10s link-cut:us-east-1-ap-southeast-1@30s");
        assertThat(Judgement.judgedFirst(cuts, Places.setting())).isEqualTo(cuts.reversed());
        List<Fault> loss = Places.faults("link-cut:us-east-1-eu-west-1@10s region-loss:us-east-1@30s");
        assertThat(Judgement.judgedFirst(loss, Places.setting())).isEqualTo(loss.reversed());
        List<Fault> others = Places.faults("link-cut:us-east-1-eu-west-1@30s saturate:us-east-1@10s");
        assertThat(Judgement.judgedFirst(others, Places.setting())).isEqualTo(others);
    }

    @Test
    void counts_users_out_only_where_nobody_who_could_serve_them_is_reached() {
        assertThat(cutOff("link-cut:us-east-1-eu-west-1", Places.US)).containsExactly(Places.EU);
        assertThat(cutOff("link-cut:us-east-1>eu-west-1", Places.US)).containsExactly(Places.EU);
        assertThat(cutOff("link-cut:us-east-1-eu-west-1", Places.AP)).isEmpty();
        assertThat(cutOff("link-cut:us-east-1-eu-west-1 link-cut:us-east-1-ap-southeast-1", Places.US))
                .containsExactly(Places.US);
        assertThat(cutOff("region-partition:us-east-1", Places.US)).containsExactly(Places.US);
        assertThat(cutOff("region-loss:us-east-1 region-loss:eu-west-1", Places.US))
                .containsExactly(Places.US, Places.EU);
        assertThat(cutOff("process-loss:us-east-1", Places.US)).isEmpty();
        assertThat(cutOff("saturate:us-east-1", Places.US)).isEmpty();
        assertThat(Places.setting(Places.US, Places.EU)
                        .cutOff(Places.US, Places.faults("link-cut:us-east-1-eu-west-1")))
                .as("nobody could serve")
                .isEmpty();
    }

    private static List<RegionName> cutOff(String faults, RegionName holder) {
        return Places.setting().cutOff(holder, Places.faults(faults));
    }

    private static List<String> otherwise(String faults, Seen seen) {
        return Judgement.otherwise(Places.faults(faults), Places.setting(), seen);
    }
}
