# Written by Meridian from x.yaml. A change belongs there; `meridian synth` writes it here.

variable "subscription_id" {
  type        = string
  description = "The subscription in which everything is built; TF_VAR_subscription_id says it for all roots."
}
