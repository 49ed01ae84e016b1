# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

provider "aws" {
  region = "ap-southeast-1"

  default_tags {
    tags = {
      application = "richesreach"
      managed-by  = "meridian"
    }
  }
}
