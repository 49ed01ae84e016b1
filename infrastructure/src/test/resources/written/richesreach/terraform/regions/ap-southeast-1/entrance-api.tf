# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_route53_zone" "api" {
  name = "richesreach.com"
}

resource "aws_acm_certificate" "api" {
  domain_name               = "api.richesreach.com"
  subject_alternative_names = ["ap-southeast-1.api.richesreach.com", "origin.api.richesreach.com", "second.api.richesreach.com"]
  validation_method         = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "api_proof" {
  for_each = { for one in aws_acm_certificate.api.domain_validation_options : one.domain_name => one }
  zone_id  = data.aws_route53_zone.api.zone_id
  name     = each.value.resource_record_name
  type     = each.value.resource_record_type
  records  = [each.value.resource_record_value]
  ttl      = 60
  # Whoever proves a name that several roots share does so by the same record.
  allow_overwrite = true

  lifecycle {
    # Others renew by it as well, so it stays when this root goes: `terraform state rm
    # aws_route53_record.api_proof` leaves it to them.
    prevent_destroy = true
  }
}

resource "aws_acm_certificate_validation" "api" {
  certificate_arn         = aws_acm_certificate.api.arn
  validation_record_fqdns = [for one in aws_route53_record.api_proof : one.fqdn]
}

resource "aws_lb_target_group" "api" {
  name        = "richesreach-api"
  vpc_id      = aws_vpc.main.id
  target_type = "ip"
  port        = 8080
  protocol    = "HTTP"

  health_check {
    path              = "/health"
    protocol          = "HTTP"
    matcher           = "200"
    interval          = 20
    healthy_threshold = 2
    # More than three minutes: ECS ends what is unhealthy, and a database fails over within two.
    unhealthy_threshold = 10
  }
}

resource "aws_lb_listener_rule" "api" {
  listener_arn = aws_lb_listener.tls.arn
  priority     = 100

  condition {
    host_header {
      values = ["api.richesreach.com", "ap-southeast-1.api.richesreach.com"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }
}

# The name of this region alone: checks ask it, and the name that users open leads to it.
resource "aws_route53_record" "api" {
  zone_id = data.aws_route53_zone.api.zone_id
  name    = "ap-southeast-1.api.richesreach.com"
  type    = "A"

  alias {
    name    = aws_lb.main.dns_name
    zone_id = aws_lb.main.zone_id
    # Whether this region serves this name is for its check to find: the load balancer counts as
    # failed while any name behind it is served by nobody.
    evaluate_target_health = false
  }
}
