# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_postgresql_flexible_server" "orders" {
  name                  = "shop-eastus-orders-0eb1c319"
  resource_group_name   = azurerm_resource_group.main.name
  location              = azurerm_resource_group.main.location
  version               = "17"
  create_mode           = "Replica"
  source_server_id      = "/subscriptions/${var.subscription_id}/resourceGroups/shop-westeurope/providers/Microsoft.DBforPostgreSQL/flexibleServers/shop-westeurope-orders-0eb1c319"
  sku_name              = "GP_Standard_D2ds_v5"
  storage_mb            = 131072
  storage_tier          = "P10"
  auto_grow_enabled     = true
  backup_retention_days = 7
  # They stay in the region: where its data may be, the file says.
  geo_redundant_backup_enabled  = false
  public_network_access_enabled = false

  authentication {
    active_directory_auth_enabled = true
    password_auth_enabled         = false
    tenant_id                     = data.azurerm_client_config.here.tenant_id
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.keys.id]
  }

  customer_managed_key {
    key_vault_key_id                  = azurerm_key_vault_key.data.id
    primary_user_assigned_identity_id = azurerm_user_assigned_identity.keys.id
  }

  maintenance_window {
    day_of_week  = 0
    start_hour   = 4
    start_minute = 0
  }

  tags       = local.tags
  depends_on = [azurerm_role_assignment.keys]

  lifecycle {
    prevent_destroy = true
    # What a failover changes, and a disk that grows by itself; a plan never takes that back.
    ignore_changes = [zone, storage_mb, create_mode, source_server_id, replication_role, high_availability]
  }
}

resource "azurerm_private_endpoint" "orders" {
  name                = "shop-eastus-orders"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  subnet_id           = azurerm_subnet.connections.id

  private_service_connection {
    name                           = "shop-eastus-orders"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_postgresql_flexible_server.orders.id
    subresource_names              = ["postgresqlServer"]
  }

  private_dns_zone_group {
    name                 = "databases"
    private_dns_zone_ids = [azurerm_private_dns_zone.databases.id]
  }

  tags = local.tags
}

resource "azurerm_postgresql_flexible_server_configuration" "orders" {
  for_each = {
    require_secure_transport     = "on"
    ssl_min_protocol_version     = "TLSv1.2"
    log_checkpoints              = "on"
    log_connections              = "on"
    log_disconnections           = "on"
    log_lock_waits               = "on"
    log_min_duration_statement   = "1000"
    "connection_throttle.enable" = "on"
  }

  server_id = azurerm_postgresql_flexible_server.orders.id
  name      = each.key
  value     = each.value
}
