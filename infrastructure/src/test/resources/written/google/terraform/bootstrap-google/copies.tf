# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

data "google_storage_transfer_project_service_account" "here" {}

resource "google_project_iam_member" "hears" {
  project = var.project
  role    = "roles/pubsub.editor"
  member  = "serviceAccount:${data.google_storage_transfer_project_service_account.here.email}"
}

resource "google_project_iam_member" "tells" {
  project = var.project
  role    = "roles/pubsub.publisher"
  member  = "serviceAccount:${data.google_storage_project_service_account.here.email_address}"
}
