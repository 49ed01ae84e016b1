# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

terraform {
  required_version = ">= 1.11.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  # With a copy in us-east-1, where it can be had while eu-west-1 is down.
  backend "s3" {
    bucket       = "richesreach-states-eu-west-1-8bb1281f"
    key          = "regions/ap-southeast-1/terraform.tfstate"
    region       = "eu-west-1"
    encrypt      = true
    kms_key_id   = "alias/richesreach-states"
    use_lockfile = true
    # Terraform has a list of regions, and knows none that opened after it was made.
    skip_region_validation = true
  }
}
