# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_user_assigned_identity" "cluster" {
  name                = "shop-westeurope-cluster"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  tags                = local.tags
}

resource "azurerm_role_assignment" "cluster_network" {
  scope                = azurerm_subnet.machines.id
  role_definition_name = "Network Contributor"
  principal_id         = azurerm_user_assigned_identity.cluster.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "cluster_disks" {
  scope                = azurerm_disk_encryption_set.main.id
  role_definition_name = "Reader"
  principal_id         = azurerm_user_assigned_identity.cluster.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_kubernetes_cluster" "main" {
  name                                = "shop-westeurope"
  resource_group_name                 = azurerm_resource_group.main.name
  location                            = azurerm_resource_group.main.location
  kubernetes_version                  = "1.35"
  sku_tier                            = "Standard"
  dns_prefix                          = "shop-westeurope"
  private_cluster_enabled             = true
  private_cluster_public_fqdn_enabled = false
  private_dns_zone_id                 = "System"
  local_account_disabled              = true
  role_based_access_control_enabled   = true
  run_command_enabled                 = false
  oidc_issuer_enabled                 = true
  workload_identity_enabled           = true
  azure_policy_enabled                = true
  automatic_upgrade_channel           = "patch"
  node_os_upgrade_channel             = "NodeImage"
  disk_encryption_set_id              = azurerm_disk_encryption_set.main.id

  azure_active_directory_role_based_access_control {
    azure_rbac_enabled = true
    tenant_id          = data.azurerm_client_config.here.tenant_id
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.cluster.id]
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    # The one that holds pods to what their network policies say.
    network_data_plane = "cilium"
    network_policy     = "cilium"
    outbound_type      = "userAssignedNATGateway"
    pod_cidr           = "10.0.0.0/18"
    service_cidr       = "10.0.64.0/20"
    dns_service_ip     = "10.0.64.10"
  }

  default_node_pool {
    name                         = "own"
    vm_size                      = "Standard_D2s_v5"
    node_count                   = 3
    only_critical_addons_enabled = true
    os_disk_size_gb              = 64
    vnet_subnet_id               = azurerm_subnet.machines.id
    zones                        = ["1", "2", "3"]
    temporary_name_for_rotation  = "ownnext"

    upgrade_settings {
      max_surge = "33%"
    }
  }

  tags = local.tags

  depends_on = [
    azurerm_role_assignment.cluster_network,
    azurerm_role_assignment.cluster_disks,
    azurerm_subnet_nat_gateway_association.machines,
  ]
}
