package dev.meridian.topology;

import static dev.meridian.topology.SchemaParts.FRAMEWORKS;
import static dev.meridian.topology.SchemaParts.PLACES;
import static dev.meridian.topology.SchemaParts.REGION;
import static dev.meridian.topology.SchemaParts.entry;
import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;

/// The sections of version 1 about what is owed to others: `security`, `compliance`, `cost` and `claims`.
final class SchemaPromises {
    private static final Word ALL = Word.of("all", "none");

    private static final Block ENCRYPTION = block(
            "encryption",
            key("atRest", ALL, "What is, on disks.", "all"),
            key("inTransit", ALL, "What is, on the wire.", "all"),
            key("algorithm", Word.of("aes-256", "aes-128"), "How, on disks.", "aes-256"));

    private static final Block KEYS = block(
            "keys",
            key("by", Word.of("kms", "customer", "provider"), "Who keeps them.", "kms"),
            key("rotate", Form.TIME_OR_TRUE, "How often they are replaced.", "365d"),
            key(
                    "across",
                    new Values(REGION.or("all")),
                    "The regions that have one key together, for services that encrypt by themselves; `all` for each.",
                    "[us-east-1, eu-west-1]"));

    private static final Block ACCESS = block(
            "access",
            key("roles", Word.of("least-privilege", "broad"), "How much a role may.", "least-privilege"),
            key("serviceRoles", SchemaParts.NAMES, "What has a role of its own.", "[api, batch]"),
            key("workloadIdentity", Word.of("irsa", "pod-identity", "federated"), "How services prove it.", "irsa"),
            key("kubernetes", Word.of("rbac", "none"), "Who may do what in a cluster.", "rbac"),
            key("crossAccount", Form.FLAG, "Whether roles reach other accounts.", "true"),
            key("crossRegion", Form.FLAG, "Whether roles reach other regions.", "true"),
            key("mfa", Word.of("required", "optional"), "Whether people prove it twice.", "required"));

    static final Block SECURITY = block(
            "security",
            key("tls", Word.of("1.2", "1.3"), "The oldest version that is spoken.", "1.3"),
            key("encryption", ENCRYPTION, "What is encrypted.", "{atRest: all, inTransit: all}"),
            key("keys", KEYS, "The keys of that.", "{by: kms, rotate: true}"),
            key("secrets", SchemaParts.SECRET_DEFAULTS, "What holds for all `secrets`.", "{replicate: false}"),
            key("access", ACCESS, "Who may do what.", "{roles: least-privilege, mfa: required}"),
            key(
                    "auditLog",
                    new Values(Word.of("all-administrative-actions", "all-access", "all-interactions")),
                    "What is written down so that nobody can change it.",
                    "all-access"),
            key("contentFilter", Word.of("real-time", "none"), "When content is judged.", "real-time"),
            key("threatDetection", Form.FLAG, "Whether attacks are looked for.", "true"));

    private static final Block DATA_CLASS = entry(
            "CLASS",
            key("subjects", SchemaParts.TEXTS, "Whose data it is, as countries or unions.", "[EU]"),
            key("keepIn", PLACES, "The only regions that may ever hold it, in copies, caches or logs.", "[eu-west-1]"),
            key("keep", Form.RETENTION, "How long it is kept.", "7y"),
            key("erasable", Form.FLAG, "Whether a person can have it deleted everywhere.", "true"),
            key("portable", Form.FLAG, "Whether a person can take it along.", "true"));

    /// An adequacy decision, standard contractual clauses, binding corporate rules, consent, and the EU-US Data
    /// Privacy Framework.
    private static final Word MECHANISM = Word.of("adequacy", "scc", "bcr", "consent", "dpf");

    private static final Values COUNTRIES = new Values(Form.COUNTRY);

    private static final Block TRANSFER = entry(
            "TRANSFER",
            key("from", COUNTRIES, "The jurisdictions that the data leaves.", "EU")
                    .needed(),
            key("to", COUNTRIES, "The jurisdictions that it goes to.", "[GB, US]")
                    .needed(),
            key("by", MECHANISM, "The mechanism that allows it.", "scc").needed(),
            key("document", Form.TEXT, "The decision, contract or record that proves it.", "\"SCC module 2, 2026-03\""),
            key("since", Form.DATE, "The first day on which it holds.", "2026-03-01"),
            key("until", Form.DATE, "The last day on which it holds.", "2028-12-31"));

    private static final Block AUDITS = block(
            "audits",
            key("outside", Form.CADENCE, "By somebody else.", "yearly"),
            key("inside", Form.CADENCE, "By its own people.", "quarterly"),
            key("penetrationTest", Form.CADENCE, "By trying to break in.", "yearly"));

    static final Block COMPLIANCE = block(
            "compliance",
            key("frameworks", FRAMEWORKS, "The rules that it answers to.", "[gdpr, soc2]"),
            key(
                    "classes",
                    new Named(Form.NAME, DATA_CLASS),
                    "The kinds of data that law treats differently.",
                    "{eu-personal: {subjects: [EU], keepIn: [eu-west-1]}}"),
            key("classification", Word.of("automatic", "manual"), "Who says which data is of which.", "automatic"),
            key(
                    "transfers",
                    new Shape.Either(new Values(MECHANISM), new Named(Form.NAME, TRANSFER)),
                    "What lets data leave its jurisdiction: mechanisms for all of it, or single transfers by name.",
                    "[scc, bcr]"),
            key("localisation", Word.of("per-country", "per-region"), "How narrow residency is.", "per-country"),
            key("audits", AUDITS, "Who looks, how often.", "{outside: yearly}"),
            key("privacyByDesign", Form.FLAG, "Whether privacy is built in.", "true"));

