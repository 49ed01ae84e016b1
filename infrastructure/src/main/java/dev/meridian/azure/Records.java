package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// Who did what: where it is written down, and what of it is.
final class Records {
    private Records() {}

    /// What a region writes down; nothing where nothing there can be called.
    ///
    /// @param isWhole whether what only reads is written down too, store by store
    static List<Block> of(Site site, boolean isWhole) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(workspace(site.name(), site.logDays()).set("tags", reference("local.tags")));
        blocks.add(written("vault", reference("azurerm_key_vault.main.id"), "AuditEvent"));
        site.cluster().ifPresent(cluster -> blocks.addAll(new Aks(site, cluster).logs(isWhole)));
        if (isWhole) {
            stores(site, blocks);
        }
        return blocks;
    }

    private static void stores(Site site, List<Block> blocks) {
        for (Database database : site.databases()) {
            String label = Root.label(database.store());
            blocks.add(
                    written(label, reference("azurerm_postgresql_flexible_server." + label + ".id"), "PostgreSQLLogs"));
        }
        for (Cache cache : site.stores().caches()) {
            String label = Root.label(cache.store());
            blocks.add(written(
                    label,
                    template("${azurerm_managed_redis." + label + ".id}/databases/default"),
                    "ConnectionEvents"));
        }
        for (Bucket bucket : site.stores().buckets()) {
            String label = Root.label(bucket.store());
            blocks.add(written(
                    label,
                    template("${azurerm_storage_account." + label + ".id}/blobServices/default"),
                    "StorageRead",
                    "StorageWrite",
                    "StorageDelete"));
        }
    }

    /// Calls that change something in the subscription, whichever region they are about.
    static List<Block> ofSubscription(Estate estate) {
        return List.of(
                workspace(
                                estate.name() + "-records",
                                estate.sites().firstEntry().getValue().logDays())
                        .set("tags", Setup.tags(estate)),
                written(
                        estate.name() + "-records",
                        template("/subscriptions/${var.subscription_id}"),
                        "Administrative",
                        "Security",
                        "Policy",
                        "Alert"));
    }

    private static Block workspace(String name, int days) {
        return Setup.placed("azurerm_log_analytics_workspace", "main", name)
                .set("sku", "PerGB2018")
                .set("retention_in_days", days);
    }

    private static Block written(String name, Expression target, String... categories) {
        Block setting = Block.resource("azurerm_monitor_diagnostic_setting", Root.label(name))
                .set("name", name)
                .set("target_resource_id", target)
                .set("log_analytics_workspace_id", reference("azurerm_log_analytics_workspace.main.id"));
        for (String category : categories) {
            setting = setting.with(Block.of("enabled_log").set("category", category));
        }
        return setting;
    }
}
