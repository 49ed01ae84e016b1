# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "google_compute_ssl_policy" "main" {
  name            = "shop-tls"
  min_tls_version = "TLS_1_2"
  profile         = "MODERN"
}
