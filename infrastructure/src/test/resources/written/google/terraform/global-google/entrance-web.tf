# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

data "google_compute_global_address" "web_europe_west1" {
  name = "shop-europe-west1-web"
}

data "google_compute_global_address" "web_us_central1" {
  name = "shop-us-central1-web"
}

resource "google_certificate_manager_dns_authorization" "web" {
  name   = "shop-web"
  domain = "www.acme.test"
}

resource "google_dns_record_set" "web_proof" {
  managed_zone = var.zones["acme.test"]
  name         = google_certificate_manager_dns_authorization.web.dns_resource_record[0].name
  type         = google_certificate_manager_dns_authorization.web.dns_resource_record[0].type
  ttl          = 300
  rrdatas      = [google_certificate_manager_dns_authorization.web.dns_resource_record[0].data]
}

resource "google_certificate_manager_dns_authorization" "web_europe_west1" {
  name   = "shop-web-europe-west1"
  domain = "europe-west1.www.acme.test"
}

resource "google_dns_record_set" "web_europe_west1_proof" {
  managed_zone = var.zones["acme.test"]
  name         = google_certificate_manager_dns_authorization.web_europe_west1.dns_resource_record[0].name
  type         = google_certificate_manager_dns_authorization.web_europe_west1.dns_resource_record[0].type
  ttl          = 300
  rrdatas      = [google_certificate_manager_dns_authorization.web_europe_west1.dns_resource_record[0].data]
}

resource "google_certificate_manager_dns_authorization" "web_us_central1" {
  name   = "shop-web-us-central1"
  domain = "us-central1.www.acme.test"
}

resource "google_dns_record_set" "web_us_central1_proof" {
  managed_zone = var.zones["acme.test"]
  name         = google_certificate_manager_dns_authorization.web_us_central1.dns_resource_record[0].name
  type         = google_certificate_manager_dns_authorization.web_us_central1.dns_resource_record[0].type
  ttl          = 300
  rrdatas      = [google_certificate_manager_dns_authorization.web_us_central1.dns_resource_record[0].data]
}

resource "google_certificate_manager_certificate" "web" {
  name = "shop-web"

  managed {
    domains = ["www.acme.test", "europe-west1.www.acme.test", "us-central1.www.acme.test"]

    dns_authorizations = [
      google_certificate_manager_dns_authorization.web.id,
      google_certificate_manager_dns_authorization.web_europe_west1.id,
      google_certificate_manager_dns_authorization.web_us_central1.id,
    ]
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_certificate_manager_certificate_map" "web" {
  name = "shop-web"
}

resource "google_certificate_manager_certificate_map_entry" "web" {
  name = "shop-web"
  map  = google_certificate_manager_certificate_map.web.name
  # For every name: the certificate has all of them, and who checks a region names none.
  matcher      = "PRIMARY"
  certificates = [google_certificate_manager_certificate.web.id]
}

resource "google_dns_record_set" "web_europe_west1" {
  managed_zone = var.zones["acme.test"]
  name         = "europe-west1.www.acme.test."
  type         = "A"
  ttl          = 30
  rrdatas      = [data.google_compute_global_address.web_europe_west1.address]
}

resource "google_dns_record_set" "web_us_central1" {
  managed_zone = var.zones["acme.test"]
  name         = "us-central1.www.acme.test."
  type         = "A"
  ttl          = 30
  rrdatas      = [data.google_compute_global_address.web_us_central1.address]
}

resource "google_compute_health_check" "web" {
  name                = "shop-web"
  source_regions      = ["us-east1", "europe-west1", "asia-southeast1"]
  check_interval_sec  = 30
  timeout_sec         = 5
  unhealthy_threshold = 3

  https_health_check {
    port         = 443
    host         = "www.acme.test"
    request_path = "/health"
  }
}

resource "google_dns_record_set" "web" {
  managed_zone = var.zones["acme.test"]
  name         = "www.acme.test."
  type         = "A"
  ttl          = 30

  routing_policy {
    health_check = google_compute_health_check.web.id

    geo {
      location = "europe-west1"

      health_checked_targets {
        external_endpoints = [data.google_compute_global_address.web_europe_west1.address]
      }
    }

    geo {
      location = "us-central1"

      health_checked_targets {
        external_endpoints = [data.google_compute_global_address.web_us_central1.address]
      }
    }
  }
}
