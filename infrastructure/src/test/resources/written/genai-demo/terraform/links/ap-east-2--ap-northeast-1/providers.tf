# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

provider "aws" {
  alias  = "here"
  region = "ap-east-2"

  default_tags {
    tags = {
      application = "genai-demo"
      managed-by  = "meridian"
    }
  }
}

provider "aws" {
  alias  = "there"
  region = "ap-northeast-1"

  default_tags {
    tags = {
      application = "genai-demo"
      managed-by  = "meridian"
    }
  }
}
