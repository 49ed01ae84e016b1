package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.aws.AwsRoots;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.estate.Estates;
import dev.meridian.estate.Settled;
import dev.meridian.terraform.Root;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What is written of texts and examples.
public final class Written {
    static final Path HOME = Path.of(System.getProperty("meridian.home", ".."));

    /// The five systems that the requirements come from.
    public static final List<String> SYSTEMS =
            List.of("ai-teddy-bear", "genai-demo", "mahavishnu", "pyairtable", "richesreach");

    /// Everything that may stand before regions: fixed addresses, switches, a CDN with programs and a log.
    public static final String EDGES = """
            meridian: 1
            application: edges
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
            services: {web: {port: 8080, health: /health}, admin: {port: 8080, health: /health}}
            traffic:
              entrances:
                web: {host: www.acme.test, route: [latency, health]}
                admin: {host: admin.acme.test, route: [failover, health], switch: routing-control}
              accelerator: {kind: global-accelerator, addresses: anycast, primary: eu-west-1}
              cdn:
                kind: cloudfront
                realTimeLogs: true
                behaviours: {static: {path: /static/*, ttl: 86400s}}
              functions: {light: {kind: cloudfront-function, does: [query-processing, header-manipulation]}}
            """;

    /// A store in memory that three regions have together.
    public static final String DATASTORE = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
              eu-central-1: {role: active}
            services: {web: {port: 8080, health: /health, dependsOn: {sessions: hard}}}
            data:
              sessions:
                kind: redis
                runs: provider
                in: [eu-west-1, us-east-1, eu-central-1]
                primary: eu-west-1
                replication: {mode: async, via: global-datastore, alarmOnLag: 10s}
            network: {peering: full-mesh}
            compute: {platform: kubernetes}
            observability: {dashboards: [regions]}
            """;

    /// A key that three regions have together.
    public static final String KEYS = """
            meridian: 1
            application: keys
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
              eu-central-1: {role: active}
            services: {web: {image: acme/web, port: 8080}}
            compute: {platform: ecs-fargate}
            security: {keys: {by: kms, rotate: true, across: all}}
            """;

    /// A global database of three regions, beside a database of one's own.
    public static final String GLOBAL_DATABASE = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary, cidr: 10.1.0.0/16}
              us-east-1: {role: active, cidr: 10.2.0.0/16}
              ap-southeast-1: {role: active, cidr: 10.3.0.0/16}
            services: {web: {port: 8080, health: /health, dependsOn: {orders: hard}}}
            data:
              orders: {kind: postgresql, runs: provider, replication: {mode: async, via: aurora-global},
                limits: {connections: 500}, backup: {keep: 14d}}
              notes: {kind: postgresql, runs: provider, in: [eu-west-1], replication: none}
            network: {peering: full-mesh}
            observability: {alarms: [replication-lag, critical-thresholds], dashboards: [health, failover]}
            """;

    private Written() {}

    static List<String> systems() {
        return SYSTEMS;
    }

    static SequencedMap<String, String> example(String name, String... assignments) {
        try {
            Path file = HOME.resolve("examples").resolve(name + ".yaml");
            return files(outcome(name + ".yaml", Files.readString(file), assignments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a file says that has to be among those written.
    static String file(SequencedMap<String, String> files, String path) {
        assertThat(files).containsKey(path);
        return files.getOrDefault(path, "");
    }

    static SequencedMap<String, String> of(String text, String... assignments) {
        return files(outcome("x.yaml", text, assignments));
    }

    /// The roots of an example, as trees.
    public static List<Root> roots(String name) {
        try {
            Path file = HOME.resolve("examples").resolve(name + ".yaml");
            return roots(name + ".yaml", Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same of a text.
    public static List<Root> roots(String name, String text) {
        Reading reading = TopologyReader.read(name, text.getBytes(StandardCharsets.UTF_8), Optional.empty(), List.of());
        assertThat(reading.problems()).isEmpty();
        Resolution resolution = Blueprints.resolve(reading.topology().orElseThrow());
        assertThat(resolution.problems()).isEmpty();
        Estates.Outcome outcome = Estates.of(
                reading.topology().orElseThrow(), resolution.blueprint().orElseThrow(), Settled.NOTHING);
        assertThat(outcome.problems()).isEmpty();
        return AwsRoots.sound(AwsRoots.of(outcome.estate().orElseThrow()));
    }

    static String problems(String text, String... assignments) {
        Synthesis.Outcome outcome = outcome("x.yaml", text, assignments);
        assertThat(outcome.repository()).isEmpty();
        return outcome.problems().stream().map(Problem::text).collect(Collectors.joining("\n"));
    }

    private static SequencedMap<String, String> files(Synthesis.Outcome outcome) {
        assertThat(outcome.problems()).isEmpty();
        return outcome.repository().orElseThrow().files();
    }

    /// The files of a text that reads well, or what is in their way.
    static Synthesis.Outcome outcome(String text) {
        return outcome("x.yaml", text, Optional.empty(), List.of());
    }

    static Synthesis.Outcome outcome(String name, String text, String... assignments) {
        return outcome(name, text, Optional.empty(), List.of(assignments));
    }

    /// Of a text, over what was written before.
    static SequencedMap<String, String> over(SequencedMap<String, String> before, String text) {
        return files(outcomeOver(before, text));
    }

    /// What somebody has to know who writes a text over what was written before.
    static List<String> noticesOver(SequencedMap<String, String> before, String text) {
        return outcomeOver(before, text).notices();
    }

    /// What is in the way of writing a text over what was written before.
    static String refusal(SequencedMap<String, String> before, String text) {
        Synthesis.Outcome outcome = outcomeOver(before, text);
        assertThat(outcome.repository()).isEmpty();
        return outcome.problems().stream().map(Problem::text).collect(Collectors.joining("\n"));
    }

    private static Synthesis.Outcome outcomeOver(SequencedMap<String, String> before, String text) {
        Lock lock = Lock.of(file(before, Lock.NAME)).orElseThrow();
        Reading reading =
                TopologyReader.read("x.yaml", text.getBytes(StandardCharsets.UTF_8), Optional.empty(), List.of());
        assertThat(reading.problems()).isEmpty();
        return outcome(
                "x.yaml",
                text,
                Optional.of(lock),
                lock.assignments(reading.topology().orElseThrow()));
    }

    /// In one of its environments.
    static Synthesis.Outcome in(String environment, String text, String... assignments) {
        return outcome("x.yaml", text, Optional.of(environment), Optional.empty(), List.of(assignments));
    }

    private static Synthesis.Outcome outcome(String name, String text, Optional<Lock> lock, List<String> assignments) {
        return outcome(name, text, Optional.empty(), lock, assignments);
    }

    private static Synthesis.Outcome outcome(
            String name, String text, Optional<String> environment, Optional<Lock> lock, List<String> assignments) {
        List<Assignment> sets = new ArrayList<>();
        for (String assignment : assignments) {
            sets.add(new Assignment.Set(sets.size() + 1, assignment));
        }
        Reading reading = TopologyReader.read(name, text.getBytes(StandardCharsets.UTF_8), environment, sets);
        assertThat(reading.problems()).isEmpty();
        Resolution resolution = Blueprints.resolve(reading.topology().orElseThrow());
        assertThat(resolution.problems()).isEmpty();
        return Synthesis.of(
                "a test",
                name,
                reading.topology().orElseThrow(),
                resolution.blueprint().orElseThrow(),
                lock);
    }

    /// Files on a disk, as tools want them.
    static void lay(SequencedMap<String, String> files, Path folder) throws IOException {
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
