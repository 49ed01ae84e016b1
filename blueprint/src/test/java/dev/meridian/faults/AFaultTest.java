package dev.meridian.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AFaultTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "region-loss:us-east-1",
                "process-loss:eu-west-1@15s",
                "region-partition:us-east-1:45s@15s",
                "link-cut:us-east-1-eu-west-1",
                "link-cut:us-east-1>eu-west-1",
                "link-cut:eu-west-1-witness",
                "link-cut:us-east-1-eu-west-1:45s@15s",
                "link-slow:us-east-1-eu-west-1:300",
                "link-slow:us-east-1-witness:300@5s",
                "link-slow:us-east-1-eu-west-1:300@15s..1m",
                "saturate:us-east-1:30s",
                "db-crash:us-east-1@5s",
                "agent-crash:us-east-1",
                "agent-pause:us-east-1:6s",
                "blip:us-east-1:250ms@1s",
                "quorum-loss",
                "quorum-loss:20s@5s",
                "region-loss:us-east-1@1m30s",
                "region-partition:us-east-1:20h@15s",
                "link-slow:us-east-1-eu-west-1:300@15s..2h30m",
            })
    void is_written_as_it_is_read(String text) {
        Fault fault = Places.fault(text);
        assertThat(fault.text().replace("1m@", "60s@").replace("..1m", "..60s"))
                .isEqualTo(text.replace("1m@", "60s@").replace("..1m", "..60s"));
        assertThat(Places.fault(fault.text())).isEqualTo(fault);
    }

    @Test
    void of_a_link_finds_its_ends_among_names_that_have_hyphens() {
        assertThat(Places.fault("link-cut:us-east-1-eu-west-1").scope())
                .isEqualTo(new Scope.Pair(Places.US, Places.EU));
        assertThat(Places.fault("link-cut:ap-southeast-1>witness").scope())
                .isEqualTo(new Scope.Direction(Places.AP, Places.WITNESS));
        assertThat(Places.fault("quorum-loss").scope()).isEqualTo(new Scope.Control());
    }

    @Test
    void of_a_link_that_can_be_read_in_two_ways_is_refused_with_both() {
        Ground ground = new Ground(
                List.of(new RegionName("a"), new RegionName("a-b"), new RegionName("b-c"), new RegionName("c")),
                Optional.empty());
        assertThat(Fault.parse("link-cut:a-b-c", ground)).isInstanceOfSatisfying(Fault.Parsed.Not.class, not -> {
            assertThat(not.wrong().what()).contains("a and b-c").contains("a-b and c");
            assertThat(not.wrong().fix()).contains("link-cut:a>b-c");
        });
        assertThat(Fault.parse("link-cut:a>b-c", ground)).isInstanceOf(Fault.Parsed.Right.class);
    }

    @ParameterizedTest
    @CsvSource({
        "link-slow:us-east-1-eu-west-1:300, 300",
        "link-slow:us-east-1-eu-west-1:300ms, 300",
        "link-slow:us-east-1-eu-west-1:2s, 2000",
    })
    void that_slows_a_link_says_by_how_many_milliseconds(String text, long millis) {
        assertThat(Places.fault(text).delay()).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "'link-cut', names no link, link-cut:us-east-1-eu-west-1",
        "'link-cut:us-east-1', is not a link of the file, link-cut:us-east-1-",
        "'link-cut:us-east-1-eu-wset-1', is not a link of the file, link-cut:us-east-1-eu-west-1",
        "'link-cut:us-east-1>eu-wset-1', is not a link of the file, link-cut:us-east-1>eu-west-1",
        "'link-cut:us-east-1-us-east-1', is not a link of the file, link-cut:us-east-1-",
        "'link-cut:us-east-1-eu-west-1:x', is not a time, link-cut:us-east-1-eu-west-1:10s",
        "'link-cut:us-east-1-eu-west-1@9s..5s', is not a time range, @15s..60s",
        "'link-slow:us-east-1-eu-west-1', does not say by how much, link-slow:us-east-1-eu-west-1:300",
        "'link-slow:us-east-1-eu-west-1:0', is not a delay, link-slow:us-east-1-eu-west-1:300",
        "'link-slow:us-east-1-eu-west-1:fast', is not a delay, link-slow:us-east-1-eu-west-1:300",
        "'link-slow:us-east-1-eu-west-1:300:10s', is not a delay, @15s..60s",
        "'link-slow:us-east-1>eu-west-1:300', is not a link of the file, link-slow:us-east-1-eu-west-1:300",
        "'saturate:us-esat-1', is not a region of the file, saturate:us-east-1",
        "'saturate:witness', which is the witness, us-east-1",
        "'db-crash:us-east-1:5s', has no end, db-crash:us-east-1",
        "'quorum-loss:us-east-1', is not a time, quorum-loss:10s",
        "'quorum-loss@x', `x` is not a time, quorum-loss@15s..60s",
        "'quorum-loss@15s..20y', `20y` is not a time, quorum-loss@15s..60s",
        "'quorum-loss@15s..40h', `40h` is longer than a day, quorum-loss@15s..60s",
        "'quorum-loss@0s', `0s` is no time at all, quorum-loss@15s..60s",
        "'quorum-loss@15s..10s', 'the end, 10s, is not after the start, 15s', quorum-loss@15s..60s",
        "'quorum-loss@15s..20s..30s', it has 3 times, quorum-loss@15s..60s",
        "'quorum-loss:40h', `40h` is longer than a day, quorum-loss:10s",
        "'quorum-los', there is no fault, quorum-loss",
        "'link-slo:us-east-1-eu-west-1:5', there is no fault, link-slow:us-east-1-eu-west-1:300",
    })
    void that_is_wrong_is_told_with_one_that_would_be_right(String text, String what, String fix) {
        assertThat(Fault.parse(text, Places.GROUND)).isInstanceOfSatisfying(Fault.Parsed.Not.class, not -> {
            assertThat(not.wrong().what()).contains(what);
            assertThat(not.wrong().why()).isNotBlank();
            assertThat(not.wrong().fix()).contains(fix);
        });
    }

    @ParameterizedTest
    @EnumSource
    void of_each_kind_has_an_example_that_can_be_read(Fault.Kind kind) {
        String example = Fault.example(kind, Places.GROUND);
        assertThat(Places.fault(example).kind()).isEqualTo(kind);
        assertThat(Places.fault(example + "@15s").start()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void that_is_a_blip_is_shorter_than_the_hold() {
        Fault blip = Places.fault("blip:us-east-1:2s");
        assertThat(blip.contradiction(Duration.ofSeconds(3))).isEmpty();
        assertThat(blip.contradiction(Duration.ofSeconds(2))).isPresent();
    }
}
