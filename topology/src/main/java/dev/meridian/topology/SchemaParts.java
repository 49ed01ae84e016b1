package dev.meridian.topology;

import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;
import java.util.ArrayList;
import java.util.List;

/// What several sections of version 1 have in common.
final class SchemaParts {
    static final Reference ANYTHING = Reference.to(Kind.SERVICE, Kind.STORE, Kind.EXTERNAL);
    static final Reference APPLICATION = Reference.to(Kind.APPLICATION);
    static final Reference REGION = Reference.to(Kind.REGION);
    static final Values PLACES = new Values(Form.PLACE);
    static final Values NAMES = new Values(Form.NAME);
    static final Values TEXTS = new Values(Form.TEXT);
    static final Values HOLDS = new Values(Reference.to(Kind.DATA_CLASS));
    static final Word CLOUD = Word.explained(
            "aws", "Amazon Web Services.",
            "gcp", "Google Cloud.",
            "azure", "Microsoft Azure.",
            "oracle", "Oracle Cloud Infrastructure.",
            "ibm", "IBM Cloud.",
            "alibaba", "Alibaba Cloud.",
            "hetzner", "Hetzner.",
            "ovh", "OVHcloud.",
            "digitalocean", "DigitalOcean.",
            "on-premises", "A site of the owner, or a place of theirs in a colocation.",
            "other", "Another provider.");
    static final Word ROLE = Word.explained(
            "primary", "It serves, and has the writer of every store that names no other.",
            "active", "It serves.",
            "standby", "It serves nobody until it takes over.");
    static final Word PATTERN = Word.of("active-active", "active-passive", "multi-active");
    static final Word TERM = Word.of("daily", "weekly", "monthly", "quarterly", "yearly");
    static final Word TRACING = Word.of("xray", "jaeger", "zipkin", "otlp");
    static final Values FRAMEWORKS =
            new Values(Word.of("gdpr", "hipaa", "soc2", "iso27001", "coppa", "pci-dss", "ccpa"));
    static final Values STATUSES = new Values(Form.STATUS);
    static final Values ONLY_IN = new Values(Reference.to(Kind.ENVIRONMENT));

    static final Block BOUNDS = block(
            "disruption",
            key("rto", Form.TIME, "The longest time to recover from it.", "1h"),
            key("rpo", Form.TIME, "The longest time whose acknowledged writes it may cost.", "24h"));

    static final Block TIER = block(
            "TIER",
            key("bound", Form.TIME, "The longest it may take, where nobody says of how many.", "100ms")
                    .heads(),
            key("average", Form.TIME, "The longest on average.", "100ms"),
            key("p50", Form.TIME, "The longest for half of them.", "50ms"),
            key("p95", Form.TIME, "The longest for 95% of them.", "100ms"),
            key("p99", Form.TIME, "The longest for 99% of them.", "300ms"),
            key("of", Form.SHARE, "Which part of all it is promised for.", "95%"));

    static final Block OBJECTIVES = block(
            "objectives",
            key("rto", Form.TIME, "The longest time to recover from the loss of a zone or a region.", "15m"),
            key("rpo", Form.TIME, "The longest time whose acknowledged writes such a loss may cost.", "30s"),
            availability(),
            latency(),
            throughput(),
            concurrent(),
            errors(),
            key("measured", TERM, "Over which time they are judged.", "monthly"),
            key(
                    "perRegion",
                    block("perRegion", availability(), latency(), throughput(), concurrent(), errors())
                            .perRegion(),
                    "What holds in each region, as its users see it.",
                    "{availability: 99.9%}"),
            key(
                    "disruptions",
                    block(
                            "disruptions",
                            key("zone", BOUNDS, "The loss of a zone.", "{rto: 1m, rpo: 0s}"),
                            key("region", BOUNDS, "The loss of a region.", "{rto: 15m, rpo: 30s}"),
                            key("corruption", BOUNDS, "Data that is wrong.", "{rto: 1h, rpo: 24h}"),
                            key("badDeploy", BOUNDS, "A bad version of the program.", "{rto: 20m, rpo: 0s}")),
                    "Other bounds for one kind of disruption.",
                    "{corruption: {rto: 1h, rpo: 24h}}"));

    private static final Word NEEDS = Word.explained(
            "hard", "Without it nothing is served.",
            "soft", "Without it something is missing: `without` says it.",
            "operate", "Without it users are served as before, and nothing can be started or changed.");

    static final Block NEED = block(
            "need",
            key("need", NEEDS, "How much it is needed.", "hard").needed().heads(),
            key("in", Word.of("same", "any", "primary"), "Which region's copy will do.", "same"),
            key("without", Form.TEXT, "What users lose while it is missing.", "\"list prices\""));

    static final Named DEPENDS_ON = new Named(ANYTHING, NEED);

    static final Block SECRET_DEFAULTS = block("secrets", secret());
    static final Block SECRET = entry("SECRET", secret());

    private SchemaParts() {}

    static Shape.Key absent() {
        return key("absent", Form.FLAG, "Removes the block in a stronger layer, or brings it back.", "true");
    }

    static Shape.Key onlyIn() {
        return key("onlyIn", ONLY_IN, "The environments that have it.", "[production]");
    }

    /// A block under a name of the user, which an environment may lack.
    static Block entry(String name, Shape.Key... keys) {
        List<Shape.Key> all = new ArrayList<>(List.of(keys));
        all.add(absent());
        all.add(onlyIn());
        return block(name, all.toArray(Shape.Key[]::new));
    }

    private static Shape.Key availability() {
        return key("availability", Form.SHARE, "The least share of time in which it serves.", "99.95%");
    }

    private static Shape.Key latency() {
        return key(
                "latency",
                new Named(Form.NAME, TIER).heads("users"),
                "How long answers may take, by tier; those to `users` in short.",
                "{users: {p95: 100ms}, database: 10ms}");
    }

    private static Shape.Key throughput() {
        return key("throughput", new Named(Form.NAME, Form.RATE), "How much it has to bear.", "{requests: 10000/s}");
    }

    private static Shape.Key concurrent() {
        return key("concurrent", new Named(Form.NAME, Form.POSITIVE), "How many at one time.", "{users: 10000}");
    }

    private static Shape.Key errors() {
        return key("errors", Form.SHARE, "The largest share of requests that fail.", "0.1%");
    }

    private static Shape.Key[] secret() {
        return new Shape.Key[] {
            key(
                    "store",
                    Word.of("secrets-manager", "parameter-store", "vault", "secret-manager", "key-vault"),
                    "Where they are kept.",
                    "secrets-manager"),
            key("replicate", Form.FLAG, "Whether they are copied to other regions.", "false"),
            key("rotate", Form.TIME_OR_TRUE, "How often they are replaced.", "90d"),
            key("auditLog", Word.of("all-access", "none"), "What is written down about their use.", "all-access")
        };
    }
}
