# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_disk_encryption_set" "main" {
  name                = "shop-eastus"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  # Without a version: it follows when the key rotates.
  key_vault_key_id          = azurerm_key_vault_key.data.versionless_id
  auto_key_rotation_enabled = true
  encryption_type           = "EncryptionAtRestWithCustomerKey"

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.keys.id]
  }

  tags       = local.tags
  depends_on = [azurerm_role_assignment.keys]
}
