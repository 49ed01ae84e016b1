# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_virtual_network_peering" "there" {
  name                         = "to-eastus"
  resource_group_name          = "shop-westeurope"
  virtual_network_name         = "shop-westeurope"
  remote_virtual_network_id    = "/subscriptions/${var.subscription_id}/resourceGroups/shop-eastus/providers/Microsoft.Network/virtualNetworks/shop-eastus"
  allow_virtual_network_access = true
  allow_forwarded_traffic      = false
}

resource "azurerm_virtual_network_peering" "back" {
  name                         = "to-westeurope"
  resource_group_name          = "shop-eastus"
  virtual_network_name         = "shop-eastus"
  remote_virtual_network_id    = "/subscriptions/${var.subscription_id}/resourceGroups/shop-westeurope/providers/Microsoft.Network/virtualNetworks/shop-westeurope"
  allow_virtual_network_access = true
  allow_forwarded_traffic      = false
}
