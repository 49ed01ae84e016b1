# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

# Its value is put in by whoever has it, here and in no other region.
resource "google_secret_manager_regional_secret" "secret_payments" {
  secret_id           = "shop-payments"
  location            = "europe-west1"
  deletion_protection = true

  customer_managed_encryption {
    kms_key_name = google_kms_crypto_key.data.id
  }

  depends_on = [google_kms_crypto_key_iam_member.data_secrets]
}

resource "google_secret_manager_regional_secret" "orders_host" {
  secret_id           = "shop-europe-west1-orders-host"
  location            = "europe-west1"
  deletion_protection = true

  customer_managed_encryption {
    kms_key_name = google_kms_crypto_key.data.id
  }

  depends_on = [google_kms_crypto_key_iam_member.data_secrets]
}

resource "google_secret_manager_regional_secret_version" "orders_host" {
  secret      = google_secret_manager_regional_secret.orders_host.id
  secret_data = google_sql_database_instance.orders.private_ip_address
}

locals {
  carts_addresses = google_memorystore_instance.carts.endpoints[0].connections[*].psc_auto_connection[0]
}

resource "google_secret_manager_regional_secret" "carts_host" {
  secret_id           = "shop-europe-west1-carts-host"
  location            = "europe-west1"
  deletion_protection = true

  customer_managed_encryption {
    kms_key_name = google_kms_crypto_key.data.id
  }

  depends_on = [google_kms_crypto_key_iam_member.data_secrets]
}

resource "google_secret_manager_regional_secret_version" "carts_host" {
  secret      = google_secret_manager_regional_secret.carts_host.id
  secret_data = one(matchkeys(local.carts_addresses[*].ip_address, local.carts_addresses[*].connection_type, ["CONNECTION_TYPE_DISCOVERY"]))
}

resource "google_service_account" "bringer" {
  account_id   = "shop-europe-west1-ext-ad1e1e58"
  display_name = "external-secrets in europe-west1"
}

resource "google_service_account_iam_member" "bringer" {
  service_account_id = google_service_account.bringer.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:${google_container_cluster.main.workload_identity_config[0].workload_pool}[external-secrets/external-secrets]"
}

resource "google_secret_manager_regional_secret_iam_member" "secret_payments" {
  secret_id = google_secret_manager_regional_secret.secret_payments.id
  location  = "europe-west1"
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.bringer.member
}

resource "google_secret_manager_regional_secret_iam_member" "orders_host" {
  secret_id = google_secret_manager_regional_secret.orders_host.id
  location  = "europe-west1"
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.bringer.member
}

resource "google_secret_manager_regional_secret_iam_member" "carts_host" {
  secret_id = google_secret_manager_regional_secret.carts_host.id
  location  = "europe-west1"
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.bringer.member
}

output "external_secrets" {
  description = "The account of External Secrets, which its service account is told."
  value       = google_service_account.bringer.email
}
