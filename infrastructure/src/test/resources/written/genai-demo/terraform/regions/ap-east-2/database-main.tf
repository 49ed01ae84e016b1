# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_security_group" "main" {
  name        = "genai-demo-ap-east-2-main"
  description = "Who reaches main in ap-east-2"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "genai-demo-ap-east-2-main"
  }
}

resource "aws_vpc_security_group_ingress_rule" "main_services" {
  for_each          = local.zones
  security_group_id = aws_security_group.main.id
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  description       = "Services of this region"
  cidr_ipv4         = each.value.private
}

resource "aws_db_parameter_group" "main" {
  name        = "genai-demo-ap-east-2-main-17"
  family      = "postgres17"
  description = "How main runs"

  parameter {
    name         = "log_min_duration_statement"
    value        = "1000"
    apply_method = "immediate"
  }

  parameter {
    name         = "log_statement"
    value        = "ddl"
    apply_method = "immediate"
  }

  parameter {
    name         = "rds.force_ssl"
    value        = "1"
    apply_method = "immediate"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "main" {
  for_each          = toset(["postgresql", "upgrade"])
  name              = "/aws/rds/instance/genai-demo-ap-east-2-main/${each.key}"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.logs.arn
}

variable "main_password_version" {
  type        = number
  description = "Which password the owner of main has: another number gives another one."
  default     = 1
}

resource "aws_secretsmanager_secret" "main" {
  name        = "genai-demo-ap-east-2-main-owner"
  description = "Owner of main in ap-east-2, while it takes writes there"
  kms_key_id  = aws_kms_key.data.arn
}

ephemeral "aws_secretsmanager_random_password" "main" {
  password_length     = 40
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret_version" "main" {
  secret_id = aws_secretsmanager_secret.main.id

  secret_string_wo = jsonencode({
    username = "owner"
    password = ephemeral.aws_secretsmanager_random_password.main.random_password
  })

  secret_string_wo_version = var.main_password_version
}

ephemeral "aws_secretsmanager_secret_version" "main" {
  secret_id = aws_secretsmanager_secret_version.main.secret_id
}

resource "aws_db_instance" "main" {
  identifier = "genai-demo-ap-east-2-main"
  engine     = "postgres"
  # Minor versions come by themselves, in the window.
  engine_version                        = "17"
  db_name                               = "main"
  username                              = "owner"
  password_wo                           = jsondecode(ephemeral.aws_secretsmanager_secret_version.main.secret_string).password
  password_wo_version                   = aws_secretsmanager_secret_version.main.secret_string_wo_version
  instance_class                        = "db.m6i.large"
  allocated_storage                     = 100
  max_allocated_storage                 = 1000
  storage_type                          = "gp3"
  storage_encrypted                     = true
  kms_key_id                            = aws_kms_key.data.arn
  multi_az                              = true
  db_subnet_group_name                  = aws_db_subnet_group.databases.name
  vpc_security_group_ids                = [aws_security_group.main.id]
  publicly_accessible                   = false
  parameter_group_name                  = aws_db_parameter_group.main.name
  ca_cert_identifier                    = "rds-ca-rsa2048-g1"
  iam_database_authentication_enabled   = true
  auto_minor_version_upgrade            = true
  backup_retention_period               = 7
  copy_tags_to_snapshot                 = true
  delete_automated_backups              = false
  deletion_protection                   = true
  final_snapshot_identifier             = "genai-demo-ap-east-2-main-last"
  enabled_cloudwatch_logs_exports       = ["postgresql", "upgrade"]
  monitoring_interval                   = 60
  monitoring_role_arn                   = aws_iam_role.database_monitoring.arn
  performance_insights_enabled          = true
  performance_insights_kms_key_id       = aws_kms_key.data.arn
  performance_insights_retention_period = 7
  depends_on                            = [aws_cloudwatch_log_group.main]
}
