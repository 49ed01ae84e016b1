# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_role_assignment" "operator_secrets" {
  scope                = azurerm_key_vault.main.id
  role_definition_name = "Key Vault Secrets Officer"
  principal_id         = data.azurerm_client_config.here.object_id

  lifecycle {
    # Whoever applies this first; others are let in by hand.
    ignore_changes = [principal_id]
  }
}

resource "azurerm_key_vault_secret" "orders_host" {
  name         = "shop-eastus-orders-host"
  key_vault_id = azurerm_key_vault.main.id
  content_type = "text/plain"
  value        = azurerm_postgresql_flexible_server.orders.fqdn
  tags         = local.tags
  depends_on   = [azurerm_role_assignment.operator_secrets]
}

resource "azurerm_key_vault_secret" "carts_host" {
  name         = "shop-eastus-carts-host"
  key_vault_id = azurerm_key_vault.main.id
  content_type = "text/plain"
  value        = azurerm_managed_redis.carts.hostname
  tags         = local.tags
  depends_on   = [azurerm_role_assignment.operator_secrets]
}

resource "azurerm_user_assigned_identity" "bringer" {
  name                = "shop-eastus-external-secrets"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  tags                = local.tags
}

resource "azurerm_federated_identity_credential" "bringer" {
  name                      = "external-secrets"
  user_assigned_identity_id = azurerm_user_assigned_identity.bringer.id
  issuer                    = azurerm_kubernetes_cluster.main.oidc_issuer_url
  subject                   = "system:serviceaccount:external-secrets:external-secrets"
  audience                  = ["api://AzureADTokenExchange"]
}

resource "azurerm_role_assignment" "bringer" {
  scope                = azurerm_key_vault.main.id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.bringer.principal_id
  principal_type       = "ServicePrincipal"
}

output "external_secrets" {
  description = "The identity of External Secrets, which its service account is told."
  value       = azurerm_user_assigned_identity.bringer.client_id
}
