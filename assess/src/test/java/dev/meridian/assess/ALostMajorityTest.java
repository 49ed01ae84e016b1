package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A store that loses its majority with a region comes back by the step that the plan declares for it, or not
/// before the region does; what is made again from it loses what it loses.
class ALostMajorityTest {
    private static Read file(String store, String need, String promote) {
        return Read.of("""
            meridian: 1
            application: flows
            objectives: {disruptions: {region: {rto: 1h, rpo: 0s}}}
            regions: {eu-west-2: {role: active}, eu-west-3: {role: active}}
            services: {web: {dependsOn: {log: %s}}}
            data:
              log: {%s, runs: operator, replication: {mode: quorum}, voters: {eu-west-2: 2, eu-west-3: 2}}
              disks: {kind: volume, runs: provider, replication: none, recover: {replay: {from: log, takes: 5m}}}
              views: {kind: elasticsearch, runs: operator, replication: none, recover: {replay: {from: log}}}
            failover:
              mode: manual
              control: {runs: script}
              fence: none
              lease: none
              steps: {%s}
            """.formatted(need, store, promote));
    }

    private static Promise promise(Read file, Promise.Objective objective) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == objective)
                .findFirst()
                .orElseThrow();
    }

    private static Comeback back(Read file, String store) {
        Subject subject = file.subject();
        return subject.wayBack(subject.store(store), Promise.Disruption.REGION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: raft-log   | hard",
                "kind: raft-log   | soft",
                "kind: etcd       | hard",
                "kind: cockroachdb | hard"
            })
    void takes_the_time_of_the_declared_step_and_of_the_person_who_does_it(String kind, String need) {
        Read file = file(kind, need, "promote: {of: {log: {by: human, takes: 10m}}}");
        Promise rto = promise(file, Promise.Objective.RTO);
        assertThat(rto.basis())
                .anyMatch(part -> part.name().equals("promote") && part.best().equals("10m"))
                .anyMatch(part -> part.name().equals("hold") && part.why().contains("people"));
        assertThat(back(file, "log").starts()).isEqualTo(Comeback.Starts.PEOPLE);
    }

    @Test
    void is_unknown_where_the_step_has_no_time_and_without_end_where_there_is_no_step() {
        assertThat(back(file("kind: etcd", "hard", "promote: {of: {log: {by: script}}}"), "log")
                        .recovery()
                        .isUnknown())
                .isTrue();
        assertThat(back(file("kind: etcd", "hard", "promote: {takes: 1m}"), "log")
                        .way())
                .isEqualTo(Comeback.Way.WITHOUT_QUORUM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind: raft-log", "kind: etcd", "kind: cockroachdb"})
    void loses_nothing_of_what_is_made_again_from_it(String kind) {
        Read file = file(kind, "hard", "promote: {of: {log: {by: human, takes: 10m}}}");
        assertThat(promise(file, Promise.Objective.RPO).verdict()).isEqualTo(Verdict.ATTAINABLE);
        assertThat(file.assessed().findings()).extracting(Finding::rule).doesNotContain(Rule.LOST_WITH_ITS_REGION);
    }

    @Test
    void adds_the_time_of_a_replay_to_that_of_its_source_where_no_region_has_one_of_its_own() {
        Read file = file("kind: raft-log", "hard", "promote: {of: {log: {by: human, takes: 10m}}}")
                .with("data.disks.in=[eu-west-2]");
        assertThat(back(file, "disks").recovery().span().plan()).contains(Duration.ofMinutes(15));
        assertThat(back(file, "disks").loss().span().plan()).contains(Duration.ZERO);
    }

    @Test
    void is_judged_by_what_a_zone_leaves_of_the_source() {
        Read file = Read.of("""
            meridian: 1
            application: flows
            objectives: {disruptions: {zone: {rpo: 0s}}}
            regions: {eu-west-2: {role: primary}}
            services: {web: {dependsOn: {views: hard}}}
            data:
              log: {kind: kafka, runs: operator, zones: 3, replication: none}
              views: {kind: elasticsearch, runs: operator, zones: 1, replication: none,
                      recover: {replay: {from: log, takes: 5m}}}
            failover: {mode: manual, control: {runs: operator}}
            """);
        assertThat(promise(file, Promise.Objective.RPO).verdict()).isEqualTo(Verdict.ATTAINABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"etcd", "kafka", "cockroachdb"})
    void is_mended_by_another_spread_of_votes_and_by_no_alarm(String kind) {
        Read file = Read.of("""
            meridian: 1
            application: flows
            objectives: {disruptions: {region: {rpo: 0s}}}
            regions: {eu-west-2: {role: primary}, eu-west-3: {role: standby}}
            services: {web: {dependsOn: {log: hard}}}
            data: {log: {kind: %s, runs: self, replication: {mode: quorum}, voters: {eu-west-2: 2, eu-west-3: 1}}}
            failover: {mode: manual, control: {runs: script}}
            """.formatted(kind));
        assertThat(Found.only(file, Rule.RPO_AT_RISK).fix())
                .contains("votes of `log` in three places")
                .doesNotContain("alarm");
    }
}
