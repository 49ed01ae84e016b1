# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "google_sql_database_instance" "orders" {
  name                = "shop-europe-west1-orders"
  region              = "europe-west1"
  database_version    = "POSTGRES_17"
  encryption_key_name = google_kms_crypto_key.data.id
  deletion_protection = true

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

    backup_configuration {
      enabled                        = true
      start_time                     = "02:00"
      location                       = "europe-west1"
      point_in_time_recovery_enabled = true
      transaction_log_retention_days = 7

      backup_retention_settings {
        retained_backups = 7
      }
    }

    insights_config {
      query_insights_enabled  = true
      record_application_tags = true
    }

    maintenance_window {
      day          = 7
      hour         = 4
      update_track = "stable"
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
    # Its disk grows by itself.
    ignore_changes = [settings[0].disk_size]
  }
}

resource "google_sql_database" "orders" {
  name            = "orders"
  instance        = google_sql_database_instance.orders.name
  deletion_policy = "ABANDON"
}
