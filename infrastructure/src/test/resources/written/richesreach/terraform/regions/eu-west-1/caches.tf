# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_elasticache_subnet_group" "caches" {
  name        = "richesreach-eu-west-1"
  description = "Stores in memory of richesreach-eu-west-1"
  subnet_ids  = values(aws_subnet.database)[*].id
}
