# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

locals {
  tags = {
    application = "shop"
    managed-by  = "meridian"
  }
}

resource "azurerm_resource_group" "main" {
  name = "shop-names"
  # Where its state is, and nobody whom it leads users to.
  location = "swedencentral"
  tags     = local.tags
}
