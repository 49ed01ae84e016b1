# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

data "google_storage_transfer_project_service_account" "here" {}

resource "google_storage_bucket_iam_member" "files_to_us_central1_watches" {
  bucket = "shop-europe-west1-files-0eb1c319"
  role   = "roles/storage.legacyBucketOwner"
  member = "serviceAccount:${data.google_storage_transfer_project_service_account.here.email}"
}

resource "google_storage_bucket_iam_member" "files_to_us_central1_reads" {
  bucket = "shop-europe-west1-files-0eb1c319"
  role   = "roles/storage.objectViewer"
  member = "serviceAccount:${data.google_storage_transfer_project_service_account.here.email}"
}

resource "google_storage_bucket_iam_member" "files_to_us_central1_writes" {
  bucket = "shop-us-central1-files-0eb1c319"
  role   = "roles/storage.legacyBucketWriter"
  member = "serviceAccount:${data.google_storage_transfer_project_service_account.here.email}"
}

resource "google_storage_transfer_job" "files_to_us_central1" {
  description = "files of europe-west1 to us-central1"

  replication_spec {
    gcs_data_source {
      bucket_name = "shop-europe-west1-files-0eb1c319"
    }

    gcs_data_sink {
      bucket_name = "shop-us-central1-files-0eb1c319"
    }
  }

  depends_on = [
    google_storage_bucket_iam_member.files_to_us_central1_watches,
    google_storage_bucket_iam_member.files_to_us_central1_reads,
    google_storage_bucket_iam_member.files_to_us_central1_writes,
  ]
}
