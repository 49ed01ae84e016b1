package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.text;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Fleet;
import dev.meridian.estate.ShortName;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.List;

/// The vault of a region, the customer's own key in it, and who uses that on behalf of stores and disks. A key
/// never leaves its region.
final class Keys {
    /// The longest that what somebody deletes can be had back (Key Vault, soft-delete, 2026-11).
    private static final int DAYS_TO_REPENT = 90;

    private static final int BITS = 3_072;
    private static final String ROTATION = "P90D";

    private Keys() {}

    /// Whether anything here is encrypted with it.
    static boolean areNeeded(Site site) {
        return site.cluster().isPresent() || Network.hasConnections(site);
    }

    /// The name of a region's vault: 24 letters that nobody else's has (Key Vault, naming rules, 2026-11).
    static String vault(Site site) {
        return ShortName.letters(site.name() + "-" + site.suffix(), Fleet.LONGEST_VAULT);
    }

    /// @param isAsked whether a cluster of the region asks the vault for something
    static List<Block> of(Site site, boolean isAsked) {
        Block reach = Block.of("network_acls")
                .set("default_action", "Deny")
                .set("bypass", "AzureServices")
                .set("ip_rules", reference("var.operators"));
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.data("azurerm_client_config", "here"));
        blocks.add(Setup.placed("azurerm_key_vault", "main", vault(site))
                .set("tenant_id", reference("data.azurerm_client_config.here.tenant_id"))
                .set("sku_name", "standard")
                .set("rbac_authorization_enabled", true)
                .set("purge_protection_enabled", true)
                .set("soft_delete_retention_days", DAYS_TO_REPENT)
                .set("public_network_access_enabled", true)
                .with(
                        isAsked
                                ? reach.set(
                                        "virtual_network_subnet_ids", sequence(reference("azurerm_subnet.machines.id")))
                                : reach)
                .set("tags", reference("local.tags")));
        blocks.add(operator("operator_keys", "Key Vault Crypto Officer"));
        blocks.add(Block.resource("azurerm_key_vault_key", "data")
                .set("name", "data")
                .set("key_vault_id", reference("azurerm_key_vault.main.id"))
                .set("key_type", "RSA")
                .set("key_size", BITS)
                .set("key_opts", texts(List.of("wrapKey", "unwrapKey")))
                .with(Block.of("rotation_policy").with(Block.of("automatic").set("time_after_creation", ROTATION)))
                .set("depends_on", sequence(reference("azurerm_role_assignment.operator_keys")))
                .with(Block.of("lifecycle").set("prevent_destroy", true)));
        blocks.add(Setup.placed("azurerm_user_assigned_identity", "keys", site.name() + "-keys")
                .set("tags", reference("local.tags")));
        blocks.add(Block.resource("azurerm_role_assignment", "keys")
                .set("scope", reference("azurerm_key_vault.main.id"))
                .set("role_definition_name", "Key Vault Crypto Service Encryption User")
                .set("principal_id", reference("azurerm_user_assigned_identity.keys.principal_id"))
                .set("principal_type", "ServicePrincipal"));
        return blocks;
    }

    /// Who applies this may put something into the vault, and nobody else may.
    static Block operator(String label, String role) {
        return Block.resource("azurerm_role_assignment", label)
                .set("scope", reference("azurerm_key_vault.main.id"))
                .set("role_definition_name", role)
                .set("principal_id", reference("data.azurerm_client_config.here.object_id"))
                .with(Block.of("lifecycle")
                        .set(
                                "ignore_changes",
                                sequence(reference("principal_id")),
                                "Whoever applies this first; others are let in by hand."));
    }

    /// From where Terraform itself comes.
    static Block operators() {
        return Block.of("variable", "operators")
                .set("type", reference("list(string)"))
                .set(
                        "description",
                        "Addresses from which this is applied; the vault of keys lets in no others from outside.");
    }

    /// In whose name a store uses the key.
    static Block identity() {
        return Block.of("identity")
                .set("type", "UserAssigned")
                .set("identity_ids", sequence(reference("azurerm_user_assigned_identity.keys.id")));
    }

    /// What has to be there before.
    static Expression before() {
        return reference("azurerm_role_assignment.keys");
    }

    /// Disks of a cluster.
    static Block disks(Site site) {
        return Setup.placed("azurerm_disk_encryption_set", "main", site.name())
                .set(
                        "key_vault_key_id",
                        reference("azurerm_key_vault_key.data.versionless_id"),
                        "Without a version: it follows when the key rotates.")
                .set("auto_key_rotation_enabled", true)
                .set("encryption_type", text("EncryptionAtRestWithCustomerKey"))
                .with(identity())
                .set("tags", reference("local.tags"))
                .set("depends_on", sequence(before()));
    }
}
