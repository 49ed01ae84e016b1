package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.text;

import dev.meridian.estate.AzurePairs;
import dev.meridian.estate.Estate;
import dev.meridian.estate.ShortName;
import dev.meridian.estate.Watch;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The first root: accounts that keep the states of all others, one in each region, with a copy in another. Its
/// own state stays with whoever applies it: it is small, and everything in it can be imported again.
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

    /// Where a region's states are, in all of its zones. Azure copies them to the region that it pairs it with;
    /// where there is none, a second account takes what the first one has.
    private static List<Block> account(Estate estate, RegionName region) {
        String label = Root.label(region.text());
        String name = estate.states().bucket(region);
        List<Block> blocks = new ArrayList<>();
        if (AzurePairs.has(region)) {
            String why = "Azure copies it to " + AzurePairs.copy(region) + ", where it can be read while " + region
                    + " is away.";
            blocks.addAll(keeper(estate, new Keeper(label, name, region, "RAGZRS", why, false)));
        } else {
            String why = "Azure pairs " + region + " with no region: the copy is an account of its own.";
            String copied = ShortName.account(name + "copy");
            Keeper copy = new Keeper(label + "_copy", copied, AzurePairs.copy(region), "ZRS", why, false);
            blocks.addAll(keeper(estate, new Keeper(label, name, region, "ZRS", why, true)));
            blocks.addAll(keeper(estate, copy));
            blocks.add(Block.resource("azurerm_storage_object_replication", label)
                    .set("source_storage_account_id", reference("azurerm_storage_account." + label + ".id"))
                    .set("destination_storage_account_id", reference("azurerm_storage_account." + copy.label() + ".id"))
                    .with(Block.of("rules")
                            .set("source_container_name", reference("azurerm_storage_container." + label + ".name"))
                            .set(
                                    "destination_container_name",
                                    reference("azurerm_storage_container." + copy.label() + ".name"))));
        }
        blocks.add(Block.resource("azurerm_role_assignment", label)
                .set("scope", reference("azurerm_storage_account." + label + ".id"))
                .set("role_definition_name", "Storage Blob Data Contributor")
                .set("principal_id", reference("data.azurerm_client_config.here.object_id"))
                .with(Block.of("lifecycle")
                        .set(
                                "ignore_changes",
                                sequence(reference("principal_id")),
                                "Whoever applies this first; others are let in by hand.")));
        return blocks;
    }

    /// @param redundancy how it is copied by Azure
    /// @param why it is copied so
    /// @param isFollowed whether another account takes what is in it
    private record Keeper(
            String label, String name, RegionName region, String redundancy, String why, boolean isFollowed) {}

    private static List<Block> keeper(Estate estate, Keeper keeper) {
        Block properties = Block.of("blob_properties").set("versioning_enabled", true);
        return List.of(
                Accounts.closed(Setup.grouped("azurerm_storage_account", keeper.label(), keeper.name())
                                .set("location", keeper.region().text()))
                        .set("account_replication_type", text(keeper.redundancy()), keeper.why())
                        .with((keeper.isFollowed() ? properties.set("change_feed_enabled", true) : properties)
                                .with(Block.of("delete_retention_policy").set("days", DAYS_OF_EARLIER_STATES))
                                .with(Block.of("container_delete_retention_policy")
                                        .set("days", DAYS_OF_EARLIER_STATES)))
                        .set("tags", Setup.tags(estate))
                        .with(Block.of("lifecycle").set("prevent_destroy", true)),
                Block.resource("azurerm_storage_container", keeper.label())
                        .set("name", Setup.STATES)
                        .set("storage_account_id", reference("azurerm_storage_account." + keeper.label() + ".id"))
                        .set("container_access_type", "private"),
                Block.resource("azurerm_storage_management_policy", keeper.label())
                        .set("storage_account_id", reference("azurerm_storage_account." + keeper.label() + ".id"))
                        .with(Accounts.rule("earlier-states")
                                .with(Block.of("actions")
                                        .with(Block.of("version")
                                                .set("delete_after_days_since_creation", DAYS_OF_EARLIER_STATES)))));
    }
}
