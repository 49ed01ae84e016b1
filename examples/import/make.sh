#!/bin/sh
# Makes plan.json and terraform.tfstate again from main.tf: a plan and an apply against moto_server, which stands in
# for AWS. Needs terraform 1.11, the AWS provider 5.100.0 and `pip install 'moto[server]==5.2.1'`; takes three minutes.
# Without a network, point TF_CLI_CONFIG_FILE at a file that names a mirror of the provider.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
cloud=
trap '[ -z "$cloud" ] || kill "$cloud"; rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM

cp -R "$here/main.tf" "$here/region" "$work"
cd "$work"

export AWS_ENDPOINT_URL=http://127.0.0.1:5599
export AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_EC2_METADATA_DISABLED=true CHECKPOINT_DISABLE=1
python3 "$here/cloud.py" -H 127.0.0.1 -p 5599 > cloud.log 2>&1 &
cloud=$!
sleep 3
kill -0 "$cloud" 2> /dev/null || { cat cloud.log >&2; exit 3; }

terraform init -input=false
terraform plan -input=false -out plan
terraform show -json plan > plan.json
terraform apply -input=false plan

cp plan.json terraform.tfstate "$here"
