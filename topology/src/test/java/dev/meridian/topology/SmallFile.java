package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// For every key of the format a small file with its example at its place, and with what the blocks around it
/// need.
///
/// @param path with words in upper case where the user's names stand
record SmallFile(String path, Shape.Key key, String text) {
    /// Has every name that an example refers to.
    private static final String BASE = """
            meridian: 1
            applications: {shop: {}, invoicing: {}}
            regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}, ap-southeast-1: {role: standby}}
            accounts: {prod-us: {provider: aws}}
            services: {web: {shared: true}, pricing: {shared: true}}
            external: {identity: {}, kms: {}}
            data:
              orders: {shared: true, kind: postgresql}
              ledger: {shared: true, kind: postgresql}
              cache: {shared: true, kind: redis}
              jobs: {shared: true, kind: queue}
              search: {shared: true, kind: opensearch}
              uploads: {shared: true, kind: object}
              disks: {shared: true, kind: volume}
            secrets: {database: {}}
            compute: {nodes: {general: {}}}
            compliance: {classes: {eu-personal: {}, audit: {}}}
            traffic: {users: {elsewhere: {near: eu-west-1}}}
            failover: {probes: {site: {kind: http}, write: {kind: tcp}}}
            environments: {staging: {}, production: {}}
            """;

    /// The user's names that stand in the base already; others are new.
    private static final Map<String, String> NAMES = Map.of(
            "APPLICATION", "shop",
            "REGION", "eu-west-1",
            "SERVICE", "web",
            "STORE", "search",
            "EXTERNAL", "kms",
            "ENVIRONMENT", "staging",
            "NODES", "general",
            "PROBE", "site",
            "NAME", "ledger");

    /// A step on the way to a key: a key of a block, or a name.
    private record Step(String name, Optional<Shape.Block> of) {}

    /// One for every key, in the order of the schema.
    static List<SmallFile> all() {
        List<SmallFile> files = new ArrayList<>();
        walk(SchemaV1.ROOT, "", List.of(), files);
        return files;
    }

    private static void walk(Shape shape, String path, List<Step> way, List<SmallFile> files) {
        switch (shape) {
            case Shape.Block block ->
                block.keys().forEach((name, key) -> {
                    String inside = Walk.inside(path, name);
                    List<Step> longer = with(way, new Step(name, Optional.of(block)));
                    files.add(new SmallFile(inside, key, file(longer, key.example())));
                    walk(key.shape(), inside, longer, files);
                });
            case Shape.Named named -> {
                String entry = named.entry();
                String name = NAMES.getOrDefault(entry, "my-" + entry.toLowerCase(Locale.ROOT));
                walk(named.of(), Walk.inside(path, entry), with(way, new Step(name, Optional.empty())), files);
            }
            case Shape.Either either -> walk(either.rich(), path, way, files);
            case Shape.Value _, Shape.Values _, Shape.Overrides _ -> {}
        }
    }

    private static List<Step> with(List<Step> way, Step step) {
        List<Step> longer = new ArrayList<>(way);
        longer.add(step);
        return longer;
    }

    private static String file(List<Step> way, String example) {
        String text = example;
        for (int i = way.size() - 1; i > 0; i--) {
            Step step = way.get(i);
            String beside = step.of.map(block -> beside(block, step.name)).orElse("");
            boolean builtIn = i + 1 < way.size() && way.get(i + 1).name.equals("of") && step.name.equals("my-step");
            String another = step.name.equals("my-member") ? ", another: {region: us-east-1}" : "";
            text = "{" + (builtIn ? "promote" : step.name) + ": " + text + beside + another + "}";
        }
        Tree.Block base = (Tree.Block) tree(BASE);
        String section = way.getFirst().name;
        base = section.equals("application") ? base.without("applications") : base;
        return written(Tree.merge(base, tree(section + ": " + text))) + "\n";
    }

    /// What a block needs beside a key, by the schema and by the rules that no single key can show.
    private static String beside(Shape.Block block, String name) {
        String needed = block.keys().values().stream()
                .filter(key -> key.required() && !key.name().equals(name))
                .map(key -> ", " + key.name() + ": " + key.example())
                .collect(Collectors.joining());
        return switch (block.name() + " " + name) {
            case "STEP after", "STEP before" -> ", run: ./x.sh";
            case "STEP run", "STEP action" -> ", after: promote";
            case "STEP by" -> ", after: promote, takes: 15m";
            case "STEP of" -> "";
            case "action from" -> ", warm: cache";
            case "STORE key" -> ", kind: dynamodb";
            case "CLAIM value" -> needed + ", at: data.orders.kind";
            case "replication staleness" -> ", consistency: bounded-staleness";
            default -> needed + (block.name().equals("STEP") ? ", after: promote, run: ./x.sh" : "");
        };
    }

    private static Tree tree(String text) {
        ProblemList problems = new ProblemList(SourceLines.none());
        YamlTree.Marks marks = (line, column, width) -> Place.in("x.yaml", line + 1, column + 1, width);
        Optional<Tree> tree = YamlTree.read(text, marks, new Origin.Default(1), problems);
        assertThat(problems.inOrder()).as(text).isEmpty();
        return tree.orElseThrow();
    }

    /// A tree as YAML in one line.
    private static String written(Tree tree) {
        return switch (tree) {
            case Tree.Scalar scalar ->
                scalar.plain() ? scalar.text() : '"' + scalar.text().replace("\"", "\\\"") + '"';
            case Tree.Items items ->
                items.items().stream().map(SmallFile::written).collect(Collectors.joining(", ", "[", "]"));
            case Tree.Block block ->
                block.entries().entrySet().stream()
                        .map(entry ->
                                entry.getKey() + ": " + written(entry.getValue().value()))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }
}
