# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

data "azurerm_client_config" "here" {}

resource "azurerm_resource_group" "main" {
  name     = "shop-states"
  location = "westeurope"

  tags = {
    application = "shop"
    managed-by  = "meridian"
  }
}
