package dev.meridian.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a holder does that serves nobody: a lease lasts 10, it may be cut off for 15, others need 30, a turn is
/// 40, and a database comes up in 100.
class ARestTest {
    private static final Rest.Terms TERMS = new Rest.Terms(10, 15, 30, 40, 100);

    private final Rest rest = new Rest(TERMS, 0);

    private static Rest.Look serving() {
        return new Rest.Look(true, true, true, false, false, false, Prospect.SOMEBODY);
    }

    private static Prospect of(boolean canBeLeft) {
        return canBeLeft ? Prospect.SOMEBODY : Prospect.NOBODY;
    }

    private static Rest.Look alone(boolean isHearing) {
        return new Rest.Look(false, isHearing, false, true, false, false, Prospect.NOBODY);
    }

    private static Rest.Look unleased(boolean isHearing) {
        return new Rest.Look(false, isHearing, false, true, false, false, Prospect.SOMEBODY);
    }

    private static Rest.Look died(boolean canBeLeft) {
        return new Rest.Look(true, true, false, true, false, false, of(canBeLeft));
    }

    private static Rest.Look hanging(boolean canBeLeft) {
        return new Rest.Look(true, true, false, false, false, false, of(canBeLeft));
    }

    private static Rest.Look cutOff(boolean canBeLeft) {
        return new Rest.Look(true, true, false, true, true, false, of(canBeLeft));
    }

    private static Rest.Look stopped(boolean isHearing) {
        return new Rest.Look(false, isHearing, false, true, false, true, Prospect.SOMEBODY);
    }

    /// The instants up to a limit at which it keeps still.
    private String rests(Rest.Look look, long from, long to) {
        StringBuilder text = new StringBuilder();
        boolean was = false;
        for (long now = from; now <= to; now++) {
            boolean is = rest.isNow(look, now);
            if (is != was) {
                text.append(is ? "rests " : "tries ").append(now).append(' ');
            }
            was = is;
        }
        return text.toString().strip();
    }

    @Test
    void is_not_taken_by_one_that_serves() {
        assertThat(rests(serving(), 0, 1000)).isEmpty();
    }

    @Test
    void is_taken_by_one_that_gets_no_lease_in_the_time_of_one_and_is_twice_as_long_the_next_time() {
        assertThat(rests(unleased(false), 0, 250)).isEqualTo("rests 11 tries 51 rests 62 tries 142 rests 153");
    }

    @Test
    void is_taken_by_one_whose_lease_comes_back_for_a_moment_now_and_then() {
        StringBuilder text = new StringBuilder();
        for (long now = 0; now < 40; now += 4) {
            text.append(rests(unleased(true), now, now + 2)).append(rests(died(true), now + 3, now + 3));
        }
        assertThat(text.toString()).startsWith("rests 14");
    }

    /// Of 40 it hears nothing for 25, and serves for 15 when its lease is back.
    @Test
    void is_taken_by_one_that_serves_for_moments_between_one_silence_and_the_next() {
        assertThat(rests(unleased(false), 0, 24)).isEqualTo("rests 11");
        assertThat(rests(serving(), 25, 39)).as("it hears again").isEmpty();
        assertThat(rests(unleased(false), 40, 64)).isEqualTo("rests 50");
        assertThat(rests(serving(), 65, 100)).as("once is enough").isEqualTo("rests 65 tries 90");
        assertThat(rests(serving(), 101, 300)).isEmpty();
        assertThat(rests(unleased(false), 301, 324)).isEqualTo("rests 311");
        assertThat(rests(serving(), 325, 330))
                .as("it has served for long meanwhile")
                .isEmpty();
    }

    @Test
    void is_not_taken_for_the_time_in_which_its_agent_stood_still() {
        assertThat(rests(unleased(false), 0, 5)).isEmpty();
        assertThat(rests(unleased(false), 100, 105)).isEmpty();
        assertThat(rests(unleased(false), 106, 107)).startsWith("rests 106");
    }

    @Test
    void is_never_longer_than_four_turns_for_want_of_a_lease() {
        assertThat(rests(unleased(false), 0, 700))
                .isEqualTo(
                        "rests 11 tries 51 rests 62 tries 142 rests 153 tries 313 rests 324 tries 484 rests 495 tries"
                                + " 655 rests 666");
    }

    /// Others need their turn to take over: a shorter rest would end in the middle of that.
    @Test
    void of_one_whose_database_hangs_is_a_turn_where_somebody_could_serve_and_a_new_start_elsewhere() {
        assertThat(rests(hanging(true), 0, 400)).isEqualTo("rests 101 tries 141 rests 302 tries 342");
        rest.begin(400);
        assertThat(rests(serving(), 400, 401)).isEmpty();
        assertThat(rests(hanging(false), 402, 900)).isEqualTo("rests 502 tries 602 rests 703 tries 803");
    }

    @Test
    void is_over_as_soon_as_something_of_the_log_arrives() {
        assertThat(rests(unleased(false), 0, 20)).isEqualTo("rests 11");
        assertThat(rests(unleased(true), 21, 31)).isEmpty();
        assertThat(rests(unleased(true), 32, 80))
                .as("it hears, and still gets no lease")
                .startsWith("rests 32");
    }

    @Test
    void is_not_taken_while_it_is_known_to_be_stopped_for_a_move() {
        assertThat(rests(stopped(true), 0, 500)).isEmpty();
        assertThat(rests(stopped(false), 501, 540)).as("the move may be over").startsWith("rests 511");
    }

    @Test
    void is_taken_by_one_whose_database_is_dead_for_longer_than_others_need() {
        assertThat(rests(died(true), 0, 80)).isEqualTo("rests 31 tries 71");
    }

    @Test
    void is_over_as_soon_as_the_database_serves_after_all() {
        assertThat(rests(died(true), 0, 32)).isEqualTo("rests 31");
        assertThat(rests(serving(), 33, 60)).isEmpty();
        assertThat(rests(died(true), 61, 95)).as("it has its whole time again").isEqualTo("rests 91");
    }

    @Test
    void goes_on_where_it_was_cut_off_and_seems_to_serve_for_a_moment() {
        assertThat(rests(cutOff(true), 0, 20)).isEqualTo("rests 16");
        assertThat(rests(serving(), 21, 60)).isEqualTo("rests 21 tries 56");
    }

    @Test
    void is_taken_sooner_by_one_that_is_cut_off() {
        assertThat(rests(cutOff(true), 0, 60)).isEqualTo("rests 16 tries 56");
    }

    @Test
    void is_not_taken_before_one_that_has_just_come_up_was_to_be_found() {
        assertThat(rests(died(true), 0, 28)).isEmpty();
        assertThat(rests(cutOff(true), 29, 43)).as("it was down for long").isEmpty();
        assertThat(rests(cutOff(true), 44, 60)).startsWith("rests 44");
    }

    @Test
    void is_not_taken_where_nobody_could_use_it() {
        assertThat(rests(died(false), 0, 1000)).isEmpty();
        assertThat(rests(cutOff(false), 1001, 2000)).isEmpty();
    }

    @Test
    void is_not_taken_for_want_of_a_lease_by_one_that_knows_that_nobody_else_could_have_it() {
        assertThat(rests(alone(true), 0, 1000)).isEmpty();
        assertThat(rests(alone(false), 1001, 1020)).as("it cannot know").isEqualTo("rests 1011");
    }

    @Test
    void is_over_as_soon_as_nobody_could_use_it_any_more() {
        assertThat(rests(died(true), 0, 32)).isEqualTo("rests 31");
        assertThat(rests(alone(true), 33, 60)).isEmpty();
    }
}
