# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_storage_account" "files" {
  name                              = "shopwesteuropefie69d59c4"
  resource_group_name               = azurerm_resource_group.main.name
  location                          = azurerm_resource_group.main.location
  account_kind                      = "StorageV2"
  account_tier                      = "Standard"
  min_tls_version                   = "TLS1_2"
  https_traffic_only_enabled        = true
  shared_access_key_enabled         = false
  default_to_oauth_authentication   = true
  allow_nested_items_to_be_public   = false
  cross_tenant_replication_enabled  = false
  local_user_enabled                = false
  infrastructure_encryption_enabled = true
  account_replication_type          = "ZRS"
  public_network_access_enabled     = false

  blob_properties {
    versioning_enabled       = true
    change_feed_enabled      = true
    last_access_time_enabled = true

    delete_retention_policy {
      days = 30
    }

    container_delete_retention_policy {
      days = 30
    }
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.keys.id]
  }

  customer_managed_key {
    key_vault_key_id          = azurerm_key_vault_key.data.versionless_id
    user_assigned_identity_id = azurerm_user_assigned_identity.keys.id
  }

  tags       = local.tags
  depends_on = [azurerm_role_assignment.keys]
}

resource "azurerm_storage_container" "files" {
  name                  = "files"
  storage_account_id    = azurerm_storage_account.files.id
  container_access_type = "private"
}

resource "azurerm_private_endpoint" "files" {
  name                = "shop-westeurope-files"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  subnet_id           = azurerm_subnet.connections.id

  private_service_connection {
    name                           = "shop-westeurope-files"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_storage_account.files.id
    subresource_names              = ["blob"]
  }

  private_dns_zone_group {
    name                 = "objects"
    private_dns_zone_ids = [azurerm_private_dns_zone.objects.id]
  }

  tags = local.tags
}

resource "azurerm_storage_management_policy" "files" {
  storage_account_id = azurerm_storage_account.files.id

  rule {
    name    = "aging"
    enabled = true

    filters {
      blob_types = ["blockBlob"]
    }

    actions {
      base_blob {
        tier_to_cool_after_days_since_last_access_time_greater_than = 30
        auto_tier_to_hot_from_cool_enabled                          = true
        delete_after_days_since_modification_greater_than           = 366
      }

      version {
        delete_after_days_since_creation = 90
      }
    }
  }
}
