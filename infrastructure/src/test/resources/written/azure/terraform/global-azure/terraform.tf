# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

terraform {
  required_version = ">= 1.11.0"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.80"
    }
  }

  backend "azurerm" {
    storage_account_name = "shopstatesswedenfdba4fb7"
    container_name       = "states"
    key                  = "global-azure/terraform.tfstate"
    use_azuread_auth     = true
  }
}
