# What each region has: a network, a load balancer, the shop's containers and their cache.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "cidr" {}
variable "zones" { type = list(string) }
variable "replicas" { type = number }
variable "database" {}
variable "mail" {}
variable "domain" {}
variable "turn" {}

resource "aws_vpc" "shop" {
  cidr_block = var.cidr
}

resource "aws_internet_gateway" "shop" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_subnet" "shop" {
  count             = length(var.zones)
  vpc_id            = aws_vpc.shop.id
  availability_zone = var.zones[count.index]
  cidr_block        = cidrsubnet(var.cidr, 4, count.index)
}

resource "aws_lb" "web" {
  name       = "shop-web"
  subnets    = aws_subnet.shop[*].id
  depends_on = [aws_internet_gateway.shop]
}

resource "aws_lb_target_group" "web" {
  name        = "shop-web"
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = aws_vpc.shop.id
  health_check { path = "/health" }
}

resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"
}

resource "aws_ecs_task_definition" "web" {
  family                   = "shop-web"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 512
  memory                   = 1024
  container_definitions = jsonencode([{
    name         = "web"
    image        = "example/shop:1.4"
    portMappings = [{ containerPort = 8080 }]
    environment = [
      { name = "DATABASE", value = var.database },
      { name = "CACHE", value = aws_elasticache_replication_group.sessions.primary_endpoint_address },
      { name = "MAIL", value = var.mail },
    ]
  }])
}

resource "aws_ecs_service" "web" {
  name            = "web"
  cluster         = aws_ecs_cluster.shop.id
  task_definition = aws_ecs_task_definition.web.arn
  launch_type     = "FARGATE"
  desired_count   = var.replicas
  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "web"
    container_port   = 8080
  }
  network_configuration { subnets = aws_subnet.shop[*].id }
}

resource "aws_elasticache_subnet_group" "sessions" {
  name       = "shop-sessions"
  subnet_ids = aws_subnet.shop[*].id
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "shop-sessions"
  description                = "sessions of the shop"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.t4g.small"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
  subnet_group_name          = aws_elasticache_subnet_group.sessions.name
}

resource "aws_db_subnet_group" "orders" {
  name       = "shop-orders"
  subnet_ids = aws_subnet.shop[*].id
}

resource "aws_route53_health_check" "web" {
  fqdn              = aws_lb.web.dns_name
  type              = "HTTP"
  port              = 80
  resource_path     = "/health"
  request_interval  = 30
  failure_threshold = 3
}

resource "aws_route53_record" "www" {
  zone_id         = var.domain.zone_id
  name            = "www.${var.domain.name}"
  type            = "A"
  set_identifier  = lower(var.turn)
  health_check_id = aws_route53_health_check.web.id
  failover_routing_policy { type = var.turn }
  alias {
    name                   = aws_lb.web.dns_name
    zone_id                = aws_lb.web.zone_id
    evaluate_target_health = true
  }
}

output "vpc" { value = aws_vpc.shop.id }
output "database_subnets" { value = aws_db_subnet_group.orders.name }
