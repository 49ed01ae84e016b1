package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Sight.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One word for what all vantages together make of the holder, and what holds a move back agrees with it.
class FindingTest {
    private final Script script = Script.steady(Climates.quickstart());

    private Optional<Finding> finding() {
        return Finding.of(script.state(), script.stamp(EU), script.policy);
    }

    @Test
    void is_missing_before_anybody_has_the_role() {
        assertThat(Finding.of(State.INITIAL, script.stamp(EU), script.policy)).isEmpty();
    }

    @Test
    void is_unknown_while_too_few_vantages_are_heard_of() {
        script.calm(1000, EU, AP).at(1100).sees(EU, Verdict.HEALTHY, 1100);
        script.at(5000).sees(EU, Verdict.HEALTHY, 5000);
        assertThat(finding()).contains(Finding.UNKNOWN);
        assertThat(script.state().held()).isEqualTo("DETECT-8");
    }

    @Test
    void is_unknown_while_whoever_speaks_cannot_tell_how_old_the_words_are() {
        script.silence(1000, 1200, EU, AP).restart(EU);
        script.at(1300).say(script.word(EU, Verdict.SILENT, 300));
        assertThat(finding()).contains(Finding.UNKNOWN);
    }

    @Test
    void is_healthy_where_nobody_complains() {
        script.calm(1000, EU, AP);
        assertThat(finding()).contains(Finding.HEALTHY);
        assertThat(script.state().held()).isEmpty();
    }

    @Test
    void is_grey_where_it_answers_in_part() {
        script.calm(1000, EU, AP).sees(EU, Verdict.GREY, 0);
        assertThat(finding()).contains(Finding.GREY);
        assertThat(script.state().held()).isEqualTo("DETECT-7");
    }

    @Test
    void is_grey_where_too_few_find_it_silent() {
        script.calm(1000, EU, AP).silence(1000, 1500, EU);
        assertThat(finding()).contains(Finding.GREY);
        assertThat(script.state().held()).isEqualTo("DETECT-2");
    }

    @Test
    void is_partitioned_where_a_quorum_finds_it_silent_and_it_renews() {
        script.calm(1000, EU, AP).silence(1000, 1200, EU, AP).renew(US).silence(1000, 1300, EU, AP);
        assertThat(finding()).contains(Finding.PARTITIONED);
        assertThat(script.state().held()).isEqualTo("DETECT-5");
    }

    @Test
    void is_down_where_it_renews_no_more() {
        script.calm(1000, EU, AP).silence(500, 1600, EU, AP);
        assertThat(finding()).contains(Finding.DOWN);
        assertThat(script.ballot()).isPositive();
    }
}
