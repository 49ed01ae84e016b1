#!/usr/bin/env bash
# What a month costs, and what the change adds to it.
#   BASE   what it is compared with: a commit
set -euo pipefail
git fetch -q --depth 1 origin "$BASE"
git worktree add -q ../base FETCH_HEAD
infracost breakdown --path ../base/terraform --format json --out-file base.json --no-color > /dev/null
infracost diff --path terraform --compare-to base.json --no-color | tee cost.txt
{
  printf '### Cost of a month\n\n```text\n'
  head -c 900000 cost.txt
  printf '```\n'
} >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
