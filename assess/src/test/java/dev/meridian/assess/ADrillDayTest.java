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

    /// A drill that passed shows that the recovery worked once; one without a result shows nothing.
    @Test
    void without_a_result_shows_nothing() {
        assertThat(found("drills: {blog: {regions: [eu-west-1]}}", Rule.DRILL_IS_OLD))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.statement())
                            .isEqualTo("nothing says when the drill was made, or what it showed");
                    assertThat(finding.why()).doesNotContain("as it did then");
                });
        assertThat(found("drills: {blog: {passed: true}}", Rule.DRILL_IS_OLD))
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).contains("as it did then"));
    }

    /// What stands in the lost region, and no drill has taken away.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drills: {one: {regions: [us-east-1]}}                        | no drill has tried the loss of"
                        + " eu-west-1",
                "drills: {one: {regions: [eu-west-1], disruption: corruption}} | no drill has tried the loss of"
                        + " eu-west-1",
                "drills: {one: {of: [songs]}}                                 | of eu-west-1 with `web`",
                "drills: {one: {of: [web]}}                                   | ''",
                "drills: {one: {regions: [us-east-1], disruption: planned}}    | ''",
                "drills: {one: {regions: [eu-west-1]}}                        | ''",
                "incidents: {talk: {lasted: 3h}}                              | ''"
            })
    void of_other_places_or_of_parts_shows_nothing_of_the_rest(String drills, String untried) {
        List<Finding> found = found(drills, Rule.NEVER_TRIED);
        assertThat(found).hasSize(untried.isEmpty() ? 0 : 1);
        assertThat(found).allSatisfy(finding -> assertThat(finding.statement()).endsWith(untried));
    }

    /// Where nothing is promised, an outage is held against nothing, and says what it showed.
    @ParameterizedTest
    @CsvSource({"'', 1", "'objectives: {rto: 10m}', 0", "'objectives: {availability: 99%}', 0"})
    void or_an_outage_is_a_measurement_of_its_own(String promise, int count) {
        Read file = Read.of("""
            meridian: 1
            application: choir
            %s
            regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
            services: {web: {dependsOn: {songs: hard}}}
            data: {songs: {kind: postgresql, runs: provider, zones: 3, replication: {mode: async, lag: 5s}}}
            incidents: {may: {regions: [eu-west-1], noticed: 4m, lasted: 6h17m, repaired: 40h}}
            """.formatted(promise));
        List<Finding> found = Found.of(file, Rule.OUTAGE_BESIDE_THE_PLAN);
        assertThat(found).hasSize(count);
        assertThat(found)
                .allSatisfy(finding -> assertThat(finding.statement())
                        .isEqualTo(
                                "in the outage `may` people knew after 4m, users were served again after 6h17m and all"
                                        + " was repaired after 40h, and no promise is held against it"));
    }

    /// Without objectives the claims are what users were told.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "availability: 99.9%                       | WARNING | 99.9% of `claim told` leaves 8h45m58s in a year",
                "rto: 4h                                   | WARNING | `claim told` says an rto of 4h",
                "rto: 4h, figure: typical                  | NOTE    | says an rto of 4h as a typical figure",
                "rto: 4h, figure: average                  | ''      | ''",
                "rto: 4h, disruption: corruption           | ''      | ''",
                "rto: 4h, from: detection                  | ''      | ''",
                "rto: 4h, at: data.songs                   | ''      | ''",
                "availability: 99.9%, at: services.web     | ''      | ''",
                "availability: 99%, rto: 1d                | ''      | ''"
            })
    void or_an_outage_is_held_against_what_claims_say(String claim, String severity, String text) {
        Read file = Read.of("""
            meridian: 1
            application: choir
            regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
            services: {web: {dependsOn: {songs: hard}}}
            data: {songs: {kind: postgresql, runs: provider, zones: 3, replication: {mode: async, lag: 5s}}}
            claims: {told: {says: what users were told, %s}}
            incidents: {may: {regions: [eu-west-1], lasted: 19h59m}}
            """.formatted(claim));
        List<Finding> found = Found.of(file, Rule.OUTAGE_BREAKS_A_PROMISE);
        assertThat(found).hasSize(severity.isEmpty() ? 0 : 1);
        assertThat(found).allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.valueOf(severity));
            assertThat(finding.statement()).contains(text);
            assertThat(Found.of(file, Rule.OUTAGE_BESIDE_THE_PLAN)).isEmpty();
        });
    }

    /// An objective that the outage breaks is said, and no claim of the same kind beside it.
    @Test
    void or_an_outage_is_held_against_objectives_before_claims() {
        Read file = Read.of("""
            meridian: 1
            application: choir
            objectives: {rto: 2h, availability: 99%}
            regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
            services: {web: {}}
            claims: {told: {says: what users were told, availability: 99.9%, rto: 1h}}
            incidents: {may: {regions: [eu-west-1], lasted: 19h59m}}
            """);
        assertThat(Found.only(file, Rule.OUTAGE_BREAKS_A_PROMISE).statement())
                .contains("an rto of 2h is promised", "99.9% of `claim told` leaves")
                .doesNotContain("says an rto");
    }

    /// What is said of a lost region explains an outage of one alone.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regions: [eu-west-1]             | by the file a lost region of `choir` is noticed",
                "affects: [songs]                 | no probe of the file asks `songs`",
                "regions: [us-east-1], affects: [songs] | no probe of the file asks `songs`",
                "affects: [web]                   | by the file `up` asks for it",
                "cause: a full disk               | without a promise nothing says"
            })
    void or_an_outage_is_explained_by_what_would_notice_it(String outage, String why) {
        Read file = Read.of("""
            meridian: 1
            application: choir
            regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
            services: {web: {dependsOn: {songs: hard}}}
            data: {songs: {kind: postgresql, runs: provider, zones: 3, replication: {mode: async, lag: 5s}}}
            failover: {mode: manual, control: {runs: script}, probes: {up: {kind: http, to: web, every: 10s}}}
            incidents: {may: {%s, noticed: 4m, lasted: 6h}}
            """.formatted(outage));
        assertThat(Found.only(file, Rule.OUTAGE_BESIDE_THE_PLAN).why()).startsWith(why);
    }
}
