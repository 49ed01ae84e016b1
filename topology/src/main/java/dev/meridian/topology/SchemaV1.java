package dev.meridian.topology;

import static dev.meridian.topology.SchemaParts.ANYTHING;
import static dev.meridian.topology.SchemaParts.APPLICATION;
import static dev.meridian.topology.SchemaParts.DEPENDS_ON;
import static dev.meridian.topology.SchemaParts.OBJECTIVES;
import static dev.meridian.topology.SchemaParts.ONLY_IN;
import static dev.meridian.topology.SchemaParts.PATTERN;
import static dev.meridian.topology.SchemaParts.REGION;
import static dev.meridian.topology.SchemaParts.ROLE;
import static dev.meridian.topology.SchemaParts.absent;
import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Form;
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

    static final Block APPLICATION_BLOCK = block(
            "APPLICATION",
            key(
                    "roles",
                    new Named(
                            REGION,
                            block(
                                    "role",
                                    key("role", ROLE, "The role.", "primary")
                                            .needed()
                                            .heads())),
                    "Its role in each region, where that differs from `regions.R.role`.",
                    "{eu-west-1: primary}"),
            key("pattern", PATTERN, "An assertion about its roles, checked; it sets nothing.", "active-passive"),
            key("objectives", OBJECTIVES, "Its promises, over those of the root.", "{rto: 5m}"),
            key("failover", SchemaFailover.FAILOVER, "Its failover policy, over the root's.", "{mode: manual}"),
            absent(),
            key("onlyIn", ONLY_IN, "The environments that have it.", "[production]"));

    static final Block REGION_BLOCK = block(
                    "REGION",
                    key("role", ROLE, "What applications do here, unless they say otherwise.", "primary"),
                    key("provider", Word.of("aws", "gcp", "azure", "other"), "Whose region it is.", "aws"),
                    key("near", Form.PLACE, "A region of the catalogue that this place stands beside.", "eu-west-1"),
                    key("jurisdiction", Form.TEXT, "The country whose law reaches it, ISO 3166-1.", "IE"),
                    key(
                            "capacity",
                            block(
                                    "capacity",
                                    key("share", Form.SHARE, "Of the primary's.", "50%")
                                            .heads(),
                                    key("min", Form.SHARE, "Before a failover.", "50%"),
                                    key("max", Form.SHARE, "After it.", "80%")),
                            "The size of a standby, as a share of the primary.",
                            "50%"),
                    key("promotable", Form.FLAG, "Whether anybody may fail over to it.", "false")
                            .otherwise("true"),
                    key("account", Reference.to(Kind.ACCOUNT), "Whose resources these are.", "prod-us"),
                    key("overrides", new Overrides(true), "What differs here.", "{services: {web: {replicas: 5}}}"),
                    absent(),
                    key("onlyIn", ONLY_IN, "The environments that have it.", "[production]"))
            .later("cidr", "purpose", "metro");

    static final Block SERVICE = block(
                    "SERVICE",
                    key("application", APPLICATION, "Its owner, where there are several applications.", "shop"),
                    key("shared", Form.FLAG, "Used by several applications and moved by none.", "true"),
                    key("image", Form.TEXT, "What runs.", "example/shop:1.4"),
                    key("port", Form.PORT, "The port that it listens on.", "8080")
                            .otherwise("8080"),
                    key(
                                    "health",
                                    block(
                                            "health",
                                            key("path", Form.HTTP_PATH, "Answers 200 while it can serve.", "/health")
                                                    .heads()
                                                    .needed()),
                                    "How to ask whether it can serve.",
                                    "/health")
                            .otherwise("/"),
                    key("replicas", Form.COUNT, "How many, or from how many to how many.", "3..10")
                            .perRegion(),
                    key("dependsOn", DEPENDS_ON, "What it needs.", "{orders: hard}"),
                    absent(),
                    key("onlyIn", ONLY_IN, "The environments that have it.", "[production]"))
            .later("runsOn", "ingress", "loadBalancer", "secrets", "resources");

    static final Block EXTERNAL = block(
            "EXTERNAL",
            key("sla", Form.SHARE, "The availability that its owner promises.", "99.99%"),
            key("scope", Word.of("global", "regional"), "How far its failure reaches.", "global"),
            key("controlIn", Form.PLACE, "Where its control plane lives.", "us-east-1"),
            absent(),
            key("onlyIn", ONLY_IN, "The environments that have it.", "[production]"));

    static final Block TRAFFIC = block(
                    "traffic",
                    key("ttl", Form.TIME, "How long a resolver may keep an answer.", "30s")
                            .otherwise("30s"),
                    key(
                            "entrances",
                            new Named(
                                    Form.NAME,
                                    block(
                                                    "ENTRANCE",
                                                    key("application", APPLICATION, "Whose it is.", "shop"),
                                                    key("host", Form.HOST, "What users open.", "shop.example.com")
                                                            .heads(),
                                                    key(
                                                            "to",
                                                            Reference.to(Kind.SERVICE),
                                                            "The service behind it; the one of its name if silent.",
                                                            "web"),
                                                    absent(),
                                                    key("onlyIn", ONLY_IN, "The environments.", "[production]"))
                                            .later("route", "providers", "weights", "switch", "alias")),
                            "The names that users open.",
                            "{web: shop.example.com}"),
                    key(
                            "users",
                            new Named(
                                    Form.NAME,
                                    block(
                                            "LOCATION",
                                            key("near", Form.PLACE, "The region nearest to them.", "us-east-1")
                                                    .needed(),
                                            key("share", Form.SHARE, "How many of all users.", "60%"),
                                            absent())),
                            "Where users are.",
                            "{dublin: {near: eu-west-1, share: 40%}}"),
                    key(
                            "control",
                            block(
                                    "control",
                                    key("in", new Values(Form.PLACE), "Where it runs.", "[us-east-1]")
                                            .needed()),
                            "Where the thing that turns the traffic runs.",
                            "{in: [us-east-1]}"))
            .later("cdn", "waf", "certificates", "clients", "ddos", "functions");

    static final Block WAIVER = block(
            "WAIVER",
            key("finding", Form.FINDING, "What is accepted.", "MER-0107").needed(),
            key("at", Form.PATH, "Where; everywhere if silent.", "data.thumbnails"),
            key("reason", Form.TEXT, "Why that is right.", "\"made again in 3 h\"")
                    .needed(),
            key("expires", Form.DATE, "The last day on which it counts.", "2027-03-31")
                    .needed(),
            key("by", Form.TEXT, "Who accepts it.", "j.doe@example.com"),
            absent());

    static final Block ROOT = block(
                    "file",
                    key("meridian", Word.of("1"), "The version of the format.", "1")
                            .needed(),
                    key("application", Form.NAME, "The one application that owns everything.", "shop"),
                    key("applications", new Named(Form.NAME, APPLICATION_BLOCK), "Several.", "{shop: {}}"),
                    key("objectives", OBJECTIVES, "What is promised.", "{rto: 15m, rpo: 30s}"),
                    key(
                            "journeys",
                            new Named(
                                    Form.NAME,
                                    block(
                                            "JOURNEY",
                                            key("application", APPLICATION, "Whose it is.", "shop"),
                                            key("uses", new Values(ANYTHING), "Where it begins.", "[web]")
                                                    .needed(),
                                            key("objectives", OBJECTIVES, "What is promised for it.", "{rto: 5m}"),
                                            absent(),
                                            key("onlyIn", ONLY_IN, "The environments.", "[production]"))),
                            "What users do.",
                            "{buy: {uses: [web], objectives: {rto: 5m}}}"),
                    key("regions", new Named(Form.PLACE, REGION_BLOCK), "Where it lives.", "{eu-west-1: {}}")
                            .needed(),
                    key(
                            "accounts",
                            new Named(
                                    Form.NAME,
                                    block(
                                            "ACCOUNT",
                                            key("provider", Word.of("aws", "gcp", "azure", "other"), "Whose.", "aws"),
                                            key("id", Form.TEXT, "Its id there.", "\"012345678901\""),
                                            key("deployRole", Form.TEXT, "The role that deploys.", "meridian"),
                                            absent())),
                            "The accounts of the regions.",
                            "{prod-us: {provider: aws}}"),
                    key("services", new Named(Form.NAME, SERVICE), "What runs.", "{web: {port: 8080}}"),
                    key("external", new Named(Form.NAME, EXTERNAL), "What others run.", "{identity: {sla: 99.99%}}"),
                    key("data", new Named(Form.NAME, SchemaData.STORE), "What holds state.", "{orders: {kind: kafka}}"),
                    key("traffic", TRAFFIC, "How users find it.", "{ttl: 30s}"),
                    key("failover", SchemaFailover.FAILOVER, "Who moves it, when, how.", "{mode: approved}"),
                    key("waivers", new Named(Form.NAME, WAIVER), "Findings that are accepted.", "{}"),
                    key(
                            "environments",
                            new Named(
                                    Form.NAME,
                                    block(
                                                    "ENVIRONMENT",
                                                    key("overrides", new Overrides(false), "What differs there.", "{}"))
                                            .later("file")),
                            "Named sets of overrides.",
                            "{staging: {overrides: {failover: {mode: manual}}}}"))
            .later(
                    "include",
                    "secrets",
                    "compute",
                    "network",
                    "deploy",
                    "security",
                    "compliance",
                    "observability",
                    "operations",
                    "cost",
                    "claims");

    private SchemaV1() {}
}
