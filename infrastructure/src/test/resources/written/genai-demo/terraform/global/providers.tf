# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = {
      application = "genai-demo"
      managed-by  = "meridian"
    }
  }
}
