# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

locals {
  issuer = replace(aws_eks_cluster.main.identity[0].oidc[0].issuer, "https://", "")
}

data "aws_iam_policy_document" "service_genai_demo_taken_on" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/eks-cluster-name"
      values   = [aws_eks_cluster.main.name]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/kubernetes-namespace"
      values   = ["genai-demo"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/kubernetes-service-account"
      values   = ["genai-demo"]
    }
  }

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.cluster.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:sub"
      values   = ["system:serviceaccount:genai-demo:genai-demo"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "service_genai_demo" {
  name               = "genai-demo-ap-northeast-1-genai-demo"
  assume_role_policy = data.aws_iam_policy_document.service_genai_demo_taken_on.json
}

data "aws_iam_policy_document" "service_genai_demo" {
  statement {
    sid     = "Main"
    actions = ["rds-db:connect"]

    resources = [
      "arn:${data.aws_partition.current.partition}:rds-db:ap-northeast-1:${data.aws_caller_identity.current.account_id}:dbuser:${aws_db_instance.main.resource_id}/genai-demo",
    ]
  }

  statement {
    sid     = "EventsConnect"
    actions = ["kafka-cluster:Connect", "kafka-cluster:WriteDataIdempotently"]

    resources = [
      "arn:${data.aws_partition.current.partition}:kafka:ap-northeast-1:${data.aws_caller_identity.current.account_id}:cluster/genai-demo-ap-northeast-1-events/*",
    ]
  }

  statement {
    sid     = "EventsGroups"
    actions = ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"]

    resources = [
      "arn:${data.aws_partition.current.partition}:kafka:ap-northeast-1:${data.aws_caller_identity.current.account_id}:group/genai-demo-ap-northeast-1-events/*/genai-demo*",
    ]
  }

  statement {
    sid = "Events"

    actions = [
      "kafka-cluster:CreateTopic",
      "kafka-cluster:DescribeTopic",
      "kafka-cluster:ReadData",
      "kafka-cluster:WriteData",
    ]

    resources = [
      "arn:${data.aws_partition.current.partition}:kafka:ap-northeast-1:${data.aws_caller_identity.current.account_id}:topic/genai-demo-ap-northeast-1-events/*/*",
    ]
  }
}

resource "aws_iam_role_policy" "service_genai_demo" {
  name   = "genai-demo-ap-northeast-1-genai-demo"
  role   = aws_iam_role.service_genai_demo.id
  policy = data.aws_iam_policy_document.service_genai_demo.json
}

resource "aws_eks_pod_identity_association" "service_genai_demo" {
  cluster_name    = aws_eks_cluster.main.name
  namespace       = "genai-demo"
  service_account = "genai-demo"
  role_arn        = aws_iam_role.service_genai_demo.arn
}
