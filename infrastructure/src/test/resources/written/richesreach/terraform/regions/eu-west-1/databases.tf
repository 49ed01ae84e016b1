# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_db_subnet_group" "databases" {
  name       = "richesreach-eu-west-1"
  subnet_ids = values(aws_subnet.database)[*].id
}

data "aws_iam_policy_document" "database_monitoring_taken_on" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["monitoring.rds.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "database_monitoring" {
  name               = "richesreach-eu-west-1-database-monitoring"
  assume_role_policy = data.aws_iam_policy_document.database_monitoring_taken_on.json
}

resource "aws_iam_role_policy_attachment" "database_monitoring" {
  role       = aws_iam_role.database_monitoring.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}
