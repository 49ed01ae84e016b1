package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.text;

import dev.meridian.estate.AzurePairs;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Watch;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The first root: accounts that keep the states of all others, one for each region, in the region that it is
/// paired with. Its own state stays with whoever applies it: it is small, and everything in it can be imported
/// again.
final class Bootstrap {
    /// Earlier states are kept so long; the newest ones always.
    private static final int DAYS_OF_EARLIER_STATES = 90;

    private Bootstrap() {}

    static Root root(Estate estate) {
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("terraform.tf", Setup.terraform(Optional.empty()));
        files.put("variables.tf", List.of(Setup.subscription()));
        files.put("providers.tf", Setup.provider());
        files.put(
                "group.tf",
                List.of(
                        Block.data("azurerm_client_config", "here"),
                        Block.resource("azurerm_resource_group", "main")
                                .set("name", estate.name() + "-states")
                                .set("location", estate.states().first().text())
                                .set("tags", Setup.tags(estate))));
        for (RegionName region : estate.states().buckets().keySet()) {
            files.put("states-" + region + ".tf", account(estate, region));
        }
        if (estate.watch().trail() != Watch.Trail.NONE) {
            files.put("audit.tf", Records.ofSubscription(estate));
        }
        return new Root("bootstrap-azure", files);
    }

    private static List<Block> account(Estate estate, RegionName region) {
        String label = Root.label(region.text());
        List<Block> blocks = new ArrayList<>();
        blocks.add(Accounts.closed(Setup.grouped(
                                "azurerm_storage_account",
                                label,
                                estate.states().bucket(region))
                        .set("location", AzurePairs.of(region).text()))
                .set(
                        "account_replication_type",
                        text("GRS"),
                        "With a copy in another region, as it is in another than what it describes.")
                .with(Block.of("blob_properties")
                        .set("versioning_enabled", true)
                        .with(Block.of("delete_retention_policy").set("days", DAYS_OF_EARLIER_STATES))
                        .with(Block.of("container_delete_retention_policy").set("days", DAYS_OF_EARLIER_STATES)))
                .set("tags", Setup.tags(estate))
                .with(Block.of("lifecycle").set("prevent_destroy", true)));
        blocks.add(Block.resource("azurerm_storage_container", label)
                .set("name", Setup.STATES)
                .set("storage_account_id", reference("azurerm_storage_account." + label + ".id"))
                .set("container_access_type", "private"));
        blocks.add(Block.resource("azurerm_role_assignment", label)
                .set("scope", reference("azurerm_storage_account." + label + ".id"))
                .set("role_definition_name", "Storage Blob Data Contributor")
                .set("principal_id", reference("data.azurerm_client_config.here.object_id"))
                .with(Block.of("lifecycle")
                        .set(
                                "ignore_changes",
                                sequence(reference("principal_id")),
                                "Whoever applies this first; others are let in by hand.")));
        blocks.add(Block.resource("azurerm_storage_management_policy", label)
                .set("storage_account_id", reference("azurerm_storage_account." + label + ".id"))
                .with(Accounts.rule("earlier-states")
                        .with(Block.of("actions")
                                .with(Block.of("version")
                                        .set("delete_after_days_since_creation", DAYS_OF_EARLIER_STATES)))));
        return blocks;
    }
}
