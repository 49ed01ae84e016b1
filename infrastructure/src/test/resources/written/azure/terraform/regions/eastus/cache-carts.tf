# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_managed_redis" "carts" {
  name                      = "shop-eastus-carts-0eb1c319"
  resource_group_name       = azurerm_resource_group.main.name
  location                  = azurerm_resource_group.main.location
  sku_name                  = "Balanced_B5"
  high_availability_enabled = true
  public_network_access     = "Disabled"

  default_database {
    access_keys_authentication_enabled          = false
    client_protocol                             = "Encrypted"
    clustering_policy                           = "OSSCluster"
    persistence_redis_database_backup_frequency = "12h"
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.keys.id]
  }

  customer_managed_key {
    key_vault_key_id          = azurerm_key_vault_key.data.id
    user_assigned_identity_id = azurerm_user_assigned_identity.keys.id
  }

  tags       = local.tags
  depends_on = [azurerm_role_assignment.keys]
}

resource "azurerm_private_endpoint" "carts" {
  name                = "shop-eastus-carts"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  subnet_id           = azurerm_subnet.connections.id

  private_service_connection {
    name                           = "shop-eastus-carts"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_managed_redis.carts.id
    subresource_names              = ["redisEnterprise"]
  }

  private_dns_zone_group {
    name                 = "caches"
    private_dns_zone_ids = [azurerm_private_dns_zone.caches.id]
  }

  tags = local.tags
}
