package dev.meridian.mechanisms;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The rhythm of a provider's health checks that decide about names, fixed addresses or origins.
///
/// @param service `Amazon Route 53 health checks`
/// @param words the values of an entrance's `providers`, of `traffic.accelerator` or of `traffic.cdn` that mean it
/// @param every the default interval between two checks of one checker; zero where each request is a check
/// @param fastest the shortest interval that can be bought or set
/// @param failures the default number of consecutive failures
/// @param timeout the default time after which an answer counts as none; zero where none is published
public record HealthChecks(
        Provider provider,
        String service,
        List<String> words,
        Duration every,
        Duration fastest,
        int failures,
        Duration timeout,
        Source source) {
    private static final List<HealthChecks> ALL = List.of(
            new HealthChecks(
                    Provider.AWS,
                    "Amazon Route 53 health checks",
                    List.of("route53", "route-53"),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    3,
                    Duration.ofSeconds(6),
                    Source.read(
                            "Amazon Route 53 Developer Guide, How Route 53 determines whether a health check is healthy:"
                                    + " every 30 s unless 10 s are paid for, three failures by default, 4 s to connect and"
                                    + " 2 s to answer",
                            Row.MONTH)),
            new HealthChecks(
                    Provider.AWS,
                    "AWS Global Accelerator health checks",
                    List.of("global-accelerator"),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    3,
                    Duration.ZERO,
                    Source.read(
                            "AWS Global Accelerator API Reference, EndpointGroup: every 10 or 30 s, three failures by"
                                    + " default; no timeout is published",
                            Row.MONTH)),
            new HealthChecks(
                    Provider.AWS,
                    "Amazon CloudFront origin failover",
                    List.of("cloudfront"),
                    Duration.ZERO,
                    Duration.ZERO,
                    3,
                    Duration.ofSeconds(10),
                    Source.read(
                            "Amazon CloudFront Developer Guide, Origin failover: per request, three connection attempts of"
                                    + " 10 s by default; GET, HEAD and OPTIONS only",
                            Row.MONTH)),
            new HealthChecks(
                    Provider.GOOGLE_CLOUD,
                    "Google Cloud load balancer health checks",
                    List.of(
                            "global-load-balancer",
                            "global-external-load-balancer",
                            "cloud-load-balancing",
                            "cloud-cdn"),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1),
                    2,
                    Duration.ofSeconds(5),
                    Source.read(
                            "gcloud reference, compute health-checks create: every 5 s, two failures and a timeout of 5 s"
                                    + " by default",
                            Row.MONTH)),
            new HealthChecks(
                    Provider.GOOGLE_CLOUD,
                    "Google Cloud DNS routing policies with health checks",
                    List.of("google-cloud-dns", "cloud-dns"),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    2,
                    Duration.ofSeconds(5),
                    Source.read(
                            "Compute Engine API reference, healthChecks, sourceRegions: at least 30 s between two"
                                    + " checks; Google Cloud documentation, DNS routing policies and health checks:"
                                    + " for internal load balancers and external endpoints",
                            Row.MONTH)),
            new HealthChecks(
                    Provider.AZURE,
                    "Azure Traffic Manager endpoint monitoring",
                    List.of("traffic-manager", "azure-traffic-manager"),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    4,
                    Duration.ofSeconds(10),
                    Source.read(
                            "Microsoft Learn, Traffic Manager endpoint monitoring: every 30 s unless 10 s are paid for,"
                                    + " three tolerated failures and a fourth that counts, 10 s to answer, 9 s at an"
                                    + " interval of 10 s",
                            Row.MONTH)),
            new HealthChecks(
                    Provider.AZURE,
                    "Azure Front Door health probes",
                    List.of("front-door", "azure-front-door"),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5),
                    2,
                    Duration.ZERO,
                    Source.read(
                            "Microsoft Learn, Azure Front Door health probes (2025-01): every 30 s by default, less"
                                    + " often from an edge location without traffic; azurerm"
                                    + " provider, cdn_frontdoor_origin_group: three of the last four samples have to"
                                    + " succeed by default; no timeout is published",
                            Row.MONTH)),
            new HealthChecks(
                    Provider.CLOUDFLARE,
                    "Cloudflare load balancing monitors",
                    List.of("cloudflare", "cloudflare-load-balancing"),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10),
                    1,
                    Duration.ofSeconds(15),
                    Source.read(
                            "Cloudflare documentation, Load balancing monitors: every 60 s, 5 s to answer and two"
                                    + " retries at once by default; the 10 s of the Enterprise plan are recalled",
                            Row.MONTH)));

    public HealthChecks {
        words = List.copyOf(words);
    }

    /// All rows in the order of the table.
    public static List<HealthChecks> all() {
        return ALL;
    }

    /// The health checks that a word of a topology means; empty for a word without facts here.
    public static Optional<HealthChecks> of(String word) {
        String normal = Mechanisms.normal(word);
        return ALL.stream().filter(row -> row.words().contains(normal)).findFirst();
    }
}
