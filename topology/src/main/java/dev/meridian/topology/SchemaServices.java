package dev.meridian.topology;

import static dev.meridian.topology.SchemaParts.APPLICATION;
import static dev.meridian.topology.SchemaParts.DEPENDS_ON;
import static dev.meridian.topology.SchemaParts.entry;
import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;

/// The sections `services` and `external` of version 1.
final class SchemaServices {
    private static final Block HEALTH = block(
            "health",
            key("path", Form.HTTP_PATH, "The path that answers with an accepted code while it can serve.", "/health")
                    .heads()
                    .needed(),
            key("port", Form.PORT, "The port that answers it; the service's own `port` if silent.", "9090"),
            key(
                    "accept",
                    SchemaParts.STATUSES,
                    "The HTTP status codes that count as healthy; 200 alone if silent.",
                    "[200, 204, 3xx]"));

    private static final Block RESOURCES = block(
                    "resources",
                    key("cpu", Form.CPUS, "The processors that one copy of it is given.", "250m"),
                    key("memory", Form.SIZE, "The memory that one copy of it is given.", "512Mi"),
                    key("maxCpu", Form.CPUS, "The most processors that it may use.", "2"),
                    key("maxMemory", Form.SIZE, "The memory above which it is ended.", "1Gi"))
            .perRegion();

    private static final Word STARTS = Word.explained(
            "always",
            "Its copies run in each of its regions at all times.",
            "failover",
            "No copy of it runs on a quiet day: a failover starts it in the region that takes over, as a part of the"
                    + " step `scale`, and the failback ends it.");

    private static final Block INGRESS = block(
            "ingress",
            key("kind", Word.of("nginx", "alb", "gateway", "traefik", "istio"), "What takes the requests.", "nginx")
                    .heads(),
            key("tls", Form.FLAG, "Whether TLS ends there.", "true"));

    private static final Block LOAD_BALANCER = block(
            "loadBalancer",
            key(
                            "kind",
                            Word.explained(
                                    "alb", "AWS Application Load Balancer.",
                                    "nlb", "AWS Network Load Balancer.",
                                    "classic", "AWS Classic Load Balancer.",
                                    "application-gateway", "Azure Application Gateway.",
                                    "azure-load-balancer", "Azure Load Balancer.",
                                    "cloud-load-balancing", "Google Cloud Load Balancing."),
                            "Which one.",
                            "alb")
                    .heads(),
            key("affinity", Word.of("sticky", "none"), "Whether a user stays with one copy.", "sticky"),
            key("tls", Word.of("terminate", "pass-through"), "Where TLS ends.", "terminate"),
            key("healthChecks", Form.FLAG, "Whether it asks the copies itself.", "true"));

    static final Block SERVICE = entry(
            "SERVICE",
            key("application", APPLICATION, "Its owner, where there are several applications.", "shop"),
            key("shared", Form.FLAG, "Used by several applications and moved by none.", "true"),
            key("image", Form.TEXT, "What runs.", "example/shop:1.4"),
            key(
                    "in",
                    new Values(SchemaParts.REGION),
                    "The regions in which it runs; every region of its application if silent.",
                    "[us-east-1]"),
            key(
                            "platform",
                            SchemaPlatform.PLATFORM,
                            "The platform that runs this service, instead of `compute.platform`.",
                            "functions")
                    .perRegion(),
            key(
                            "starts",
                            STARTS,
                            "When it runs; how long it takes to start is `failover.steps.scale.of.SERVICE.takes`.",
                            "failover")
                    .otherwise("always"),
            key(
                    "stateful",
                    Form.FLAG,
                    "Each copy keeps data on a volume that belongs to it, as in a StatefulSet.",
                    "true"),
            key(
                    "volume",
                    Reference.to(Kind.STORE),
                    "The store of kind `volume` that holds what its copies keep.",
                    "disks"),
            key("port", Form.PORT, "The port that it listens on.", "8080").otherwise("8080"),
            key("health", HEALTH, "How to ask whether it can serve.", "/health").otherwise("/"),
            key("replicas", Form.COUNT, "How many, or from how many to how many.", "3..10")
                    .perRegion(),
            key("resources", RESOURCES, "What one copy of it needs.", "{cpu: 250m, memory: 512Mi}"),
            key("runsOn", Reference.to(Kind.NODES), "The group of nodes that it runs on.", "general"),
            key("ingress", INGRESS, "What takes requests inside a region.", "{kind: nginx, tls: true}"),
            key("loadBalancer", LOAD_BALANCER, "What spreads requests inside a region.", "{kind: alb}"),
            key("secrets", new Values(Reference.to(Kind.SECRET)), "The secrets that it may read.", "[database]"),
            key("dependsOn", DEPENDS_ON, "What it needs.", "{orders: hard}"));

    static final Block EXTERNAL = entry(
            "EXTERNAL",
            key("sla", Form.SHARE, "The availability that its owner promises.", "99.99%"),
            key("scope", Word.of("global", "regional"), "How far its failure reaches.", "global"),
            key("controlIn", Form.PLACE, "Where its control plane lives.", "us-east-1"),
            key("in", new Values(SchemaParts.REGION), "The regions that have it; all if silent.", "[us-east-1]"));

    private SchemaServices() {}
}
