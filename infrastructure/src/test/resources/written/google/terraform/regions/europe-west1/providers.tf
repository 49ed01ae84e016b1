# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

provider "google" {
  project = var.project
  region  = "europe-west1"

  default_labels = {
    application = "shop"
    managed-by  = "meridian"
  }
}
