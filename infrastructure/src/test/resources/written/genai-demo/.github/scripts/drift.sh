#!/usr/bin/env bash
# Whether what a root has built is still as it is declared; an issue says what is not.
#   ROOT       its path below terraform/
#   NEEDS      where it may wait for others instead: what .github/scripts/waits.sh asks for
#   GH_TOKEN   that may open issues
set -euo pipefail
title="Drift in $ROOT"
scripts=$(cd "$(dirname "$0")" && pwd)
top=$PWD
cd "terraform/$ROOT"
terraform init -input=false
# What a root does not decide changes by itself, the newest instant that a database can be brought back to among it:
# `-refresh-only` would call that drift every day. What an apply would change is what is not as it was declared.
if ! terraform plan -input=false -lock=false -out=drift.tfplan; then
  # What has been merged may not have been applied yet: for hours, or until the window begins.
  if (cd "$top" && bash "$scripts/waits.sh"); then
    exit 0
  fi
  printf '::error title=%s::it could not be looked at\n' "$ROOT"
  exit 1
fi
notes=$(mktemp -d)
trap 'rm -rf "$notes"' EXIT
terraform show -json drift.tfplan > "$notes/plan"
changed=$(jq -r '
  .resource_changes[]?
  | select(.mode == "managed" and (.change.actions | . != ["no-op"] and . != ["read"]))
  | "- `\(.address)`: \(.change.actions | join(", "))"' "$notes/plan")
# No plan tells of a rule or a route that somebody has added: .github/scripts/added.jq does. A link between two regions
# adds to the things of both, so that what is not declared here may be declared there.
states=$notes/states
: > "$states"
known=true
for link in "$top"/terraform/links/*; do
  name=$(basename "$link")
  if [[ "$ROOT" == regions/* && "--$name--" == *"--${ROOT#regions/}--"* ]] && grep -q '^resource "aws_' ./*.tf; then
    if ! terraform -chdir="$link" init -input=false > /dev/null || ! terraform -chdir="$link" state pull >> "$states"; then
      printf '::warning title=%s::what links/%s adds cannot be read: nobody searched for what was added by hand\n' "$ROOT" "$name"
      known=false
    fi
  fi
done
if [ "$known" = true ]; then
  added=$(jq -r --slurpfile others "$states" -f "$scripts/added.jq" "$notes/plan")
  changed=$(printf '%s\n%s\n' "$changed" "$added" | sed '/^$/d')
fi
if [ -z "$changed" ]; then
  printf 'terraform/%s: all is as it was declared\n' "$ROOT"
  exit 0
fi
terraform show -no-color drift.tfplan > drift.txt
{
  printf 'What is there is not what `terraform/%s` declares. Who changed it, and why? Or has it not been applied yet? Then\n' "$ROOT"
  printf 'either change the topology, or apply the root.\n\n%s\n\n```text\n' "$(head -c 5000 <<< "$changed")"
  # An issue takes 65,536 characters.
  head -c 55000 drift.txt
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
