# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"

  default_tags {
    tags = {
      application = "richesreach"
      managed-by  = "meridian"
    }
  }
}

provider "aws" {
  alias  = "eu_west_1"
  region = "eu-west-1"

  default_tags {
    tags = {
      application = "richesreach"
      managed-by  = "meridian"
    }
  }
}
