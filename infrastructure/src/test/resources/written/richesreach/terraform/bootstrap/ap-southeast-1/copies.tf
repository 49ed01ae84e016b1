# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_iam_policy_document" "copies_taken_on" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "copies" {
  name               = "richesreach-states-copies-ap-southeast-1"
  assume_role_policy = data.aws_iam_policy_document.copies_taken_on.json
}

data "aws_iam_policy_document" "copies" {
  statement {
    sid       = "Bucket"
    actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
    resources = [aws_s3_bucket.states.arn]
  }

  statement {
    sid       = "Read"
    actions   = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"]
    resources = ["${aws_s3_bucket.states.arn}/*"]
  }

  statement {
    sid       = "Unlock"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.states.arn]
  }

  statement {
    sid       = "Write"
    actions   = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"]
    resources = ["arn:${data.aws_partition.current.partition}:s3:::richesreach-states-us-east-1-8bb1281f/*"]
  }

  statement {
    sid     = "Lock"
    actions = ["kms:Encrypt", "kms:GenerateDataKey"]

    resources = [
      "arn:${data.aws_partition.current.partition}:kms:us-east-1:${data.aws_caller_identity.current.account_id}:key/*",
    ]

    condition {
      test     = "ForAnyValue:StringEquals"
      variable = "kms:ResourceAliases"
      values   = ["alias/richesreach-states"]
    }
  }
}

resource "aws_iam_role_policy" "copies" {
  name   = "richesreach-states-copies-ap-southeast-1"
  role   = aws_iam_role.copies.id
  policy = data.aws_iam_policy_document.copies.json
}

resource "aws_s3_bucket_replication_configuration" "states" {
  bucket = aws_s3_bucket.states.id
  role   = aws_iam_role.copies.arn

  rule {
    id     = "to-us-east-1"
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
      bucket = "arn:${data.aws_partition.current.partition}:s3:::richesreach-states-us-east-1-8bb1281f"

      encryption_configuration {
        replica_kms_key_id = "arn:${data.aws_partition.current.partition}:kms:us-east-1:${data.aws_caller_identity.current.account_id}:alias/richesreach-states"
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.states]
}
