# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

provider "azurerm" {
  subscription_id     = var.subscription_id
  storage_use_azuread = true

  features {
    storage {
      # Accounts are closed: Terraform makes them without looking into them.
      data_plane_available = false
    }
  }
}
