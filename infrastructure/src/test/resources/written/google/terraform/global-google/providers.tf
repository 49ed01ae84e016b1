# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

provider "google" {
  project = var.project

  default_labels = {
    application = "shop"
    managed-by  = "meridian"
  }
}
