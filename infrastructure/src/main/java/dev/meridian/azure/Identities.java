package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Site;
import dev.meridian.estate.Workload;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What services of a cluster are, as the cloud sees them: each has an identity of its own, which its service
/// account in the cluster proves, and no other; and what each may do. Nobody has a password or a key.
final class Identities {
    private Identities() {}

    /// @param namespace in which the service accounts are
    static List<Block> of(Site site, String namespace) {
        List<Block> blocks = new ArrayList<>();
        SequencedMap<String, Expression> told = new LinkedHashMap<>();
        for (Workload service : site.services()) {
            String label = "service_" + Root.label(service.name());
            blocks.addAll(identity(site, label, service.name(), namespace));
            told.put(service.name(), reference("azurerm_user_assigned_identity." + label + ".client_id"));
            for (Bucket bucket : site.stores().buckets()) {
                if (service.stores().contains(bucket.store())) {
                    String own = Root.label(bucket.store());
                    blocks.add(may(
                            label + "_" + own,
                            label,
                            "Storage Blob Data Contributor",
                            reference("azurerm_storage_container." + own + ".id")));
                }
            }
        }
        blocks.add(Block.of("output", "identities")
                .set("description", "The identity of each service, which its service account in the cluster is told.")
                .set("value", Expression.mapping(told)));
        return blocks;
    }

    /// An identity, and who in the cluster proves it.
    ///
    /// @param name of both
    static List<Block> identity(Site site, String label, String name, String namespace) {
        return List.of(
                Setup.placed("azurerm_user_assigned_identity", label, site.name() + "-" + name)
                        .set("tags", reference("local.tags")),
                Block.resource("azurerm_federated_identity_credential", label)
                        .set("name", name)
                        .set("user_assigned_identity_id", reference("azurerm_user_assigned_identity." + label + ".id"))
                        .set("issuer", reference("azurerm_kubernetes_cluster.main.oidc_issuer_url"))
                        .set("subject", "system:serviceaccount:" + namespace + ":" + name)
                        .set("audience", texts(List.of("api://AzureADTokenExchange"))));
    }

    /// @param label of the identity
    static Block may(String own, String label, String role, Expression scope) {
        return Block.resource("azurerm_role_assignment", own)
                .set("scope", scope)
                .set("role_definition_name", role)
                .set("principal_id", reference("azurerm_user_assigned_identity." + label + ".principal_id"))
                .set("principal_type", "ServicePrincipal");
    }
}
