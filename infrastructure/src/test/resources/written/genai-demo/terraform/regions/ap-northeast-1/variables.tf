# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

variable "cluster_admins" {
  type        = set(string)
  description = "ARNs of roles that may do everything in the cluster, beside the one that made it."
  default     = []
}

variable "operators" {
  type        = set(string)
  description = "Blocks of addresses from which the cluster's interface is called: of this network, or of one that is connected to it."
  default     = []
}
