package dev.meridian.topology;

import static dev.meridian.topology.SchemaParts.ANYTHING;
import static dev.meridian.topology.SchemaParts.APPLICATION;
import static dev.meridian.topology.SchemaParts.CLOUD;
import static dev.meridian.topology.SchemaParts.OBJECTIVES;
import static dev.meridian.topology.SchemaParts.PATTERN;
import static dev.meridian.topology.SchemaParts.REGION;
import static dev.meridian.topology.SchemaParts.ROLE;
import static dev.meridian.topology.SchemaParts.absent;
import static dev.meridian.topology.SchemaParts.entry;
import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Overrides;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;

/// Version 1 of the format: every key with its type, default, sentence and example.
/// `docs/adr/0001-topology-format.md`
/// says why it looks like this. Defaults are part of the version: a change of one is a new version.
final class SchemaV1 {
    static final int VERSION = 1;

    private static final Block ROLES =
            block("role", key("role", ROLE, "The role.", "primary").needed().heads());

    static final Block APPLICATION_BLOCK = entry(
            "APPLICATION",
            key(
                    "roles",
                    new Named(REGION, ROLES),
                    "Its role in each region, where that differs from `regions.R.role`. With a primary of its own and no"
                            + " word about that of `regions`, it has of `regions` only what its services, stores or"
                            + " entrances name.",
                    "{eu-west-1: primary}"),
            key("pattern", PATTERN, "An assertion about its roles, checked; it sets nothing.", "active-passive"),
            key("objectives", OBJECTIVES, "Its promises, over those of the root.", "{rto: 5m}"),
            key("failover", SchemaFailover.FAILOVER, "Its failover policy, over the root's.", "{mode: manual}"));

    private static final Block CAPACITY = block(
            "capacity",
            key("share", Form.SHARE, "Of the primary's, before and after a failover alike.", "50%")
                    .heads(),
            key("min", Form.SHARE, "While nothing is wrong; it grows from there to `max`.", "50%"),
            key("max", Form.SHARE, "The most that it grows to after a failover.", "80%"));

    private static final Block QUOTA = block(
            "quota",
            key("machines", Form.WHOLE, "The most machines that the account may run there.", "20"),
            key("vcpus", Form.WHOLE, "The most virtual processors that the account may run there.", "128"));

    static final Block REGION_BLOCK = entry(
            "REGION",
            key(
                    "role",
                    ROLE,
                    "What applications do here, unless they say otherwise; a region that keeps copies alone has none."
                            + " No region needs to be `primary` where all are"
                            + " `active` and each store takes writes in all of its regions or names its `primary`.",
                    "primary"),
            key(
                    "provider",
                    CLOUD,
                    "Whose region it is. The tables have regions and figures of `aws`, `gcp` and `azure`; of the others the"
                            + " file says where a region is (`near`, `metro`) and whose law reaches it (`jurisdiction`).",
                    "aws"),
            key(
                    "near",
                    Form.PLACE,
                    "A region of the catalogue (REGIONS.md) that this place stands beside.",
                    "eu-west-1"),
            key("jurisdiction", Form.TEXT, "The country whose law reaches it, ISO 3166-1.", "IE"),
            key(
                    "metro",
                    Form.NAME,
                    "The city whose fate it shares, as the catalogue (REGIONS.md) calls it.",
                    "ie-dublin"),
            key("purpose", Form.TEXT, "What it is there for.", "\"for users in Europe\""),
            key("cidr", Form.BLOCK, "Its addresses.", "10.9.0.0/16"),
            key("capacity", CAPACITY, "The size of a standby, as a share of the primary.", "50%"),
            key(
                    "quota",
                    QUOTA,
                    "The most that the account may start in the region, by the provider's quotas.",
                    "{machines: 20, vcpus: 128}"),
            key("promotable", Form.FLAG, "Whether anybody may fail over to it.", "false")
                    .otherwise("true"),
            key("account", Reference.to(Kind.ACCOUNT), "Whose resources these are.", "prod-us"),
            key("overrides", new Overrides(true), "What differs here.", "{services: {web: {replicas: 5}}}"));

    private static final Values STORES = new Values(Reference.to(Kind.STORE));

