# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_elasticache_subnet_group" "caches" {
  name        = "richesreach-us-east-1"
  description = "Stores in memory of richesreach-us-east-1"
  subnet_ids  = values(aws_subnet.database)[*].id
}
