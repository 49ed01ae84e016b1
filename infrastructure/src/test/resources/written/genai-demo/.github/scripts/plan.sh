#!/usr/bin/env bash
# What a root would change: planned, kept as changes.tfplan beside it, and shown.
#   ROOT    its path below terraform/
#   NEEDS   where it may wait for others instead: what .github/scripts/waits.sh asks for
#   LOCK    `false` for a role that may only read
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
top=$PWD
cd "terraform/$ROOT"
terraform init -input=false
if ! terraform plan -input=false -lock="${LOCK:-true}" -lock-timeout=10m -out=changes.tfplan; then
  (cd "$top" && bash "$scripts/waits.sh")
  printf 'WAITS=true\n' >> "${GITHUB_ENV:-/dev/null}"
  exit 0
fi
terraform show -no-color changes.tfplan > changes.txt
{
  printf '### %s\n\n```text\n' "$ROOT"
  # A summary takes a mebibyte.
  head -c 900000 changes.txt
  printf '```\n\n'
} >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
