package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An alarm that a file asks for, with nothing in it to watch.
@DisplayName("An alarm with nothing to watch")
class AnUnwatchedAlarmTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions: {eu-west-1: {role: primary}, us-east-1: {role: active}}
            services: {web: {port: 8080, health: /health, image: acme/web}}
            compute: {platform: kubernetes}
            observability: {alarms: [ALARM]}
            operations: {contacts: {crew: crew@acme.test}}
            MORE
            """;

    private static SequencedMap<String, String> written(String alarm, String more) {
        return Written.of(SHOP.replace("ALARM", alarm).replace("MORE", more));
    }

    private static boolean rings(SequencedMap<String, String> files) {
        return files.values().stream()
                .anyMatch(text ->
                        text.contains("\"aws_cloudwatch_metric_alarm\"") || text.contains("\"aws_budgets_budget\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "health-checks | no load balancer, check | 'traffic: {entrances: {web: {host: shop.acme.test}}}'",
                "replication-lag | no copy in another | 'data: {o: {kind: postgresql, runs: provider, replication: async}}'",
                "mirroring | no Kafka is copied | 'data: {o: {kind: kafka, runs: provider, replication: async}}'",
                "critical-thresholds | no store with a limit | 'data: {o: {kind: redis, runs: provider, replication: none}}'",
                "cost | no budget of the file | 'cost: {budget: {limit: 50 USD/month}}'"
            })
    void has_a_row_with_what_is_missing(String alarm, String why, String watched) {
        SequencedMap<String, String> silent = written(alarm, "");
        assertThat(rings(silent)).isFalse();
        assertThat(file(silent, "UNRENDERED.md"))
                .containsPattern(
                        "\\| 6 \\| `observability.alarms` \\| `\\[" + alarm + "]` \\| `" + alarm + "`: .*" + why)
                .contains("`replication-lag` with a copy in another region");
        SequencedMap<String, String> loud = written(alarm, watched);
        assertThat(rings(loud)).isTrue();
        assertThat(file(loud, "UNRENDERED.md")).doesNotContain("`observability.alarms`");
    }

    @Test
    void is_one_of_several() {
        assertThat(file(
                        written(
                                "replication-lag, health-checks",
                                "data: {o: {kind: postgresql, runs: provider, replication: async}}"),
                        "UNRENDERED.md"))
                .contains("`health-checks`: no entrance")
                .doesNotContain("`replication-lag`: ");
    }

    @Test
    void is_that_of_a_store_that_nothing_copies_and_of_no_certificate() {
        String alone = "data: {o: {kind: postgresql, runs: provider, replication: {mode: none, alarmOnLag: 9s}}}\n";
        assertThat(file(written("peering", alone + "traffic: {certificates: {watch: true}}"), "UNRENDERED.md"))
                .containsPattern("`data.o.replication.alarmOnLag` .*no copy in another region")
                .containsPattern("`traffic.certificates.watch` .*certificate to watch");
        assertThat(file(written("peering", alone.replace("mode: none", "mode: async")), "UNRENDERED.md"))
                .doesNotContain("alarmOnLag");
    }
}
