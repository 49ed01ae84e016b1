# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "google_service_account" "machines" {
  account_id   = "shop-us-central1-machines"
  display_name = "Machines of shop-us-central1"
}

resource "google_project_iam_member" "machines" {
  project = var.project
  role    = "roles/container.defaultNodeServiceAccount"
  member  = google_service_account.machines.member
}

resource "google_container_node_pool" "main" {
  name    = "main"
  cluster = google_container_cluster.main.id
  # In each zone.
  initial_node_count = 1

  autoscaling {
    total_min_node_count = 3
    total_max_node_count = 9
    location_policy      = "BALANCED"
  }

  management {
    auto_repair  = true
    auto_upgrade = true
  }

  upgrade_settings {
    max_surge       = 1
    max_unavailable = 0
  }

  network_config {
    enable_private_nodes = true
  }

  node_config {
    machine_type      = "e2-standard-2"
    image_type        = "COS_CONTAINERD"
    disk_size_gb      = 50
    disk_type         = "pd-balanced"
    boot_disk_kms_key = google_kms_crypto_key.data.id
    service_account   = google_service_account.machines.email
    # What machines may is said by the roles of their account alone.
    oauth_scopes = ["https://www.googleapis.com/auth/cloud-platform"]
    spot         = false

    labels = {
      nodes = "main"
    }

    metadata = {
      disable-legacy-endpoints = "true"
    }

    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }

    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }

  depends_on = [google_kms_crypto_key_iam_member.data_machines]

  lifecycle {
    # How many there are follows the load.
    ignore_changes = [initial_node_count]
  }
}

resource "google_container_node_pool" "models" {
  name    = "models"
  cluster = google_container_cluster.main.id
  # In each zone.
  initial_node_count = 1

  autoscaling {
    total_min_node_count = 1
    total_max_node_count = 3
    location_policy      = "ANY"
  }

  management {
    auto_repair  = true
    auto_upgrade = true
  }

  upgrade_settings {
    max_surge       = 1
    max_unavailable = 0
  }

  network_config {
    enable_private_nodes = true
  }

  node_config {
    machine_type      = "g2-standard-4"
    image_type        = "COS_CONTAINERD"
    disk_size_gb      = 50
    disk_type         = "pd-balanced"
    boot_disk_kms_key = google_kms_crypto_key.data.id
    service_account   = google_service_account.machines.email
    # What machines may is said by the roles of their account alone.
    oauth_scopes = ["https://www.googleapis.com/auth/cloud-platform"]
    spot         = true

    labels = {
      nodes = "models"
    }

    metadata = {
      disable-legacy-endpoints = "true"
    }

    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }

    workload_metadata_config {
      mode = "GKE_METADATA"
    }

    guest_accelerator {
      type  = "nvidia-l4"
      count = 1

      gpu_driver_installation_config {
        gpu_driver_version = "DEFAULT"
      }
    }

    taint {
      key    = "nvidia.com/gpu"
      value  = "present"
      effect = "NO_SCHEDULE"
    }
  }

  depends_on = [google_kms_crypto_key_iam_member.data_machines]

  lifecycle {
    # How many there are follows the load.
    ignore_changes = [initial_node_count]
  }
}
