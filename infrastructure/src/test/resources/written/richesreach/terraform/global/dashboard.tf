# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

locals {
  text = file("${path.module}/../../dashboards/cloudwatch/global.json")

  # What only AWS knows stands there in angle brackets.
  given = {
    "<check-api-us-east-1>"      = aws_route53_health_check.api_us_east_1.id
    "<check-api-eu-west-1>"      = aws_route53_health_check.api_eu_west_1.id
    "<check-api-ap-southeast-1>" = aws_route53_health_check.api_ap_southeast_1.id
    "<cdn-api>"                  = aws_cloudfront_distribution.api.id
  }

  page = jsondecode(join("", [for part in regexall("<[a-z0-9-]+>|[^<]+|<", local.text) : lookup(local.given, part, part)]))
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "richesreach-global"

  dashboard_body = jsonencode({
    start          = local.page.start
    periodOverride = local.page.periodOverride
    widgets = flatten([
      local.page.widgets,
      {
        type   = "alarm"
        x      = 0
        y      = 50
        width  = 24
        height = 4
        properties = {
          title = "Alarms"
          alarms = [
            aws_cloudwatch_metric_alarm.api_us_east_1.arn,
            aws_cloudwatch_metric_alarm.api_eu_west_1.arn,
            aws_cloudwatch_metric_alarm.api_ap_southeast_1.arn,
            aws_cloudwatch_metric_alarm.expires_api.arn,
          ]
        }
      },
    ])
  })
}
