package dev.meridian.azure;

import static dev.meridian.hcl.Expression.texts;

import dev.meridian.hcl.Block;
import java.util.List;

/// What every account of storage has, whatever is in it: nobody is let in by a key, nothing is open to all, and no
/// connection is without TLS.
final class Accounts {
    private Accounts() {}

    static Block closed(Block account) {
        return account.set("account_kind", "StorageV2")
                .set("account_tier", "Standard")
                .set("min_tls_version", "TLS1_2")
                .set("https_traffic_only_enabled", true)
                .set("shared_access_key_enabled", false)
                .set("default_to_oauth_authentication", true)
                .set("allow_nested_items_to_be_public", false)
                .set("cross_tenant_replication_enabled", false)
                .set("local_user_enabled", false)
                .set("infrastructure_encryption_enabled", true);
    }

    /// A rule about all that is in an account, which says nothing yet.
    static Block rule(String name) {
        return Block.of("rule")
                .set("name", name)
                .set("enabled", true)
                .with(Block.of("filters").set("blob_types", texts(List.of("blockBlob"))));
    }
}
