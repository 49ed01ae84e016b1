# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_public_ip" "entrance" {
  name                = "shop-westeurope-entrance"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  allocation_method   = "Static"
  sku                 = "Standard"
  zones               = ["1", "2", "3"]
  # Traffic Manager knows addresses by such a name.
  domain_name_label = "shop-westeurope-0eb1c319"
  tags              = local.tags
}

resource "azurerm_role_assignment" "cluster_entrance" {
  scope                = azurerm_resource_group.main.id
  role_definition_name = "Network Contributor"
  principal_id         = azurerm_user_assigned_identity.cluster.principal_id
  principal_type       = "ServicePrincipal"
}
