# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_dns_a_record" "web_westeurope" {
  name                = "westeurope.www"
  zone_name           = data.azurerm_dns_zone.acme_test.name
  resource_group_name = data.azurerm_dns_zone.acme_test.resource_group_name
  ttl                 = 30
  target_resource_id  = "/subscriptions/${var.subscription_id}/resourceGroups/shop-westeurope/providers/Microsoft.Network/publicIPAddresses/shop-westeurope-entrance"
}

resource "azurerm_dns_a_record" "web_eastus" {
  name                = "eastus.www"
  zone_name           = data.azurerm_dns_zone.acme_test.name
  resource_group_name = data.azurerm_dns_zone.acme_test.resource_group_name
  ttl                 = 30
  target_resource_id  = "/subscriptions/${var.subscription_id}/resourceGroups/shop-eastus/providers/Microsoft.Network/publicIPAddresses/shop-eastus-entrance"
}

resource "azurerm_traffic_manager_profile" "web" {
  name                   = "shop-web"
  resource_group_name    = azurerm_resource_group.main.name
  traffic_routing_method = "Performance"

  dns_config {
    relative_name = "shop-web-0eb1c319"
    ttl           = 30
  }

  monitor_config {
    protocol                     = "HTTPS"
    port                         = 443
    path                         = "/health"
    interval_in_seconds          = 30
    timeout_in_seconds           = 10
    tolerated_number_of_failures = 2

    custom_header {
      name  = "host"
      value = "www.acme.test"
    }
  }

  tags = local.tags
}

resource "azurerm_traffic_manager_azure_endpoint" "web_westeurope" {
  name               = "westeurope"
  profile_id         = azurerm_traffic_manager_profile.web.id
  target_resource_id = "/subscriptions/${var.subscription_id}/resourceGroups/shop-westeurope/providers/Microsoft.Network/publicIPAddresses/shop-westeurope-entrance"
}

resource "azurerm_traffic_manager_azure_endpoint" "web_eastus" {
  name               = "eastus"
  profile_id         = azurerm_traffic_manager_profile.web.id
  target_resource_id = "/subscriptions/${var.subscription_id}/resourceGroups/shop-eastus/providers/Microsoft.Network/publicIPAddresses/shop-eastus-entrance"
}

resource "azurerm_dns_cname_record" "web" {
  name                = "www"
  zone_name           = data.azurerm_dns_zone.acme_test.name
  resource_group_name = data.azurerm_dns_zone.acme_test.resource_group_name
  ttl                 = 30
  target_resource_id  = azurerm_traffic_manager_profile.web.id
}
