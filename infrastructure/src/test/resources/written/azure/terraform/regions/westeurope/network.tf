# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

resource "azurerm_virtual_network" "main" {
  name                = "shop-westeurope"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  address_space       = ["10.0.128.0/17"]
  tags                = local.tags
}

resource "azurerm_subnet" "machines" {
  name                            = "machines"
  resource_group_name             = azurerm_resource_group.main.name
  virtual_network_name            = azurerm_virtual_network.main.name
  address_prefixes                = ["10.0.128.0/19"]
  default_outbound_access_enabled = false
  service_endpoints               = ["Microsoft.KeyVault", "Microsoft.Storage"]
}

resource "azurerm_network_security_group" "machines" {
  name                = "shop-westeurope-machines"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  tags                = local.tags
}

resource "azurerm_subnet_network_security_group_association" "machines" {
  subnet_id                 = azurerm_subnet.machines.id
  network_security_group_id = azurerm_network_security_group.machines.id
}

resource "azurerm_network_security_rule" "users" {
  name                        = "users"
  resource_group_name         = azurerm_resource_group.main.name
  network_security_group_name = azurerm_network_security_group.machines.name
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  source_address_prefix       = "Internet"
  source_port_range           = "*"
  destination_address_prefix  = "*"
  protocol                    = "Tcp"
  destination_port_range      = "443"
}

resource "azurerm_subnet" "connections" {
  name                            = "connections"
  resource_group_name             = azurerm_resource_group.main.name
  virtual_network_name            = azurerm_virtual_network.main.name
  address_prefixes                = ["10.0.176.0/20"]
  default_outbound_access_enabled = false
  # Without this no rule holds for the addresses of stores.
  private_endpoint_network_policies = "Enabled"
}

resource "azurerm_network_security_group" "connections" {
  name                = "shop-westeurope-connections"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  tags                = local.tags
}

resource "azurerm_subnet_network_security_group_association" "connections" {
  subnet_id                 = azurerm_subnet.connections.id
  network_security_group_id = azurerm_network_security_group.connections.id
}

resource "azurerm_network_security_rule" "machines" {
  name                        = "machines"
  resource_group_name         = azurerm_resource_group.main.name
  network_security_group_name = azurerm_network_security_group.connections.name
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  source_address_prefix       = "10.0.128.0/19"
  source_port_range           = "*"
  destination_address_prefix  = "*"
  protocol                    = "Tcp"
  destination_port_ranges     = ["443", "5432", "8500-8599", "10000"]
}

resource "azurerm_network_security_rule" "others" {
  name                        = "others"
  resource_group_name         = azurerm_resource_group.main.name
  network_security_group_name = azurerm_network_security_group.connections.name
  priority                    = 4096
  direction                   = "Inbound"
  access                      = "Deny"
  source_address_prefix       = "*"
  source_port_range           = "*"
  destination_address_prefix  = "*"
  protocol                    = "*"
  destination_port_range      = "*"
}
