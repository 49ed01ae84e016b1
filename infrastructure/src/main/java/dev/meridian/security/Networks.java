package dev.meridian.security;

import static dev.meridian.security.Condition.all;
import static dev.meridian.security.Condition.any;
import static dev.meridian.security.Condition.beside;
import static dev.meridian.security.Condition.is;
import static dev.meridian.security.Condition.lacks;
import static dev.meridian.security.Condition.leads;
import static dev.meridian.security.Condition.oneOf;
import static dev.meridian.security.Condition.said;
import static dev.meridian.security.Condition.silent;

import java.util.List;

/// Who reaches whom: networks, subnets and their rules, groups of rules, routes.
final class Networks {
    private static final String ANYWHERE = "0.0.0.0/0";
    private static final String GROUP = "aws_security_group";
    private static final String IN = "aws_vpc_security_group_ingress_rule";
    private static final String OUT = "aws_vpc_security_group_egress_rule";
    private static final String ACL = "aws_network_acl";
    private static final String ACL_RULE = "aws_network_acl_rule";

    static final List<Rule> RULES = List.of(
            Rule.of("CKV_AWS_23", GROUP + " " + IN + " " + OUT, said("description")),
            Rule.of("AWS-0099", GROUP, said("description")),
            Rule.of("AWS-0124", IN + " " + OUT, said("description")),
            Rule.of("CKV_AWS_24 CKV_AWS_25 CKV_AWS_260 CKV_AWS_277 AWS-0107", GROUP, silent("ingress")),
            Rule.of("CKV_AWS_382 AWS-0104", GROUP, silent("egress")),
            Rule.of("CKV_AWS_24", IN, closed(22)),
            Rule.of("CKV_AWS_25", IN, closed(3389)),
            Rule.of("CKV_AWS_260", IN, closed(80)),
            Rule.of("AWS-0107", IN, all(closed(22), closed(3389))),
            Rule.of(
                    "CKV_AWS_277",
                    IN,
                    all(silent("cidr_ipv6"), any(lacks("cidr_ipv4", ANYWHERE), lacks("ip_protocol", "-1")))),
            Rule.of(
                    "CKV_AWS_382",
                    OUT,
                    all(silent("cidr_ipv6"), any(lacks("cidr_ipv4", ANYWHERE), lacks("ip_protocol", "-1")))),
            Rule.of("AWS-0104", OUT, all(silent("cidr_ipv6"), lacks("cidr_ipv4", ANYWHERE))),
            Rule.of(
                    "CKV2_AWS_5",
                    GROUP,
                    any(
                            beside("aws_db_instance", "vpc_security_group_ids"),
                            beside("aws_ecs_service", "network_configuration.security_groups"),
                            beside("aws_elasticache_replication_group", "security_group_ids"),
                            beside("aws_lb", "security_groups"),
                            beside("aws_msk_cluster", "broker_node_group_info.security_groups"),
                            beside("aws_opensearch_domain", "vpc_options.security_group_ids"),
                            beside("aws_rds_cluster", "vpc_security_group_ids"),
                            beside("aws_vpc_endpoint", "security_group_ids"))),
            Rule.of("CKV_AWS_130 AWS-0164", "aws_subnet", is("map_public_ip_on_launch", false)),
            Rule.of("CKV_AWS_229 CKV_AWS_230 CKV_AWS_231 CKV_AWS_232", ACL, silent("ingress")),
            Rule.of("CKV_AWS_229", ACL_RULE, shut(21)),
            Rule.of("CKV_AWS_230", ACL_RULE, shut(20)),
            Rule.of("CKV_AWS_231", ACL_RULE, shut(3389)),
            Rule.of("CKV_AWS_232", ACL_RULE, shut(22)),
            Rule.of("AWS-0105", ACL_RULE, all(shut(22), shut(3389))),
            Rule.of("CKV_AWS_352", ACL_RULE, any(is("egress", true), said("from_port"))),
            Rule.of("AWS-0102", ACL_RULE, lacks("protocol", "-1|all", "-1")),
            Rule.of("CKV2_AWS_1", ACL, said("subnet_ids")),
            Rule.of(
                    "CKV2_AWS_11 AWS-0178",
                    "aws_vpc",
                    beside("aws_flow_log", "vpc_id", oneOf("traffic_type", "ALL", "REJECT"))),
            Rule.of(
                    "CKV2_AWS_12",
                    "aws_vpc",
                    beside("aws_default_security_group", "vpc_id", all(silent("ingress"), silent("egress")))),
            Rule.of("AWS-0173", "aws_default_security_group", all(silent("ingress"), silent("egress"))),
            Rule.of("CKV2_AWS_19", "aws_eip", beside("aws_nat_gateway", "allocation_id")),
            Rule.of("CKV2_AWS_35", "aws_route", silent("network_interface_id")),
            Rule.of("CKV2_AWS_35 CKV2_AWS_44", "aws_route_table", silent("route")),
            Rule.of(
                    "CKV2_AWS_44",
                    "aws_route",
                    any(
                            silent("vpc_peering_connection_id"),
                            all(lacks("destination_cidr_block", ANYWHERE), silent("destination_ipv6_cidr_block")))),
            Rule.of("CKV_AWS_41", "provider", all(silent("access_key"), silent("secret_key"))));