    private static final Block JOURNEY = entry(
            "JOURNEY",
            key("application", APPLICATION, "Whose it is.", "shop"),
            key("uses", new Values(ANYTHING), "Where it begins.", "[web]").needed(),
            key("reads", STORES, "The stores that it reads; they count as needed.", "[orders]"),
            key(
                    "writes",
                    STORES,
                    "The stores that it writes: their commits are a part of its latency, and they count as needed.",
                    "[orders]"),
            key("objectives", OBJECTIVES, "What is promised for it.", "{rto: 5m}"));

    private static final Block ACCOUNT = block(
            "ACCOUNT",
            key("provider", CLOUD, "Whose.", "aws"),
            key("id", Form.TEXT, "Its id there.", "\"012345678901\""),
            key("deployRole", Form.TEXT, "The role that deploys.", "meridian"),
            absent());

    private static final Block WAIVER = block(
            "WAIVER",
            key("finding", Form.FINDING, "What is accepted.", "MER-0107").needed(),
            key("at", Form.PATH, "Where; everywhere if silent.", "data.orders"),
            key("reason", Form.TEXT, "Why that is right.", "\"made again in 3 h\"")
                    .needed(),
            key("expires", Form.DATE, "The last day on which it counts.", "2027-03-31")
                    .needed(),
            key("by", Form.TEXT, "Who accepts it.", "j.doe@example.com"),
            absent());

    private static final Values PLACES = new Values(Reference.to(Kind.REGION, Kind.PLACE));

    private static final Block FATE = entry(
            "FATE",
            key("regions", PLACES, "The regions that it takes, and places such as a witness.", "[us-east-1, eu-west-1]")
                    .needed(),
            key(
                    "of",
                    Word.of("carrier", "provider", "control-plane", "power", "metro", "identity", "other"),
                    "What they share.",
                    "carrier"));

    private static final Block INCIDENT = entry(
            "INCIDENT",
            key("date", Form.DATE, "The day on which it began; silent where nobody has written it down.", "2026-04-13"),
            key("regions", PLACES, "The regions that it took, and places such as a witness.", "[us-east-1]"),
            key("noticed", Form.TIME, "From its beginning until people knew.", "14m"),
            key("lasted", Form.TIME, "From its beginning until users were served again.", "86m"),
            key(
                    "repaired",
                    Form.TIME,
                    "From its beginning until nothing was left to repair: backlogs, stranded writes, lost copies.",
                    "24h"),
            key(
                    "affects",
                    new Values(ANYTHING),
                    "The services, stores and externals that it took; everything in its regions if silent.",
                    "[web, orders]"),
            key(
                    "cause",
                    new Values(Form.TEXT),
                    "What caused it, in words; several where they came together.",
                    "\"a carrier behind two regions\""));

    private static final Block DRILL = entry(
            "DRILL",
            key(
                    "date",
                    Form.DATE,
                    "The day on which it was made; silent where nobody has written it down.",
                    "2026-04-13"),
            key("application", APPLICATION, "The application that it was made with; each if silent.", "shop"),
            key(
                            "disruption",
                            Word.of("zone", "region", "corruption", "badDeploy", "planned"),
                            "What was taken away or damaged, as in `objectives.disruptions`; or a planned move, which"
                                    + " is held against no promise about a loss.",
                            "zone")
                    .otherwise("region"),
            key("regions", PLACES, "The regions and places that it took away.", "[us-east-1]"),
            key("of", new Values(ANYTHING), "The services and stores that it tried; all if silent.", "[orders]"),
            key(
                    "environment",
                    Reference.to(Kind.ENVIRONMENT),
                    "The environment that it was made in; the system that the file describes if silent.",
                    "staging"),
            key("rto", Form.TIME, "The time that was measured until users were served again.", "12m"),
            key("rpo", Form.TIME, "The time whose acknowledged writes were found lost.", "3s"),
            key("passed", Form.FLAG, "Whether it reached what it was made for.", "true"));

    private static final Block DEFECT = entry(
            "DEFECT",
            key("at", Form.PATH, "The part that does not work.", "failover.probes.site")
                    .needed(),
            key("says", Form.TEXT, "What is wrong with it, in words.", "\"the change of the record has no parameters\"")
                    .needed(),
            key(
                            "effect",
                            Word.of("never", "sometimes"),
                            "How often that shows: it does not work, or it may not work.",
                            "sometimes")
                    .otherwise("never"));

    private static final Block ENVIRONMENT = block(
            "ENVIRONMENT",
            key("overrides", new Overrides(false), "What differs there.", "{failover: {mode: manual}}"),
            key("file", Form.BELOW, "The file that says it, instead of `overrides`.", "staging.yaml"));

