# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

# Local zones are no zones of the region: they have to be opted into.
data "aws_availability_zones" "here" {
  state = "available"

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

locals {
  zones = {
    a = {
      name     = data.aws_availability_zones.here.names[0]
      public   = "10.2.128.0/21"
      private  = "10.2.0.0/19"
      database = "10.2.160.0/21"
    }
    b = {
      name     = data.aws_availability_zones.here.names[1]
      public   = "10.2.136.0/21"
      private  = "10.2.32.0/19"
      database = "10.2.168.0/21"
    }
    c = {
      name     = data.aws_availability_zones.here.names[2]
      public   = "10.2.144.0/21"
      private  = "10.2.64.0/19"
      database = "10.2.176.0/21"
    }
  }
}

resource "aws_vpc" "main" {
  cidr_block           = "10.2.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "genai-demo-ap-east-2"
  }
}

# Without rules: what is given no group of its own reaches nothing, and nobody reaches it.
resource "aws_default_security_group" "closed" {
  vpc_id  = aws_vpc.main.id
  ingress = []
  egress  = []

  tags = {
    Name = "genai-demo-ap-east-2-closed"
  }
}

resource "aws_subnet" "public" {
  for_each                = local.zones
  vpc_id                  = aws_vpc.main.id
  availability_zone       = each.value.name
  cidr_block              = each.value.public
  map_public_ip_on_launch = false

  tags = {
    Name = "genai-demo-ap-east-2-public-${each.key}"
    tier = "public"
  }
}

resource "aws_subnet" "private" {
  for_each                = local.zones
  vpc_id                  = aws_vpc.main.id
  availability_zone       = each.value.name
  cidr_block              = each.value.private
  map_public_ip_on_launch = false

  tags = {
    Name = "genai-demo-ap-east-2-private-${each.key}"
    tier = "private"
  }
}

resource "aws_subnet" "database" {
  for_each                = local.zones
  vpc_id                  = aws_vpc.main.id
  availability_zone       = each.value.name
  cidr_block              = each.value.database
  map_public_ip_on_launch = false

  tags = {
    Name = "genai-demo-ap-east-2-database-${each.key}"
    tier = "database"
  }
}
