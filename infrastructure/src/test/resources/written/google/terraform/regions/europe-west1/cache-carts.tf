# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "google_memorystore_instance" "carts" {
  instance_id                 = "shop-europe-west1-carts"
  location                    = "europe-west1"
  engine_version              = "VALKEY_8_0"
  mode                        = "CLUSTER"
  shard_count                 = 2
  replica_count               = 1
  node_type                   = "STANDARD_SMALL"
  authorization_mode          = "IAM_AUTH"
  transit_encryption_mode     = "SERVER_AUTHENTICATION"
  kms_key                     = google_kms_crypto_key.data.id
  deletion_protection_enabled = true

  desired_auto_created_endpoints {
    network    = google_compute_network.main.id
    project_id = var.project
  }

  automated_backup_config {
    retention = "604800s"

    fixed_frequency_schedule {
      start_time {
        hours = 3
      }
    }
  }

  maintenance_policy {
    weekly_maintenance_window {
      day = "SUNDAY"

      start_time {
        hours   = 5
        minutes = 0
        seconds = 0
        nanos   = 0
      }
    }
  }

  depends_on = [
    google_kms_crypto_key_iam_member.data_caches,
    google_network_connectivity_service_connection_policy.caches,
  ]
}
