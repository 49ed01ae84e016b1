#!/usr/bin/env bash
# Waits until followers of databases are as near as they have to be, for a quarter of an hour at most.
# Where nobody commits, a follower counts up to five minutes and begins anew; at -1 it follows nobody.
#   REGION      of AWS
#   COPIES      followers, each with how much it may be behind at most: `shop-eu-west-1-orders:60`
#   METRIC      that says how far one is behind, in seconds unless UNIT says otherwise
#   DIMENSION   by which that is counted
set -euo pipefail
metric=${METRIC:-ReplicaLag}
dimension=${DIMENSION:-DBInstanceIdentifier}
unit=${UNIT:-s}
deadline=$((SECONDS + ${PATIENCE:-900}))
for copy in $COPIES; do
  name=${copy%:*}
  most=${copy##*:}
  while true; do
    behind=$(aws cloudwatch get-metric-statistics --region "$REGION" --namespace AWS/RDS --metric-name "$metric" \
      --dimensions "Name=$dimension,Value=$name" --statistics Average --period 60 \
      --start-time "$(date -u -d '-10 minutes' +%FT%TZ)" --end-time "$(date -u +%FT%TZ)" \
      --query 'sort_by(Datapoints, &Timestamp)[-1].Average' --output text)
    if [ "$behind" != None ] && awk -v b="$behind" -v m="$most" 'BEGIN { exit !(b >= 0 && b <= m) }'; then
      printf '%s in %s is %s %s behind, %s %s at most\n' "$name" "$REGION" "$behind" "$unit" "$most" "$unit"
      break
    fi
    if [ $SECONDS -ge $deadline ]; then
      [ "$behind" = None ] && behind='an unknown number of'
      printf '::error title=%s::%s is %s %s behind, and may be %s %s\n' "$REGION" "$name" "$behind" "$unit" "$most" "$unit"
      exit 1
    fi
    sleep "${PAUSE:-30}"
  done
done
