# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "google_compute_network" "main" {
  name                    = "shop-europe-west1"
  auto_create_subnetworks = false
  routing_mode            = "REGIONAL"
  # Interfaces of the cloud are reached by it; for machines without an address it leads nowhere
  # else.
  delete_default_routes_on_create = false
}

resource "google_compute_subnetwork" "machines" {
  name                     = "shop-europe-west1-machines"
  network                  = google_compute_network.main.id
  ip_cidr_range            = "10.0.128.0/19"
  private_ip_google_access = true

  log_config {
    aggregation_interval = "INTERVAL_5_SEC"
    flow_sampling        = 1
    metadata             = "INCLUDE_ALL_METADATA"
  }

  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = "10.0.0.0/17"
  }

  secondary_ip_range {
    range_name    = "services"
    ip_cidr_range = "10.0.192.0/20"
  }
}

resource "google_compute_global_address" "stores" {
  name          = "shop-europe-west1-stores"
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  address       = "10.0.160.0"
  prefix_length = 20
  network       = google_compute_network.main.id
}

resource "google_service_networking_connection" "stores" {
  network                 = google_compute_network.main.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.stores.name]
}

resource "google_compute_subnetwork" "connections" {
  name                     = "shop-europe-west1-connections"
  network                  = google_compute_network.main.id
  ip_cidr_range            = "10.0.176.0/20"
  private_ip_google_access = true

  log_config {
    aggregation_interval = "INTERVAL_5_SEC"
    flow_sampling        = 1
    metadata             = "INCLUDE_ALL_METADATA"
  }
}

resource "google_network_connectivity_service_connection_policy" "caches" {
  name          = "shop-europe-west1-caches"
  location      = "europe-west1"
  service_class = "gcp-memorystore"
  network       = google_compute_network.main.id

  psc_config {
    subnetworks = [google_compute_subnetwork.connections.id]
  }
}
