package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.List;

/// Services of the cloud that are reached without the internet. The two gateways cost nothing (AWS PrivateLink
/// guide, gateway endpoints, 2026-11), so they are always there; the others are, where the file asks for them.
final class Endpoints {
    private static final List<String> GATEWAYS = List.of("s3", "dynamodb");

    /// What nodes and tasks need to start, to read secrets and where stores are, and to write logs.
    private static final List<String> INTERFACES =
            List.of("ecr.api", "ecr.dkr", "kms", "logs", "monitoring", "secretsmanager", "ssm", "sts");

    /// What a cluster asks beside that: its machines when they join, its programs when they grow it or let users
    /// in (EKS user guide, private clusters, 2026-11).
    private static final List<String> OF_CLUSTERS =
            List.of("autoscaling", "ec2", "eks", "eks-auth", "elasticloadbalancing");

    /// What traces are sent to.
    private static final String TRACES = "xray";

    private static final int TLS = 443;

    private Endpoints() {}

    /// @param isTraced whether services send traces
    static List<Block> of(Site site, boolean isTraced) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.resource("aws_vpc_endpoint", "gateways")
                .set("for_each", call("toset", texts(GATEWAYS)))
                .set("vpc_id", reference("aws_vpc.main.id"))
                .set("service_name", template("com.amazonaws." + site.region() + ".${each.key}"))
                .set("vpc_endpoint_type", "Gateway")
                .set("route_table_ids", tables(site.network()))
                .set("tags", Setup.named(template(site.name() + "-${each.key}"))));
        if (site.network().hasEndpoints()) {
            blocks.addAll(interfaces(site, isTraced));
        }
        return blocks;
    }

    private static Expression tables(Site.Network network) {
        Expression privates = network.nat() == Site.WayOut.PER_ZONE
                ? reference("values(aws_route_table.private)[*].id")
                : sequence(reference("aws_route_table.private.id"));
        return network.tiers().contains(Site.Tier.DATABASE)
                ? call("concat", privates, sequence(reference("aws_route_table.database.id")))
                : privates;
    }

    private static List<String> asked(Site site, boolean isTraced) {
        List<String> all = new ArrayList<>(INTERFACES);
        if (site.cluster().isPresent()) {
            all.addAll(OF_CLUSTERS);
        }
        if (isTraced) {
            all.add(TRACES);
        }
        all.sort(null);
        return all;
    }

    private static List<Block> interfaces(Site site, boolean isTraced) {
        String name = site.name() + "-endpoints";
        return List.of(
                Block.resource("aws_security_group", "endpoints")
                        .set("name", name)
                        .set("description", "Services of AWS, reached from within " + site.name())
                        .set("vpc_id", reference("aws_vpc.main.id"))
                        .set("tags", Setup.named(name)),
                Block.resource("aws_vpc_security_group_ingress_rule", "endpoints")
                        .set("security_group_id", reference("aws_security_group.endpoints.id"))
                        .set("description", "TLS from this network")
                        .set("cidr_ipv4", reference("aws_vpc.main.cidr_block"))
                        .set("ip_protocol", "tcp")
                        .set("from_port", TLS)
                        .set("to_port", TLS),
                Block.resource("aws_vpc_endpoint", "interfaces")
                        .set("for_each", call("toset", texts(asked(site, isTraced))))
                        .set("vpc_id", reference("aws_vpc.main.id"))
                        .set("service_name", template("com.amazonaws." + site.region() + ".${each.key}"))
                        .set("vpc_endpoint_type", "Interface")
                        .set("private_dns_enabled", true)
                        .set("subnet_ids", reference("values(aws_subnet.private)[*].id"))
                        .set("security_group_ids", sequence(reference("aws_security_group.endpoints.id")))
                        .set("tags", Setup.named(template(site.name() + "-${each.key}"))));
    }
}
