# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_s3_bucket" "pages" {
  bucket = "richesreach-pages-8bb1281f"
}

resource "aws_s3_bucket_versioning" "pages" {
  bucket = aws_s3_bucket.pages.id

  versioning_configuration {
    status = "Enabled"
  }
}

# With a key of S3: it is a page that everybody may see.
resource "aws_s3_bucket_server_side_encryption_configuration" "pages" {
  bucket = aws_s3_bucket.pages.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "pages" {
  bucket                  = aws_s3_bucket.pages.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "pages" {
  bucket = aws_s3_bucket.pages.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "pages" {
  bucket = aws_s3_bucket.pages.id

  rule {
    id     = "aging"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

data "aws_iam_policy_document" "pages_tls" {
  statement {
    sid       = "OnlyByTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.pages.arn, "${aws_s3_bucket.pages.arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  statement {
    sid       = "Cdn"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.pages.arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "AWS:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_s3_bucket_policy" "pages" {
  bucket     = aws_s3_bucket.pages.id
  policy     = data.aws_iam_policy_document.pages_tls.json
  depends_on = [aws_s3_bucket_public_access_block.pages]
}

# Written before there are versions, it would leave a mark of itself when it goes, and its bucket
# would stay.
resource "aws_s3_object" "pages" {
  bucket       = aws_s3_bucket.pages.id
  key          = "errors/unavailable.html"
  content_type = "text/html; charset=utf-8"
  content      = "<!doctype html><html lang=\"en\"><title>Not available</title><p>We cannot answer right now. Please try again in a minute.</p></html>\n"
  depends_on   = [aws_s3_bucket_versioning.pages]
}

resource "aws_cloudfront_origin_access_control" "pages" {
  name                              = "richesreach-pages-8bb1281f"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}
