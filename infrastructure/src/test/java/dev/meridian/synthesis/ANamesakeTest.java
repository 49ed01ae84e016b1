package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A service or a store that is called what something of ours is called.
@DisplayName("A namesake")
class ANamesakeTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
            services:
              web: {port: 8080, health: /health, image: shop/web, secrets: [token], dependsOn: {orders: hard}}
            data:
              orders: {kind: postgresql, runs: provider, replication: async, backup: {copyTo: all}}
              carts: {kind: redis, runs: provider, replication: none}
              files: {kind: object, runs: provider, replication: async}
              events: {kind: kafka, runs: provider, replication: async}
              rows: {kind: dynamodb, runs: provider, replication: provider}
            compute: {platform: PLATFORM, nodes: {main: {scaling: auto}}, networkPolicy: true}
            network: {peering: full-mesh, acls: true, flowLogs: true, endpoints: provider-services}
            secrets: {token: {store: secrets-manager}}
            operations: {contacts: {team: team@shop.test}}
            observability: {alarms: [health-checks, critical-thresholds, replication-lag], dashboards: [health],
              audit: {api: cloudtrail, configuration: config-rules}}
            traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}, waf: {rules: [owasp-top-10]}}
            """;

    /// A word of the format, and what the file has.
    private static final List<String> TAKEN =
            List.of("global", "web", "orders", "carts", "files", "events", "rows", "token");

    private static final int LONGEST = 22;

    private static final Pattern LABEL = Pattern.compile("(?m)^(?:resource|data|ephemeral) \"\\w+\" \"(\\w+)\"");
    private static final Pattern NAME =
            Pattern.compile("(?m)^ +(?:\\w*_)?(?:name|identifier|id|bucket|family) += \"([^\"$]+)\"");
    private static final Pattern OF_MANIFEST = Pattern.compile("(?m)^  name: \"?([a-z0-9-]+)\"?$");

    /// Everything that is there without it, whatever it is the name of: each is a name that somebody may give.
    private static SequencedSet<String> names(SequencedMap<String, String> files) {
        SequencedSet<String> names = new LinkedHashSet<>();
        files.forEach((path, text) -> {
            if (path.startsWith("terraform/")) {
                LABEL.matcher(text)
                        .results()
                        .map(found -> found.group(1).replace('_', '-'))
                        .forEach(names::add);
                all(NAME, text).stream()
                        .map(name -> name.replaceFirst("^/", "").replaceFirst("^shop-((eu|us)-(we|ea)st-1-)?", ""))
                        .map(name -> name.replaceFirst("-[0-9a-f]{8}$", ""))
                        .forEach(names::add);
            } else if (path.startsWith("kubernetes/")) {
                names.addAll(all(OF_MANIFEST, text));
            }
        });
        names.removeIf(name -> !name.matches("[a-z]([a-z0-9]|-[a-z0-9])*") || name.length() > LONGEST);
        names.removeAll(TAKEN);
        return names;
    }

    private static List<String> all(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map((MatchResult found) -> found.group(1)).toList();
    }

    /// All of them at once, each in a line of its own, and again without those that are refused, until it is
    /// written.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kubernetes  | services | port: 8080, image: shop/web, dependsOn: {orders: hard}
            kubernetes  | data     | kind: postgresql, runs: provider, replication: none
            kubernetes  | data     | kind: redis, runs: provider, replication: none
            kubernetes  | data     | kind: object, runs: provider, replication: none
            kubernetes  | data     | kind: kafka, runs: provider, replication: async
            kubernetes  | data     | kind: dynamodb, runs: provider, replication: provider
            kubernetes  | data     | kind: opensearch, runs: provider, replication: none
            ecs-fargate | services | port: 8080, image: shop/web, dependsOn: {orders: hard}
            ecs-fargate | data     | kind: redis, runs: provider, replication: none
            """)
    void is_written_or_refused_by_its_line_and_never_a_crash(String platform, String section, String what) {
        String shop = SHOP.replace("PLATFORM", platform);
        List<String> open = new ArrayList<>(names(Written.of(shop)));
        assertThat(open).hasSizeGreaterThan(50);
        int first = 1 + shop.substring(0, shop.indexOf(section + ":\n")).split("\n", -1).length;
        Synthesis.Outcome outcome = outcome(shop, section, open, what);
        while (outcome.repository().isEmpty()) {
            SequencedSet<String> refused = new LinkedHashSet<>();
            outcome.problems().forEach(problem -> {
                assertThat(problem.text()).contains("MER-0099");
                int line = Integer.parseInt(problem.text().split(":", 3)[1]);
                assertThat(line).as(problem.text()).isBetween(first, first + open.size() - 1);
                refused.add(open.get(line - first));
            });
            open.removeAll(refused);
            outcome = outcome(shop, section, open, what);
        }
        assertThat(open).isNotEmpty();
    }

    private static Synthesis.Outcome outcome(String shop, String section, List<String> names, String what) {
        String lines =
                names.stream().map(name -> "  " + name + ": {" + what + "}\n").collect(Collectors.joining());
        return Written.outcome(shop.replace(section + ":\n", section + ":\n" + lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "nodes", "role-secrets", "role-machines", "database-monitoring", "closed"})
    void among_services_of_a_cluster_is_refused(String name) {
        assertThat(Written.problems(SHOP.replace("PLATFORM", "kubernetes")
                        .replace(
                                "services:\n", "services:\n  " + name + ": {port: 8080, dependsOn: {orders: hard}}\n")))
                .contains(
                        "MER-0099",
                        "x.yaml:7:3",
                        "a service of this file cannot be called `" + name + "`",
                        "another name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks", "database-monitoring"})
    void among_services_without_a_cluster_is_refused(String name) {
        assertThat(Written.problems(SHOP.replace("PLATFORM", "ecs-fargate")
                        .replace("services:\n", "services:\n  " + name + ": {port: 8080, image: shop/web}\n")))
                .contains("MER-0099", "x.yaml:7:3", "a service of this file cannot be called `" + name + "`");
    }

    @ParameterizedTest
    @CsvSource({"load-balancer, redis", "cluster, redis", "firewall, redis", "access-logs, object"})
    void among_stores_is_refused(String name, String kind) {
        assertThat(Written.problems(SHOP.replace("PLATFORM", "kubernetes")
                        .replace(
                                "data:\n",
                                "data:\n  " + name + ": {kind: " + kind + ", runs: provider, replication: none}\n")))
                .contains("MER-0099", "x.yaml:9:3", "a store of this file cannot be called `" + name + "`");
    }
}
