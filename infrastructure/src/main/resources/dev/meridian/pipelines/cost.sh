#!/usr/bin/env bash
# What a month costs, and what the change adds to it.
#   BASE   what it is compared with: a commit that has been fetched
set -euo pipefail
git worktree add -q --detach ../base "$BASE"
infracost breakdown --path ../base/terraform --format json --out-file base.json --no-color > /dev/null
infracost diff --path terraform --compare-to base.json --no-color | tee cost.txt
{
  printf '### Cost of a month\n\n```text\n'
  head -c 900000 cost.txt
  printf '```\n'
} >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
