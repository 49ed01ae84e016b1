package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The keys of the reference, each with what it can be.
@DisplayName("A key")
class AKeyTest {
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

    /// Keys with words that are two for one thing, or for what is there in any case.
    private static final List<String> SAME = List.of(
            // The reference: `standards` where the level is not stated.
            "compute.podSecurity",
            // In other clouds both are what the cloud has.
            "data.cache.kind",
            // Three of them in any case, and no more.
            "data.events.zones",
            // A table goes back to any moment, which is as fine as all of them.
            "data.carts.backup.pointInTime",
            // In other clouds the way out is of all zones, and private addresses reach what is the cloud's own.
            "network.nat",
            "network.endpoints",
            // Those who are told are told by a topic, and it by mail.
            "observability.notify",
            // All of them are written.
            "deploy.commands",
            "deploy.pipeline.steps",
            "network.subnets",
            // Keys of a vault whose owner is the customer.
            "security.keys.by",
            // Shield Standard is what AWS bears a flood with.
            "traffic.ddos",
            // A way goes by checks, and where none is named by latency.
            "traffic.entrances.web.route");

    /// One of them is what is written where nobody says; another is written, listed or refused.
    ///
    /// @param asked what is not the same as in an estate before
    @ParameterizedTest
    @CsvSource({
        "kubernetes, us-east-1, us-west-2, .*",
        "ecs-fargate, us-east-1, us-west-2, (compute|services|secrets)\\..*",
        "kubernetes, europe-west1, us-central1, (?!data\\.(find|events|disks)\\.).*",
        "kubernetes, westeurope, northeurope, (?!data\\.(find|events|disks)\\.).*"
    })
    void has_one_value_at_most_that_changes_nothing(String platform, String one, String other, String asked)
            throws IOException {
        Otherwise said = new Otherwise(
                "x.yaml",
                SHOP.replace("platform: kubernetes", "platform: " + platform)
                        .replace("us-east-1", one)
                        .replace("us-west-2", other));
        SequencedMap<String, String> written = said.asItIs();
        List<String> passedOver = OtherValues.keys().parallelStream()
                .filter(key -> !key.isBlock())
                .flatMap(key -> named(key.name())
                        .filter(path -> Otherwise.asks(path) && path.matches(asked) && !SAME.contains(path))
                        .flatMap(path -> passedOver(said, written, path, key.values())))
                .toList();
        assertThat(passedOver).isEmpty();
    }

    private static Stream<String> passedOver(
            Otherwise said, SequencedMap<String, String> written, String path, List<String> values) {
        List<String> silent = new ArrayList<>();
        boolean isHeard = false;
        for (String value : values) {
            Optional<SequencedMap<String, String>> after = said.with(path, value);
            if (after.isPresent() && Otherwise.isSame(written, after.get()) && !Otherwise.isListed(after.get(), path)) {
                silent.add(value);
            } else {
                isHeard |= after.isPresent();
            }
        }
        // What is counted in steps takes another number as it is.
        boolean isCounted = OtherValues.isNumber(values.getFirst()) && isHeard;
        return silent.size() < 2 || isCounted ? Stream.of() : Stream.of(path + ": " + silent);
    }

    /// With names of the file; none where it has no such thing.
    private static Stream<String> named(String key) {
        Optional<String> word = NAMES.sequencedKeySet().stream()
                .filter(name -> key.contains("." + name))
                .findFirst();
        return key.matches(".*\\.[A-Z]+(\\..*)?")
                ? word.stream()
                        .flatMap(name -> NAMES.getOrDefault(name, List.of()).stream()
                                .flatMap(own -> named(key.replace("." + name, "." + own))))
                : Stream.of(key);
    }
}
