# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_route53_zone" "site" {
  name = "kimkao.io"
}

resource "aws_acm_certificate" "site" {
  domain_name               = "kimkao.io"
  subject_alternative_names = ["ap-northeast-1.kimkao.io", "dr.kimkao.io", "api-dr.kimkao.io"]
  validation_method         = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "site_proof" {
  for_each = { for one in aws_acm_certificate.site.domain_validation_options : one.domain_name => one }
  zone_id  = data.aws_route53_zone.site.zone_id
  name     = each.value.resource_record_name
  type     = each.value.resource_record_type
  records  = [each.value.resource_record_value]
  ttl      = 60
  # Whoever proves a name that several roots share does so by the same record.
  allow_overwrite = true

  lifecycle {
    # Others renew by it as well, so it stays when this root goes: `terraform state rm
    # aws_route53_record.site_proof` leaves it to them.
    prevent_destroy = true
  }
}

resource "aws_acm_certificate_validation" "site" {
  certificate_arn         = aws_acm_certificate.site.arn
  validation_record_fqdns = [for one in aws_route53_record.site_proof : one.fqdn]
}

resource "aws_lb_target_group" "site" {
  name        = "genai-demo-site"
  vpc_id      = aws_vpc.main.id
  target_type = "ip"
  port        = 443
  protocol    = "HTTPS"

  health_check {
    path     = "/actuator/health"
    protocol = "HTTPS"
    matcher  = "200"
  }
}

resource "aws_lb_listener_rule" "site" {
  listener_arn = aws_lb_listener.tls.arn
  priority     = 100

  condition {
    host_header {
      values = ["kimkao.io", "ap-northeast-1.kimkao.io", "dr.kimkao.io", "api-dr.kimkao.io"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.site.arn
  }
}

# The name of this region alone: checks ask it, and the name that users open leads to it.
resource "aws_route53_record" "site" {
  zone_id = data.aws_route53_zone.site.zone_id
  name    = "ap-northeast-1.kimkao.io"
  type    = "A"

  alias {
    name    = aws_lb.main.dns_name
    zone_id = aws_lb.main.zone_id
    # Whether this region serves this name is for its check to find: the load balancer counts as
    # failed while any name behind it is served by nobody.
    evaluate_target_health = false
  }
}
