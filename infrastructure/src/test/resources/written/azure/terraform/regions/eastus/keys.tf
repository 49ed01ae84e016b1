# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

data "azurerm_client_config" "here" {}

resource "azurerm_key_vault" "main" {
  name                          = "shopeastus0eb1c3ff527a07"
  resource_group_name           = azurerm_resource_group.main.name
  location                      = azurerm_resource_group.main.location
  tenant_id                     = data.azurerm_client_config.here.tenant_id
  sku_name                      = "standard"
  rbac_authorization_enabled    = true
  purge_protection_enabled      = true
  soft_delete_retention_days    = 90
  public_network_access_enabled = true

  network_acls {
    default_action             = "Deny"
    bypass                     = "AzureServices"
    ip_rules                   = var.operators
    virtual_network_subnet_ids = [azurerm_subnet.machines.id]
  }

  tags = local.tags
}

resource "azurerm_role_assignment" "operator_keys" {
  scope                = azurerm_key_vault.main.id
  role_definition_name = "Key Vault Crypto Officer"
  principal_id         = data.azurerm_client_config.here.object_id

  lifecycle {
    # Whoever applies this first; others are let in by hand.
    ignore_changes = [principal_id]
  }
}

resource "azurerm_key_vault_key" "data" {
  name         = "data"
  key_vault_id = azurerm_key_vault.main.id
  key_type     = "RSA"
  key_size     = 3072
  key_opts     = ["wrapKey", "unwrapKey"]

  rotation_policy {
    automatic {
      time_after_creation = "P90D"
    }
  }

  depends_on = [azurerm_role_assignment.operator_keys]

  lifecycle {
    prevent_destroy = true
  }
}

resource "azurerm_user_assigned_identity" "keys" {
  name                = "shop-eastus-keys"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  tags                = local.tags
}

resource "azurerm_role_assignment" "keys" {
  scope                = azurerm_key_vault.main.id
  role_definition_name = "Key Vault Crypto Service Encryption User"
  principal_id         = azurerm_user_assigned_identity.keys.principal_id
  principal_type       = "ServicePrincipal"
}
