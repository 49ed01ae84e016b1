package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An alarm in the region that is lost tells nobody of the loss.
class AnAlarmPlaceTest {
    private static Read shop(String triggers) {
        return Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {web: {}}
            failover:
              mode: manual
              control: {runs: script, in: [us-west-2]}
              probes: {up: {kind: http, to: web, path: /up, decides: false}}
              triggers: {%s}
            """.formatted(triggers));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        a: {signal: s, in: us-east-1, act: notify}                                                   | true
        a: {when: [up], in: us-east-1, act: notify}                                                  | true
        a: {signal: s, in: us-east-1, act: notify}, b: {signal: t, in: us-east-1, act: notify}       | true
        a: {signal: s, in: us-west-2, act: notify}                                                   | false
        a: {signal: s, act: notify}                                                                  | false
        a: {signal: s, in: us-east-1, act: notify}, b: {signal: t, in: us-west-2, act: notify}       | false
        a: {signal: s, in: us-east-1, act: ignore}                                                   | false
        """)
    void in_the_lost_region_is_a_warning(String triggers, boolean isFound) {
        assertThat(Found.of(shop(triggers), Rule.ALARM_IN_THE_LOST_REGION))
                .hasSize(isFound ? 1 : 0)
                .allMatch(finding -> finding.at().equals("failover.triggers.a.in"));
    }

    /// Of an alarm without a place nobody knows whether it is lost too.
    @Test
    void in_the_lost_region_is_a_note_beside_one_without_a_place() {
        Read file = shop("a: {signal: s, in: us-east-1, act: notify}, b: {signal: t, act: notify}");
        Finding found = Found.only(file, Rule.ALARM_IN_THE_LOST_REGION);
        assertThat(found.severity()).isEqualTo(Severity.NOTE);
        assertThat(found.statement()).startsWith("the alarm `a` is evaluated in us-east-1");
        assertThat(found.why()).isEqualTo("lost with it, nobody is told by it; of `b` the file says no place");
    }

    @Test
    void of_several_applications_is_told_once() {
        Read file = Read.of("""
            meridian: 1
            applications:
              shop: {roles: {us-east-1: primary, us-west-2: standby}}
              till: {roles: {us-east-1: primary, us-west-2: standby}}
            regions: {us-east-1: {}, us-west-2: {}}
            services: {web: {application: shop}, desk: {application: till}}
            failover:
              mode: manual
              control: {runs: script, in: [us-west-2]}
              triggers: {a: {signal: s, in: us-east-1, act: notify}, b: {signal: t, in: us-east-1, act: notify}}
            """);
        Finding found = Found.only(file, Rule.ALARM_IN_THE_LOST_REGION);
        assertThat(found.statement())
                .isEqualTo("the alarms `a` and `b` are evaluated in us-east-1, the region that is judged, of `shop` and"
                        + " `till`");
        assertThat(found.also()).hasSize(1);
    }
}
