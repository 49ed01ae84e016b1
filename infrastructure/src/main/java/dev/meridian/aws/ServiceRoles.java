package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.text;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Site;
import dev.meridian.estate.Workload;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// The roles of services in a cluster: each service account takes on its own, and no other does. It is told to the
/// cluster here, so that no manifest has the number of an account in it; one that names the role itself, by an
/// annotation, may take it on as well.
final class ServiceRoles {
    private ServiceRoles() {}

    /// None where no service runs in the region.
    ///
    /// @param namespace in which the service accounts are
    /// @param more that each of them may
    static List<Block> of(Site site, String namespace, List<Block> more) {
        if (site.services().isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.of("locals")
                .set(
                        "issuer",
                        reference("replace(aws_eks_cluster.main.identity[0].oidc[0].issuer, \"https://\", \"\")")));
        site.services().forEach(service -> blocks.addAll(role(site, namespace, service, more)));
        return blocks;
    }

    private static List<Block> role(Site site, String namespace, Workload service, List<Block> more) {
        String label = "service_" + Root.label(service.name());
        String name = site.name() + "-" + service.name();
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.data("aws_iam_policy_document", label + "_taken_on")
                .with(Policies.takenOnByPods(namespace, service.name()))
                .with(Block.of("statement")
                        .set("actions", texts(List.of("sts:AssumeRoleWithWebIdentity")))
                        .with(Block.of("principals")
                                .set("type", "Federated")
                                .set("identifiers", sequence(reference("aws_iam_openid_connect_provider.cluster.arn"))))
                        .with(is("sub", "system:serviceaccount:" + namespace + ":" + service.name()))
                        .with(is("aud", "sts.amazonaws.com"))));
        blocks.add(Block.resource("aws_iam_role", label)
                .set("name", name)
                .set("assume_role_policy", reference("data.aws_iam_policy_document." + label + "_taken_on.json")));
        List<Block> statements = new ArrayList<>(Access.of(site, service));
        statements.addAll(more);
        blocks.addAll(Policies.attached(label, name, statements));
        blocks.add(Policies.association(label, namespace, service.name()));
        return blocks;
    }

    private static Block is(String claim, String value) {
        return Block.of("condition")
                .set("test", "StringEquals")
                .set("variable", template("${local.issuer}:" + claim))
                .set("values", sequence(text(value)));
    }
}
