#!/usr/bin/env bash
# Whether users get an answer.
#   URLS   what they open
set -euo pipefail
failed=0
for url in $URLS; do
  curl -fsS --retry 10 --retry-all-errors --retry-delay "${PAUSE:-15}" --max-time 10 -o /dev/null \
    -w "$url: %{http_code} after %{time_total} s\n" "$url" || {
    printf '::error title=users::%s does not answer\n' "$url"
    failed=1
  }
done
exit $failed
