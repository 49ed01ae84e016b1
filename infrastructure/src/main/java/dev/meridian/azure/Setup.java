package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Estate;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What every root begins with: which Terraform and which provider, where its state is, in which subscription it
/// works.
final class Setup {
    /// The same as for roots of other clouds: whoever plans one plans all.
    private static final String TERRAFORM = ">= 1.11.0";

    private static final String PROVIDER = "~> 4.80";

    /// The container of each account that keeps states.
    static final String STATES = "states";

    private Setup() {}

    /// @param state where it is kept; empty for the root that makes the place where states are kept
    static List<Block> terraform(Optional<Block> state) {
        SequencedMap<String, Expression> azure = new LinkedHashMap<>();
        azure.put("source", Expression.text("hashicorp/azurerm"));
        azure.put("version", Expression.text(PROVIDER));
        Block block = Block.of("terraform")
                .set("required_version", TERRAFORM)
                .with(Block.of("required_providers").set("azurerm", Expression.mapping(azure)));
        return List.of(state.map(block::with).orElse(block));
    }

    /// Where the state of a root is. It is locked there by what writes it; whoever reads it is let in as who they
    /// are, since the account gives out no keys.
    ///
    /// @param subject the region that it is about
    static Block state(Estate estate, RegionName subject, String path) {
        return Block.of("backend", "azurerm")
                .set("storage_account_name", estate.states().bucket(subject))
                .set("container_name", STATES)
                .set("key", path + "/terraform.tfstate")
                .set("use_azuread_auth", true);
    }

    /// No file says which subscription it is: one file is applied to several.
    static Block subscription() {
        return Block.of("variable", "subscription_id")
                .set("type", reference("string"))
                .set(
                        "description",
                        "The subscription in which everything is built; TF_VAR_subscription_id says it for all roots.");
    }

    static List<Block> provider() {
        return List.of(Block.of("provider", "azurerm")
                .set("subscription_id", reference("var.subscription_id"))
                .set("storage_use_azuread", true)
                .with(Block.of("features")
                        .with(Block.of("storage")
                                .set(
                                        "data_plane_available",
                                        new Expression.Flag(false),
                                        "Accounts are closed: Terraform makes them without looking into them."))));
    }

    /// What everything of an estate is marked with.
    static Expression tags(Estate estate) {
        SequencedMap<String, Expression> tags = new LinkedHashMap<>();
        tags.put("application", Expression.text(estate.name()));
        tags.put("managed-by", Expression.text("meridian"));
        return Expression.mapping(tags);
    }

    /// Something in the one group of resources that a root has.
    static Block placed(String type, String label, String name) {
        return grouped(type, label, name).set("location", reference("azurerm_resource_group.main.location"));
    }

    /// The same of what is in no place.
    static Block grouped(String type, String label, String name) {
        return Block.resource(type, label)
                .set("name", name)
                .set("resource_group_name", reference("azurerm_resource_group.main.name"));
    }
}
