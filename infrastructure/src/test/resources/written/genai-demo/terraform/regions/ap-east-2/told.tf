# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_ssm_parameter" "main_host" {
  name        = "/genai-demo-ap-east-2/main/host"
  description = "Where main is in ap-east-2"
  type        = "SecureString"
  key_id      = aws_kms_key.data.arn
  value       = aws_db_instance.main.address
}

resource "aws_ssm_parameter" "events_host" {
  name        = "/genai-demo-ap-east-2/events/host"
  description = "Where events is in ap-east-2"
  type        = "SecureString"
  key_id      = aws_kms_key.data.arn
  value       = aws_msk_cluster.events.bootstrap_brokers_sasl_iam
}
