#!/usr/bin/env bash
# Whether now is within the hours in which things may change: `open=true` or `open=false`.
#   DAY           on which they begin: Mon
#   FROM, UNTIL   the first minute, and the first one after them, in UTC: 02:00; UNTIL may be of the next day
#   OUTSIDE       `true` where somebody said that it cannot wait
#   MUST          `true` where it fails if it has to wait: people may have been asked for so long that the hours are over
set -euo pipefail
now=${NOW:-$(date -u '+%a %H:%M')}
today=${now% *}
time=${now#* }
days=(Mon Tue Wed Thu Fri Sat Sun Mon)
next=
for i in 0 1 2 3 4 5 6; do
  [ "${days[i]}" = "$DAY" ] && next=${days[i + 1]}
done
open=false
if [[ $FROM < $UNTIL ]]; then
  [[ $today = "$DAY" && ! $time < $FROM && $time < $UNTIL ]] && open=true
else
  [[ ($today = "$DAY" && ! $time < $FROM) || ($today = "$next" && $time < $UNTIL) ]] && open=true
fi
if [ $open = false ] && [ "${OUTSIDE:-false}" = true ]; then
  printf '::warning title=window::it is %s, and things change on %s from %s to %s UTC; somebody said that this cannot wait\n' \
    "$now" "$DAY" "$FROM" "$UNTIL"
  open=true
fi
if [ $open = false ]; then
  printf '::notice title=window::it is %s: this waits for %s, %s to %s UTC\n' "$now" "$DAY" "$FROM" "$UNTIL"
fi
if [ $open = false ] && [ "${MUST:-false}" = true ]; then
  printf '::error title=window::the hours are over: what has not been applied is when they begin again\n'
  exit 1
fi
printf 'open=%s\n' $open >> "${GITHUB_OUTPUT:-/dev/stdout}"
