# Written by Meridian from richesreach.yaml. A change belongs there; `meridian synth` writes it here.

resource "aws_ecr_repository" "richesreach" {
  name                 = "richesreach"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.data.arn
  }
}

resource "aws_ecr_lifecycle_policy" "richesreach" {
  repository = aws_ecr_repository.richesreach.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "What has lost its tag"
        selection = {
          tagStatus   = "untagged"
          countType   = "sinceImagePushed"
          countUnit   = "days"
          countNumber = 14
        }
        action = {
          type = "expire"
        }
      },
    ]
  })
}
