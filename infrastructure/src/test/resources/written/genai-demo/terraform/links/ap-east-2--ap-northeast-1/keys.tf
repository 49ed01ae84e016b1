# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_kms_alias" "there" {
  provider = aws.there
  name     = "alias/genai-demo-ap-northeast-1-data"
}

data "aws_kms_alias" "here" {
  provider = aws.here
  name     = "alias/genai-demo-ap-east-2-data"
}
