# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_security_group" "events" {
  name        = "genai-demo-ap-northeast-1-events"
  description = "Who reaches events in ap-northeast-1"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "genai-demo-ap-northeast-1-events"
  }
}

resource "aws_vpc_security_group_ingress_rule" "events_services" {
  for_each          = local.zones
  security_group_id = aws_security_group.events.id
  ip_protocol       = "tcp"
  from_port         = 9098
  to_port           = 9098
  description       = "Services of this region"
  cidr_ipv4         = each.value.private
}

resource "aws_cloudwatch_log_group" "events" {
  name              = "/aws/msk/genai-demo-ap-northeast-1-events"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.logs.arn
}

resource "aws_msk_cluster" "events" {
  cluster_name           = "genai-demo-ap-northeast-1-events"
  kafka_version          = "3.9.x"
  number_of_broker_nodes = 3
  enhanced_monitoring    = "PER_BROKER"

  broker_node_group_info {
    instance_type   = "express.m7g.large"
    client_subnets  = [aws_subnet.database["a"].id, aws_subnet.database["b"].id, aws_subnet.database["c"].id]
    security_groups = [aws_security_group.events.id]

    connectivity_info {
      public_access {
        type = "DISABLED"
      }
    }
  }

  client_authentication {
    unauthenticated = false

    sasl {
      iam = true
    }
  }

  encryption_info {
    encryption_at_rest_kms_key_arn = aws_kms_key.data.arn

    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }

  logging_info {
    broker_logs {
      cloudwatch_logs {
        enabled   = true
        log_group = aws_cloudwatch_log_group.events.name
      }
    }
  }
}
