#!/usr/bin/env bash
# Whether resolvers of several operators know the names that users open: each answers from the place of its own that is
# nearest to this machine.
#   HOSTS   names
set -euo pipefail
failed=0
for host in $HOSTS; do
  for resolver in 1.1.1.1 8.8.8.8 9.9.9.9; do
    # That a resolver does not answer is told where answers are, after a semicolon.
    found=$(dig +short +time=5 +tries=2 "@$resolver" "$host" A | grep -v '^;' | paste -sd ' ' || true)
    printf '%s by %s: %s\n' "$host" "$resolver" "${found:-nothing}"
    if [ -z "$found" ]; then
      printf '::error title=names::%s has no address of %s\n' "$host" "$resolver"
      failed=1
    fi
  done
done
exit $failed
