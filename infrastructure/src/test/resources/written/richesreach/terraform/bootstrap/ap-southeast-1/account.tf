# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}
