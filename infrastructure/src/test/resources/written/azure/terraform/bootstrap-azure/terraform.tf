# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

terraform {
  required_version = ">= 1.11.0"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.80"
    }
  }
}
