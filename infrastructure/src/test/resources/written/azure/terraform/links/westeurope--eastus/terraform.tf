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
    storage_account_name = "shopstateswesteu54e28b21"
    container_name       = "states"
    key                  = "links/westeurope--eastus/terraform.tfstate"
    use_azuread_auth     = true
  }
}
