# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

data "google_storage_project_service_account" "here" {}

resource "google_kms_key_ring" "states" {
  name       = "shop-states"
  location   = "europe"
  depends_on = [google_project_service.main]
}

resource "google_kms_crypto_key" "states" {
  name                       = "states"
  key_ring                   = google_kms_key_ring.states.id
  purpose                    = "ENCRYPT_DECRYPT"
  rotation_period            = "7776000s"
  destroy_scheduled_duration = "2592000s"

  lifecycle {
    prevent_destroy = true
  }
}

resource "google_kms_crypto_key_iam_member" "states" {
  crypto_key_id = google_kms_crypto_key.states.id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:${data.google_storage_project_service_account.here.email_address}"
}

resource "google_storage_bucket" "states" {
  name = "shop-states-google-0eb1c319"
  # Several regions at once: no state is gone with the region that it describes.
  location                    = "EU"
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }

  encryption {
    default_kms_key_name = google_kms_crypto_key.states.id
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      days_since_noncurrent_time = 90
    }
  }

  depends_on = [google_kms_crypto_key_iam_member.states]

  lifecycle {
    prevent_destroy = true
  }
}
