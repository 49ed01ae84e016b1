# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "google_compute_network_peering" "there" {
  name         = "to-us-central1"
  network      = "projects/${var.project}/global/networks/shop-europe-west1"
  peer_network = "projects/${var.project}/global/networks/shop-us-central1"
}

resource "google_compute_network_peering" "back" {
  name         = "to-europe-west1"
  network      = "projects/${var.project}/global/networks/shop-us-central1"
  peer_network = "projects/${var.project}/global/networks/shop-europe-west1"
  # A network takes one change of its peerings at a time.
  depends_on = [google_compute_network_peering.there]
}
