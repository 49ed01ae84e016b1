# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "google_compute_global_address" "web" {
  name = "shop-us-central1-web"
}
