package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Site;
import dev.meridian.estate.Workload;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.List;
import java.util.Optional;

/// By which names services of ECS in one region find each other: those of a zone that the region's network alone
/// asks. A cluster of Kubernetes has such names by itself.
final class Discovery {
    /// Kept for networks of one's own by whoever hands out names (ICANN, board resolution on .internal,
    /// 2024-07-29).
    private static final String ZONE = ".internal";

    /// So long a caller may go on to ask a copy that has ended.
    private static final int SECONDS = 10;

    private static final String NAMESPACE = "aws_service_discovery_private_dns_namespace";

    private Discovery() {}

    /// Whether another service here depends on this one.
    static boolean isCalled(Site site, Workload service) {
        for (Workload other : site.services()) {
            if (other.calls().contains(service.name())) {
                return true;
            }
        }
        return false;
    }

    /// Where a service here is; empty for one that is not here.
    static Optional<Workload> called(Site site, String name) {
        for (Workload other : site.services()) {
            if (other.name().equals(name) && other.image().isPresent()) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    static String host(Site site, Workload service) {
        return service.name() + "." + site.name() + ZONE;
    }

    /// The zone; none where nobody calls anybody.
    static List<Block> zone(Site site) {
        boolean isAsked = site.services().stream().anyMatch(service -> isCalled(site, service));
        return isAsked
                ? List.of(Block.resource(NAMESPACE, "main")
                        .set("name", site.name() + ZONE)
                        .set("description", "Services of " + site.name())
                        .set("vpc", reference("aws_vpc.main.id")))
                : List.of();
    }

    /// The name of a service, which leads to each copy of it.
    static Block name(Workload service) {
        return Block.resource("aws_service_discovery_service", Root.label(service.name()))
                .set("name", service.name())
                .set(
                        "force_destroy",
                        new Expression.Flag(true),
                        "ECS takes copies out a while after the service has gone.")
                .with(Block.of("dns_config")
                        .set("namespace_id", reference(NAMESPACE + ".main.id"))
                        .set("routing_policy", "MULTIVALUE")
                        .with(Block.of("dns_records").set("type", "A").set("ttl", SECONDS)));
    }
}
