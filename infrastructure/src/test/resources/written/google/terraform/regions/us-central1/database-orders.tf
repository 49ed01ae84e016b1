# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "google_sql_database_instance" "orders" {
  name                 = "shop-us-central1-orders"
  region               = "us-central1"
  database_version     = "POSTGRES_17"
  master_instance_name = "shop-europe-west1-orders"
  encryption_key_name  = google_kms_crypto_key.data.id
  deletion_protection  = true

  settings {
    tier                        = "db-custom-2-8192"
    edition                     = "ENTERPRISE"
    availability_type           = "REGIONAL"
    disk_type                   = "PD_SSD"
    disk_size                   = 100
    disk_autoresize             = true
    disk_autoresize_limit       = 1000
    deletion_protection_enabled = true
    retain_backups_on_delete    = true

    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.main.id
      ssl_mode        = "ENCRYPTED_ONLY"
    }

    insights_config {
      query_insights_enabled  = true
      record_application_tags = true
    }

    database_flags {
      name  = "cloudsql.iam_authentication"
      value = "on"
    }

    database_flags {
      name  = "log_checkpoints"
      value = "on"
    }

    database_flags {
      name  = "log_connections"
      value = "on"
    }

    database_flags {
      name  = "log_disconnections"
      value = "on"
    }

    database_flags {
      name  = "log_lock_waits"
      value = "on"
    }

    database_flags {
      name  = "log_min_duration_statement"
      value = "1000"
    }
  }

  depends_on = [google_kms_crypto_key_iam_member.data_databases, google_service_networking_connection.stores]

  lifecycle {
    # A failover promotes it; a plan never takes that back.
    ignore_changes = [
      master_instance_name,
      settings[0].backup_configuration,
      settings[0].disk_size,
      settings[0].maintenance_window,
    ]
  }
}
