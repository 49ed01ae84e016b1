package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A store that its provider or its own votes run over regions is judged by its mechanism and its votes: where its
/// application may be moved to is another question.
class AStoreOverRegionsTest {
    private static final String SPANNER = "kind: spanner, runs: provider, in: [us-central1, us-east4],"
            + " replication: {mode: provider, via: spanner-multi-region, consistency: strong}";
    private static final String VOTES = "voters: {us-central1: 2, us-east4: 2, us-east1: {count: 1, data: none}}";

    private static Read file(String data) {
        return Read.of("""
            meridian: 1
            application: ledger
            objectives: {disruptions: {region: {rto: 1h, rpo: 0s}}}
            regions:
              us-central1: {role: primary, provider: gcp}
              us-east1: {role: standby, provider: gcp}
              us-east4: {role: standby, provider: gcp, promotable: false}
            services: {web: {in: [us-central1, us-east1], dependsOn: {entries: hard}}}
            data: {entries: {%s}}
            failover: {mode: manual, targets: [us-east1], control: {runs: operator}}
            """.formatted(data));
    }

    private static Comeback lost(Read file) {
        Subject subject = file.subject();
        return subject.wayBack(subject.store("entries"), Promise.Disruption.REGION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SPANNER + ", " + VOTES,
                SPANNER,
                "kind: firestore, runs: provider, in: [us-central1, us-east4], replication: {mode: provider}",
                "kind: cockroachdb, runs: operator, in: [us-central1, us-east4, us-east1], replication: {mode: quorum}"
            })
    void goes_on_in_a_region_that_its_application_may_not_be_moved_to(String data) {
        Read file = file(data);
        assertThat(lost(file).way()).isEqualTo(Comeback.Way.WRITABLE);
        assertThat(lost(file).starts()).isEqualTo(Comeback.Starts.ITSELF);
        assertThat(lost(file).loss().span().plan()).contains(Duration.ZERO);
        assertThat(file.assessed().findings())
                .extracting(Finding::rule)
                .doesNotContain(Rule.LOST_WITH_ITS_REGION, Rule.STANDBY_WITHOUT_DATA);
    }

    @Test
    void stops_where_its_own_region_has_the_majority_of_its_votes() {
        Read file = file(SPANNER + ", voters: {us-central1: 3, us-east4: 2}");
        assertThat(lost(file).way()).isEqualTo(Comeback.Way.WITHOUT_QUORUM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: postgresql, runs: provider, in: [us-central1, us-east4], replication: {mode: async}",
                "kind: mysql, runs: provider, in: [us-central1, us-east4], replication: {mode: async}"
            })
    void is_none_where_a_copy_has_to_be_promoted(String data) {
        assertThat(lost(file(data)).way()).isNotEqualTo(Comeback.Way.WRITABLE);
        assertThat(lost(file(data)).loss().span().cannotBeWithin(Duration.ZERO)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us-central2: {role: standby, provider: gcp, near: us-central1} | false",
                "iowa: {role: standby, provider: on-premises, near: us-central1} | false",
                "us-central2: {role: standby, provider: gcp, near: us-central1, metro: us-council-bluffs} | true",
                "us-east1: {role: standby, near: us-central1} | false"
            })
    void shares_a_city_where_the_file_or_the_catalogue_says_so(String other, boolean shared) {
        String name = other.substring(0, other.indexOf(':'));
        Read file = Read.of("""
            meridian: 1
            application: ledger
            regions:
              us-central1: {role: primary, provider: gcp}
              %s
              us-east4: {role: standby, provider: gcp}
            services: {web: {dependsOn: {entries: hard}}}
            data:
              entries:
                kind: cockroachdb
                runs: operator
                replication: {mode: quorum}
                voters: {us-central1: 2, %s: 2, us-east4: 1}
            failover: {mode: manual, control: {runs: operator}}
            """.formatted(other, name));
        assertThat(file.ids().contains(Rule.QUORUM_IN_ONE_METRO.id())).isEqualTo(shared);
    }
}
