# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

locals {
  text = file("${path.module}/../../../dashboards/cloudwatch/ap-southeast-1.json")

  # What only AWS knows stands there in angle brackets.
  given = {
    "<load-balancer-richesreach>" = aws_lb.main.arn_suffix
    "<targets-api>"               = aws_lb_target_group.api.arn_suffix
  }

  page = jsondecode(join("", [for part in regexall("<[a-z0-9-]+>|[^<]+|<", local.text) : lookup(local.given, part, part)]))
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "richesreach-ap-southeast-1"

  dashboard_body = jsonencode({
    start          = local.page.start
    periodOverride = local.page.periodOverride
    widgets = flatten([
      local.page.widgets,
      {
        type   = "alarm"
        x      = 0
        y      = 63
        width  = 24
        height = 4
        properties = {
          title = "Alarms"
          alarms = flatten([
            aws_cloudwatch_metric_alarm.unhealthy_api.arn,
            aws_cloudwatch_metric_alarm.expires_api.arn,
            values(aws_cloudwatch_composite_alarm.errors_of_promise)[*].arn,
          ])
        }
      },
    ])
  })
}
