# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_caller_identity" "current" {
  provider = aws.us_east_1
}

data "aws_partition" "current" {
  provider = aws.us_east_1
}
