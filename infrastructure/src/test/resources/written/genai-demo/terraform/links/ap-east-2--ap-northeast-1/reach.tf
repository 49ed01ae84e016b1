# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_security_group" "main_here_reached" {
  provider = aws.here
  name     = "genai-demo-ap-east-2-main"
}

resource "aws_vpc_security_group_ingress_rule" "main_here_reached" {
  provider          = aws.here
  for_each          = toset(["10.3.0.0/19", "10.3.32.0/19", "10.3.64.0/19"])
  security_group_id = data.aws_security_group.main_here_reached.id
  description       = "Services of ap-northeast-1"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}

data "aws_db_instance" "main_here_reached" {
  provider               = aws.here
  db_instance_identifier = "genai-demo-ap-east-2-main"
}

resource "aws_ssm_parameter" "main_here_reached" {
  provider    = aws.there
  name        = "/genai-demo-ap-northeast-1/main/ap-east-2/host"
  description = "Where main is in ap-east-2"
  type        = "SecureString"
  key_id      = data.aws_kms_alias.there.target_key_arn
  value       = data.aws_db_instance.main_here_reached.address
}

data "aws_iam_policy_document" "main_here_reached" {
  provider = aws.here
  for_each = toset(["genai-demo"])

  statement {
    sid     = "Main"
    actions = ["rds-db:connect"]

    resources = [
      "arn:${data.aws_partition.current.partition}:rds-db:ap-east-2:${data.aws_caller_identity.current.account_id}:dbuser:${data.aws_db_instance.main_here_reached.resource_id}/${each.key}",
    ]
  }
}

resource "aws_iam_role_policy" "main_here_reached" {
  provider = aws.here
  for_each = toset(["genai-demo"])
  name     = "main-in-ap-east-2"
  role     = "genai-demo-ap-northeast-1-${each.key}"
  policy   = data.aws_iam_policy_document.main_here_reached[each.key].json
}

data "aws_security_group" "main_there_reached" {
  provider = aws.there
  name     = "genai-demo-ap-northeast-1-main"
}

resource "aws_vpc_security_group_ingress_rule" "main_there_reached" {
  provider          = aws.there
  for_each          = toset(["10.2.0.0/19", "10.2.32.0/19", "10.2.64.0/19"])
  security_group_id = data.aws_security_group.main_there_reached.id
  description       = "Services of ap-east-2"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}

data "aws_db_instance" "main_there_reached" {
  provider               = aws.there
  db_instance_identifier = "genai-demo-ap-northeast-1-main"
}

resource "aws_ssm_parameter" "main_there_reached" {
  provider    = aws.here
  name        = "/genai-demo-ap-east-2/main/ap-northeast-1/host"
  description = "Where main is in ap-northeast-1"
  type        = "SecureString"
  key_id      = data.aws_kms_alias.here.target_key_arn
  value       = data.aws_db_instance.main_there_reached.address
}

data "aws_iam_policy_document" "main_there_reached" {
  provider = aws.here
  for_each = toset(["genai-demo"])

  statement {
    sid     = "Main"
    actions = ["rds-db:connect"]

    resources = [
      "arn:${data.aws_partition.current.partition}:rds-db:ap-northeast-1:${data.aws_caller_identity.current.account_id}:dbuser:${data.aws_db_instance.main_there_reached.resource_id}/${each.key}",
    ]
  }
}

resource "aws_iam_role_policy" "main_there_reached" {
  provider = aws.here
  for_each = toset(["genai-demo"])
  name     = "main-in-ap-northeast-1"
  role     = "genai-demo-ap-east-2-${each.key}"
  policy   = data.aws_iam_policy_document.main_there_reached[each.key].json
}