    static final Block ROOT = block(
            "file",
            key("meridian", Word.of("1"), "The version of the format.", "1").needed(),
            key("application", Form.NAME, "The one application that owns everything.", "shop"),
            key("applications", new Named(Form.NAME, APPLICATION_BLOCK), "Several.", "{shop: {}}"),
            key("objectives", OBJECTIVES, "What is promised.", "{rto: 15m, rpo: 30s}"),
            key("journeys", new Named(Form.NAME, JOURNEY), "What users do.", "{buy: {uses: [web]}}"),
            key(
                            "regions",
                            new Named(Form.PLACE, REGION_BLOCK).reserving("all", "global", "total", "lost", "target"),
                            "Where it lives.",
                            "{eu-west-1: {role: primary}}")
                    .needed(),
            key("accounts", new Named(Form.NAME, ACCOUNT), "Of the regions.", "{prod-us: {provider: aws}}"),
            key("services", new Named(Form.NAME, SchemaServices.SERVICE), "What runs.", "{web: {port: 8080}}"),
            key(
                    "external",
                    new Named(Form.NAME, SchemaServices.EXTERNAL),
                    "What others run.",
                    "{identity: {sla: 99.99%}}"),
            key("data", new Named(Form.NAME, SchemaData.STORE), "What holds state.", "{orders: {kind: postgresql}}"),
            key(
                    "secrets",
                    new Named(Form.NAME, SchemaParts.SECRET),
                    "What nobody may read; their names, never their values.",
                    "{database: {rotate: 90d}}"),
            key("compute", SchemaPlatform.COMPUTE, "What services run on.", "{platform: kubernetes}"),
            key("network", SchemaPlatform.NETWORK, "What connects it.", "{cidr: 10.0.0.0/8}"),
            key("traffic", SchemaTraffic.TRAFFIC, "How users find it.", "{ttl: 30s}"),
            key("failover", SchemaFailover.FAILOVER, "Who moves it, when, how.", "{mode: approved}"),
            key("deploy", SchemaOperations.DEPLOY, "How a new version gets there.", "{rollback: automatic}"),
            key("security", SchemaPromises.SECURITY, "What keeps others out.", "{tls: 1.3}"),
            key("compliance", SchemaPromises.COMPLIANCE, "What law asks for.", "{frameworks: [gdpr]}"),
            key("observability", SchemaOperations.OBSERVABILITY, "What is seen.", "{logs: {keep: 30d}}"),
            key("operations", SchemaOperations.OPERATIONS, "What people do.", "{coverage: 24/7}"),
            key("cost", SchemaPromises.COST, "What it may cost.", "{budget: 5000 USD/month}"),
            key(
                    "waivers",
                    new Named(Form.NAME, WAIVER),
                    "Findings that are accepted.",
                    "{copies: {finding: MER-0107, reason: made again, expires: 2027-03-31}}"),
            key(
                    "claims",
                    new Named(Form.NAME, SchemaPromises.CLAIM),
                    "What is promised and nothing is steered by: confirmed, refuted, or not judged.",
                    "{uptime: {says: 99.99% uptime, availability: 99.99%}}"),
            key(
                    "fates",
                    new Named(Form.NAME, FATE),
                    "Events that take several regions or places together.",
                    "{peering-point: {regions: [us-east-1, eu-west-1], of: carrier}}"),
            key(
                    "incidents",
                    new Named(Form.NAME, INCIDENT),
                    "Outages that have happened; promises are held against them.",
                    "{spring: {date: 2026-04-13, noticed: 14m, lasted: 86m}}"),
            key(
                    "drills",
                    new Named(Form.NAME, DRILL),
                    "Results of drills and of other measurements of a recovery, with their dates; the newest of a kind is"
                            + " held against the promises.",
                    "{april: {date: 2026-04-13, rto: 12m, passed: true}}"),
            key(
                    "defects",
                    new Named(Form.NAME, DEFECT),
                    "Parts that are there and are known not to work; no promise that rests on one holds.",
                    "{deaf: {at: failover.probes.site, says: it compares a status with 3600 and never fires}}"),
            key(
                    "environments",
                    new Named(Form.NAME, ENVIRONMENT),
                    "Named sets of overrides.",
                    "{staging: {overrides: {failover: {mode: manual}}}}"),
            key(
                    "include",
                    new Values(Form.BELOW),
                    "More files, which add to this one and change nothing in it.",
                    "[services/*.yaml]"));

    private SchemaV1() {}
}
