package dev.meridian.topology;

import static dev.meridian.topology.SchemaParts.APPLICATION;
import static dev.meridian.topology.SchemaParts.REGION;
import static dev.meridian.topology.SchemaParts.absent;
import static dev.meridian.topology.SchemaParts.entry;
import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;

/// The section `traffic` of version 1.
final class SchemaTraffic {
    private static final Word ROUTES = Word.explained(
            "latency", "The region that answers a user soonest.",
            "geolocation", "The region that `geography` names for the user's country or continent.",
            "weighted",
                    "A share of the users for each region, by `weights`; a region with 0 gets none until they are changed.",
            "failover", "The primary region while its check passes, else the next of `failover.targets`.",
            "client", "The client chooses among several addresses.",
            "health", "Regions that fail their check get no users; beside another word it narrows its choice.");

    private static final Word SWITCHES = Word.explained(
            "dns", "The records of its name: users move as resolvers and clients forget the old answer (`ttl`).",
            "anycast", "The announcement of one address: nothing has to be forgotten.",
            "cdn-origin",
                    "The origins of a CDN or a front such as Front Door: its edge chooses, the users' name stays as it is.",
            "provider-control",
                    "A setting of the provider, such as weights, a URL map or an origin that is enabled; it needs the"
                            + " provider's control plane (`traffic.control.in`) and a person or a program that changes it.",
            "routing-control",
                    "A switch for each region (Amazon Application Recovery Controller), answered by several regions.",
            "none", "Nothing can move its users: one fixed address, or an origin that is disabled.");

