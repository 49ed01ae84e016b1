# Parts of things that are resources of their own in Terraform, and that somebody has added by hand: no plan tells of
# them, since no resource declares them. The input is a plan; $others are the states of roots that add parts too.

def rule($group; $direction; $protocol; $ports; $source):
  "aws_security_group \($group) \($direction): \($protocol) "
  + (if $protocol == "-1" then "" else "\($ports.from_port)-\($ports.to_port) " end) + $source;

def destination($table; $v4; $v6; $prefixes):
  "aws_route_table \($table) route: \([$v4, $v6, $prefixes] | map(select(. != null and . != "")) | first)";

# Of a resource, as {type, values}.
def declared:
  .type as $type
  | .values
  | if $type == "aws_vpc_security_group_ingress_rule" or $type == "aws_vpc_security_group_egress_rule" then
      rule(.security_group_id; if $type | contains("ingress") then "ingress" else "egress" end; .ip_protocol; .;
        [.cidr_ipv4, .cidr_ipv6, .prefix_list_id, .referenced_security_group_id] | map(select(. != null and . != ""))
          | first)
    elif $type == "aws_route" then
      destination(.route_table_id; .destination_cidr_block; .destination_ipv6_cidr_block; .destination_prefix_list_id)
    elif $type == "aws_network_acl_rule" then
      "aws_network_acl \(.network_acl_id) \(if .egress then "egress" else "ingress" end): \(.rule_number)"
    elif $type == "aws_iam_role_policy" then "aws_iam_role \(.role) policy: \(.name)"
    elif $type == "aws_iam_role_policy_attachment" then "aws_iam_role \(.role) policy: \(.policy_arn)"
    elif $type == "aws_s3_bucket_policy" then "aws_s3_bucket \(.bucket) policy"
    elif $type == "aws_secretsmanager_secret_policy" then "aws_secretsmanager_secret \(.secret_arn) policy"
    else empty end;

# Of a resource, as the cloud has it.
def found:
  .type as $type
  | .values
  | . as $whole
  | if $type == "aws_security_group" then
      ("ingress", "egress") as $direction
      | $whole[$direction][]?
      | . as $rule
      | (.cidr_blocks[]?, .ipv6_cidr_blocks[]?, .prefix_list_ids[]?, .security_groups[]?,
          (if .self then $whole.id else empty end))
      | rule($whole.id; $direction; $rule.protocol; $rule; .)
    elif $type == "aws_route_table" then
      .route[]?
      # Those to a service of AWS belong to its endpoint.
      | select((.gateway_id // "") | startswith("vpce-") | not)
      | destination($whole.id; .cidr_block; .ipv6_cidr_block; .destination_prefix_list_id)
    elif $type == "aws_network_acl" then
      ("ingress", "egress") as $direction | $whole[$direction][]? | "aws_network_acl \($whole.id) \($direction): \(.rule_no)"
    elif $type == "aws_iam_role" then
      (.inline_policy[]?.name, .managed_policy_arns[]?) | select(. != null and . != "")
      | "aws_iam_role \($whole.name) policy: \(.)"
    elif $type == "aws_s3_bucket" or $type == "aws_secretsmanager_secret" then
      select((.policy // "") != "") | "\($type) \(.id) policy"
    else empty end;

([.prior_state.values.root_module.resources[]? | select(.mode == "managed")]) as $own
| [$others[].resources[]? | select(.mode == "managed") | .type as $type | .instances[] | {type: $type, values: .attributes}]
  as $foreign
| ([($own + $foreign)[] | declared]) as $known
# What a resource declares itself, part for part, Terraform compares by itself.
| ([.configuration.root_module.resources[]? | select(.expressions | has("ingress") or has("egress")) | .address]) as $whole
| $own[]
| select("\(.type).\(.name)" | IN($whole[]) | not)
| .address as $address
| found
| select(IN($known[]) | not)
| "- `\($address)`: nobody declares \(.)"
