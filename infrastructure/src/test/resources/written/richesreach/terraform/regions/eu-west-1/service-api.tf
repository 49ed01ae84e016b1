# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/ecs/richesreach-eu-west-1/api"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.logs.arn
}

data "aws_iam_policy_document" "service_api_taken_on" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "service_api" {
  name               = "richesreach-eu-west-1-api"
  assume_role_policy = data.aws_iam_policy_document.service_api_taken_on.json
}

data "aws_iam_policy_document" "service_api" {
  statement {
    sid     = "Main"
    actions = ["rds-db:connect"]

    resources = [
      "arn:${data.aws_partition.current.partition}:rds-db:eu-west-1:${data.aws_caller_identity.current.account_id}:dbuser:${aws_db_instance.main.resource_id}/api",
    ]
  }

  statement {
    sid     = "Cache"
    actions = ["elasticache:Connect"]

    resources = [
      "arn:${data.aws_partition.current.partition}:elasticache:eu-west-1:${data.aws_caller_identity.current.account_id}:replicationgroup:richesreach-eu-west-1-cache",
      "arn:${data.aws_partition.current.partition}:elasticache:eu-west-1:${data.aws_caller_identity.current.account_id}:user:richesreach-eu-west-1-cache",
    ]
  }
}

resource "aws_iam_role_policy" "service_api" {
  name   = "richesreach-eu-west-1-api"
  role   = aws_iam_role.service_api.id
  policy = data.aws_iam_policy_document.service_api.json
}

resource "aws_security_group" "service_api" {
  name        = "richesreach-eu-west-1-api"
  description = "Who reaches api in eu-west-1"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "richesreach-eu-west-1-api"
  }
}

resource "aws_vpc_security_group_ingress_rule" "service_api" {
  description                  = "The load balancer"
  referenced_security_group_id = aws_security_group.load_balancer.id
  security_group_id            = aws_security_group.service_api.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_egress_rule" "service_api" {
  security_group_id = aws_security_group.service_api.id
  description       = "Stores, other services, and whatever else it calls"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_ecs_task_definition" "api" {
  family                   = "richesreach-eu-west-1-api"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  execution_role_arn       = aws_iam_role.tasks.arn
  task_role_arn            = aws_iam_role.service_api.arn

  container_definitions = jsonencode([
    {
      name                   = "api"
      image                  = "${aws_ecr_repository.richesreach.repository_url}:multi-region"
      essential              = true
      privileged             = false
      readonlyRootFilesystem = true
      mountPoints = [
        {
          sourceVolume  = "scratch"
          containerPath = "/tmp"
          readOnly      = false
        },
      ]
      portMappings = [
        {
          containerPort = 8080
          protocol      = "tcp"
        },
      ]
      environment = [
        {
          name  = "PORT"
          value = "8080"
        },
        {
          name  = "AWS_REGION"
          value = "eu-west-1"
        },
        {
          name  = "MAIN_PORT"
          value = "5432"
        },
        {
          name  = "MAIN_DATABASE"
          value = "main"
        },
        {
          name  = "MAIN_USER"
          value = "api"
        },
        {
          name  = "CACHE_PORT"
          value = "6379"
        },
        {
          name  = "CACHE_USER"
          value = "richesreach-eu-west-1-cache"
        },
        {
          name  = "MAIN_HOST"
          value = aws_db_instance.main.address
        },
        {
          name  = "CACHE_HOST"
          value = aws_elasticache_replication_group.cache.primary_endpoint_address
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.api.name
          awslogs-region        = "eu-west-1"
          awslogs-stream-prefix = "api"
        }
      }
    },
  ])

  # Of the disk that a task has to itself, and gone with it.
  volume {
    name = "scratch"
  }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "api" {
  name                          = "api"
  cluster                       = aws_ecs_cluster.main.id
  task_definition               = aws_ecs_task_definition.api.arn
  launch_type                   = "FARGATE"
  platform_version              = "LATEST"
  desired_count                 = 2
  propagate_tags                = "SERVICE"
  availability_zone_rebalancing = "ENABLED"

  network_configuration {
    subnets          = values(aws_subnet.private)[*].id
    security_groups  = [aws_security_group.service_api.id]
    assign_public_ip = false
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.api.arn
    container_name   = "api"
    container_port   = 8080
  }

  # ECS ends what the load balancer finds unhealthy, but nothing before it has had so long to start.
  health_check_grace_period_seconds = 300
  depends_on                        = [aws_lb_listener_rule.api]

  lifecycle {
    # How many there are follows the load.
    ignore_changes = [desired_count]
  }
}

resource "aws_appautoscaling_target" "api" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.api.name}"
  min_capacity       = 2
  max_capacity       = 10
}

resource "aws_appautoscaling_policy" "api" {
  name               = "richesreach-eu-west-1-api"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.api.service_namespace
  scalable_dimension = aws_appautoscaling_target.api.scalable_dimension
  resource_id        = aws_appautoscaling_target.api.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
