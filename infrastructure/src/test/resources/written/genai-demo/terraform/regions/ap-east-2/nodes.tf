# Written by Meridian from genai-demo.yaml. A change belongs there; `meridian synth` writes it here.

data "aws_iam_policy_document" "nodes_taken_on" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "nodes" {
  name               = "genai-demo-ap-east-2-nodes"
  assume_role_policy = data.aws_iam_policy_document.nodes_taken_on.json
}

resource "aws_iam_role_policy_attachment" "nodes" {
  for_each   = toset(["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryPullOnly"])
  role       = aws_iam_role.nodes.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/${each.key}"
}

data "aws_ec2_instance_type_offerings" "main" {
  filter {
    name   = "instance-type"
    values = ["m6i.large"]
  }
}

resource "aws_launch_template" "main" {
  name = "genai-demo-ap-east-2-main"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size           = 50
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  monitoring {
    enabled = true
  }

  tag_specifications {
    resource_type = "instance"

    tags = {
      Name        = "genai-demo-ap-east-2-main"
      application = "genai-demo"
      managed-by  = "meridian"
    }
  }

  tag_specifications {
    resource_type = "volume"

    tags = {
      Name        = "genai-demo-ap-east-2-main"
      application = "genai-demo"
      managed-by  = "meridian"
    }
  }
}

resource "aws_eks_node_group" "main" {
  cluster_name    = aws_eks_cluster.main.name
  node_group_name = "main"
  node_role_arn   = aws_iam_role.nodes.arn
  subnet_ids      = values(aws_subnet.private)[*].id
  ami_type        = "AL2023_x86_64_STANDARD"
  capacity_type   = "ON_DEMAND"
  instance_types  = ["m6i.large"]

  labels = {
    nodes = "main"
  }

  launch_template {
    id      = aws_launch_template.main.id
    version = aws_launch_template.main.latest_version
  }

  scaling_config {
    min_size     = 2
    desired_size = 2
    max_size     = 10
  }

  update_config {
    max_unavailable_percentage = 33
  }

  depends_on = [aws_iam_role_policy_attachment.nodes]

  lifecycle {
    # How many there are is Cluster Autoscaler's to say, once it is installed: see
    # kubernetes/README.md.
    ignore_changes = [scaling_config[0].desired_size]

    precondition {
      condition     = length(data.aws_ec2_instance_type_offerings.main.instance_types) == 1
      error_message = "Of m6i.large ap-east-2 offers only: ${join(", ", data.aws_ec2_instance_type_offerings.main.instance_types)}. `compute.nodes.main.types` of the file, or of `regions.ap-east-2.overrides`, says which machines there are."
    }
  }
}

resource "aws_eks_addon" "main" {
  for_each = {
    vpc-cni = jsonencode({
      enableNetworkPolicy = "true"
    })
    kube-proxy             = null
    coredns                = null
    eks-pod-identity-agent = null
    metrics-server         = null
  }

  cluster_name         = aws_eks_cluster.main.name
  addon_name           = each.key
  configuration_values = each.value
  # A new cluster comes with some of them, which are nobody's to look after.
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "PRESERVE"
  depends_on                  = [aws_eks_node_group.main]
}