    private static final Block BUDGET = block(
            "budget",
            key("limit", Form.MONEY, "The most that it may cost.", "5000 USD/month")
                    .heads(),
            key("alerts", Form.FLAG, "Whether somebody is told before.", "true"),
            key("anomalies", Form.FLAG, "Whether jumps are looked for.", "true"),
            key("tags", SchemaParts.NAMES, "What it is divided by.", "[service, team]"));

    private static final Block SAVINGS = block(
            "savings",
            key(
                    "compute",
                    savings("spot", "reserved", "rightSizing", "predictive"),
                    "On machines.",
                    "{spot: 70%..90%}"),
            key(
                    "data",
                    savings("reserved", "cheaperReplicas", "gp3", "serverlessStaging"),
                    "On databases.",
                    "{reserved: 55%}"),
            key(
                    "storage",
                    savings("lifecycle", "tiering", "compression", "snapshotCleanup"),
                    "On what is kept.",
                    "{lifecycle: 50%..80%}"),
            key("network", savings("cdn", "endpoints", "directConnect"), "On transfer.", "{cdn: 60%..90%}"));

    static final Block COST = block(
            "cost",
            key("budget", BUDGET, "What all of it may cost.", "8950 USD/month"),
            key(
                    "perRegion",
                    block("perRegion", key("budget", BUDGET, "What one region may cost.", "5000 USD/month"))
                            .perRegion(),
                    "What each region may cost.",
                    "{budget: 5000 USD/month}"),
            key(
                    "stated",
                    new Named(Form.NAME, new Named(REGION.or("global", "total"), Form.MONEY)),
                    "What somebody has worked out already, by component and region.",
                    "{nat: {us-east-1: 150 USD/month, total: 450 USD/month}}"),
            key("savings", SAVINGS, "What measures save, against the list price.", "{compute: {total: 40%}}"),
            key(
                    "options",
                    new Values(Word.of(
                            "right-sizing",
                            "auto-scaling",
                            "scheduled-scaling",
                            "spot",
                            "reserved",
                            "lifecycle",
                            "intelligent-tiering",
                            "compression",
                            "incremental-backups",
                            "unused-resources",
                            "peering")),
                    "Measures whose effect is not stated.",
                    "[spot, reserved]"));

    static final Block CLAIM = entry(
            "CLAIM",
            key("says", Form.TEXT, "Its words.", "\"99.99% uptime\"").needed(),
            key("at", Form.PATH, "What it is about; all of it if silent.", "data.orders"),
            key(
                    "value",
                    Form.TEXT,
                    "What it says of the value at `at`, where that is not what is there: the two are compared.",
                    "3"),
            key("availability", Form.SHARE, "The share of time in which it serves.", "99.99%"),
            key("downtime", Form.DOWNTIME, "The time in which it may not.", "43.8m/year"),
            key("measured", SchemaParts.TERM, "Over which time.", "monthly"),
            key(
                    "from",
                    Word.of("loss", "detection", "start"),
                    "Where its times begin: at the loss, at its detection, or at the start of the plan.",
                    "start"),
            key(
                    "disruption",
                    Word.of("zone", "region", "corruption", "badDeploy", "planned", "other"),
                    "What its times are about; the loss of a region if silent. Those of a planned move are held"
                            + " against the steps as they are `graceful`; those of another failure, such as that of a"
                            + " machine, are not judged.",
                    "planned"),
            key(
                            "figure",
                            Word.of("bound", "typical", "average"),
                            "What its times are: a bound that holds each time, or what is typical, or an average. Only"
                                    + " a bound contradicts another bound.",
                            "average")
                    .otherwise("bound"),
            key("rto", Form.TIME, "The time to recover.", "5m"),
            key("rpo", Form.TIME, "The time whose writes may be lost.", "0s"),
            key("latency", Form.TIME, "How long an answer takes.", "200ms"),
            key(
                    "metric",
                    Word.of("latency", "cost", "origin-load", "bandwidth-cost", "throughput", "errors"),
                    "What changes, with `change`.",
                    "latency"),
            key("change", Form.CHANGE, "By how much.", "-80%..-60%"),
            key(
                    "against",
                    Word.of("single-region", "without-cdn", "on-demand", "primary"),
                    "Compared with what.",
                    "single-region"),
            key("regions", Form.COUNT, "In how many regions it can be.", "3..9"),
            key("steps", new Values(Reference.to(Kind.STEP)), "Steps in its own order.", "[route, promote]"),
            key("takes", Form.TIME, "How long something takes.", "2h"),
            key("frameworks", FRAMEWORKS, "Rules that are kept in full.", "[gdpr]"));

    private SchemaPromises() {}

    private static Block savings(String... measures) {
        Shape.Key[] keys = new Shape.Key[measures.length + 1];
        keys[0] = key("total", Form.SAVING, "All measures together.", "40%");
        for (int i = 0; i < measures.length; i++) {
            keys[i + 1] = key(measures[i], Form.SAVING, "This measure alone, of what it is used for.", "20%..40%");
        }
        return block("savings", keys);
    }
}
