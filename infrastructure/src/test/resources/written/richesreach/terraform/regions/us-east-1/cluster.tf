# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_cloudwatch_log_group" "cluster" {
  name              = "/aws/ecs/richesreach-us-east-1/commands"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_ecs_cluster" "main" {
  name = "richesreach-us-east-1"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  configuration {
    execute_command_configuration {
      kms_key_id = aws_kms_key.logs.arn
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.cluster.name
      }
    }
  }
}

resource "aws_ecs_cluster_capacity_providers" "main" {
  cluster_name       = aws_ecs_cluster.main.name
  capacity_providers = ["FARGATE"]
}

data "aws_iam_policy_document" "tasks_taken_on" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "tasks" {
  name               = "richesreach-us-east-1-tasks"
  assume_role_policy = data.aws_iam_policy_document.tasks_taken_on.json
}

resource "aws_iam_role_policy_attachment" "tasks" {
  for_each   = toset(["service-role/AmazonECSTaskExecutionRolePolicy"])
  role       = aws_iam_role.tasks.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/${each.key}"
}
