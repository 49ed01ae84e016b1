package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What the roots of real systems declare, and what somebody adds to it, `AnAppliedEstateTest` looks at; here
/// is what these do not have.
@DisplayName("A part of something")
class APartTest {
    private static final String REGION = """
            {"format_version": "1.2",
             "configuration": {"root_module": {"resources": [
               {"address": "aws_security_group.closed", "expressions": {"ingress": {"constant_value": []}}}]}},
             "prior_state": {"values": {"root_module": {"resources": [
               {"address": "aws_security_group.shop", "mode": "managed", "type": "aws_security_group", "name": "shop",
                "values": {"id": "sg-1",
                  "ingress": [
                    {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/16", "10.9.0.0/16"],
                     "ipv6_cidr_blocks": ["::/0"], "prefix_list_ids": [], "security_groups": [], "self": false},
                    {"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": [], "ipv6_cidr_blocks": [],
                     "prefix_list_ids": [], "security_groups": [], "self": true}],
                  "egress": [
                    {"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"],
                     "ipv6_cidr_blocks": [], "prefix_list_ids": ["pl-1"], "security_groups": ["sg-2"], "self": false}]}},
               {"address": "aws_security_group.closed", "mode": "managed", "type": "aws_security_group",
                "name": "closed", "values": {"id": "sg-3", "ingress": [
                    {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["10.0.0.0/8"]}], "egress": []}},
               {"address": "aws_vpc_security_group_ingress_rule.shop", "mode": "managed",
                "type": "aws_vpc_security_group_ingress_rule", "name": "shop",
                "values": {"security_group_id": "sg-1", "ip_protocol": "tcp", "from_port": 443, "to_port": 443,
                           "cidr_ipv4": "10.0.0.0/16", "cidr_ipv6": null}},
               {"address": "aws_vpc_security_group_ingress_rule.itself", "mode": "managed",
                "type": "aws_vpc_security_group_ingress_rule", "name": "itself",
                "values": {"security_group_id": "sg-1", "ip_protocol": "-1", "from_port": null, "to_port": null,
                           "referenced_security_group_id": "sg-1"}},
               {"address": "aws_vpc_security_group_egress_rule.out", "mode": "managed",
                "type": "aws_vpc_security_group_egress_rule", "name": "out",
                "values": {"security_group_id": "sg-1", "ip_protocol": "-1", "cidr_ipv4": "0.0.0.0/0"}},
               {"address": "aws_route_table.private", "mode": "managed", "type": "aws_route_table", "name": "private",
                "values": {"id": "rtb-1", "route": [
                    {"cidr_block": "", "destination_prefix_list_id": "pl-2", "gateway_id": "vpce-1"},
                    {"cidr_block": "10.1.0.0/16", "vpc_peering_connection_id": "pcx-1"},
                    {"cidr_block": "", "ipv6_cidr_block": "::/0", "gateway_id": "igw-1"}]}},
               {"address": "aws_network_acl.main", "mode": "managed", "type": "aws_network_acl", "name": "main",
                "values": {"id": "acl-1", "ingress": [{"rule_no": 100}], "egress": [{"rule_no": 100}]}},
               {"address": "aws_network_acl_rule.in", "mode": "managed", "type": "aws_network_acl_rule", "name": "in",
                "values": {"network_acl_id": "acl-1", "egress": false, "rule_number": 100}},
               {"address": "aws_iam_role.shop", "mode": "managed", "type": "aws_iam_role", "name": "shop",
                "values": {"name": "shop", "inline_policy": [{"name": "", "policy": ""}, {"name": "more", "policy": "{}"}],
                           "managed_policy_arns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]}},
               {"address": "aws_iam_role_policy_attachment.shop", "mode": "managed",
                "type": "aws_iam_role_policy_attachment", "name": "shop",
                "values": {"role": "shop", "policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}},
               {"address": "aws_s3_bucket.files", "mode": "managed", "type": "aws_s3_bucket", "name": "files",
                "values": {"id": "files", "policy": "{}"}},
               {"address": "aws_s3_bucket.kept", "mode": "managed", "type": "aws_s3_bucket", "name": "kept",
                "values": {"id": "kept", "policy": "{}"}},
               {"address": "aws_s3_bucket_policy.kept", "mode": "managed", "type": "aws_s3_bucket_policy", "name": "kept",
                "values": {"bucket": "kept", "policy": "{}"}},
               {"address": "data.aws_security_group.other", "mode": "data", "type": "aws_security_group", "name": "other",
                "values": {"id": "sg-9", "ingress": [{"protocol": "-1", "self": true}]}}]}}}}
            """;
    private static final String LINK = """
            {"format_version": "1.0", "values": {"root_module": {"resources": [
               {"address": "aws_route.there", "mode": "managed", "type": "aws_route", "name": "there",
                "values": {"route_table_id": "rtb-1", "destination_cidr_block": "10.1.0.0/16"}}]}}}
            """;

    @Test
    void is_told_of_where_no_root_declares_it() {
        Parts region = Parts.of(REGION).orElseThrow();
        Parts link = Parts.of(LINK).orElseThrow();
        assertThat(region.added(List.of(region, link)))
                .extracting(one -> one.address() + " " + one.attribute() + " "
                        + one.real().orElseThrow().replace('"', '\''))
                .containsExactly(
                        "aws_security_group.shop ingress"
                                + " {'ip_protocol':'tcp','from_port':443,'to_port':443,'cidr_ipv4':'10.9.0.0/16'}",
                        "aws_security_group.shop ingress"
                                + " {'ip_protocol':'tcp','from_port':443,'to_port':443,'cidr_ipv6':'::/0'}",
                        "aws_security_group.shop egress {'ip_protocol':'-1','prefix_list_id':'pl-1'}",
                        "aws_security_group.shop egress {'ip_protocol':'-1','referenced_security_group_id':'sg-2'}",
                        "aws_route_table.private route '::/0'",
                        "aws_network_acl.main egress {'rule_number':100}",
                        "aws_iam_role.shop inline_policy 'more'",
                        "aws_s3_bucket.files policy 'a policy'");
    }

    @Test
    void belongs_to_nobody_while_the_root_that_declares_it_is_not_known() {
        Parts region = Parts.of(REGION).orElseThrow();
        assertThat(region.added(List.of(region)))
                .anyMatch(one -> one.real().orElseThrow().equals("\"10.1.0.0/16\""));
    }

    @Test
    void is_read_of_plans_and_states_and_of_nothing_else() {
        assertThat(Parts.of("{}")).isEmpty();
        assertThat(Parts.of("Error: no")).isEmpty();
        assertThat(Parts.of("{\"format_version\": \"1.0\"}").orElseThrow().found())
                .isEmpty();
    }
}
