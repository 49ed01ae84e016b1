# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_kubernetes_cluster_node_pool" "main" {
  name                  = "main"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.main.id
  vm_size               = "Standard_D2s_v5"
  mode                  = "User"
  auto_scaling_enabled  = true
  min_count             = 3
  max_count             = 9
  os_disk_size_gb       = 64
  vnet_subnet_id        = azurerm_subnet.machines.id
  zones                 = ["1", "2", "3"]

  node_labels = {
    nodes = "main"
  }

  temporary_name_for_rotation = "nextbafc88ee"

  upgrade_settings {
    max_surge = "33%"
  }

  tags = local.tags

  lifecycle {
    # How many there are follows the load.
    ignore_changes = [node_count]
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "models" {
  name                  = "models"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.main.id
  vm_size               = "Standard_NC4as_T4_v3"
  mode                  = "User"
  auto_scaling_enabled  = true
  min_count             = 1
  max_count             = 3
  os_disk_size_gb       = 64
  vnet_subnet_id        = azurerm_subnet.machines.id
  zones                 = ["1", "2", "3"]

  node_labels = {
    nodes                                   = "models"
    "kubernetes.azure.com/scalesetpriority" = "spot"
  }

  temporary_name_for_rotation = "next6186387d"
  priority                    = "Spot"
  eviction_policy             = "Delete"
  spot_max_price              = -1
  node_taints                 = ["nvidia.com/gpu=present:NoSchedule", "kubernetes.azure.com/scalesetpriority=spot:NoSchedule"]
  tags                        = local.tags

  lifecycle {
    # How many there are follows the load.
    ignore_changes = [node_count]
  }
}
