# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_private_dns_zone" "databases" {
  name                = "privatelink.postgres.database.azure.com"
  resource_group_name = azurerm_resource_group.main.name
  tags                = local.tags
}

resource "azurerm_private_dns_zone_virtual_network_link" "databases" {
  name                  = "shop-westeurope"
  resource_group_name   = azurerm_resource_group.main.name
  private_dns_zone_name = azurerm_private_dns_zone.databases.name
  virtual_network_id    = azurerm_virtual_network.main.id
  tags                  = local.tags
}
