# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

terraform {
  required_version = ">= 1.11.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  backend "s3" {
    bucket       = "genai-demo-states-ap-northeast-1-d72edf1c"
    key          = "global/terraform.tfstate"
    region       = "ap-northeast-1"
    encrypt      = true
    kms_key_id   = "alias/genai-demo-states"
    use_lockfile = true
    # Terraform has a list of regions, and knows none that opened after it was made.
    skip_region_validation = true
  }
}
