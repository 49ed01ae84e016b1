package dev.meridian.topology;

import static dev.meridian.topology.SchemaParts.entry;
import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;

/// The sections `compute` and `network` of version 1: what services run on and what connects it.
final class SchemaPlatform {
    /// Functions are AWS Lambda, Cloud Run functions and Azure Functions; container services are Cloud Run, Azure
    /// Container Apps and App Runner.
    static final Word PLATFORM = Word.of(
            "kubernetes",
            "ecs-fargate",
            "ecs-ec2",
            "cloud-run",
            "container-service",
            "app-service",
            "functions",
            "virtual-machines",
            "bare-metal");

    private static final Values REGIONS = new Values(Reference.to(Kind.REGION));

    private static final Block NODES = entry(
            "NODES",
            key(
                    "in",
                    REGIONS,
                    "The only regions that have the group; every region if silent. Another region has none of its"
                            + " machines until a step makes them.",
                    "us-east-1"),
            key("types", new Values(Form.TEXT), "The types of machine, the preferred first.", "[t3.large, t3.xlarge]")
                    .perRegion(),
            key("count", Form.COUNT, "How many, or from how many to how many.", "3..10")
                    .perRegion(),
            key("gpu", Form.FLAG, "Whether they have graphics processors.", "true")
                    .perRegion(),
            key("spot", Form.FLAG, "Whether they may be taken away by the provider.", "true")
                    .perRegion(),
            key("scaling", Word.of("auto", "manual"), "Who changes how many there are.", "auto"),
            key("scaleOut", Form.TIME, "The longest until more of them serve.", "3m"),
            key("disk", Form.SIZE, "The disk of each.", "100Gi").perRegion(),
            key("purpose", Form.TEXT, "What they are for.", "\"the models\""));

    private static final Block MESH = block(
            "mesh",
            key("kind", Word.of("istio", "linkerd", "app-mesh", "consul"), "Which one.", "istio")
                    .heads(),
            key("mutualTls", Form.FLAG, "Whether both sides of a call prove who they are.", "true"),
            key("crossRegion", Form.FLAG, "Whether it reaches other regions.", "true"),
            key("trafficManagement", Form.FLAG, "Whether it spreads calls.", "true"),
            key("tracing", SchemaParts.TRACING, "Where it sends traces.", "jaeger"));

    private static final Block SCALING = block(
            "scaling",
            key("horizontal", Form.FLAG, "By load.", "true"),
            key("scheduled", Form.FLAG, "By the clock.", "true"),
            key("predictive", Form.FLAG, "By what is expected.", "true"));

    private static final Block REGISTRY = block(
            "registry",
            key("kind", Word.of("ecr", "artifact-registry", "acr", "ghcr", "other"), "Whose it is.", "ecr")
                    .heads(),
            key("in", new Values(Reference.to(Kind.REGION).or("all")), "The regions that have the images.", "all"));

    static final Block COMPUTE = block(
            "compute",
            key(
                            "platform",
                            PLATFORM,
                            "The platform that runs services; which product it is follows from the provider:"
                                    + " `functions` are AWS Lambda, Cloud Run functions or Azure Functions,"
                                    + " `container-service` is Cloud Run, Azure Container Apps or App Runner.",
                            "kubernetes")
                    .perRegion(),
            key("version", Form.TEXT, "The version of the platform.", "1.33").perRegion(),
            key("nodes", new Named(Form.NAME, NODES), "The groups of machines.", "{general: {count: 3..10}}"),
            key("scaling", SCALING, "What changes how many copies of a service there are.", "{horizontal: true}"),
            key("disruptionBudget", Form.FLAG, "Whether maintenance leaves enough copies running.", "true"),
            key("networkPolicy", Form.FLAG, "Whether services reach only what they may.", "true"),
            key(
                    "podSecurity",
                    Word.of("standards", "baseline", "restricted"),
                    "What containers may not do; `standards` where the level is not stated.",
                    "restricted"),
            key("secretsEncryption", Form.FLAG, "Whether secrets of the platform are encrypted with a key.", "true"),
            key("registry", REGISTRY, "Where images come from.", "{kind: ecr, in: all}"),
            key("mesh", MESH, "What calls between services go through.", "{kind: istio, mutualTls: true}"));

    private static final Block LINK = entry(
            "LINK",
            key("from", REGIONS, "One side.", "us-east-1").needed(),
            key("to", REGIONS, "The other side, each of them.", "[eu-west-1]").needed(),
            key(
                            "by",
                            Word.of("peering", "transit", "vpn", "interconnect", "public"),
                            "What carries it; only `transit`, a hub, passes on what comes in by another of its links.",
                            "vpn")
                    .otherwise("peering"),
            key("rtt", Form.TIME, "The time to the other side and back, at its worst where that is known.", "80ms"),
            key("loss", Form.SHARE, "The share of its packets that are lost.", "1%"));

    private static final Block PEERING = block(
            "peering",
            key("shape", Word.of("full-mesh", "none"), "Who is connected, beside `links`.", "full-mesh")
                    .heads(),
            key("links", new Named(Form.NAME, LINK), "Single connections.", "{a: {from: us-east-1, to: eu-west-1}}"),
            key("tags", Form.FLAG, "Whether connections are tagged.", "true"),
            key("alarms", Form.FLAG, "Whether somebody is told when one is down.", "true"));

    static final Block NETWORK = block(
            "network",
            key("cidr", Form.BLOCK, "The addresses of all regions together.", "10.0.0.0/8")
                    .otherwise("10.0.0.0/8"),
            key("perRegion", Form.PREFIX, "How large a region's block is.", "/16")
                    .otherwise("/16"),
            key("zones", Form.SOME, "Over how many zones of a region it spreads.", "3")
                    .perRegion(),
            key("subnets", new Values(Word.of("public", "private", "database")), "Which kinds.", "[public, private]"),
            key("nat", Word.of("per-zone", "per-region", "none"), "Where private addresses go out.", "per-zone"),
            key("internetGateway", Form.FLAG, "Whether the internet reaches public subnets.", "true"),
            key("peering", PEERING, "How regions reach each other.", "full-mesh"),
            key("transitGateway", Form.FLAG, "Whether they do it through a hub.", "true"),
            key("securityGroups", Word.of("least-privilege", "per-service"), "How narrow they are.", "least-privilege"),
            key("acls", Form.FLAG, "Whether subnets have rules too.", "true"),
            key("flowLogs", Form.FLAG, "Whether connections are written down.", "true"),
            key("endpoints", Word.of("provider-services", "none"), "What is reached without the internet.", "none"),
            key("directConnect", Word.of("high-volume", "all", "none"), "What a line of its own carries.", "none"));

    private SchemaPlatform() {}
}
