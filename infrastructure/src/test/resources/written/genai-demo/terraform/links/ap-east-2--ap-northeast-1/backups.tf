# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_db_instance" "main_here" {
  provider               = aws.here
  db_instance_identifier = "genai-demo-ap-east-2-main"
}

resource "aws_db_instance_automated_backups_replication" "main_here" {
  provider               = aws.there
  source_db_instance_arn = data.aws_db_instance.main_here.db_instance_arn
  kms_key_id             = data.aws_kms_alias.there.target_key_arn
  retention_period       = 7
}
