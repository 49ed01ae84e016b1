# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_iam_policy_document" "ap_east_2_key" {
  provider = aws.ap_east_2

  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type = "AWS"

      identifiers = [
        "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root",
      ]
    }
  }
}

resource "aws_kms_key" "ap_east_2" {
  provider                = aws.ap_east_2
  description             = "States of genai-demo"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.ap_east_2_key.json
}

resource "aws_kms_alias" "ap_east_2" {
  provider      = aws.ap_east_2
  name          = "alias/genai-demo-states"
  target_key_id = aws_kms_key.ap_east_2.key_id
}

resource "aws_s3_bucket" "ap_east_2" {
  provider = aws.ap_east_2
  bucket   = "genai-demo-states-ap-east-2-d72edf1c"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_versioning" "ap_east_2" {
  provider = aws.ap_east_2
  bucket   = aws_s3_bucket.ap_east_2.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "ap_east_2" {
  provider = aws.ap_east_2
  bucket   = aws_s3_bucket.ap_east_2.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.ap_east_2.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "ap_east_2" {
  provider                = aws.ap_east_2
  bucket                  = aws_s3_bucket.ap_east_2.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "ap_east_2" {
  provider = aws.ap_east_2
  bucket   = aws_s3_bucket.ap_east_2.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "ap_east_2" {
  provider = aws.ap_east_2
  bucket   = aws_s3_bucket.ap_east_2.id

  rule {
    id     = "earlier-states"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 90
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.ap_east_2]
}

data "aws_iam_policy_document" "ap_east_2_tls" {
  provider = aws.ap_east_2

  statement {
    sid       = "OnlyByTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.ap_east_2.arn, "${aws_s3_bucket.ap_east_2.arn}/*"]

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
}

resource "aws_s3_bucket_policy" "ap_east_2" {
  provider   = aws.ap_east_2
  bucket     = aws_s3_bucket.ap_east_2.id
  policy     = data.aws_iam_policy_document.ap_east_2_tls.json
  depends_on = [aws_s3_bucket_public_access_block.ap_east_2]
}
