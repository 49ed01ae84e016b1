#!/usr/bin/env bash
# Nothing that keeps data goes without somebody saying so.
#   ROOT      its path below terraform/; it has been planned
#   DESTROY   `true` where somebody said so
set -euo pipefail
cd "terraform/$ROOT"
lost=$(terraform show -json changes.tfplan | jq -r '
  .resource_changes[]?
  | select(.change.actions | index("delete"))
  | select(.type | test("^(google_(kms_crypto_key|kms_key_ring|memorystore_instance|secret_manager_regional_secret|sql_database|sql_database_instance|storage_bucket)|azurerm_(key_vault|key_vault_key|managed_redis|postgresql_flexible_server|postgresql_flexible_server_database|storage_account|storage_container)|aws_(backup_vault|db_instance|dynamodb_table|dynamodb_table_replica|ecr_repository|elasticache_replication_group|kms_key|kms_replica_key|msk_cluster|opensearch_domain|rds_cluster|rds_global_cluster|s3_bucket|secretsmanager_secret))$"))
  | .address')
if [ -z "$lost" ]; then
  exit 0
fi
if [ "${DESTROY:-false}" = true ]; then
  printf '::warning title=%s::this goes, and what it keeps: %s\n' "$ROOT" "$(paste -sd ' ' <<< "$lost")"
  exit 0
fi
printf '::error title=%s::this would go, and what it keeps: %s. Run the workflow by hand and say `destroy`, if that is meant.\n' \
  "$ROOT" "$(paste -sd ' ' <<< "$lost")"
exit 1
