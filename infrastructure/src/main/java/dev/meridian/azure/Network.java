package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.text;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Ranges;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.List;

/// The network of one region: a subnet for machines, and one for the addresses by which they reach stores. Subnets
/// of Azure span all zones.
final class Network {
    /// Before the rules that Azure has itself, by which all that is connected reaches all.
    private static final int LAST = 4_096;

    private static final int FIRST = 100;

    /// Of PostgreSQL, Azure Managed Redis and its parts, and everything that speaks HTTPS.
    private static final List<String> STORE_PORTS = List.of("443", "5432", "8500-8599", "10000");

    private final Site site;
    private final Ranges ranges;

    Network(Site site) {
        this.site = site;
        this.ranges = site.ranges();
    }

    /// @param isVaultAsked whether machines reach the vault of the region, which lets nobody in from elsewhere
    List<Block> network(boolean isVaultAsked) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Setup.placed("azurerm_virtual_network", "main", site.name())
                .set(
                        "address_space",
                        texts(List.of(Ranges.network(site.network().block()).toString())))
                .set("tags", reference("local.tags")));
        blocks.add(machines(isVaultAsked));
        blocks.addAll(group("machines"));
        if (!site.entrances().isEmpty()) {
            blocks.add(rule("machines", "users", FIRST, "Allow", "Internet")
                    .set("protocol", "Tcp")
                    .set("destination_port_range", "443"));
        }
        if (hasConnections(site)) {
            blocks.add(subnet("connections", ranges.connections().toString())
                    .set(
                            "private_endpoint_network_policies",
                            text("Enabled"),
                            "Without this no rule holds for the addresses of stores."));
            blocks.addAll(group("connections"));
            blocks.add(rule(
                            "connections",
                            "machines",
                            FIRST,
                            "Allow",
                            ranges.machines().toString())
                    .set("protocol", "Tcp")
                    .set("destination_port_ranges", texts(STORE_PORTS)));
            blocks.add(rule("connections", "others", LAST, "Deny", "*")
                    .set("protocol", "*")
                    .set("destination_port_range", "*"));
        }
        return blocks;
    }

    private Block machines(boolean isVaultAsked) {
        Block machines = subnet("machines", ranges.machines().toString());
        List<String> endpoints = new ArrayList<>();
        if (isVaultAsked || site.network().hasEndpoints()) {
            endpoints.add("Microsoft.KeyVault");
        }
        if (site.network().hasEndpoints()) {
            endpoints.add("Microsoft.Storage");
        }
        return endpoints.isEmpty() ? machines : machines.set("service_endpoints", texts(endpoints));
    }

    /// Whether there is anything to be reached in private.
    static boolean hasConnections(Site site) {
        return !site.databases().isEmpty()
                || !site.stores().caches().isEmpty()
                || !site.stores().buckets().isEmpty();
    }

    private Block subnet(String name, String block) {
        return Setup.grouped("azurerm_subnet", name, name)
                .set("virtual_network_name", reference("azurerm_virtual_network.main.name"))
                .set("address_prefixes", texts(List.of(block)))
                .set("default_outbound_access_enabled", false);
    }

    /// Rules of a subnet. Those that Azure has itself keep out the internet.
    private List<Block> group(String name) {
        return List.of(
                Setup.placed("azurerm_network_security_group", name, site.name() + "-" + name)
                        .set("tags", reference("local.tags")),
                Block.resource("azurerm_subnet_network_security_group_association", name)
                        .set("subnet_id", reference("azurerm_subnet." + name + ".id"))
                        .set("network_security_group_id", reference("azurerm_network_security_group." + name + ".id")));
    }

    private static Block rule(String group, String name, int priority, String access, String from) {
        return Setup.grouped("azurerm_network_security_rule", name, name)
                .set("network_security_group_name", reference("azurerm_network_security_group." + group + ".name"))
                .set("priority", priority)
                .set("direction", "Inbound")
                .set("access", access)
                .set("source_address_prefix", from)
                .set("source_port_range", "*")
                .set("destination_address_prefix", "*");
    }

    /// Where machines go out. This kind is in all zones at once (Azure NAT Gateway, SKUs, 2026-11): a zone that is
    /// lost takes no way out of the others with it.
    List<Block> wayOut() {
        Expression zones = texts(List.of("1", "2", "3"));
        return List.of(
                Setup.placed("azurerm_public_ip", "out", site.name() + "-out")
                        .set("allocation_method", "Static")
                        .set("sku", "StandardV2")
                        .set("zones", zones)
                        .set("tags", reference("local.tags")),
                Setup.placed("azurerm_nat_gateway", "main", site.name())
                        .set("sku_name", "StandardV2")
                        .set("zones", zones)
                        .set("tags", reference("local.tags")),
                Block.resource("azurerm_nat_gateway_public_ip_association", "main")
                        .set("nat_gateway_id", reference("azurerm_nat_gateway.main.id"))
                        .set("public_ip_address_id", reference("azurerm_public_ip.out.id")),
                Block.resource("azurerm_subnet_nat_gateway_association", "machines")
                        .set("subnet_id", reference("azurerm_subnet.machines.id"))
                        .set("nat_gateway_id", reference("azurerm_nat_gateway.main.id"))
                        .set("depends_on", sequence(reference("azurerm_nat_gateway_public_ip_association.main"))));
    }
}
