# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

terraform {
  required_version = ">= 1.11.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  # With a copy in us-east-1. While this region is down its root cannot be planned, wherever its
  # state is.
  backend "s3" {
    bucket       = "richesreach-states-ap-southeast-1-8bb1281f"
    key          = "regions/ap-southeast-1/terraform.tfstate"
    region       = "ap-southeast-1"
    encrypt      = true
    kms_key_id   = "alias/richesreach-states"
    use_lockfile = true
    # Terraform has a list of regions, and knows none that opened after it was made.
    skip_region_validation = true
  }
}
