package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An alarm that starts a failover by a signal alone has a place.
class ATriggerPlaceTest {
    private static Read shop(String failover) {
        return Read.of("""
                meridian: 1
                application: shop
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {}}
                failover: {%s}
                """.formatted(failover));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        mode: approved, control: {runs: script}, triggers: {lost: {signal: errors, act: failover}}                      | 1
        mode: automatic, triggers: {lost: {signal: errors, for: 2m, act: failover}}                                     | 1
        mode: automatic, control: {runs: provider}, triggers: {lost: {signal: success, for: 2m, act: failover}}         | 1
        mode: manual, control: {runs: script}, triggers: {lost: {signal: errors, act: failover}}                        | 0
        mode: approved, control: {runs: script, in: [us-east-1]}, triggers: {lost: {signal: errors, act: failover}}     | 0
        mode: approved, control: {runs: script}, triggers: {lost: {signal: errors, in: us-east-1, act: failover}}       | 0
        mode: approved, control: {runs: script}, triggers: {lost: {signal: errors, in: eu-west-1, act: failover}}       | 0
        mode: approved, control: {runs: script}, triggers: {lost: {signal: errors, act: notify}}                        | 0
        mode: approved, probes: {p: {kind: http, to: web}}, control: {runs: script}, triggers: {lost: {when: [p], act: failover}}   | 0
        """)
    void is_asked_for_where_nothing_says_it(String failover, int notes) {
        assertThat(Found.of(shop(failover), Rule.TRIGGER_PLACE_UNKNOWN))
                .hasSize(notes)
                .allMatch(found -> found.severity() == Severity.NOTE);
    }

    @Test
    void is_asked_for_once_for_all_alarms_of_an_application() {
        Finding found = Found.only(
                shop("mode: approved, control: {runs: script}, triggers: {lost: {signal: errors, act: failover},"
                        + " slow: {signal: slo, act: failover}}"),
                Rule.TRIGGER_PLACE_UNKNOWN);
        assertThat(found.statement()).isEqualTo("nothing says where the alarms behind `lost` and `slow` are evaluated");
        assertThat(found.also()).containsExactly("failover.triggers.slow");
    }
}
