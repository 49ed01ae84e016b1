# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

variable "project" {
  type        = string
  description = "The id of the project in which everything is built; TF_VAR_project says it for all roots."
}

variable "zones" {
  type        = map(string)
  description = "What the zone of each of these is called in Cloud DNS, by its domain: acme.test. TF_VAR_zones says it."
}
