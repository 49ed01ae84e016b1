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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The keys that the reference calls flags, said the other way.
@DisplayName("A flag")
class AFlagTest {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| flag[^|]*\\|.*");

    private static final String SHOP = """
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, us-west-2: {role: active}}
            services:
              web:
                image: "shop/web:1"
                port: 8080
                health: /health
                loadBalancer: {kind: alb}
                ingress: {kind: nginx}
                secrets: [token]
                dependsOn: {orders: hard, cache: hard, events: soft, find: soft, files: soft, carts: soft}
            secrets: {token: {store: secrets-manager}}
            data:
              orders: {kind: postgresql, runs: provider, replication: none, primary: us-east-1}
              cache: {kind: redis, runs: provider, replication: none, primary: us-east-1}
              find: {kind: opensearch, runs: provider, replication: none, primary: us-east-1}
              events: {kind: kafka, runs: provider, replication: none, primary: us-east-1}
              files: {kind: object, runs: provider, replication: none, primary: us-east-1, tiering: intelligent}
              carts: {kind: dynamodb, runs: provider, replication: provider, primary: us-east-1}
              disks: {kind: volume, runs: provider, replication: none, primary: us-east-1, backup: {every: 24h}}
            compute:
              platform: kubernetes
              nodes: {main: {count: 2..4}}
              mesh: {kind: istio}
            network: {peering: full-mesh}
            deploy: {pipeline: {by: github-actions}, inWindow: false}
            traffic:
              cdn: {kind: cloudfront, behaviours: {static: {path: /static/*, ttl: 1d}}}
              entrances: {web: {host: shop.acme.test, route: [latency, health]}}
            operations: {contacts: {team: team@shop.test}, windows: {database: "Sun 04:00-05:00 UTC"}}
            observability: {alarms: [health-checks], logs: {keep: 30d}, tracing: {kind: xray}}
            cost: {budget: {limit: 50 USD/month}, perRegion: {budget: {limit: 50 USD/month}}}
            """;

    private static final SequencedMap<String, List<String>> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("STORE", List.of("orders", "cache", "find", "events", "files", "carts", "disks"));
        NAMES.put("SERVICE", List.of("web"));
        NAMES.put("ENTRANCE", List.of("web"));
        NAMES.put("BEHAVIOUR", List.of("static"));
        NAMES.put("NODES", List.of("main"));
        NAMES.put("SECRET", List.of("token"));
    }

    @SuppressWarnings("unused")
    private static Stream<String> paths() throws IOException {
        return Files.readAllLines(Written.HOME.resolve("docs/REFERENCE.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .flatMap(row -> named(row.group(1)))
                .filter(path -> Unrendered.SECTIONS.stream().anyMatch(section -> path.startsWith(section + "."))
                        && !Unrendered.JUDGED.matcher(path).matches()
                        && !path.contains(".EDGE"));
    }

    private static Stream<String> named(String key) {
        return NAMES.sequencedKeySet().stream()
                .filter(word -> key.contains("." + word))
                .findFirst()
                .map(word ->
                        NAMES.getOrDefault(word, List.of()).stream().map(name -> key.replace("." + word, "." + name)))
                .orElseGet(() -> Stream.of(key));
    }

    private static boolean isListed(SequencedMap<String, String> files, String path) {
        return files.getOrDefault("UNRENDERED.md", "").contains("`" + path + "`");
    }

    /// Whoever says `false` gets something else than who says `true`, or hears of it.
    @ParameterizedTest
    @MethodSource("paths")
    void that_is_false_changes_something_or_is_refused_or_stands_among_what_is_not_written(String path) {
        Synthesis.Outcome off = Written.outcome("x.yaml", SHOP, path + "=false");
        if (off.repository().isEmpty()) {
            assertThat(off.problems()).isNotEmpty();
            return;
        }
        SequencedMap<String, String> files = off.repository().orElseThrow().files();
        SequencedMap<String, String> otherwise = Written.outcome("x.yaml", SHOP, path + "=true")
                .repository()
                .map(Repository::files)
                .orElseGet(LinkedHashMap::new);
        boolean isDifferent = files.sequencedKeySet().stream()
                        .filter(name -> !name.equals(Lock.NAME) && !name.equals("UNRENDERED.md"))
                        .anyMatch(name -> !file(files, name).equals(otherwise.get(name)))
                || !files.keySet().equals(otherwise.keySet());
        assertThat(isDifferent || isListed(files, path) || isListed(otherwise, path))
                .as("`%s: false` is passed over", path)
                .isTrue();
    }
}
