# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_route_table" "here" {
  provider = aws.here

  for_each = toset([
    "genai-demo-ap-east-2-private-a",
    "genai-demo-ap-east-2-private-b",
    "genai-demo-ap-east-2-private-c",
    "genai-demo-ap-east-2-database",
  ])

  vpc_id = data.aws_vpc.here.id

  filter {
    name   = "tag:Name"
    values = [each.key]
  }
}

resource "aws_route" "here" {
  provider               = aws.here
  for_each               = data.aws_route_table.here
  route_table_id         = each.value.id
  destination_cidr_block = data.aws_vpc.there.cidr_block
  # The accepter's, though both have the same: nothing flows before it has said yes.
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.link.id
}

data "aws_route_table" "there" {
  provider = aws.there

  for_each = toset([
    "genai-demo-ap-northeast-1-private-a",
    "genai-demo-ap-northeast-1-private-b",
    "genai-demo-ap-northeast-1-private-c",
    "genai-demo-ap-northeast-1-database",
  ])

  vpc_id = data.aws_vpc.there.id

  filter {
    name   = "tag:Name"
    values = [each.key]
  }
}

resource "aws_route" "there" {
  provider               = aws.there
  for_each               = data.aws_route_table.there
  route_table_id         = each.value.id
  destination_cidr_block = data.aws_vpc.here.cidr_block
  # The accepter's, though both have the same: nothing flows before it has said yes.
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.link.id
}
