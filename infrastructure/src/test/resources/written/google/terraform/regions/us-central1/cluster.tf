# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

data "google_compute_zones" "up" {
  region = "us-central1"
}

locals {
  zones = slice(sort(data.google_compute_zones.up.names), 0, 3)
}

resource "google_container_cluster" "main" {
  name               = "shop-us-central1"
  location           = "us-central1"
  node_locations     = local.zones
  min_master_version = "1.35"
  network            = google_compute_network.main.id
  subnetwork         = google_compute_subnetwork.machines.id
  networking_mode    = "VPC_NATIVE"
  # The one that holds pods to what their network policies say, and needs no add-on for it.
  datapath_provider           = "ADVANCED_DATAPATH"
  default_max_pods_per_node   = 64
  enable_intranode_visibility = true
  enable_shielded_nodes       = true
  remove_default_node_pool    = true
  initial_node_count          = 1
  deletion_protection         = true

  gateway_api_config {
    channel = "CHANNEL_STANDARD"
  }

  ip_allocation_policy {
    cluster_secondary_range_name  = "pods"
    services_secondary_range_name = "services"
  }

  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = true
  }

  master_authorized_networks_config {
    gcp_public_cidrs_access_enabled = false

    cidr_blocks {
      cidr_block   = "10.1.0.0/16"
      display_name = "shop-us-central1"
    }
  }

  workload_identity_config {
    workload_pool = "${var.project}.svc.id.goog"
  }

  database_encryption {
    state    = "ENCRYPTED"
    key_name = google_kms_crypto_key.data.id
  }

  master_auth {
    client_certificate_config {
      issue_client_certificate = false
    }
  }

  security_posture_config {
    mode = "BASIC"
  }

  release_channel {
    channel = "REGULAR"
  }

  logging_config {
    enable_components = ["SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"]
  }

  monitoring_config {
    enable_components = ["SYSTEM_COMPONENTS"]

    managed_prometheus {
      enabled = true
    }
  }

  addons_config {
    dns_cache_config {
      # Copies ask the names of the cluster where their network policies let them.
      enabled = false
    }

    gce_persistent_disk_csi_driver_config {
      enabled = true
    }
  }

  depends_on = [google_kms_crypto_key_iam_member.data_cluster, google_project_iam_member.machines]
}
