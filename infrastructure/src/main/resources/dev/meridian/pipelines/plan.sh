#!/usr/bin/env bash
# What a root would change: planned, kept as changes.tfplan beside it, and shown.
#   ROOT   its path below terraform/
#   LOCK   `false` for a role that may only read
set -euo pipefail
cd "terraform/$ROOT"
terraform init -input=false
terraform plan -input=false -lock="${LOCK:-true}" -lock-timeout=10m -out=changes.tfplan
terraform show -no-color changes.tfplan > changes.txt
{
  printf '### %s\n\n```text\n' "$ROOT"
  # A summary takes a mebibyte.
  head -c 900000 changes.txt
  printf '```\n\n'
} >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
