# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

locals {
  text = file("${path.module}/../../dashboards/cloudwatch/global.json")

  # What only AWS knows stands there in angle brackets.
  given = {
    "<check-site-ap-east-2>"      = aws_route53_health_check.site_ap_east_2.id
    "<check-site-ap-northeast-1>" = aws_route53_health_check.site_ap_northeast_1.id
  }

  page = jsondecode(join("", [for part in regexall("<[a-z0-9-]+>|[^<]+|<", local.text) : lookup(local.given, part, part)]))
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "genai-demo-global"

  dashboard_body = jsonencode({
    start          = local.page.start
    periodOverride = local.page.periodOverride
    widgets = flatten([
      local.page.widgets,
      {
        type   = "alarm"
        x      = 0
        y      = 43
        width  = 24
        height = 4
        properties = {
          title = "Alarms"
          alarms = [
            aws_cloudwatch_metric_alarm.site_ap_east_2.arn,
            aws_cloudwatch_metric_alarm.site_ap_northeast_1.arn,
          ]
        }
      },
    ])
  })
}
