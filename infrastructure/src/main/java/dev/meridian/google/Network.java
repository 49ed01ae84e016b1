package dev.meridian.google;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Ranges;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.List;

/// The network of one region. A network of Google Cloud could span all regions; this one does not, so that nothing
/// that is done to it reaches another region (ADR 23).
final class Network {
    /// Behind every rule that somebody writes; the rule without a number that the cloud has behind this one does
    /// the same, and says nothing of it.
    private static final int LAST = 65_534;

    private final Site site;
    private final Ranges ranges;

    Network(Site site) {
        this.site = site;
        this.ranges = site.ranges();
    }

    List<Block> network() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                Block.resource("google_compute_network", "main")
                        .set("name", site.name())
                        .set("auto_create_subnetworks", false)
                        .set("routing_mode", "REGIONAL")
                        .set(
                                "delete_default_routes_on_create",
                                new Expression.Flag(false),
                                "Interfaces of the cloud are reached by it; for machines without an address it leads nowhere else."));
        blocks.add(machines());
        if (!site.databases().isEmpty()) {
            blocks.addAll(stores());
        }
        if (!site.stores().caches().isEmpty()) {
            blocks.addAll(connections());
        }
        return blocks;
    }

    private Block machines() {
        Block subnet = subnet("machines", ranges.machines().toString());
        if (site.cluster().isPresent()) {
            subnet = subnet.with(range("pods", ranges.pods().toString()))
                    .with(range("services", ranges.services().toString()));
        }
        return subnet;
    }

    private Block subnet(String name, String block) {
        Block subnet = Block.resource("google_compute_subnetwork", name)
                .set("name", site.name() + "-" + name)
                .set("network", reference("google_compute_network.main.id"))
                .set("ip_cidr_range", block)
                .set("private_ip_google_access", true);
        return site.network().hasFlowLogs()
                ? subnet.with(Block.of("log_config")
                        .set("aggregation_interval", "INTERVAL_5_SEC")
                        .set("flow_sampling", 1)
                        .set("metadata", "INCLUDE_ALL_METADATA"))
                : subnet;
    }

    private static Block range(String name, String block) {
        return Block.of("secondary_ip_range").set("range_name", name).set("ip_cidr_range", block);
    }

    /// Databases are in a network of the cloud's own, which has these addresses here.
    private List<Block> stores() {
        return List.of(
                Block.resource("google_compute_global_address", "stores")
                        .set("name", site.name() + "-stores")
                        .set("purpose", "VPC_PEERING")
                        .set("address_type", "INTERNAL")
                        .set("address", ranges.stores().text().replaceFirst("/.*", ""))
                        .set("prefix_length", ranges.stores().prefix())
                        .set("network", reference("google_compute_network.main.id")),
                Block.resource("google_service_networking_connection", "stores")
                        .set("network", reference("google_compute_network.main.id"))
                        .set("service", "servicenetworking.googleapis.com")
                        .set(
                                "reserved_peering_ranges",
                                sequence(reference("google_compute_global_address.stores.name"))));
    }

    /// Caches are reached by an address of ours, which the cloud takes from this subnet.
    private List<Block> connections() {
        return List.of(
                subnet("connections", ranges.connections().toString()),
                Block.resource("google_network_connectivity_service_connection_policy", "caches")
                        .set("name", site.name() + "-caches")
                        .set("location", site.region().text())
                        .set("service_class", "gcp-memorystore")
                        .set("network", reference("google_compute_network.main.id"))
                        .with(Block.of("psc_config")
                                .set("subnetworks", sequence(reference("google_compute_subnetwork.connections.id")))));
    }

    /// Where private addresses go out. It is in no zone, and so in all of them: a zone that is lost takes no way
    /// out of the others with it.
    List<Block> wayOut() {
        return List.of(
                Block.resource("google_compute_router", "main")
                        .set("name", site.name())
                        .set("network", reference("google_compute_network.main.id")),
                Block.resource("google_compute_router_nat", "main")
                        .set("name", site.name())
                        .set("router", reference("google_compute_router.main.name"))
                        .set("nat_ip_allocate_option", "AUTO_ONLY")
                        .set("source_subnetwork_ip_ranges_to_nat", "ALL_SUBNETWORKS_ALL_IP_RANGES")
                        .set("enable_dynamic_port_allocation", true)
                        .with(Block.of("log_config").set("enable", true).set("filter", "ERRORS_ONLY")));
    }

    /// Nobody comes in. What a cluster needs between its own parts it lets in itself (GKE, automatically created
    /// firewall rules, 2026-11); the cloud forbids the rest without a word, and this says so.
    List<Block> firewall() {
        return List.of(Block.resource("google_compute_firewall", "closed")
                .set("name", site.name() + "-closed")
                .set("network", reference("google_compute_network.main.id"))
                .set("direction", "INGRESS")
                .set("priority", LAST)
                .set("source_ranges", texts(List.of("0.0.0.0/0")))
                .with(Block.of("deny").set("protocol", "all"))
                .with(Block.of("log_config").set("metadata", "INCLUDE_ALL_METADATA")));
    }
}
