# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_caller_identity" "current" {
  provider = aws.here
}

data "aws_partition" "current" {
  provider = aws.here
}
