package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A drill or an outage of which nobody wrote down the day counts, as one that may be long ago.
class ADrillDayTest {
    private static List<Finding> found(String drills, Rule rule) {
        return Read.of("""
                meridian: 1
                application: choir
                objectives: {rto: 10m}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {songs: hard}}}
                data: {songs: {kind: postgresql, runs: provider, zones: 3, replication: {mode: async, lag: 5s}}}
                %s
                """.formatted(drills)).assessed().findings().stream()
                .filter(finding -> finding.rule() == rule)
                .toList();
    }

    @Test
    void may_be_unknown_and_the_result_still_breaks_a_promise() {
        assertThat(found("drills: {blog: {rto: 25m}}", Rule.DRILL_BREAKS_A_PROMISE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.statement()).startsWith("the drill `blog` took 25m"));
        assertThat(found("incidents: {talk: {lasted: 3h}}", Rule.OUTAGE_BREAKS_A_PROMISE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.statement()).startsWith("the outage `talk` lasted 3h"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drills: {blog: {rto: 5m}}                                              | nothing says when",
                "drills: {old: {date: 2024-05-01, rto: 5m}}                             | is of 2024-05-01",
                "drills: {blog: {rto: 25m}, new: {date: 2026-10-01, rto: 5m}}           | ''",
                "drills: {new: {date: 2026-10-01, rto: 5m}, blog: {rto: 25m}}           | ''"
            })
    void that_is_unknown_is_before_any_other(String drills, String age) {
        List<Finding> old = found(drills, Rule.DRILL_IS_OLD);
        assertThat(old).hasSize(age.isEmpty() ? 0 : 1);
        assertThat(old).allSatisfy(finding -> assertThat(finding.statement()).contains(age));
        assertThat(found(drills, Rule.DRILL_BREAKS_A_PROMISE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drills: {one: {disruption: planned, of: [songs], rto: 40s}, two: {disruption: planned, of: [songs],"
                        + " rto: 30s}} | drill `one`",
                "drills: {one: {disruption: region, of: [songs], rto: 40s}}                                           "
                        + "          | planned promotion of `songs`",
                "drills: {one: {disruption: planned, of: [songs, web], rto: 40s}}                                     "
                        + "          | planned promotion of `songs`",
                "drills: {one: {disruption: planned, of: [songs], rto: 40s, passed: false}}                           "
                        + "          | planned promotion of `songs`"
            })
    void of_a_store_alone_gives_a_time_that_nothing_else_does(String drills, String name) {
        Read file = Read.of("""
            meridian: 1
            application: radio
            regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
            services: {web: {dependsOn: {songs: hard}}}
            data: {songs: {kind: postgresql, runs: provider, zones: 3, replication: {mode: async, lag: 5s}}}
            %s
            """.formatted(drills));
        assertThat(file.subject()
                        .wayBack(file.subject().store("songs"), Promise.Disruption.PLANNED)
                        .recovery()
                        .name())
                .isEqualTo(name);
    }
}
