# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_iam_policy_document" "alarms_key" {
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type = "AWS"

      identifiers = [
        "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root",
      ]
    }
  }

  statement {
    sid       = "cloudwatch"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_kms_key" "alarms" {
  description             = "Notices of richesreach-us-east-1"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.alarms_key.json
}

resource "aws_kms_alias" "alarms" {
  name          = "alias/richesreach-us-east-1-alarms"
  target_key_id = aws_kms_key.alarms.key_id
}

resource "aws_sns_topic" "alarms" {
  name              = "richesreach-us-east-1-alarms"
  kms_master_key_id = aws_kms_key.alarms.arn
}

data "aws_iam_policy_document" "alarms" {
  statement {
    sid       = "cloudwatch"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms.json
}

resource "aws_cloudwatch_metric_alarm" "unhealthy_api" {
  alarm_name        = "richesreach-us-east-1-unhealthy-api"
  alarm_description = "Copies of api in us-east-1 do not serve"
  namespace         = "AWS/ApplicationELB"
  metric_name       = "UnHealthyHostCount"

  dimensions = {
    LoadBalancer = aws_lb.main.arn_suffix
    TargetGroup  = aws_lb_target_group.api.arn_suffix
  }

  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "missing"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "expires_api" {
  alarm_name        = "richesreach-us-east-1-expires-api"
  alarm_description = "The certificate of api.richesreach.com in us-east-1 was not renewed"
  namespace         = "AWS/CertificateManager"
  metric_name       = "DaysToExpiry"

  dimensions = {
    CertificateArn = aws_acm_certificate.api.arn
  }

  statistic           = "Minimum"
  period              = 86400
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 30
  treat_missing_data  = "missing"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "errors_of_promise" {
  for_each = {
    hour = {
      seconds = 3600
      above   = 0.0144
    }
    hour-lately = {
      seconds = 300
      above   = 0.0144
    }
    six-hours = {
      seconds = 21600
      above   = 0.006
    }
    six-hours-lately = {
      seconds = 1800
      above   = 0.006
    }
    day = {
      seconds = 86400
      above   = 0.003
    }
    day-lately = {
      seconds = 7200
      above   = 0.003
    }
  }

  alarm_name          = "richesreach-us-east-1-errors-${each.key}-alone"
  alarm_description   = "One of two spans; the alarm of both together tells of it"
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.above
  treat_missing_data  = "missing"

  metric_query {
    id          = "share"
    label       = "errors among all answers"
    expression  = "(FILL(failed, 0) + FILL(unanswered, 0)) / (FILL(asked, 0) + FILL(unanswered, 0))"
    return_data = true
  }

  metric_query {
    id = "failed"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_Target_5XX_Count"
      stat        = "Sum"
      period      = each.value.seconds

      dimensions = {
        LoadBalancer = aws_lb.main.arn_suffix
      }
    }
  }

  metric_query {
    id = "unanswered"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "HTTPCode_ELB_5XX_Count"
      stat        = "Sum"
      period      = each.value.seconds

      dimensions = {
        LoadBalancer = aws_lb.main.arn_suffix
      }
    }
  }

  metric_query {
    id = "asked"

    metric {
      namespace   = "AWS/ApplicationELB"
      metric_name = "RequestCount"
      stat        = "Sum"
      period      = each.value.seconds

      dimensions = {
        LoadBalancer = aws_lb.main.arn_suffix
      }
    }
  }
}

resource "aws_cloudwatch_composite_alarm" "errors_of_promise" {
  for_each = {
    hour      = "2 % of it in an hour"
    six-hours = "5 % of it in six hours"
    day       = "10 % of it in a day"
  }

  alarm_name        = "richesreach-us-east-1-errors-${each.key}"
  alarm_description = "Errors in us-east-1 use up what the promise leaves for them in 30 days: ${each.value}"
  alarm_rule        = "ALARM(${aws_cloudwatch_metric_alarm.errors_of_promise[each.key].alarm_name}) AND ALARM(${aws_cloudwatch_metric_alarm.errors_of_promise[format("%s-lately", each.key)].alarm_name})"
  alarm_actions     = [aws_sns_topic.alarms.arn]
  ok_actions        = [aws_sns_topic.alarms.arn]
}
