# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_storage_account" "swedencentral" {
  name                              = "shopstatesswedenfdba4fb7"
  resource_group_name               = azurerm_resource_group.main.name
  location                          = "swedencentral"
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
  # Azure copies it to swedensouth, where it can be read while swedencentral is away.
  account_replication_type = "RAGZRS"

  blob_properties {
    versioning_enabled = true

    delete_retention_policy {
      days = 90
    }

    container_delete_retention_policy {
      days = 90
    }
  }

  tags = {
    application = "shop"
    managed-by  = "meridian"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "azurerm_storage_container" "swedencentral" {
  name                  = "states"
  storage_account_id    = azurerm_storage_account.swedencentral.id
  container_access_type = "private"
}

resource "azurerm_storage_management_policy" "swedencentral" {
  storage_account_id = azurerm_storage_account.swedencentral.id

  rule {
    name    = "earlier-states"
    enabled = true

    filters {
      blob_types = ["blockBlob"]
    }

    actions {
      version {
        delete_after_days_since_creation = 90
      }
    }
  }
}

resource "azurerm_role_assignment" "swedencentral" {
  scope                = azurerm_storage_account.swedencentral.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = data.azurerm_client_config.here.object_id

  lifecycle {
    # Whoever applies this first; others are let in by hand.
    ignore_changes = [principal_id]
  }
}
