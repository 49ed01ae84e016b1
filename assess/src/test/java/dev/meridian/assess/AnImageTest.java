package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Images are missed only where a failover starts something.
class AnImageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {promotable: false}            | [eu-west-1, eu-central-1, eu-north-1] | replication: async | false
        {promotable: false, capacity: 0%} | [eu-west-1, eu-central-1]          | replication: async | false
        {}                             | [eu-west-1, eu-central-1]             | replication: async | false
        {capacity: 0%}                 | [eu-west-1, eu-central-1, eu-north-1] | 'in: [eu-west-1]' | false
        {}                             | [eu-west-1, eu-central-1, eu-north-1] | 'in: [eu-west-1]' | true
        {}                             | [eu-west-1, eu-central-1, eu-north-1] | replication: async | true
        {capacity: 0%}                 | [eu-west-1, eu-central-1, eu-north-1] | replication: async | true
        '{capacity: {min: 0%, max: 50%}}' | [eu-west-1, eu-central-1, eu-north-1] | 'in: [eu-west-1]' | true
        """)
    void is_missed_where_something_is_started(String north, String services, String store, boolean isMissed) {
        Read file = Read.of(
                """
                meridian: 1
                application: shop
                regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}, eu-north-1: {role: standby}}
                compute: {platform: kubernetes, registry: {kind: ecr, in: [eu-west-1, eu-central-1]}}
                services: {web: {in: %s, dependsOn: {orders: hard}}}
                data: {orders: {kind: postgresql, %s}}
                """.formatted(services, store).replace("eu-north-1: {role: standby}", "eu-north-1: " + merged(north)));
        List<String> missed = Found.of(file, Rule.ONE_REGION_DEPENDENCY).stream()
                .map(Finding::statement)
                .filter(said -> said.startsWith("the images"))
                .toList();
        assertThat(missed)
                .isEqualTo(
                        isMissed
                                ? List.of("the images are in eu-west-1 and eu-central-1 and not in eu-north-1")
                                : List.of());
    }

    private static String merged(String said) {
        return "{role: standby" + (said.equals("{}") ? "}" : ", " + said.substring(1));
    }

    /// Cloud Run keeps the image of what serves, so that a lost registry stops new versions alone.
    @ParameterizedTest
    @CsvSource({"cloud-run, NOTE", "kubernetes, WARNING"})
    void is_kept_by_cloud_run_for_what_serves(String platform, Severity severity) {
        Read file = Read.of("""
                meridian: 1
                application: shop
                regions: {us-central1: {role: active, provider: gcp}, europe-west1: {role: active, provider: gcp}}
                compute: {platform: %s, registry: {kind: artifact-registry, in: [us-central1]}}
                services: {web: {dependsOn: {rows: hard}}}
                data: {rows: {kind: firestore, runs: provider, replication: {mode: provider, via: nam5}}}
                """.formatted(platform));
        assertThat(Found.of(file, Rule.ONE_REGION_DEPENDENCY))
                .filteredOn(finding -> finding.statement().startsWith("the images"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(severity);
                    assertThat(finding.why().contains("nothing new can be started"))
                            .isEqualTo(severity == Severity.WARNING);
                });
    }
}
