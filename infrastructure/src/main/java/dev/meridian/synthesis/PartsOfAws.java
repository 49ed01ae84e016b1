package dev.meridian.synthesis;

import dev.meridian.synthesis.Parts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Which parts AWS's provider tells of with the whole thing, and by which resources they are declared alone
/// (hashicorp/aws 5.100: attributes that are computed unless they are written).
final class PartsOfAws {
    private static final String GROUP = "aws_security_group";
    private static final String TABLE = "aws_route_table";
    private static final String LIST = "aws_network_acl";
    private static final String ROLE = "aws_iam_role";
    private static final String BUCKET = "aws_s3_bucket";
    private static final String SECRET = "aws_secretsmanager_secret";
    private static final String INGRESS = "ingress";
    private static final String EGRESS = "egress";
    private static final String INLINE = "inline_policy";
    private static final String ATTACHED = "managed_policy_arns";
    private static final String POLICY = "policy";
    private static final String ROUTE = "route";

    private PartsOfAws() {}

    /// Those of a thing that the cloud has; empty for what has none.
    static List<Part> of(String type, JsonNode values) {
        return switch (type) {
            case GROUP -> ofGroup(values);
            case TABLE -> ofTable(values);
            case LIST -> ofList(values);
            case ROLE -> ofRole(values);
            case BUCKET, SECRET -> ofPolicy(type, values);
            default -> List.of();
        };
    }

    /// The part that a resource is.
    static Optional<Part> declaredBy(String type, JsonNode values) {
        return switch (type) {
            case "aws_vpc_security_group_ingress_rule" -> Optional.of(rule(INGRESS, values));
            case "aws_vpc_security_group_egress_rule" -> Optional.of(rule(EGRESS, values));
            case "aws_route" -> Optional.of(route(values));
            case "aws_network_acl_rule" ->
                Optional.of(numbered(
                        text(values, "network_acl_id"),
                        values.path("egress").asBoolean(false) ? EGRESS : INGRESS,
                        values.path("rule_number")));
            case "aws_iam_role_policy" -> Optional.of(policy(text(values, "role"), INLINE, text(values, "name")));
            case "aws_iam_role_policy_attachment" ->
                Optional.of(policy(text(values, "role"), ATTACHED, text(values, "policy_arn")));
            case "aws_s3_bucket_policy" -> Optional.of(policyOf(BUCKET, text(values, "bucket")));
            case "aws_secretsmanager_secret_policy" -> Optional.of(policyOf(SECRET, text(values, "secret_arn")));
            default -> Optional.empty();
        };
    }

    /// One rule here is as many in the words of the resources as it has sources.
    private static List<Part> ofGroup(JsonNode group) {
        String id = text(group, "id");
        List<Part> parts = new ArrayList<>();
        for (String direction : List.of(INGRESS, EGRESS)) {
            for (JsonNode rule : group.path(direction)) {
                rule.path("cidr_blocks").forEach(one -> parts.add(rule(id, direction, rule, "cidr_ipv4", one)));
                rule.path("ipv6_cidr_blocks").forEach(one -> parts.add(rule(id, direction, rule, "cidr_ipv6", one)));
                rule.path("prefix_list_ids")
                        .forEach(one -> parts.add(rule(id, direction, rule, "prefix_list_id", one)));
                rule.path("security_groups")
                        .forEach(one -> parts.add(rule(id, direction, rule, "referenced_security_group_id", one)));
                if (rule.path("self").asBoolean(false)) {
                    parts.add(rule(id, direction, rule, "referenced_security_group_id", group.path("id")));
                }
            }
        }
        return parts;
    }

    private static Part rule(String group, String direction, JsonNode rule, String source, JsonNode value) {
        return rule(group, direction, text(rule, "protocol"), rule, source, value);
    }

    private static Part rule(String direction, JsonNode rule) {
        String source = List.of("cidr_ipv4", "cidr_ipv6", "prefix_list_id").stream()
                .filter(name -> !text(rule, name).isEmpty())
                .findFirst()
                .orElse("referenced_security_group_id");
        return rule(
                text(rule, "security_group_id"), direction, text(rule, "ip_protocol"), rule, source, rule.path(source));
    }

    /// Where all protocols are let through, ports mean nothing, and the two resources write them otherwise.
    private static Part rule(
            String group, String direction, String protocol, JsonNode ports, String source, JsonNode value) {
        ObjectNode part = JsonMapper.shared().createObjectNode().put("ip_protocol", protocol);
        if (!protocol.equals("-1")) {
            part.set("from_port", ports.path("from_port"));
            part.set("to_port", ports.path("to_port"));
        }
        part.set(source, value);
        return new Part(GROUP + " " + group, direction, part.toString());
    }

    /// The ways into the network itself are in every table and in no list that the provider tells; those to a
    /// service of AWS belong to its endpoint.
    private static List<Part> ofTable(JsonNode table) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode route : table.path(ROUTE)) {
            if (!text(route, "gateway_id").startsWith("vpce-")) {
                parts.add(route(
                        text(table, "id"),
                        text(route, "cidr_block"),
                        text(route, "ipv6_cidr_block"),
                        text(route, "destination_prefix_list_id")));
            }
        }
        return parts;
    }

    private static Part route(JsonNode route) {
        return route(
                text(route, "route_table_id"),
                text(route, "destination_cidr_block"),
                text(route, "destination_ipv6_cidr_block"),
                text(route, "destination_prefix_list_id"));
    }

    private static Part route(String table, String v4, String v6, String prefixes) {
        return new Part(TABLE + " " + table, ROUTE, quoted(v4.isEmpty() ? v6.isEmpty() ? prefixes : v6 : v4));
    }

    private static List<Part> ofList(JsonNode list) {
        List<Part> parts = new ArrayList<>();
        for (String direction : List.of(INGRESS, EGRESS)) {
            list.path(direction)
                    .forEach(rule -> parts.add(numbered(text(list, "id"), direction, rule.path("rule_no"))));
        }
        return parts;
    }

    private static Part numbered(String list, String direction, JsonNode number) {
        ObjectNode part = JsonMapper.shared().createObjectNode();
        part.set("rule_number", number);
        return new Part(LIST + " " + list, direction, part.toString());
    }

    private static List<Part> ofRole(JsonNode role) {
        String name = text(role, "name");
        List<Part> parts = new ArrayList<>();
        for (JsonNode policy : role.path(INLINE)) {
            if (!text(policy, "name").isEmpty()) {
                parts.add(policy(name, INLINE, text(policy, "name")));
            }
        }
        role.path(ATTACHED).forEach(arn -> parts.add(policy(name, ATTACHED, arn.asString(""))));
        return parts;
    }

    private static Part policy(String role, String attribute, String name) {
        return new Part(ROLE + " " + role, attribute, quoted(name));
    }

    /// What a policy says is compared where it is declared; here it is there or not.
    private static List<Part> ofPolicy(String type, JsonNode values) {
        return text(values, POLICY).isEmpty() ? List.of() : List.of(policyOf(type, text(values, "id")));
    }

    private static Part policyOf(String type, String id) {
        return new Part(type + " " + id, POLICY, quoted("a policy"));
    }

    private static String text(JsonNode values, String name) {
        return values.path(name).asString("");
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}
