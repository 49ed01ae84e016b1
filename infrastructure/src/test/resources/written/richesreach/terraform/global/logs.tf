# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_cloudwatch_log_group" "cdn" {
  name              = "/aws/cloudfront/richesreach"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_cloudwatch_log_delivery_destination" "cdn" {
  name          = "richesreach-cdn"
  output_format = "json"

  delivery_destination_configuration {
    destination_resource_arn = aws_cloudwatch_log_group.cdn.arn
  }
}
