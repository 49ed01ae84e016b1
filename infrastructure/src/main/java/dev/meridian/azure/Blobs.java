package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// Objects in one region: an account of storage with one container, in all zones.
final class Blobs {
    /// What is written over or deleted can be had back so long.
    private static final int DAYS_OF_EARLIER_VERSIONS = 90;

    private static final int DAYS_UNTIL_SELDOM_READ = 30;
    private static final int DAYS_UNTIL_ARCHIVED = 90;

    private Blobs() {}

    static List<Block> of(Site site, Bucket bucket) {
        String label = Root.label(bucket.store());
        Block properties = Block.of("blob_properties")
                .set("versioning_enabled", bucket.isVersioned())
                .set("change_feed_enabled", bucket.isCopied())
                .set("last_access_time_enabled", bucket.aging() == Bucket.Aging.BY_USE)
                .with(Block.of("delete_retention_policy").set("days", DAYS_UNTIL_SELDOM_READ))
                .with(Block.of("container_delete_retention_policy").set("days", DAYS_UNTIL_SELDOM_READ));
        List<Block> blocks = new ArrayList<>();
        blocks.add(Accounts.closed(Setup.placed("azurerm_storage_account", label, bucket.name()))
                .set("account_replication_type", "ZRS")
                .set("public_network_access_enabled", false)
                .with(properties)
                .with(Keys.identity())
                .with(Block.of("customer_managed_key")
                        .set("key_vault_key_id", reference("azurerm_key_vault_key.data.versionless_id"))
                        .set("user_assigned_identity_id", reference("azurerm_user_assigned_identity.keys.id")))
                .set("tags", reference("local.tags"))
                .set("depends_on", sequence(Keys.before())));
        blocks.add(Block.resource("azurerm_storage_container", label)
                .set("name", container(bucket.store()))
                .set("storage_account_id", reference("azurerm_storage_account." + label + ".id"))
                .set("container_access_type", "private"));
        blocks.add(Private.endpoint(site, Private.Kind.OBJECTS, label, "azurerm_storage_account"));
        aging(bucket, label, blocks);
        return blocks;
    }

    /// Three letters at least (Azure, naming rules, 2026-11).
    static String container(String store) {
        return store.length() < 3 ? store + "-objects" : store;
    }

    private static void aging(Bucket bucket, String label, List<Block> blocks) {
        Block objects = Block.of("base_blob");
        objects = switch (bucket.aging()) {
            case NONE -> objects;
            case BY_AGE ->
                objects.set("tier_to_cool_after_days_since_modification_greater_than", DAYS_UNTIL_SELDOM_READ)
                        .set("tier_to_cold_after_days_since_modification_greater_than", DAYS_UNTIL_ARCHIVED);
            case BY_USE ->
                objects.set("tier_to_cool_after_days_since_last_access_time_greater_than", DAYS_UNTIL_SELDOM_READ)
                        .set("auto_tier_to_hot_from_cool_enabled", true);
        };
        if (bucket.days().isPresent()) {
            objects = objects.set(
                    "delete_after_days_since_modification_greater_than",
                    bucket.days().getAsInt());
        }
        Block actions = Block.of("actions");
        actions = objects.body().isEmpty() ? actions : actions.with(objects);
        actions = bucket.isVersioned()
                ? actions.with(Block.of("version").set("delete_after_days_since_creation", DAYS_OF_EARLIER_VERSIONS))
                : actions;
        if (!actions.body().isEmpty()) {
            blocks.add(Block.resource("azurerm_storage_management_policy", label)
                    .set("storage_account_id", reference("azurerm_storage_account." + label + ".id"))
                    .with(Accounts.rule("aging").with(actions)));
        }
    }
}
