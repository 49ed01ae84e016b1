# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

locals {
  text = file("${path.module}/../../../dashboards/cloudwatch/ap-east-2.json")

  # What only AWS knows stands there in angle brackets.
  given = {
    "<load-balancer-genai-demo>" = aws_lb.main.arn_suffix
    "<targets-site>"             = aws_lb_target_group.site.arn_suffix
  }

  page = jsondecode(join("", [for part in regexall("<[a-z0-9-]+>|[^<]+|<", local.text) : lookup(local.given, part, part)]))
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "genai-demo-ap-east-2"

  dashboard_body = jsonencode({
    start          = local.page.start
    periodOverride = local.page.periodOverride
    widgets = flatten([
      local.page.widgets,
      {
        type   = "alarm"
        x      = 0
        y      = 51
        width  = 24
        height = 4
        properties = {
          title = "Alarms"
          alarms = [
            aws_cloudwatch_metric_alarm.unhealthy_site.arn,
            aws_cloudwatch_metric_alarm.expires_site.arn,
          ]
        }
      },
    ])
  })
}
