# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

terraform {
  required_version = ">= 1.11.0"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.9"
    }
  }

  # Kept in several regions at once: this state is needed in the hour in which one fails.
  backend "gcs" {
    bucket = "shop-states-google-0eb1c319"
    prefix = "links/europe-west1--us-central1"
  }
}
