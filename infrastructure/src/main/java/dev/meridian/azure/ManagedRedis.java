package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.List;

/// An Azure Managed Redis in one region. It gives out no keys: services sign in as who they are.
final class ManagedRedis {
    /// 6 GB, the next to what other clouds are given (Azure Managed Redis, choosing a tier, 2026-11).
    private static final String SIZE = "Balanced_B5";

    private ManagedRedis() {}

    static List<Block> of(Site site, Cache cache) {
        String label = Root.label(cache.store());
        return List.of(
                Setup.placed("azurerm_managed_redis", label, cache.name())
                        .set("sku_name", SIZE)
                        .set("high_availability_enabled", cache.zones() > 1)
                        .set("public_network_access", "Disabled")
                        .with(Block.of("default_database")
                                .set("access_keys_authentication_enabled", false)
                                .set("client_protocol", "Encrypted")
                                .set("clustering_policy", cache.isCluster() ? "OSSCluster" : "EnterpriseCluster")
                                .set("persistence_redis_database_backup_frequency", "12h"))
                        .with(Keys.identity())
                        .with(Block.of("customer_managed_key")
                                .set("key_vault_key_id", reference("azurerm_key_vault_key.data.id"))
                                .set("user_assigned_identity_id", reference("azurerm_user_assigned_identity.keys.id")))
                        .set("tags", reference("local.tags"))
                        .set("depends_on", sequence(Keys.before())),
                Private.endpoint(site, Private.Kind.CACHES, label, "azurerm_managed_redis"));
    }
}
