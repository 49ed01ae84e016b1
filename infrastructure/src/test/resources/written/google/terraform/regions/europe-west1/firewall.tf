# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "google_compute_firewall" "closed" {
  name          = "shop-europe-west1-closed"
  network       = google_compute_network.main.id
  direction     = "INGRESS"
  priority      = 65534
  source_ranges = ["0.0.0.0/0"]

  deny {
    protocol = "all"
  }

  log_config {
    metadata = "INCLUDE_ALL_METADATA"
  }
}
