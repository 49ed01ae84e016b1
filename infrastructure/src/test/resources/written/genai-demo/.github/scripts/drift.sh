#!/usr/bin/env bash
# Whether what a root has built is still as it left it; an issue says what is not.
#   ROOT       its path below terraform/
#   GH_TOKEN   that may open issues
set -euo pipefail
title="Drift in $ROOT"
cd "terraform/$ROOT"
terraform init -input=false
code=0
terraform plan -refresh-only -input=false -lock=false -detailed-exitcode -out=drift.tfplan || code=$?
if [ $code -eq 0 ]; then
  exit 0
fi
if [ $code -ne 2 ]; then
  printf '::error title=%s::it could not be looked at\n' "$ROOT"
  exit 1
fi
{
  printf 'What is there is not what `terraform/%s` left. Who changed it, and why? Then either change the topology, or apply\n' "$ROOT"
  printf 'the root again.\n\n```text\n'
  # An issue takes 65,536 characters.
  terraform show -no-color drift.tfplan | head -c 60000
  printf '\n```\n'
} > drift.md
cat drift.md >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
open=$(gh issue list --state open --search "in:title \"$title\"" --json number,title \
  --jq ".[] | select(.title == \"$title\") | .number" | head -n 1)
if [ -n "$open" ]; then
  gh issue comment "$open" --body-file drift.md
else
  gh issue create --title "$title" --body-file drift.md
fi
exit 1
