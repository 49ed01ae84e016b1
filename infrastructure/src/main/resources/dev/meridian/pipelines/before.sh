#!/usr/bin/env bash
# Which commit a root had before: that of the last run, of a hundred, in which it was applied and its region served. `commit=COMMIT`.
#   ROOT      its path below terraform/
#   REGION    what is looked at after it, where anything is
#   RUN       this run, which does not count
#   GH_TOKEN  what reads runs
set -euo pipefail
say() {
  if [ -n "${GITHUB_OUTPUT:-}" ]; then printf '%s\n' "$@" >> "$GITHUB_OUTPUT"; else printf '%s\n' "$@"; fi
}
served='[.[].jobs[]] as $jobs
  | ([$jobs[] | select(.name == $root) | .conclusion] == ["success"])
    and ([$jobs[] | select(.name | startswith($check)) | .conclusion] | all(. == "success"))'
runs=$(gh api "repos/$GITHUB_REPOSITORY/actions/workflows/apply.yml/runs?branch=main&status=completed&per_page=100" < /dev/null |
  jq -r --arg run "$RUN" '.workflow_runs[] | select((.id | tostring) != $run) | "\(.id) \(.display_title)"')
while read -r id _ commit; do
  # Who has said a commit by another name than its own has to say it again.
  [[ "$commit" =~ ^[0-9a-f]{40}$ ]] || continue
  if gh api --paginate "repos/$GITHUB_REPOSITORY/actions/runs/$id/jobs?per_page=100" < /dev/null |
    jq -se --arg root "$ROOT / Apply" --arg check "Check $REGION / " "$served" > /dev/null; then
    say "commit=$commit"
    printf '::notice title=%s::going back to %s, which run %s has applied\n' "$ROOT" "$commit" "$id"
    exit 0
  fi
done <<< "$runs"
printf '::error title=%s::no run of the last hundred has applied it and seen %s serve: there is nothing to go back to\n' \
  "$ROOT" "$REGION"
exit 1
