# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_user_assigned_identity" "service_web" {
  name                = "shop-westeurope-web"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  tags                = local.tags
}

resource "azurerm_federated_identity_credential" "service_web" {
  name                      = "web"
  user_assigned_identity_id = azurerm_user_assigned_identity.service_web.id
  issuer                    = azurerm_kubernetes_cluster.main.oidc_issuer_url
  subject                   = "system:serviceaccount:shop:web"
  audience                  = ["api://AzureADTokenExchange"]
}

resource "azurerm_role_assignment" "service_web_files" {
  scope                = azurerm_storage_container.files.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_user_assigned_identity.service_web.principal_id
  principal_type       = "ServicePrincipal"
}

output "identities" {
  description = "The identity of each service, which its service account in the cluster is told."

  value = {
    web = azurerm_user_assigned_identity.service_web.client_id
  }
}
