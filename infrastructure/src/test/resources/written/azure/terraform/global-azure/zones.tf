# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

data "azurerm_dns_zone" "acme_test" {
  name = "acme.test"
}
