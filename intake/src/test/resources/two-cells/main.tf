# Two cells and everything between them: the types of resources that examples/import does not have. Its plan is
# two-cells.json, made like those of the examples.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" { region = "eu-central-1" }

provider "aws" {
  alias  = "ireland"
  region = "eu-west-1"
}

provider "aws" {
  alias  = "virginia"
  region = "us-east-1"
}

locals { sides = { a = "x", b = "y" } }

module "cell_de" {
  source = "./cell"
  name   = "de"
  queues = ["mail", "images"]
}

module "cell_ie" {
  source    = "./cell"
  providers = { aws = aws.ireland }
  name      = "ie"
  queues    = ["mail", "images"]
}

resource "aws_rds_global_cluster" "ledger" {
  global_cluster_identifier = "ledger"
  engine                    = "aurora-postgresql"
  engine_version            = "16.4"
}

resource "aws_rds_cluster" "de" {
  cluster_identifier          = "ledger-de"
  engine                      = aws_rds_global_cluster.ledger.engine
  engine_version              = aws_rds_global_cluster.ledger.engine_version
  global_cluster_identifier   = aws_rds_global_cluster.ledger.id
  master_username             = "ledger"
  manage_master_user_password = true
  backup_retention_period     = 35
  skip_final_snapshot         = true
}

resource "aws_rds_cluster_instance" "de" {
  count              = 2
  cluster_identifier = aws_rds_cluster.de.id
  instance_class     = "db.r6g.large"
  engine             = aws_rds_cluster.de.engine
}

resource "aws_rds_cluster" "ie" {
  provider                  = aws.ireland
  cluster_identifier        = "ledger-ie"
  engine                    = aws_rds_global_cluster.ledger.engine
  engine_version            = aws_rds_global_cluster.ledger.engine_version
  global_cluster_identifier = aws_rds_global_cluster.ledger.id
  skip_final_snapshot       = true
  depends_on                = [aws_rds_cluster_instance.de]
}

resource "aws_rds_cluster_instance" "ie" {
  provider           = aws.ireland
  cluster_identifier = aws_rds_cluster.ie.id
  instance_class     = "db.r6g.large"
  engine             = aws_rds_cluster.ie.engine
}

resource "aws_dynamodb_table" "carts" {
  name             = "carts"
  hash_key         = "id"
  billing_mode     = "PAY_PER_REQUEST"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  attribute {
    name = "id"
    type = "S"
  }
  replica { region_name = "eu-west-1" }
  point_in_time_recovery { enabled = true }
}

resource "aws_elasticache_replication_group" "de" {
  replication_group_id       = "sess-de"
  description                = "x"
  node_type                  = "cache.r6g.large"
  engine_version             = "7.1"
  num_node_groups            = 2
  replicas_per_node_group    = 1
  automatic_failover_enabled = true
  multi_az_enabled           = true
}

resource "aws_elasticache_global_replication_group" "s" {
  global_replication_group_id_suffix = "sess"
  primary_replication_group_id       = aws_elasticache_replication_group.de.id
}

resource "aws_elasticache_replication_group" "ie" {
  provider                    = aws.ireland
  replication_group_id        = "sess-ie"
  description                 = "x"
  global_replication_group_id = aws_elasticache_global_replication_group.s.global_replication_group_id
  num_node_groups             = 2
  replicas_per_node_group     = 1
}

resource "aws_msk_cluster" "events" {
  cluster_name           = "events"
  kafka_version          = "3.7.x"
  number_of_broker_nodes = 3
  broker_node_group_info {
    instance_type   = "kafka.m5.large"
    client_subnets  = module.cell_de.subnets
    security_groups = []
  }
}

resource "aws_opensearch_domain" "search" {
  domain_name    = "search"
  engine_version = "OpenSearch_2.11"
  cluster_config {
    instance_count         = 3
    zone_awareness_enabled = true
    zone_awareness_config { availability_zone_count = 3 }
  }
  ebs_options {
    ebs_enabled = true
    volume_size = 10
  }
}

resource "aws_efs_file_system" "files" { tags = { Name = "files" } }

resource "aws_efs_replication_configuration" "files" {
  source_file_system_id = aws_efs_file_system.files.id
  destination { region = "eu-west-1" }
}

resource "aws_cognito_user_pool" "people" { name = "people" }

resource "aws_secretsmanager_secret" "db" {
  name = "ledger/db"
  replica { region = "eu-west-1" }
}

resource "aws_kms_key" "k" { multi_region = true }

resource "aws_kms_alias" "k" {
  name          = "alias/ledger"
  target_key_id = aws_kms_key.k.key_id
}

resource "aws_lambda_function" "thumbs" {
  function_name = "thumbs"
  role          = "arn:aws:iam::123456789012:role/x"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/thumbs:1"
  environment { variables = { TABLE = aws_dynamodb_table.carts.name, DB = aws_rds_cluster.de.endpoint } }
}

resource "aws_route53_zone" "z" { name = "example.org" }

resource "aws_route53_record" "api" {
  for_each       = { de = module.cell_de, ie = module.cell_ie }
  zone_id        = aws_route53_zone.z.zone_id
  name           = "api"
  type           = "A"
  set_identifier = each.key
  latency_routing_policy { region = each.key == "de" ? "eu-central-1" : "eu-west-1" }
  alias {
    name                   = each.value.dns
    zone_id                = each.value.dns_zone
    evaluate_target_health = true
  }
}

resource "aws_route53_record" "old" {
  for_each = local.sides
  zone_id  = aws_route53_zone.z.zone_id
  name     = "old-${each.key}"
  type     = "CNAME"
  ttl      = 300
  records  = [each.value]
}

resource "aws_route53_record" "mx" {
  zone_id = aws_route53_zone.z.zone_id
  name    = ""
  type    = "MX"
  ttl     = 3600
  records = ["10 mx"]
}

resource "aws_cloudfront_distribution" "cdn" {
  provider = aws.virginia
  enabled  = true
  aliases  = ["www.example.org"]
  origin {
    origin_id   = "alb"
    domain_name = module.cell_de.dns
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "alb"
    viewer_protocol_policy = "redirect-to-https"
    forwarded_values {
      query_string = true
      cookies { forward = "none" }
    }
  }
  restrictions {
    geo_restriction { restriction_type = "none" }
  }
  viewer_certificate { cloudfront_default_certificate = true }
}

resource "aws_globalaccelerator_accelerator" "ga" { name = "ga" }

resource "aws_globalaccelerator_listener" "ga" {
  accelerator_arn = aws_globalaccelerator_accelerator.ga.id
  protocol        = "TCP"
  port_range {
    from_port = 443
    to_port   = 443
  }
}

resource "aws_globalaccelerator_endpoint_group" "de" {
  listener_arn          = aws_globalaccelerator_listener.ga.id
  endpoint_group_region = "eu-central-1"
  endpoint_configuration { endpoint_id = module.cell_de.lb }
}

resource "aws_route53_health_check" "calc" {
  type                   = "CALCULATED"
  child_health_threshold = 1
  child_healthchecks     = []
}
