# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

terraform {
  required_version = ">= 1.11.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}
