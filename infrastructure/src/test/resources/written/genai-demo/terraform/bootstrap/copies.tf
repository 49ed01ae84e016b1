# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_iam_policy_document" "copies_taken_on" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }
  }

  provider = aws.ap_east_2
}

resource "aws_iam_role" "copies" {
  provider           = aws.ap_east_2
  name               = "genai-demo-states-copies"
  assume_role_policy = data.aws_iam_policy_document.copies_taken_on.json
}

data "aws_iam_policy_document" "copies" {
  provider = aws.ap_east_2

  statement {
    sid       = "Buckets"
    actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
    resources = [aws_s3_bucket.ap_east_2.arn, aws_s3_bucket.ap_northeast_1.arn]
  }

  statement {
    sid = "Objects"

    actions = [
      "s3:GetObjectVersionForReplication",
      "s3:GetObjectVersionAcl",
      "s3:GetObjectVersionTagging",
      "s3:ReplicateObject",
      "s3:ReplicateDelete",
      "s3:ReplicateTags",
    ]

    resources = ["${aws_s3_bucket.ap_east_2.arn}/*", "${aws_s3_bucket.ap_northeast_1.arn}/*"]
  }

  statement {
    sid       = "Keys"
    actions   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.ap_east_2.arn, aws_kms_key.ap_northeast_1.arn]
  }
}

resource "aws_iam_role_policy" "copies" {
  provider = aws.ap_east_2
  name     = "genai-demo-states-copies"
  role     = aws_iam_role.copies.id
  policy   = data.aws_iam_policy_document.copies.json
}

resource "aws_s3_bucket_replication_configuration" "ap_east_2" {
  provider = aws.ap_east_2
  bucket   = aws_s3_bucket.ap_east_2.id
  role     = aws_iam_role.copies.arn

  rule {
    id     = "to-ap-northeast-1"
    status = "Enabled"

    filter {}

    delete_marker_replication {
      status = "Enabled"
    }

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }

    destination {
      bucket = aws_s3_bucket.ap_northeast_1.arn

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.ap_northeast_1.arn
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.ap_east_2, aws_s3_bucket_versioning.ap_northeast_1]
}

resource "aws_s3_bucket_replication_configuration" "ap_northeast_1" {
  provider = aws.ap_northeast_1
  bucket   = aws_s3_bucket.ap_northeast_1.id
  role     = aws_iam_role.copies.arn

  rule {
    id     = "to-ap-east-2"
    status = "Enabled"

    filter {}

    delete_marker_replication {
      status = "Enabled"
    }

    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }

    destination {
      bucket = aws_s3_bucket.ap_east_2.arn

      encryption_configuration {
        replica_kms_key_id = aws_kms_key.ap_east_2.arn
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.ap_northeast_1, aws_s3_bucket_versioning.ap_east_2]
}
