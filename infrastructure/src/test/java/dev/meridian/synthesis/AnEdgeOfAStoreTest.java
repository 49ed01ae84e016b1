package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What copies a store from one region to another, as a file draws it.
@DisplayName("An edge of a store")
class AnEdgeOfAStoreTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions: {eu-west-1: {role: primary}, eu-west-3: {role: active}}
            services: {web: {image: "shop/web:1", dependsOn: {store: hard}}}
            data:
              store:
                kind: KIND
                runs: provider
                replication: {mode: MODE, edges: {on: {from: eu-west-1, to: eu-west-3, ALSO}}}
            compute: {platform: ecs-fargate}
            network: {peering: full-mesh}
            """;

    private static SequencedMap<String, String> written(String kind, String mode, String also) {
        return Written.of(SHOP.replace("KIND", kind).replace("MODE", mode).replace("ALSO", also));
    }

    /// Each region takes writes of its own then, which nobody may find out in a failover.
    @ParameterizedTest
    @CsvSource({
        "postgresql, async, carries: [settings], leaves something out",
        "object, async, omits: [sessions], leaves something out",
        "dynamodb, provider, mode: copy, not copied now and then",
        "kafka, async, carries: [settings], leaves something out",
        "opensearch, async, mode: copy, not copied now and then"
    })
    void that_no_cloud_has_stands_among_what_is_not_written(String kind, String mode, String also, String why) {
        String page = file(written(kind, mode, also), "UNRENDERED.md");
        assertThat(page)
                .contains("`data.store.replication.mode` | `" + mode + "` | none of its edges is written")
                .containsPattern("`data\\.store\\.replication\\.edges\\.on\\.from` .*" + why)
                .containsPattern("`data\\.store\\.replication\\.edges\\.on\\.to` .*" + why)
                .doesNotContain("the domains are connected");
    }

    @ParameterizedTest
    @CsvSource({"postgresql, async, async", "object, async, async", "kafka, async, async", "dynamodb, provider, async"})
    void that_is_written_has_no_row(String kind, String mode, String own) {
        assertThat(file(written(kind, mode, "mode: " + own), "UNRENDERED.md")).doesNotContain("data.store.replication");
    }

    /// Two regions lead to one, which follows the first.
    @ParameterizedTest
    @CsvSource({"eu-west-3, eu-central-1 follows eu-west-1", "eu-central-1, eu-west-3 follows eu-west-1"})
    void that_comes_second_stands_among_what_is_not_written(String second, String why) {
        String shop = SHOP.replace("KIND", "postgresql")
                .replace("MODE", "async")
                .replace("{role: active}", "{role: active}, eu-central-1: {role: active}")
                .replace(
                        "from: eu-west-1, to: eu-west-3, ALSO",
                        "from: [eu-west-1, " + second + "], to: [eu-west-3, eu-central-1]");
        assertThat(file(Written.of(shop), "UNRENDERED.md"))
                .contains("`data.store.replication.edges.on.from`", why + ", and whoever follows has one source");
    }
}
