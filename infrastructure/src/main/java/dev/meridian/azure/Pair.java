package dev.meridian.azure;

import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The root of two regions with something between them: networks that are peered, objects that are copied. Each
/// side of a peering says so itself; the routes come with it. It finds both regions' parts by their names and
/// asks neither for anything.
final class Pair {
    private Pair() {}

    static Root root(Estate estate, Estate.Link link) {
        String path = "links/" + link.name();
        Site from = estate.site(link.from());
        Site to = estate.site(link.to());
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("terraform.tf", Setup.terraform(Optional.of(Setup.state(estate, link.from(), path))));
        files.put("variables.tf", List.of(Setup.subscription()));
        files.put("providers.tf", Setup.provider());
        if (link.isPeered()) {
            files.put("peering.tf", List.of(peering("there", from, to), peering("back", to, from)));
        }
        List<Block> copies = estate.streams(link).stream()
                .map(stream -> copy(estate, stream))
                .toList();
        if (!copies.isEmpty()) {
            files.put("objects.tf", copies);
        }
        return new Root(path, files);
    }

    private static Block copy(Estate estate, Bucket.Stream stream) {
        Bucket.Place to = stream.to().getFirst();
        return Block.resource("azurerm_storage_object_replication", Root.label(stream.store() + "_to_" + to.region()))
                .set("source_storage_account_id", account(estate, stream.from()))
                .set("destination_storage_account_id", account(estate, to))
                .with(Block.of("rules")
                        .set("source_container_name", Blobs.container(stream.store()))
                        .set("destination_container_name", Blobs.container(stream.store())));
    }

    private static Expression account(Estate estate, Bucket.Place place) {
        return template("/subscriptions/${var.subscription_id}/resourceGroups/"
                + estate.site(place.region()).name() + "/providers/Microsoft.Storage/storageAccounts/" + place.name());
    }

    private static Block peering(String label, Site from, Site to) {
        return Block.resource("azurerm_virtual_network_peering", label)
                .set("name", "to-" + to.region())
                .set("resource_group_name", from.name())
                .set("virtual_network_name", from.name())
                .set(
                        "remote_virtual_network_id",
                        template("/subscriptions/${var.subscription_id}/resourceGroups/" + to.name()
                                + "/providers/Microsoft.Network/virtualNetworks/" + to.name()))
                .set("allow_virtual_network_access", true)
                .set("allow_forwarded_traffic", false);
    }
}
