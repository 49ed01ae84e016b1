package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// What a cluster asks its region's vault for by name: where its stores are, and secrets, which somebody puts
/// there; and who brings it there.
final class Told {
    /// By the name that those who publish it give to it.
    private static final String BRINGER = "external-secrets";

    private Told() {}

    /// Whether a cluster here asks.
    static boolean isNeeded(Estate estate, Site site) {
        boolean hasAddresses =
                !site.databases().isEmpty() || !site.stores().caches().isEmpty();
        return site.cluster().isPresent()
                && estate.fleet()
                        .filter(fleet -> !fleet.secrets().isEmpty() || hasAddresses)
                        .isPresent();
    }

    static List<Block> of(Site site) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Keys.operator("operator_secrets", "Key Vault Secrets Officer"));
        for (Database database : site.databases()) {
            String own = Root.label(database.store());
            blocks.add(
                    address(site, database.store(), reference("azurerm_postgresql_flexible_server." + own + ".fqdn")));
        }
        for (Cache cache : site.stores().caches()) {
            String own = Root.label(cache.store());
            blocks.add(address(site, cache.store(), reference("azurerm_managed_redis." + own + ".hostname")));
        }
        blocks.addAll(Identities.identity(site, "bringer", BRINGER, BRINGER));
        blocks.add(
                Identities.may("bringer", "bringer", "Key Vault Secrets User", reference("azurerm_key_vault.main.id")));
        blocks.add(Block.of("output", "external_secrets")
                .set("description", "The identity of External Secrets, which its service account is told.")
                .set("value", reference("azurerm_user_assigned_identity.bringer.client_id")));
        return blocks;
    }

    /// An address is not secret; it is kept like one, since nothing is gained by a second kind.
    private static Block address(Site site, String store, Expression value) {
        return Block.resource("azurerm_key_vault_secret", Root.label(store) + "_host")
                .set("name", Fleet.plainParameter(site.name(), store))
                .set("key_vault_id", reference("azurerm_key_vault.main.id"))
                .set("content_type", "text/plain")
                .set("value", value)
                .set("tags", reference("local.tags"))
                .set("depends_on", sequence(reference("azurerm_role_assignment.operator_secrets")));
    }
}
