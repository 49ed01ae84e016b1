# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_route53_zone" "site" {
  name = "kimkao.io"
}

resource "aws_route53_health_check" "site_ap_east_2" {
  type              = "HTTPS"
  fqdn              = "ap-east-2.kimkao.io"
  port              = 443
  resource_path     = "/actuator/health"
  request_interval  = 30
  failure_threshold = 3

  tags = {
    Name = "ap-east-2.kimkao.io"
  }
}

resource "aws_route53_health_check" "site_ap_northeast_1" {
  type              = "HTTPS"
  fqdn              = "ap-northeast-1.kimkao.io"
  port              = 443
  resource_path     = "/actuator/health"
  request_interval  = 30
  failure_threshold = 3

  tags = {
    Name = "ap-northeast-1.kimkao.io"
  }
}

resource "aws_route53_record" "site_ap_east_2" {
  zone_id        = data.aws_route53_zone.site.zone_id
  name           = "kimkao.io"
  type           = "A"
  set_identifier = "ap-east-2"

  failover_routing_policy {
    type = "PRIMARY"
  }

  health_check_id = aws_route53_health_check.site_ap_east_2.id

  alias {
    name                   = "ap-east-2.kimkao.io"
    zone_id                = data.aws_route53_zone.site.zone_id
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "site_ap_northeast_1" {
  zone_id        = data.aws_route53_zone.site.zone_id
  name           = "kimkao.io"
  type           = "A"
  set_identifier = "ap-northeast-1"

  failover_routing_policy {
    type = "SECONDARY"
  }

  health_check_id = aws_route53_health_check.site_ap_northeast_1.id

  alias {
    name                   = "ap-northeast-1.kimkao.io"
    zone_id                = data.aws_route53_zone.site.zone_id
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "dr_kimkao_io" {
  zone_id         = data.aws_route53_zone.site.zone_id
  name            = "dr.kimkao.io"
  type            = "A"
  health_check_id = aws_route53_health_check.site_ap_northeast_1.id

  alias {
    name                   = "ap-northeast-1.kimkao.io"
    zone_id                = data.aws_route53_zone.site.zone_id
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "api_dr_kimkao_io" {
  zone_id         = data.aws_route53_zone.site.zone_id
  name            = "api-dr.kimkao.io"
  type            = "A"
  health_check_id = aws_route53_health_check.site_ap_northeast_1.id

  alias {
    name                   = "ap-northeast-1.kimkao.io"
    zone_id                = data.aws_route53_zone.site.zone_id
    evaluate_target_health = false
  }
}
