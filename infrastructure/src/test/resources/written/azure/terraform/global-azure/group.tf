# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

locals {
  tags = {
    application = "shop"
    managed-by  = "meridian"
  }
}

resource "azurerm_resource_group" "main" {
  name = "shop-names"
  # Where its state is: what is in it is of no place.
  location = "westeurope"
  tags     = local.tags
}
