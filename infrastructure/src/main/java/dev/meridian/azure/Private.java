package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import java.util.List;
import java.util.Locale;

/// By which address the network reaches a store, and by which name. The name is the store's own: whoever asks
/// within the network is told the address there, and outside of it nobody is let in.
final class Private {
    /// Kinds of stores, as Azure calls what is reached of them and the zone of their names (Azure Private Link,
    /// DNS zone values, 2026-11).
    enum Kind {
        DATABASES("postgresqlServer", "privatelink.postgres.database.azure.com"),
        CACHES("redisEnterprise", "privatelink.redis.azure.net"),
        OBJECTS("blob", "privatelink.blob.core.windows.net");

        private final String part;
        private final String zone;

        Kind(String part, String zone) {
            this.part = part;
            this.zone = zone;
        }

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Private() {}

    /// The zone of all of a kind.
    static List<Block> zone(Site site, Kind kind) {
        return List.of(
                Setup.grouped("azurerm_private_dns_zone", kind.label(), kind.zone)
                        .set("tags", reference("local.tags")),
                Setup.grouped("azurerm_private_dns_zone_virtual_network_link", kind.label(), site.name())
                        .set("private_dns_zone_name", reference("azurerm_private_dns_zone." + kind.label() + ".name"))
                        .set("virtual_network_id", reference("azurerm_virtual_network.main.id"))
                        .set("tags", reference("local.tags")));
    }

    /// @param store by its label
    /// @param type of the resource that has it
    static Block endpoint(Site site, Kind kind, String store, String type) {
        String name = site.name() + "-" + store.replace('_', '-');
        return Setup.placed("azurerm_private_endpoint", store, name)
                .set("subnet_id", reference("azurerm_subnet.connections.id"))
                .with(Block.of("private_service_connection")
                        .set("name", name)
                        .set("is_manual_connection", false)
                        .set("private_connection_resource_id", reference(type + "." + store + ".id"))
                        .set("subresource_names", texts(List.of(kind.part))))
                .with(Block.of("private_dns_zone_group")
                        .set("name", kind.label())
                        .set(
                                "private_dns_zone_ids",
                                sequence(reference("azurerm_private_dns_zone." + kind.label() + ".id"))))
                .set("tags", reference("local.tags"));
    }
}
