# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_security_group" "cache" {
  name        = "richesreach-ap-southeast-1-cache"
  description = "Who reaches cache in ap-southeast-1"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "richesreach-ap-southeast-1-cache"
  }
}

resource "aws_vpc_security_group_ingress_rule" "cache_services" {
  for_each          = local.zones
  security_group_id = aws_security_group.cache.id
  ip_protocol       = "tcp"
  from_port         = 6379
  to_port           = 6379
  description       = "Services of this region"
  cidr_ipv4         = each.value.private
}

resource "aws_cloudwatch_log_group" "cache" {
  name              = "/aws/elasticache/richesreach-ap-southeast-1-cache"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_elasticache_user" "cache" {
  engine        = "valkey"
  user_id       = "richesreach-ap-southeast-1-cache"
  user_name     = "richesreach-ap-southeast-1-cache"
  access_string = "on ~* &* +@all -@admin"

  authentication_mode {
    type = "iam"
  }
}

resource "aws_elasticache_user_group" "cache" {
  engine        = "valkey"
  user_group_id = "richesreach-ap-southeast-1-cache"
  user_ids      = [aws_elasticache_user.cache.user_id]
}

resource "aws_elasticache_replication_group" "cache" {
  replication_group_id       = "richesreach-ap-southeast-1-cache"
  description                = "cache"
  engine                     = "valkey"
  engine_version             = "8.0"
  node_type                  = "cache.r6g.large"
  port                       = 6379
  cluster_mode               = "disabled"
  num_cache_clusters         = 2
  parameter_group_name       = "default.valkey8"
  multi_az_enabled           = true
  automatic_failover_enabled = true
  subnet_group_name          = aws_elasticache_subnet_group.caches.name
  security_group_ids         = [aws_security_group.cache.id]
  at_rest_encryption_enabled = true
  kms_key_id                 = aws_kms_key.data.arn
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  user_group_ids             = [aws_elasticache_user_group.cache.id]
  auto_minor_version_upgrade = true
  snapshot_retention_limit   = 7
  final_snapshot_identifier  = "richesreach-ap-southeast-1-cache-last"

  log_delivery_configuration {
    destination      = aws_cloudwatch_log_group.cache.name
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "slow-log"
  }

  log_delivery_configuration {
    destination      = aws_cloudwatch_log_group.cache.name
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "engine-log"
  }
}
