# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_vpc" "here" {
  provider = aws.here

  filter {
    name   = "tag:Name"
    values = ["genai-demo-ap-east-2"]
  }
}

data "aws_vpc" "there" {
  provider = aws.there

  filter {
    name   = "tag:Name"
    values = ["genai-demo-ap-northeast-1"]
  }
}

resource "aws_vpc_peering_connection" "link" {
  provider    = aws.here
  vpc_id      = data.aws_vpc.here.id
  peer_vpc_id = data.aws_vpc.there.id
  peer_region = "ap-northeast-1"

  tags = {
    Name = "ap-east-2--ap-northeast-1"
  }
}

resource "aws_vpc_peering_connection_accepter" "link" {
  provider                  = aws.there
  vpc_peering_connection_id = aws_vpc_peering_connection.link.id
  auto_accept               = true

  tags = {
    Name = "ap-east-2--ap-northeast-1"
  }
}
