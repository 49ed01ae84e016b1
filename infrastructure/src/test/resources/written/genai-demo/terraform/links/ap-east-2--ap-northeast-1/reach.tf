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
