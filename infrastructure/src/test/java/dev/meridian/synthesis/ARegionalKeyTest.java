package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The keys that the reference calls regional, each said otherwise for one of two regions.
@DisplayName("A regional key")
class ARegionalKeyTest {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| [^|]*, regional \\|.*");

    /// What promises are judged by: nothing is built by it.
    private static final String JUDGED = "objectives.";

    private static final String SHOP = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              us-west-2: {role: active, overrides: {OVERRIDES}}
            services: {web: {image: "shop/web:1", port: 8080, health: /health, replicas: 2..9, runsOn: main}}
            data:
              orders: {kind: postgresql, runs: provider, replication: none, zones: 1, backup: {keep: 7d}}
              find: {kind: opensearch, runs: provider, replication: none}
              events: {kind: kafka, runs: provider, replication: none, in: [us-west-2], primary: us-west-2}
              places: {kind: postgresql, runs: provider, replication: none, members: {MEMBER: {region: us-west-2},
                other: {region: us-east-1}}, primary: other}
            compute: {platform: kubernetes, nodes: {main: {count: 2..4}, rest: {count: 2}}}
            network: {flowLogs: true}
            observability: {logs: {keep: 30d}}
            cost: {perRegion: {budget: {limit: 50 USD/month, alerts: true}}}
            """;

    /// What a region has otherwise, by what the reference calls it.
    private static final SequencedMap<String, String> OTHERWISE = new LinkedHashMap<>();

    static {
        OTHERWISE.put("services.SERVICE.replicas", "services.web.replicas: 5");
        OTHERWISE.put("services.SERVICE.resources.cpu", "services.web.resources.cpu: 3");
        OTHERWISE.put("services.SERVICE.resources.memory", "services.web.resources.memory: 3Gi");
        OTHERWISE.put("services.SERVICE.resources.maxCpu", "services.web.resources.maxCpu: 4");
        OTHERWISE.put("services.SERVICE.resources.maxMemory", "services.web.resources.maxMemory: 4Gi");
        OTHERWISE.put("data.STORE.zones", "data.orders.zones: 2");
        OTHERWISE.put("data.STORE.zoneNames", "data.orders.zoneNames: [us-west-2a]");
        OTHERWISE.put("data.STORE.machine", "data.orders.machine: db.r7g.xlarge");
        OTHERWISE.put("data.STORE.members.MEMBER.nodes", "data.places.members.MEMBER.nodes: 3");
        OTHERWISE.put("data.STORE.members.MEMBER.zones", "data.places.members.MEMBER.zones: 3");
        OTHERWISE.put("data.STORE.backup.keep", "data.orders.backup.keep: 9d");
        OTHERWISE.put("data.STORE.limits.connections", "data.orders.limits.connections: 4000");
        OTHERWISE.put("data.STORE.limits.iops", "data.orders.limits.iops: 20000");
        OTHERWISE.put("data.STORE.limits.operations", "data.orders.limits.operations: 100000/s");
        OTHERWISE.put("data.STORE.limits.messages", "data.events.limits.messages: 90000/s");
        OTHERWISE.put("data.STORE.limits.size", "data.orders.limits.size: 900Gi");
        OTHERWISE.put("services.SERVICE.platform", "services.web.platform: virtual-machines");
        OTHERWISE.put("compute.platform", "compute.platform: virtual-machines");
        OTHERWISE.put("compute.version", "compute.version: 1.33");
        OTHERWISE.put("compute.nodes.NODES.types", "compute.nodes.main.types: [m7i.large]");
        OTHERWISE.put("compute.nodes.NODES.count", "compute.nodes.main.count: 3..8");
        OTHERWISE.put("compute.nodes.NODES.gpu", "compute.nodes.main.gpu: true");
        OTHERWISE.put("compute.nodes.NODES.spot", "compute.nodes.main.spot: true");
        OTHERWISE.put("compute.nodes.NODES.disk", "compute.nodes.main.disk: 200Gi");
        OTHERWISE.put("network.zones", "network.zones: 4");
        OTHERWISE.put("observability.logs.keep", "observability.logs.keep: 90d");
        OTHERWISE.put("cost.perRegion.budget.limit", "cost.perRegion.budget.limit: 90 USD/month");
        OTHERWISE.put("cost.perRegion.budget.alerts", "cost.perRegion.budget.alerts: false");
        OTHERWISE.put("cost.perRegion.budget.anomalies", "cost.perRegion.budget.anomalies: true");
        OTHERWISE.put("cost.perRegion.budget.tags", "cost.perRegion.budget.tags: [team]");
    }

    @SuppressWarnings("unused")
    private static Stream<String> keys() throws IOException {
        return Files.readAllLines(Written.HOME.resolve("docs/REFERENCE.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches() && !row.group(1).startsWith(JUDGED))
                .map(row -> row.group(1));
    }

    /// Of the other region nothing changes.
    @ParameterizedTest
    @MethodSource("keys")
    void holds_in_its_region_or_stands_among_what_is_not_written(String key) {
        assertThat(OTHERWISE).containsKey(key);
        String[] said = OTHERWISE.getOrDefault(key, "").split(": ", 2);
        SequencedMap<String, String> before = written("");
        SequencedMap<String, String> after = written(nested(said[0], said[1]));
        List<String> changed = after.sequencedKeySet().stream()
                .filter(path -> path.startsWith("terraform/") || path.startsWith("kubernetes/"))
                .filter(path -> !file(after, path).equals(before.get(path)))
                .toList();
        boolean isListed = file(after, "UNRENDERED.md")
                .contains("`regions.us-west-2.overrides." + said[0].replace("MEMBER", "here") + "`");
        assertThat(isListed || !changed.isEmpty())
                .as("%s is said for nobody", key)
                .isTrue();
        assertThat(changed).noneMatch(path -> path.contains("/us-east-1"));
    }

    private static SequencedMap<String, String> written(String overrides) {
        return Written.of(SHOP.replace("OVERRIDES", overrides).replace("MEMBER", "here"));
    }

    private static String nested(String path, String value) {
        String[] words = path.split("\\.");
        return String.join(": {", words) + ": " + value + "}".repeat(words.length - 1);
    }

    @Test
    void is_how_long_logs_are_kept_in_the_words_that_the_cloud_has() {
        SequencedMap<String, String> files = written(nested("observability.logs.keep", "61d"));
        assertThat(file(files, "terraform/regions/us-west-2/flow-logs.tf")).contains("retention_in_days = 90");
        assertThat(file(files, "terraform/regions/us-east-1/flow-logs.tf")).contains("retention_in_days = 30");
        assertThat(file(files, "UNRENDERED.md"))
                .containsPattern("overrides.observability.logs.keep.*61d.*written as 90 days");
        assertThat(Written.problems(
                        SHOP.replace("OVERRIDES", "").replace("MEMBER", "here").replace("30d", "4000d")))
                .contains("MER-0099", "x.yaml:15:", "`keep: 3653d`");
    }

    /// One budget for all, and one for each region by its own number.
    @Test
    void is_a_budget_beside_that_of_all_regions() {
        SequencedMap<String, String> files =
                Written.of(SHOP.replace("OVERRIDES", nested("cost.perRegion.budget.limit", "90 USD/month"))
                        .replace("MEMBER", "here")
                        .replace("\ncost: {", "\ncost: {budget: 130 USD/month, "));
        assertThat(file(files, "terraform/global/account/budget.tf"))
                .containsPattern("name += \"shop\"\n.*\n +limit_amount = \"130\"")
                .containsPattern("name += \"shop-us-east-1\"\n.*\n +limit_amount = \"50\"")
                .containsPattern("name += \"shop-us-west-2\"\n.*\n +limit_amount = \"90\"")
                .containsPattern("name += \"Region\"\n +values = \\[\"us-west-2\"]");
        assertThat(file(files, "runbooks/cost-overrun.md"))
                .contains(
                        "`shop` (130 USD a month)",
                        "`shop-us-east-1` (50 USD a month)",
                        "`shop-us-west-2` (90 USD a month)");
        assertThat(file(files, "UNRENDERED.md")).doesNotContain("cost.");
    }
}
