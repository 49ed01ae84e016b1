# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_cloudfront_function" "viewer_request" {
  name    = "richesreach-viewer-request"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/../../functions/viewer-request.js")
}

resource "aws_cloudfront_function" "viewer_response" {
  name    = "richesreach-viewer-response"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/../../functions/viewer-response.js")
}
