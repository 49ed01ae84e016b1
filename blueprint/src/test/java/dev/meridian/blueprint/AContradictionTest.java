package dev.meridian.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import dev.meridian.topology.Where;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One sound file, and one edit in it at a time that makes it say what cannot be: each is refused at its place.
class AContradictionTest {
    private static final String SOUND = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: standby}
              ap-southeast-1: {role: standby}
            services:
              web: {port: 8080, dependsOn: {orders: hard}}
            external:
              mail: {}
            data:
              orders: {kind: postgresql, replication: sync}
              search: {kind: opensearch, replication: none}
            traffic: {ttl: 1s, entrances: {web: shop.example.com}}
            failover: {mode: automatic}
            environments:
              production: {}
              staging: {overrides: {failover: {mode: manual}}}
            compliance: {frameworks: gdpr}
            """;

    private static List<Problem> problems(String text) {
        Reading reading = TopologyReader.read("x.yaml", text.getBytes(StandardCharsets.UTF_8), List.of());
        return reading.topology()
                .map(Blueprints::resolve)
                .map(Resolution::problems)
                .orElse(reading.problems());
    }

    private static String placed(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.where() instanceof Where.InFile file
                        ? problem.id() + " " + file.line() + ":" + file.column()
                        : problem.id() + " " + problem.where().text())
                .collect(Collectors.joining(", "));
    }

    @Test
    void is_not_seen_where_there_is_none() {
        assertThat(placed(problems(SOUND))).isEmpty();
    }

    /// The mark `^` stands before the character that the problem has to point at.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # what one environment breaks
            failover: {mode: manual} | ^regions: {us-east-1: {absent: true}}               | MER-0034
            failover: {mode: manual} | data: {orders: {replication: {waitFor: ^3}}}        | MER-0024
            # a name that only overrides know
            failover: {mode: manual} | services: {^wbe: {replicas: 1}}                     | MER-0023
            failover: {mode: manual} | regions: {^us-esat-1: {role: standby}}              | MER-0023
            failover: {mode: manual} | regions: {eu-west-1: {overrides: {services: {^wbe: {replicas: 1}}}}} | MER-0023
            {role: standby}          | {role: standby, overrides: {services: {^wbe: {replicas: 1}}}} | MER-0023
            production: {}           | production: {overrides: {services: {^api: {port: 81}}}} | MER-0023
            mail: {}                 | mail: {onlyIn: [^produktion]}                       | MER-0023
            # a region that nobody has
            kind: postgresql | kind: postgresql, keepIn: [us-east-1, ^us-esat-1]              | MER-0031
            kind: postgresql | kind: postgresql, keepIn: [^us-esat-1, eu-west-1]              | MER-0031
            kind: postgresql | kind: postgresql, backup: {copyTo: ^eu-wset-1}                 | MER-0031
            kind: postgresql | kind: postgresql, voters: {us-east-1: 1, ^eu-wset-1: 2}        | MER-0031
            kind: postgresql | kind: postgresql, partitions: {a: {keepIn: ^eu-wset-1}}        | MER-0031
            kind: postgresql | kind: postgresql, partitions: {a: {voters: {^eu-wset-1: 1}}}   | MER-0031
            ttl: 1s          | ttl: 1s, users: {u: {near: ^us-esat-1}}                        | MER-0031
            ttl: 1s          | ttl: 1s, control: {in: [us-east-1, ^us-esat-1]}                | MER-0031
            mail: {}         | mail: {controlIn: ^us-esat-1}                                  | MER-0031
            mode: automatic  | mode: automatic, control: {stateIn: [us-east-1, ^us-esat-1]}   | MER-0031
            mode: automatic  | mode: automatic, triggers: {t: {signal: s, in: ^us-esat-1, act: notify}} | MER-0031
            frameworks: gdpr | frameworks: gdpr, classes: {c: {keepIn: [us-east-1, ^us-esat-1]}} | MER-0031
            # law against place
            kind: postgresql | kind: postgresql, keepIn: ^[eu-west-1]                         | MER-0043
            kind: postgresql | kind: postgresql, keepIn: ^[eu-north-1]                        | MER-0043
            kind: postgresql | kind: postgresql, partitions: {a: {home: us-east-1, keepIn: ^eu-west-1}} | MER-0043
            # stores
            replication: sync | replication: {mode: sync, edges: {a: {from: us-east-1, to: ^us-east-1}, b: {from: us-east-1, to: eu-west-1}}} | MER-0043
            replication: sync | replication: {mode: sync, edges: {a: {from: us-east-1, to: [eu-west-1, ^us-east-1]}}} | MER-0043
            replication: sync | replication: {mode: sync, waitFor: ^us-east-1}                | MER-0043
            replication: sync | replication: {mode: sync, waitFor: [eu-west-1, ^eu-west-1]}   | MER-0029
            kind: postgresql  | kind: postgresql, in: [us-east-1, ^us-east-1]                 | MER-0029
            kind: postgresql  | kind: postgresql, keepIn: [us-east-1, ^us-east-1]             | MER-0029
            mode: automatic   | mode: automatic, targets: [eu-west-1, ^eu-west-1]             | MER-0029
            kind: postgresql  | kind: postgresql, ^members: {}                                | MER-0043
            # what contradicts itself
            standby}          | standby, capacity: {min: 80%, max: ^20%}}                     | MER-0043
            ttl: 1s           | ttl: 1s, users: {u: {near: us-east-1, share: 60%}, v: {near: eu-west-1, share: ^50%}} | MER-0043
            ttl: 1s           | ttl: 1s, users: {u: {near: us-east-1, share: 60%}, v: {near: eu-west-1, share: ^30%}} | MER-0043
            kind: opensearch  | kind: opensearch, recover: {replay: {from: ^search}}          | MER-0043
            kind: opensearch  | kind: opensearch, recover: {rebuild: {from: ^search}}         | MER-0043
            kind: postgresql  | kind: postgresql, zones: ^0                                   | MER-0024
            shop.example.com  | ^shop..example.com                                            | MER-0024
            shop.example.com  | ^192.0.2.7                                                    | MER-0024
            shop.example.com  | ^a234567890123456789012345678901234567890123456789012345678901234.com | MER-0024
            mode: automatic   | mode: automatic, after: [^shop]                               | MER-0036
            mode: automatic   | mode: automatic, steps: {a: {after: b, run: x}, b: {after: ^a, run: x}} | MER-0036
            mode: automatic   | mode: automatic, steps: {a: {after: ^promote, before: fence, run: x}} | MER-0036
            mode: automatic   | mode: automatic, steps: {a: {after: ^promote.orders, before: promote, run: x}} | MER-0036
            mode: automatic   | mode: automatic, failback: {steps: {a: {after: ^a, run: x}}}  | MER-0036
            {port: 8080,      | {port: 8080, resources: {cpu: 2, maxCpu: ^1500m},             | MER-0043
            {port: 8080,      | {port: 8080, resources: {memory: 1Gi, maxMemory: ^1000Mi},    | MER-0043
            production: {}    | production: {overrides: {services: {web: {resources: {cpu: 1, maxCpu: ^0.5}}}}} | MER-0043
            {role: standby}   | {role: standby, overrides: {services: {web: {resources: {memory: 1Gi, maxMemory: ^1Mi}}}}} | MER-0043
            # times
            mode: automatic   | mode: automatic, lease: {renewEvery: ^0s}                     | MER-0040
            mode: automatic   | mode: automatic, lease: {renewEvery: ^9s}                     | MER-0040
            mode: automatic   | mode: automatic, lease: {drift: ^100%}                        | MER-0040
            mode: automatic   | mode: automatic, lease: {wait: ^11s}                          | MER-0040
            mode: automatic   | mode: automatic, fence: {within: ^7s}                         | MER-0040
            mode: automatic   | mode: automatic, lease: {silentAfter: ^1s}                    | MER-0040
            mode: automatic   | mode: automatic, lease: {silentAfter: ^16s}                   | MER-0040
            mode: automatic   | mode: automatic, freshness: ^1s                               | MER-0040
            mode: automatic   | mode: automatic, freshness: ^1900ms                           | MER-0040
            mode: automatic   | mode: automatic, patience: {stop: ^0s}                        | MER-0040
            """)
    void is_refused_at_its_place(String sound, String wrong, String id) {
        int at = SOUND.indexOf(sound);
        assertThat(at).as(sound).isPositive();
        String marked = SOUND.substring(0, at) + wrong + SOUND.substring(at + sound.length());
        String[] before = marked.substring(0, marked.indexOf('^')).split("\n", -1);
        List<Problem> problems = problems(marked.replace("^", ""));
        assertThat(placed(problems))
                .as(problems.stream().map(Problem::text).collect(Collectors.joining("\n")))
                .isEqualTo(id + " " + before.length + ":" + (before[before.length - 1].length() + 1));
    }

    /// What one region has otherwise is held against what all have, and named where it is what does not fit.
    @Test
    void of_a_region_is_refused_at_what_it_says_otherwise() {
        String all = SOUND.replace("{port: 8080,", "{port: 8080, resources: {cpu: 1, maxCpu: 2},");
        String one = "{role: standby, overrides: {services: {web: {resources: {cpu: %s}}}}}";
        assertThat(placed(problems(all.replaceFirst("\\{role: standby}", one.formatted("3")))))
                .isEqualTo("MER-0043 5:76");
        assertThat(placed(problems(all.replaceFirst("\\{role: standby}", one.formatted("2")))))
                .isEmpty();
        assertThat(placed(problems(
                        all.replace("cpu: 1", "cpu: 4").replaceFirst("\\{role: standby}", one.formatted("2")))))
                .isEqualTo("MER-0043 8:49");
    }

    @Test
    void is_none_where_a_region_outside_of_the_file_may_stand() {
        String far = SOUND.replace(
                        "sync}",
                        "sync, keepIn: [us-east-1, eu-west-1, ap-southeast-1, eu-north-1], backup: {copyTo: all}}")
                .replace("ttl: 1s", "ttl: 1s, users: {u: {near: eu-west-2}}")
                .replace("automatic}", "automatic, vantages: {v: {at: [paris, tokyo]}}}");
        assertThat(placed(problems(far))).isEmpty();
        String kept = "data.orders.keepIn=[us-east-1, eu-west-1, cellar]";
        assertThat(Resolving.of(SOUND, "regions.cellar={role: standby, near: eu-west-2}", kept)
                        .stores())
                .containsKey("orders");
        assertThat(Resolving.problems(SOUND, kept)).contains("--set[1]:data.orders.keepIn: error MER-0031");
    }

    @Test
    void of_thousands_shows_the_first_hundred() {
        StringBuilder users = new StringBuilder("users: {");
        for (int i = 0; i < 5_000; i++) {
            users.append("u").append(i).append(": {near: no-such-").append(i).append("}, ");
        }
        List<Problem> problems = problems(SOUND.replace("ttl: 1s", users + "}, ttl: 1s"));
        assertThat(problems).hasSize(101);
        assertThat(problems.getLast().what()).isEqualTo("4900 more problems follow");
    }

    @Test
    void of_edges_from_each_of_thousands_to_each_is_refused_before_they_are_made() {
        StringBuilder members = new StringBuilder("members: {");
        StringBuilder names = new StringBuilder("m0");
        for (int i = 0; i < 5_000; i++) {
            members.append("m").append(i).append(": {region: us-east-1}, ");
            names.append(i == 0 ? "" : ", m" + i);
        }
        String mesh =
                members + "}, primary: m0, replication: {mode: async, edges: {e: {from: [" + names + "], to: all}}}";
        assertThat(placed(problems(SOUND.replace("replication: sync", mesh)))).startsWith("MER-0016 12:");
    }

    @Test
    void of_automatic_failover_to_nowhere_is_refused() {
        List<Problem> problems = problems(SOUND.replace("role: standby", "role: standby, promotable: false"));
        assertThat(placed(problems)).isEqualTo("MER-0043 15:18");
        assertThat(problems.getFirst().why())
                .startsWith("`eu-west-1` and `ap-southeast-1` are all `promotable: false`");
        String alone = SOUND.replaceAll("  (eu-west|ap-southeast)-1: .*\n", "").replace("sync", "none");
        assertThat(placed(problems(alone)))
                .as("one region and nothing to promise")
                .isEmpty();
    }

    @Test
    void of_a_lease_with_two_writers_says_the_numbers_and_a_wait_that_is_enough() {
        List<Problem> problems = problems(SOUND.replace("automatic", "automatic, lease: {duration: 20s}"));
        assertThat(problems.getFirst().what())
                .isEqualTo(
                        "the lease would let two regions write: (D − m)/(1 − ρ) + F = 21.018s > W/(1 + ρ) = 14.985s");
        assertThat(problems.getFirst().fix()).startsWith("`lease.wait: 22s`");
        assertThat(placed(problems(SOUND.replace("automatic", "automatic, lease: {duration: 20s, wait: 22s}"))))
                .isEmpty();
        assertThat(placed(problems(SOUND.replace("automatic", "approved, lease: {duration: 20s}"))))
                .as("a person decides")
                .isEmpty();
    }

    @Test
    void in_another_environment_says_in_which() {
        String broken = SOUND.replace("failover: {mode: manual}", "regions: {us-east-1: {absent: true}}");
        assertThat(problems(broken).getFirst().what())
                .isEqualTo("no region is the primary of `shop` in environment `staging`");
        Reading chosen = TopologyReader.read(
                "x.yaml", broken.getBytes(StandardCharsets.UTF_8), Optional.of("production"), List.of());
        assertThat(placed(Blueprints.resolve(chosen.topology().orElseThrow()).problems()))
                .isEqualTo("MER-0034 18:25");
    }
}
