# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

provider "aws" {
  alias  = "ap_east_2"
  region = "ap-east-2"

  default_tags {
    tags = {
      application = "genai-demo"
      managed-by  = "meridian"
    }
  }
}

provider "aws" {
  alias  = "ap_northeast_1"
  region = "ap-northeast-1"

  default_tags {
    tags = {
      application = "genai-demo"
      managed-by  = "meridian"
    }
  }
}
