# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

variable "project" {
  type        = string
  description = "The id of the project in which everything is built; TF_VAR_project says it for all roots."
}
