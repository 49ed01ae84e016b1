package dev.meridian.topology;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Valid files made of the schema itself: every value of a random choice of keys, by their types. A new key of the
/// format is in them without anybody thinking of it.
final class RandomFile {
    private static final String SKELETON = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: standby}
            services: {web: {port: 8080}}
            external: {mail: {scope: global}}
            data: {orders: {kind: postgresql}}
            compute: {platform: kubernetes}
            cost: {options: spot}
            accounts: {prod: {provider: aws}}
            """;

    /// Keys that take the block away, or that stand only beside one value of another key.
    private static final List<String> ALONE = List.of("absent", "staleness", "value");

    private final Random random;
    private int blocks;
    private final List<String> lines = new ArrayList<>();

    RandomFile(Random random) {
        this.random = random;
    }

    String skeletonText() {
        return SKELETON;
    }

    Set<String> skeleton() {
        return Set.of(
                "meridian",
                "application",
                "regions.us-east-1.role",
                "regions.eu-west-1.role",
                "services.web.port",
                "external.mail.scope",
                "data.orders.kind",
                "compute.platform",
                "cost.options",
                "accounts.prod.provider");
    }

    /// The skeleton and random values for the blocks that every key of this list has.
    String text() {
        lines.add("meridian: 1\napplication: shop\naccounts: {prod: {provider: aws}}");
        lines.add("external: {mail: {scope: global}}");
        lines.add("regions:\n  us-east-1: {role: primary" + more(SchemaV1.REGION_BLOCK, "role") + "}");
        lines.add("  eu-west-1: {role: standby" + more(SchemaV1.REGION_BLOCK, "role") + "}");
        lines.add("services: {web: {port: 8080" + more(SchemaServices.SERVICE, "port", "application") + "}}");
        lines.add(
                "data: {orders: {kind: postgresql" + more(SchemaData.STORE, "kind", "application", "in", "key") + "}}");
        lines.add("objectives: {rto: 1m" + more(SchemaParts.OBJECTIVES, "rto") + "}");
        lines.add("traffic: {ttl: 1s" + more(SchemaTraffic.TRAFFIC, "ttl") + "}");
        lines.add("failover: {mode: approved" + more(SchemaFailover.FAILOVER, "mode") + "}");
        lines.add("compute: {platform: kubernetes" + more(SchemaPlatform.COMPUTE, "platform") + "}");
        lines.add("network: {acls: true" + more(SchemaPlatform.NETWORK, "acls", "cidr") + "}");
        lines.add("deploy: {drift: alert" + more(SchemaOperations.DEPLOY, "drift") + "}");
        lines.add("security: {tls: 1.3" + more(SchemaPromises.SECURITY, "tls") + "}");
        lines.add("compliance: {frameworks: gdpr" + more(SchemaPromises.COMPLIANCE, "frameworks") + "}");
        lines.add("observability: {alarms: lag" + more(SchemaOperations.OBSERVABILITY, "alarms") + "}");
        lines.add("operations: {coverage: 24/7" + more(SchemaOperations.OPERATIONS, "coverage") + "}");
        lines.add("cost: {options: spot" + more(SchemaPromises.COST, "options") + "}");
        return String.join("\n", lines) + "\n";
    }

    private String more(Shape.Block block, String... without) {
        Set<String> left = new LinkedHashSet<>(block.keys().keySet());
        left.removeAll(List.of(without));
        left.removeAll(List.of("absent", "onlyIn"));
        StringBuilder text = new StringBuilder();
        for (String name : left) {
            Shape.Key key = block.keys().get(name);
            if (random.nextInt(3) == 0 && sayable(key.shape())) {
                text.append(", ").append(name).append(": ").append(value(key.shape()));
            }
        }
        return text.toString();
    }

    /// Blocks under names of the user are left to the tests that know what they need.
    private static boolean sayable(Shape shape) {
        return switch (shape) {
            case Shape.Value(Shape.Type type) -> known(type);
            case Shape.Values(Shape.Type type) -> known(type);
            case Shape.Block block ->
                block.keys().values().stream().filter(Shape.Key::required).allMatch(key -> sayable(key.shape()));
            case Shape.Either(Shape plain, Shape _) -> sayable(plain);
            case Shape.Named _, Shape.Overrides _ -> false;
        };
    }

    private static boolean known(Shape.Type type) {
        return !(type instanceof Shape.Reference reference
                && !reference.kinds().contains(Shape.Kind.REGION)
                && !reference.kinds().contains(Shape.Kind.MEMBER));
    }

    private String value(Shape shape) {
        return switch (shape) {
            case Shape.Value(Shape.Type type) -> scalar(type);
            case Shape.Values(Shape.Type type) -> random.nextBoolean() ? scalar(type) : "[" + scalar(type) + "]";
            case Shape.Block block -> block(block);
            case Shape.Either(Shape plain, Shape.Block block) -> random.nextBoolean() ? value(plain) : block(block);
            case Shape.Either(Shape plain, Shape _) -> value(plain);
            case Shape.Named _, Shape.Overrides _ -> "{}";
        };
    }

    private String block(Shape.Block block) {
        if (block.headline().isPresent() && random.nextBoolean()) {
            return scalar(((Shape.Value) block.headline().get().shape()).type());
        }
        List<String> parts = new ArrayList<>();
        for (Shape.Key key : block.keys().values()) {
            boolean wanted = key.required() || (random.nextBoolean() && !ALONE.contains(key.name()));
            if (wanted && sayable(key.shape())) {
                parts.add(key.name() + ": " + inOrder(key));
            }
        }
        if (parts.isEmpty()) {
            block.keys().values().stream()
                    .filter(key -> key.shape() instanceof Shape.Value && sayable(key.shape()))
                    .findFirst()
                    .ifPresent(key -> parts.add(key.name() + ": " + value(key.shape())));
        }
        return "{" + String.join(", ", parts) + "}";
    }

    /// What is least is never above what is most, and moments are minutes apart.
    private String inOrder(Shape.Key key) {
        return switch (key.name()) {
            case "min" -> "0.5%";
            case "pointInTime" -> "5m";
            case "maxCpu" -> "9000";
            case "maxMemory" -> "9000Ti";
            default -> value(key.shape());
        };
    }

    private String scalar(Shape.Type type) {
        return switch (type) {
            case Shape.Word(List<String> words, List<String> _) -> words.get(random.nextInt(words.size()));
            case Shape.Reference _ -> random.nextBoolean() ? "us-east-1" : "eu-west-1";
            case Form form -> scalar(form);
        };
    }

    /// A random text of a form, in quotes where YAML needs them.
    String scalar(Form form) {
        int number = 1 + random.nextInt(500);
        String time = number + one("ms", "s", "m", "h", "d");
        return switch (form) {
            case TEXT -> "\"a text = with: signs " + number + "\"";
            case NAME -> "name-" + number;
            case PLACE -> "place-" + number;
            case FLAG -> Boolean.toString(random.nextBoolean());
            case WHOLE, POSITIVE, PORT -> Integer.toString(number);
            case COUNT, SOME -> one("2..", "1..9", "..7", "4");
            case TIME -> one(time, "1h30m", "2.5s");
            case TIME_SPAN -> one(time, "1h..2h30m", "45s..45s");
            case TIME_OR_TRUE -> one("true", time);
            case TIME_OR_UNKNOWN -> one("unknown", time);
            case CADENCE -> one("weekly", "monthly", time);
            case STALENESS -> one("local", "primary", "stale " + time);
            case PEAK -> one("now", "peak " + time);
            case RETENTION -> number + one("d", "w", "mo", "y");
            case DOWNTIME -> time + one("/week", "/month", "/year");
            case WINDOW -> one("Sun 04:00-05:00 UTC", "daily 23:30-01:00 UTC");
            case SHARE -> random.nextInt(100) + ".5%";
            case PERCENT -> number + "%";
            case SAVING -> one("true", "40%", "70%..90%", "30%..");
            case CHANGE -> one("-30%", "+5%", "-80%..-60%", "..-30%");
            case RATE -> number + one("/s", "/min", "/h", "/d");
            case MONEY -> number + ".5 " + one("USD", "EUR", "JPY") + one("/month", "/hour");
            case SIZE -> number + one("Gi", "GB", "Ti", "kB");
            case CPUS -> one("250m", "2", "0.5");
            case BLOCK -> "10." + blocks++ % 256 + ".0.0/16";
            case PREFIX -> one("/8", "/16", "/28");
            case DATE -> "2027-03-31";
            case BELOW -> "parts/a.yaml";
            case HTTP_PATH -> "/a/b";
            case HOST -> "host.example.com";
            case FINDING -> "MER-0107";
            case PATH -> "data.orders";
            case STATUS -> one("200", "204", "3xx");
            case COUNTRY -> one("GB", "US", "EU", "EEA");
            case GEOGRAPHY -> one("EU", "IE", "default");
            case AGREEMENT -> "2 of 3";
        };
    }

    private String one(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
