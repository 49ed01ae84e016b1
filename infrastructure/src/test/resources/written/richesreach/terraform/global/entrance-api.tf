# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_route53_zone" "api" {
  name = "richesreach.com"
}

resource "aws_route53_health_check" "api_us_east_1" {
  type              = "HTTPS"
  fqdn              = "us-east-1.api.richesreach.com"
  port              = 443
  resource_path     = "/health"
  request_interval  = 30
  failure_threshold = 3

  tags = {
    Name = "us-east-1.api.richesreach.com"
  }
}

resource "aws_route53_health_check" "api_eu_west_1" {
  type              = "HTTPS"
  fqdn              = "eu-west-1.api.richesreach.com"
  port              = 443
  resource_path     = "/health"
  request_interval  = 30
  failure_threshold = 3

  tags = {
    Name = "eu-west-1.api.richesreach.com"
  }
}

resource "aws_route53_health_check" "api_ap_southeast_1" {
  type              = "HTTPS"
  fqdn              = "ap-southeast-1.api.richesreach.com"
  port              = 443
  resource_path     = "/health"
  request_interval  = 30
  failure_threshold = 3

  tags = {
    Name = "ap-southeast-1.api.richesreach.com"
  }
}

resource "aws_route53_record" "api_us_east_1" {
  zone_id        = data.aws_route53_zone.api.zone_id
  name           = "origin.api.richesreach.com"
  type           = "A"
  set_identifier = "us-east-1"

  latency_routing_policy {
    region = "us-east-1"
  }

  health_check_id = aws_route53_health_check.api_us_east_1.id

  alias {
    name                   = "us-east-1.api.richesreach.com"
    zone_id                = data.aws_route53_zone.api.zone_id
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "api_eu_west_1" {
  zone_id        = data.aws_route53_zone.api.zone_id
  name           = "origin.api.richesreach.com"
  type           = "A"
  set_identifier = "eu-west-1"

  latency_routing_policy {
    region = "eu-west-1"
  }

  health_check_id = aws_route53_health_check.api_eu_west_1.id

  alias {
    name                   = "eu-west-1.api.richesreach.com"
    zone_id                = data.aws_route53_zone.api.zone_id
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "api_ap_southeast_1" {
  zone_id        = data.aws_route53_zone.api.zone_id
  name           = "origin.api.richesreach.com"
  type           = "A"
  set_identifier = "ap-southeast-1"

  latency_routing_policy {
    region = "ap-southeast-1"
  }

  health_check_id = aws_route53_health_check.api_ap_southeast_1.id

  alias {
    name                   = "ap-southeast-1.api.richesreach.com"
    zone_id                = data.aws_route53_zone.api.zone_id
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "api_us_east_1_second" {
  zone_id        = data.aws_route53_zone.api.zone_id
  name           = "second.api.richesreach.com"
  type           = "A"
  set_identifier = "us-east-1"

  latency_routing_policy {
    region = "us-east-1"
  }

  health_check_id = aws_route53_health_check.api_eu_west_1.id

  alias {
    name                   = "eu-west-1.api.richesreach.com"
    zone_id                = data.aws_route53_zone.api.zone_id
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "api_eu_west_1_second" {
  zone_id        = data.aws_route53_zone.api.zone_id
  name           = "second.api.richesreach.com"
  type           = "A"
  set_identifier = "eu-west-1"

  latency_routing_policy {
    region = "eu-west-1"
  }

  health_check_id = aws_route53_health_check.api_ap_southeast_1.id

  alias {
    name                   = "ap-southeast-1.api.richesreach.com"
    zone_id                = data.aws_route53_zone.api.zone_id
    evaluate_target_health = false
  }
}

resource "aws_route53_record" "api_ap_southeast_1_second" {
  zone_id        = data.aws_route53_zone.api.zone_id
  name           = "second.api.richesreach.com"
  type           = "A"
  set_identifier = "ap-southeast-1"

  latency_routing_policy {
    region = "ap-southeast-1"
  }

  health_check_id = aws_route53_health_check.api_us_east_1.id

  alias {
    name                   = "us-east-1.api.richesreach.com"
    zone_id                = data.aws_route53_zone.api.zone_id
    evaluate_target_health = false
  }
}