    private static final Block ORIGIN_FAILOVER = block(
            "originFailover",
            key(
                    "methods",
                    new Values(Word.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")),
                    "The methods of the requests that are sent to the next origin; requests with another method fail. If"
                            + " silent, those of the product (CloudFront: GET, HEAD and OPTIONS).",
                    "[GET, HEAD, OPTIONS]"),
            key(
                    "codes",
                    SchemaParts.STATUSES,
                    "The status codes of an origin that send a request to the next one; a failed connection does in any"
                            + " case.",
                    "[500, 502, 503, 504]"),
            key("timeout", Form.TIME, "How long one attempt waits for a connection or an answer of an origin.", "10s"),
            key("attempts", Form.POSITIVE, "How many attempts are made at one origin.", "3"));

    private static final Block ENTRANCE = entry(
            "ENTRANCE",
            key("application", APPLICATION, "Whose it is.", "shop"),
            key("host", Form.HOST, "What users open.", "shop.example.com").heads(),
            key(
                    "zone",
                    Form.HOST,
                    "The zone of names that has it; what is behind its first word if silent.",
                    "example.com"),
            key("to", Reference.to(Kind.SERVICE), "The service behind it; the one of its name if silent.", "web"),
            key(
                    "route",
                    new Values(ROUTES),
                    "What decides which users are sent to which region: one way of choosing, and `health` beside it where"
                            + " regions that fail their check are left out.",
                    "[latency, health]"),
            key(
                    "providers",
                    new Values(Word.of(
                            "route53",
                            "cloudflare",
                            "google-cloud-dns",
                            "azure-dns",
                            "traffic-manager",
                            "front-door",
                            "global-load-balancer",
                            "ns1",
                            "akamai",
                            "fastly",
                            "other")),
                    "The DNS service that answers for its name, or the front that does; several where each of them answers"
                            + " the same name, so that one may fail. What stands in front of another is `behind`.",
                    "[route53]"),
            key(
                    "weights",
                    new Named(REGION, Form.WHOLE),
                    "The parts of the users, with `weighted`.",
                    "{us-east-1: 70, eu-west-1: 30}"),
            key("switch", SWITCHES, "What is turned to move its users.", "dns"),
            key(
                    "health",
                    Reference.to(Kind.PROBE).or("none"),
                    "The probe that its answers go by; `none` where no check is attached.",
                    "site"),
            key(
                    "originFailover",
                    ORIGIN_FAILOVER,
                    "Which requests a CDN sends on to the next origin, and when; with `switch: cdn-origin`.",
                    "{methods: [GET, HEAD], codes: [502, 503, 504]}"),
            key(
                    "behind",
                    new Values(Reference.to(Kind.EXTERNAL)),
                    "What stands in front of it, such as a router that another provider runs.",
                    "[identity]"),
            key(
                    "in",
                    new Values(REGION),
                    "The regions in which its proxy or balancer stands; every region of its application if silent.",
                    "[us-east-1]"),
            key(
                            "scope",
                            Word.of("public", "internal"),
                            "Who can reach it: the internet, or private networks alone (an internal load balancer).",
                            "internal")
                    .otherwise("public"),
            key(
                    "geography",
                    new Named(Form.GEOGRAPHY, REGION),
                    "The region that answers each continent or country, with `geolocation`; `default` for all others.",
                    "{EU: eu-west-1, default: us-east-1}"),
            key("alias", Form.FLAG, "Whether its name is an alias that the provider follows itself.", "true"),
            key(
                    "ttl",
                    Form.TIME_OR_UNKNOWN,
                    "How long a resolver may keep an answer for it, where that is not `traffic.ttl`.",
                    "300s"));

    private static final Block BEHAVIOUR = entry(
            "BEHAVIOUR",
            key("path", Form.HTTP_PATH, "The paths that it is for.", "/api/*").needed(),
            key("ttl", Form.TIME, "How long an answer is kept, where it does not say.", "300s"),
            key("maxTtl", Form.TIME, "The longest that an answer may ask to be kept.", "3600s"),
            key("compress", Form.FLAG, "Whether its answers are compressed.", "true"));

    private static final Block CDN = block(
            "cdn",
            key(
                            "kind",
                            Word.of("cloudfront", "cloudflare", "fastly", "akamai", "cloud-cdn", "front-door", "other"),
                            "Whose it is.",
                            "cloudfront")
                    .heads(),
            key("locations", Form.COUNT, "How many edge locations it has.", "200.."),
            key("originShield", Form.FLAG, "Whether one cache stands before the origins.", "true"),
            key("originAccessControl", Form.FLAG, "Whether the origins answer only to it.", "true"),
            key("errorPages", Form.FLAG, "Whether it has error pages of its own.", "true"),
            key("securityHeaders", Form.FLAG, "Whether it adds headers of security.", "true"),
            key("realTimeLogs", Form.FLAG, "Whether its log arrives at once.", "true"),
            key("customDomains", Form.FLAG, "Whether it serves under names of its owner.", "true"),
            key("compression", new Values(Word.of("gzip", "brotli")), "What it compresses with.", "[gzip, brotli]"),
            key(
                    "behaviours",
                    new Named(Form.NAME, BEHAVIOUR),
                    "What it keeps for how long.",
                    "{api: {path: /api/*, ttl: 300s}}"));

    private static final Block FUNCTION = entry(
            "FUNCTION",
            key("kind", Word.of("lambda-edge", "cloudfront-function", "worker"), "What runs it.", "lambda-edge"),
            key(
                    "at",
                    Word.of("viewer-request", "viewer-response", "origin-request", "origin-response"),
                    "When it runs.",
                    "viewer-request"),
            key("run", Form.TEXT, "The program.", "edge/ab.js"),
            key(
                    "does",
                    new Values(Word.of(
                            "request-routing",
                            "request-optimization",
                            "response-optimization",
                            "header-manipulation",
                            "query-processing",
                            "response-transformation",
                            "response-caching",
                            "ab-testing",
                            "personalization",
                            "authentication",
                            "deduplication",
                            "rate-limit",
                            "image-optimization",
                            "minification")),
                    "What for.",
                    "[ab-testing]"));

    private static final Block WAF = block(
            "waf",
            key(
                    "rules",
                    new Values(Word.of(
                            "managed",
                            "custom",
                            "owasp-top-10",
                            "rate-limit",
                            "threat-intelligence",
                            "bot-control",
                            "child-safety")),
                    "What it looks for.",
                    "[owasp-top-10, rate-limit]"),
            key("ratePerAddress", Form.RATE, "The most requests from one address.", "2000/min"),
            key("geography", Word.of("none", "configurable", "restricted"), "Whether countries are kept out.", "none"));

    private static final Block CERTIFICATES = block(
            "certificates",
            key("issuer", Word.of("acm", "lets-encrypt", "google", "azure", "other"), "Who issues them.", "acm"),
            key("validate", Word.of("dns", "email", "http"), "How the name is proved.", "dns"),
            key("renew", Word.of("automatic", "manual"), "Who renews them.", "automatic"),
            key("perRegion", Form.FLAG, "Whether every region has its own.", "true"),
            key("watch", Form.FLAG, "Whether somebody is told before one expires.", "true"),
            key("names", new Named(Form.NAME, Form.HOST), "Further names.", "{standby: standby.example.com}"));

    private static final Block CLIENTS = block(
            "clients",
            key("ignoreTtl", Form.TIME, "How long some keep an answer beyond its TTL.", "30s"),
            key(
                    "whenUnknown",
                    Word.of("wait", "assume-primary"),
                    "What they do while they do not know the primary.",
                    "wait"));

    private static final Block ACCELERATOR = block(
            "accelerator",
            key(
                            "kind",
                            Word.of(
                                    "global-accelerator",
                                    "anycast",
                                    "front-door",
                                    "traffic-manager",
                                    "global-load-balancer",
                                    "cross-region-load-balancer",
                                    "cloudflare",
                                    "other"),
                            "The service that has these addresses.",
                            "global-accelerator")
                    .heads(),
            key("addresses", Word.of("anycast", "unicast"), "What its addresses are.", "anycast"),
            key("primary", REGION, "The region of its first endpoint.", "us-east-1"));

    private static final Block LOCATION = block(
            "LOCATION",
            key("near", Form.PLACE, "The region nearest to them.", "us-east-1").needed(),
            key("share", Form.SHARE, "How many of all users.", "60%"),
            absent());

    private static final Block CONTROL = block(
            "control",
            key("in", new Values(Form.PLACE), "Where it runs.", "[us-east-1]").needed());

    static final Block TRAFFIC = block(
            "traffic",
            key(
                            "ttl",
                            Form.TIME_OR_UNKNOWN,
                            "How long a resolver may keep an answer; `unknown` where nobody has looked, and then no time"
                                    + " bounds a move of users by DNS.",
                            "30s")
                    .otherwise("30s"),
            key("entrances", new Named(Form.NAME, ENTRANCE), "The names that users open.", "{web: shop.example.com}"),
            key(
                    "users",
                    new Named(Form.NAME, LOCATION),
                    "Where users are.",
                    "{dublin: {near: eu-west-1, share: 40%}, rest: {near: us-east-1}}"),
            key("control", CONTROL, "Where the thing that turns the traffic runs.", "{in: [us-east-1]}"),
            key("clients", CLIENTS, "How clients behave that are not told.", "{ignoreTtl: 30s}"),
            key("accelerator", ACCELERATOR, "Fixed addresses before all regions.", "global-accelerator"),
            key("cdn", CDN, "What caches near the users.", "{kind: cloudfront}"),
            key("functions", new Named(Form.NAME, FUNCTION), "What runs there.", "{ab: {at: viewer-request}}"),
            key("waf", WAF, "What keeps bad requests out.", "{rules: [owasp-top-10]}"),
            key(
                    "ddos",
                    Word.of("shield-standard", "shield-advanced", "cloudflare", "cloud-armor", "provider"),
                    "What bears a flood of requests.",
                    "shield-standard"),
            key("certificates", CERTIFICATES, "Who proves its names.", "{issuer: acm, renew: automatic}"));

    private SchemaTraffic() {}
}
