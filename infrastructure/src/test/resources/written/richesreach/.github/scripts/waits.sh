#!/usr/bin/env bash
# Whether a root could not be planned because others have yet to build what it looks up: says what it waits for, and fails
# where that is nothing.
#   ROOT    its path below terraform/
#   NEEDS   the roots before it that build what it looks up; empty for none
set -euo pipefail
looked=$(cat "terraform/$ROOT"/*.tf | sed -nE 's/^data "([a-z0-9_]+)".*/\1/p' | sort -u)
waits=()
for need in ${NEEDS:-}; do
  terraform -chdir="terraform/$need" init -input=false > /dev/null
  # Addresses, and nothing else of a state; it is empty where nobody has ever applied the root.
  built=$(terraform -chdir="terraform/$need" state pull |
    jq -r '.resources[]? | select(.mode == "managed") | .type + "." + .name')
  if [ -z "$built" ]; then
    waits+=("$need, which is not there yet")
    continue
  fi
  for type in $looked; do
    # Several of a type are looked up by its plural.
    declared=$(cat "terraform/$need"/*.tf | sed -nE "s/^resource \"(${type%s}s?)\" \"([^\"]+)\".*/\1.\2/p")
    for address in $declared; do
      grep -qxF "$address" <<< "$built" || waits+=("$address of $need, which is not there yet")
    done
  done
done
if [ ${#waits[@]} -eq 0 ]; then
  exit 1
fi
{
  printf '### %s\n\nNot planned, and planned when it is applied: it waits for\n\n' "$ROOT"
  printf -- '- %s\n' "${waits[@]}"
  printf '\n'
} >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
for wait in "${waits[@]}"; do
  printf '::notice title=%s::%s waits for %s\n' "$ROOT" "$ROOT" "$wait"
done
