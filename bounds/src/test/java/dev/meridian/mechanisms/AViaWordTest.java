package dev.meridian.mechanisms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The words of `replication.via` in a file: a word that no table has is named, with the nearest ones.
@DisplayName("A via word")
class AViaWordTest {
    private static final String FILE = """
        meridian: 1
        application: shop
        regions: {%s: {role: primary}, %s: {role: standby}}
        data: {store: {%s}}
        """;

    private static List<ViaWords.Unknown> unknown(String one, String other, String store) {
        String text = FILE.formatted(one, other, store);
        return ViaWords.unknown(blueprint(text));
    }

    private static Blueprint blueprint(String text) {
        Reading reading = TopologyReader.read("x.yaml", text.getBytes(StandardCharsets.UTF_8), List.of());
        return Blueprints.resolve(reading.topology().orElseThrow()).blueprint().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us-east-1   | eu-west-1    | kind: postgresql, runs: provider, replication: {mode: async, via:"
                        + " aurora-globl-database} | aurora-global-database",
                "us-central1 | europe-west1 | kind: postgresql, runs: provider, replication: {mode: async, via:"
                        + " failover-group} | cloud-sql",
                "westeurope  | northeurope  | kind: object, replication: {mode: async, via: s3-replication} |"
                        + " geo-redundant-storage",
                "us-east-1   | eu-west-1    | kind: kafka, runs: operator, replication: {mode: async, via:"
                        + " sync-worker} | mirrormaker"
            })
    void of_no_table_for_its_store_is_named_with_the_words_that_there_are(
            String one, String other, String store, String offered) {
        List<ViaWords.Unknown> unknown = unknown(one, other, store);
        assertThat(unknown).hasSize(1);
        assertThat(unknown.getFirst().text()).contains("is in no table", offered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: postgresql, runs: provider, replication: {mode: async, via: streaming}",
                "kind: postgresql, runs: provider, replication: {mode: async, via: aurora-global-database}",
                "kind: postgresql, runs: provider, replication: {mode: async, via: Amazon Aurora_Global-Database}",
                "kind: dynamodb, replication: {mode: provider, via: global-tables}",
                "kind: redis, replication: async",
                "kind: object, runs: provider, replication: {mode: copy, every: 1h, via: rclone}",
                "kind: vault, runs: provider, replication: {mode: copy, every: 1h, via: github-actions}"
            })
    void of_a_table_or_that_names_no_product_is_not(String store) {
        assertThat(unknown("us-east-1", "eu-west-1", store)).isEmpty();
    }
}
