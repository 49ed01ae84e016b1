# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_caller_identity" "current" {}

resource "aws_ecr_replication_configuration" "images" {
  replication_configuration {
    rule {
      destination {
        region      = "eu-west-1"
        registry_id = data.aws_caller_identity.current.account_id
      }

      destination {
        region      = "ap-southeast-1"
        registry_id = data.aws_caller_identity.current.account_id
      }

      repository_filter {
        filter      = "richesreach"
        filter_type = "PREFIX_MATCH"
      }
    }
  }
}
