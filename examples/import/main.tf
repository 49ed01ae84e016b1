# A shop in two regions, written by hand: what `meridian init --from` is given to read. It serves from us-east-1;
# eu-west-1 waits with half the machines, a replica of the database and a copy of the images.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}

variable "primary" { default = "us-east-1" }
variable "standby" { default = "eu-west-1" }
variable "domain" { default = "shop.example.com" }

provider "aws" {
  region = var.primary
  default_tags { tags = { Application = "shop" } }
}

provider "aws" {
  alias  = "standby"
  region = var.standby
  default_tags { tags = { Application = "shop" } }
}

module "primary" {
  source   = "./region"
  cidr     = "10.0.0.0/16"
  zones    = ["${var.primary}a", "${var.primary}b"]
  replicas = 6
  database = aws_db_instance.orders.address
  mail     = aws_sqs_queue.mail.url
  domain   = aws_route53_zone.shop
  turn     = "PRIMARY"
}

module "standby" {
  source    = "./region"
  providers = { aws = aws.standby }
  cidr      = "10.1.0.0/16"
  zones     = ["${var.standby}a", "${var.standby}b"]
  replicas  = 3
  database  = aws_db_instance.orders_replica.address
  mail      = aws_sqs_queue.mail.url
  domain    = aws_route53_zone.shop
  turn      = "SECONDARY"
}

resource "aws_vpc_peering_connection" "across" {
  vpc_id      = module.primary.vpc
  peer_vpc_id = module.standby.vpc
  peer_region = var.standby
}

resource "aws_vpc_peering_connection_accepter" "across" {
  provider                  = aws.standby
  vpc_peering_connection_id = aws_vpc_peering_connection.across.id
  auto_accept               = true
}

# The database: two zones at home, a replica abroad.

resource "aws_db_instance" "orders" {
  identifier                  = "shop-orders"
  engine                      = "postgres"
  engine_version              = "16.4"
  instance_class              = "db.r6g.large"
  allocated_storage           = 200
  storage_encrypted           = true
  multi_az                    = true
  backup_retention_period     = 14
  username                    = "shop"
  manage_master_user_password = true
  db_subnet_group_name        = module.primary.database_subnets
  skip_final_snapshot         = true
}

resource "aws_kms_key" "standby" {
  provider    = aws.standby
  description = "the replica of the orders"
}

resource "aws_db_instance" "orders_replica" {
  provider             = aws.standby
  identifier           = "shop-orders-replica"
  replicate_source_db  = aws_db_instance.orders.arn
  instance_class       = "db.r6g.large"
  storage_encrypted    = true
  kms_key_id           = aws_kms_key.standby.arn
  db_subnet_group_name = module.standby.database_subnets
  skip_final_snapshot  = true
}

# Mail that waits to be sent is in one region only.

resource "aws_sqs_queue" "mail" {
  name                      = "shop-mail"
  message_retention_seconds = 345600
}

# Images are copied by S3, within fifteen minutes.

resource "aws_s3_bucket" "images" {
  bucket = "shop-images-${var.primary}"
}

resource "aws_s3_bucket" "images_copy" {
  provider = aws.standby
  bucket   = "shop-images-${var.standby}"
}

resource "aws_s3_bucket_versioning" "images" {
  bucket = aws_s3_bucket.images.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket_versioning" "images_copy" {
  provider = aws.standby
  bucket   = aws_s3_bucket.images_copy.id
  versioning_configuration { status = "Enabled" }
}

resource "aws_iam_role" "copier" {
  name = "shop-images-copier"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_s3_bucket_replication_configuration" "images" {
  depends_on = [aws_s3_bucket_versioning.images, aws_s3_bucket_versioning.images_copy]
  bucket     = aws_s3_bucket.images.id
  role       = aws_iam_role.copier.arn
  rule {
    id     = "all"
    status = "Enabled"
    filter {}
    delete_marker_replication { status = "Disabled" }
    destination {
      bucket = aws_s3_bucket.images_copy.arn
      metrics {
        status = "Enabled"
        event_threshold { minutes = 15 }
      }
      replication_time {
        status = "Enabled"
        time { minutes = 15 }
      }
    }
  }
}

# Users come to www, which Route 53 turns when the primary does not answer: a record and a health check per region.

resource "aws_route53_zone" "shop" {
  name = var.domain
}