    static final List<Reason> REASONS = List.of(
            Reason.of(
                    "CKV_AWS_394",
                    all(is("state", "available"), said("filter")),
                    "The zones of a region are asked for when a plan is made, since an account has its own names for them; the"
                            + " plan takes as many as the file says, from the front. A zone that AWS adds changes nothing unless its name"
                            + " sorts before theirs.",
                    "the names of the zones of this account, in a filter `zone-name`"),
            Reason.of(
                    "CKV_AWS_352 AWS-0102",
                    all(
                            is("rule_action", "allow"),
                            is("protocol", "-1"),
                            said("cidr_block"),
                            lacks("cidr_block", ANYWHERE)),
                    "Between the networks of this estate the rules of subnets let every port through: they are a second fence,"
                            + " against the rest of the world. What reaches what inside is said by groups of rules, port by port.",
                    "a rule for each port of each service, in the subnets of all regions"),
            Reason.of(
                    "AWS-0102",
                    all(is("egress", true), is("rule_action", "allow"), is("cidr_block", ANYWHERE)),
                    "Rules of subnets know no connections: the answers of these subnets go out to whatever port they were asked"
                            + " from.",
                    "ranges of ports for answers, and a list of what services may call"),
            Reason.of(
                    "CKV2_AWS_11 AWS-0178",
                    new Condition.Without("aws_flow_log"),
                    "The file does not ask for connections to be written down.",
                    "`network.flowLogs: true`"),
            Reason.of(
                    "CKV_AWS_260",
                    all(
                            is("from_port", "80"),
                            is("to_port", "80"),
                            leads("security_group_id", GROUP, beside("aws_lb", "security_groups"))),
                    "Users who open a name without TLS are sent on to it, which takes a port that answers them. Nothing else is"
                            + " served there.",
                    "no listener on port 80; browsers that were never here then see an error"),
            Reason.of(
                    "CKV_AWS_382 AWS-0104",
                    leads(
                            "security_group_id",
                            GROUP,
                            beside("aws_ecs_service", "network_configuration.security_groups")),
                    "The file does not say whom a service calls outside: its stores, other services, interfaces of AWS and of"
                            + " others. It goes out by gateways of its network, and nobody comes in that way.",
                    "rules for each address that a service calls"));

    private Networks() {}

    /// Nobody on the internet reaches a port by a rule of a group.
    private static Condition closed(int port) {
        return all(silent("cidr_ipv6"), any(lacks("cidr_ipv4", ANYWHERE), without(port)));
    }

    /// Nobody on the internet reaches a port by a rule of a subnet.
    private static Condition shut(int port) {
        return all(
                silent("ipv6_cidr_block"),
                any(is("egress", true), lacks("cidr_block", ANYWHERE), is("rule_action", "deny"), without(port)));
    }

    private static Condition without(int port) {
        return any(new Condition.AtLeast("from_port", port + 1L), new Condition.AtMost("to_port", port - 1L));
    }
}
