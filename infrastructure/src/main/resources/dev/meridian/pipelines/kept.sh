#!/usr/bin/env bash
# Whether Terraform has written the state of a root to where states are: `written=true`. Where it could not it left a file,
# which goes with the run: `written=false`, and its name.
#   ROOT               its path below terraform/
#   DAYS               for how long it is kept
#   STATE_PASSPHRASE   what it is encrypted with; empty to keep it as it is
set -euo pipefail
say() {
  if [ -n "${GITHUB_OUTPUT:-}" ]; then printf '%s\n' "$@" >> "$GITHUB_OUTPUT"; else printf '%s\n' "$@"; fi
}
cd "terraform/$ROOT"
if [ ! -f errored.tfstate ]; then
  say written=true
  exit 0
fi
# Said first: whatever fails below, the file goes with the run.
name=state-${ROOT//\//-}-$(date -u +%Y%m%dT%H%M%SZ)
say written=false "name=$name"
if [ -n "${STATE_PASSPHRASE:-}" ]; then
  openssl enc -aes-256-cbc -pbkdf2 -salt -pass env:STATE_PASSPHRASE -in errored.tfstate -out errored.tfstate.enc
  rm errored.tfstate
else
  printf '::warning title=%s::its state is kept as it is: the repository has no secret STATE_PASSPHRASE\n' "$ROOT"
fi
printf '::error title=%s::its state could not be written. This run keeps it for %s days as %s, and nothing may be applied here before it has been pushed: .github/workflows/README.md says how\n' \
  "$ROOT" "$DAYS" "$name"
