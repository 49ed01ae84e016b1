# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "google_project_service" "main" {
  for_each = toset([
    "certificatemanager",
    "cloudkms",
    "cloudresourcemanager",
    "compute",
    "container",
    "dns",
    "iam",
    "iamcredentials",
    "logging",
    "memorystore",
    "monitoring",
    "networkconnectivity",
    "pubsub",
    "secretmanager",
    "servicenetworking",
    "sqladmin",
    "storage",
    "storagetransfer",
  ])

  service            = "${each.key}.googleapis.com"
  disable_on_destroy = false
}
