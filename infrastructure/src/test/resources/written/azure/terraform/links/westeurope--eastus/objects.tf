# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_storage_object_replication" "files_to_eastus" {
  source_storage_account_id      = "/subscriptions/${var.subscription_id}/resourceGroups/shop-westeurope/providers/Microsoft.Storage/storageAccounts/shopwesteuropefie69d59c4"
  destination_storage_account_id = "/subscriptions/${var.subscription_id}/resourceGroups/shop-eastus/providers/Microsoft.Storage/storageAccounts/shopeastusfiles0cbb20829"

  rules {
    source_container_name      = "files"
    destination_container_name = "files"
  }
}
