# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_storage_object_replication" "files_to_eastus" {
  source_storage_account_id      = "/subscriptions/${var.subscription_id}/resourceGroups/shop-westeurope/providers/Microsoft.Storage/storageAccounts/shopwesteuropefiae4dc8af"
  destination_storage_account_id = "/subscriptions/${var.subscription_id}/resourceGroups/shop-eastus/providers/Microsoft.Storage/storageAccounts/shopeastusfiles8230aeb0f"

  rules {
    source_container_name      = "files"
    destination_container_name = "files"
  }
}
