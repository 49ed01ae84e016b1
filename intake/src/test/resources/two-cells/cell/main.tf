# One of two cells.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "name" {}

variable "queues" { type = list(string) }

data "aws_region" "here" {}

resource "aws_vpc" "this" { cidr_block = var.name == "de" ? "10.0.0.0/16" : "10.1.0.0/16" }

resource "aws_subnet" "this" {
  for_each          = toset(["a", "b", "c"])
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(aws_vpc.this.cidr_block, 8, index(["a", "b", "c"], each.key))
  availability_zone = "${data.aws_region.here.name}${each.key}"
}

resource "aws_sqs_queue" "jobs" {
  for_each = toset(var.queues)
  name     = "${each.key}-${var.name}"
}

resource "aws_eks_cluster" "this" {
  name     = "apps-${var.name}"
  version  = "1.31"
  role_arn = "arn:aws:iam::123456789012:role/x"
  vpc_config { subnet_ids = [for s in aws_subnet.this : s.id] }
}

resource "aws_eks_node_group" "general" {
  cluster_name    = aws_eks_cluster.this.name
  node_group_name = "general"
  node_role_arn   = "arn:aws:iam::123456789012:role/x"
  subnet_ids      = [for s in aws_subnet.this : s.id]
  instance_types  = ["m5.large"]
  capacity_type   = "SPOT"
  scaling_config {
    min_size     = 2
    max_size     = 10
    desired_size = 3
  }
}

resource "aws_launch_template" "vm" {
  name          = "vmtpl"
  image_id      = "ami-0123456789abcdef0"
  instance_type = "t3.small"
}

resource "aws_lb" "front" {
  name    = "front-${var.name}"
  subnets = [for s in aws_subnet.this : s.id]
}

resource "aws_lb_target_group" "vm" {
  name     = "vm"
  port     = 9000
  protocol = "HTTP"
  vpc_id   = aws_vpc.this.id
  health_check { path = "/up" }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.front.arn
  port              = 80
  default_action {
    type = "forward"
    forward {
      target_group { arn = aws_lb_target_group.vm.arn }
    }
  }
}

resource "aws_autoscaling_group" "vm" {
  name                = "vm-${var.name}"
  min_size            = var.name == "de" ? 3 : 1
  max_size            = 6
  target_group_arns   = [aws_lb_target_group.vm.arn]
  vpc_zone_identifier = [for s in aws_subnet.this : s.id]
  launch_template { id = aws_launch_template.vm.id }
}

output "dns" { value = aws_lb.front.dns_name }

output "dns_zone" { value = aws_lb.front.zone_id }

output "lb" { value = aws_lb.front.arn }

output "subnets" { value = [for s in aws_subnet.this : s.id] }
