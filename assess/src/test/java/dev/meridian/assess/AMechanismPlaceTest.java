package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A provider's mechanism holds between regions in which it can exist, and no figure of it elsewhere.
class AMechanismPlaceTest {
    private static final String FIRESTORE = "kind: firestore, replication: {mode: provider, consistency: strong}";

    private static Read file(String home, String away, String store) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {disruptions: {region: {rto: 1h, rpo: 13h}, zone: {rpo: 0s}}}
            regions: {%s: {role: primary}, %s: {role: standby}}
            services: {web: {dependsOn: {entries: hard}}}
            data: {entries: {runs: provider, %s}}
            failover: {mode: manual, control: {runs: script}}
            """.formatted(home, away, store));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us-central1  | us-east1     | 'in: [us-central1, us-east1]'      | true",
                "us-central1  | us-east4     | 'in: [us-central1, us-east4]'      | true",
                "europe-west1 | europe-west4 | 'in: [europe-west1, europe-west4]' | true",
                "us-central1  | us-west1     | ''                                 | true",
                "us-central1  | europe-west1 | 'in: [us-central1, europe-west1]'  | false",
                "us-east1     | us-east4     | 'in: [us-east1, us-east4]'         | false",
                "europe-west1 | europe-west3 | 'in: [europe-west1, europe-west3]' | false",
                "asia-east1   | us-central1  | ''                                 | false"
            })
    void of_firestore_is_a_location_that_has_both(String home, String away, String in, boolean exists) {
        Read file = file(home, away, FIRESTORE + (in.isEmpty() ? "" : ", " + in));
        assertThat(Found.of(file, Rule.MODE_NOT_OFFERED)).hasSize(exists ? 0 : 1);
        Found.isFree(file, Rule.NO_FENCE);
        Subject subject = file.subject();
        assertThat(subject.wayBack(subject.store("entries"), Promise.Disruption.REGION)
                        .loss()
                        .isNothing())
                .isEqualTo(exists);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us-central1 | us-east1         | async                                  | 0 | dual-region",
                "us-central1 | europe-west1     | async                                  | 0 | cross-bucket",
                "asia-east1  | europe-west1     | async                                  | 0 | cross-bucket",
                "us-central1 | europe-west1     | '{mode: async, via: gcs-dual-region}'  | 1 | the copy of",
                "us-central1 | asia-northeast1  | '{mode: async, via: turbo-replication}' | 1 | the copy of",
                "us-central1 | europe-west1     | '{mode: provider, via: gcs-multi-region}' | 1 | the copy of"
            })
    void of_a_bucket_is_one_continent(String home, String away, String replication, int found, String loss) {
        Read file = file(home, away, "kind: object, replication: " + replication);
        assertThat(Found.of(file, Rule.MODE_NOT_OFFERED)).hasSize(found);
        Subject subject = file.subject();
        assertThat(subject.wayBack(subject.store("entries"), Promise.Disruption.REGION)
                        .loss()
                        .name())
                .contains(loss);
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.disruption().equals(Optional.of(Promise.Disruption.ZONE)))
                .allMatch(promise -> promise.verdict() == Verdict.ATTAINABLE);
    }
}
