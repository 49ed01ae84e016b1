# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_user_assigned_identity" "prover" {
  name                = "shop-eastus-cert-manager"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  tags                = local.tags
}

resource "azurerm_federated_identity_credential" "prover" {
  name                      = "cert-manager"
  user_assigned_identity_id = azurerm_user_assigned_identity.prover.id
  issuer                    = azurerm_kubernetes_cluster.main.oidc_issuer_url
  subject                   = "system:serviceaccount:cert-manager:cert-manager"
  audience                  = ["api://AzureADTokenExchange"]
}

data "azurerm_dns_zone" "acme_test" {
  name = "acme.test"
}

resource "azurerm_role_assignment" "prover_acme_test" {
  scope                = data.azurerm_dns_zone.acme_test.id
  role_definition_name = "DNS Zone Contributor"
  principal_id         = azurerm_user_assigned_identity.prover.principal_id
  principal_type       = "ServicePrincipal"
}

output "issuer" {
  description = "How cert-manager proves names: what a cluster is given for it."

  value = yamlencode({
    apiVersion = "cert-manager.io/v1"
    kind       = "ClusterIssuer"
    metadata = {
      name = "shop-names"
    }
    spec = {
      acme = {
        server = "https://acme-v02.api.letsencrypt.org/directory"
        privateKeySecretRef = {
          name = "shop-names"
        }
        solvers = [
          {
            selector = {
              dnsZones = ["acme.test"]
            }
            dns01 = {
              azureDNS = {
                subscriptionID    = var.subscription_id
                resourceGroupName = data.azurerm_dns_zone.acme_test.resource_group_name
                hostedZoneName    = "acme.test"
                environment       = "AzurePublicCloud"
                managedIdentity = {
                  clientID = azurerm_user_assigned_identity.prover.client_id
                }
              }
            }
          },
        ]
      }
    }
  })
}
