# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "google_service_account" "service_web" {
  account_id   = "shop-us-central1-web"
  display_name = "web in us-central1"
}

resource "google_service_account_iam_member" "service_web" {
  service_account_id = google_service_account.service_web.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:${google_container_cluster.main.workload_identity_config[0].workload_pool}[shop/web]"
}

resource "google_project_iam_member" "service_web_orders_connects" {
  project = var.project
  role    = "roles/cloudsql.client"
  member  = google_service_account.service_web.member

  condition {
    title      = "orders"
    expression = "resource.name == 'projects/${var.project}/instances/shop-us-central1-orders'"
  }
}

resource "google_project_iam_member" "service_web_orders" {
  project = var.project
  role    = "roles/cloudsql.instanceUser"
  member  = google_service_account.service_web.member

  condition {
    title      = "orders"
    expression = "resource.name == 'projects/${var.project}/instances/shop-us-central1-orders'"
  }
}

resource "google_project_iam_member" "service_web_carts" {
  project = var.project
  role    = "roles/memorystore.dbConnectionUser"
  member  = google_service_account.service_web.member

  condition {
    title      = "carts"
    expression = "resource.name == 'projects/${var.project}/locations/us-central1/instances/shop-us-central1-carts'"
  }
}

resource "google_storage_bucket_iam_member" "service_web_files" {
  bucket = google_storage_bucket.files.name
  role   = "roles/storage.objectUser"
  member = google_service_account.service_web.member
}

output "identities" {
  description = "The account of each service, which its service account in the cluster is told."

  value = {
    web = google_service_account.service_web.email
  }
}
