#!/usr/bin/env bash
# Waits until parts of global databases would lose as little as they may, for a quarter of an hour at most.
#   REGION    of AWS
#   GLOBALS   parts, each with the most milliseconds that it may be behind: `shop-eu-west-1-orders:60000`
set -euo pipefail
deadline=$((SECONDS + ${PATIENCE:-900}))
for part in $GLOBALS; do
  name=${part%:*}
  most=${part##*:}
  while true; do
    behind=$(aws cloudwatch get-metric-statistics --region "$REGION" --namespace AWS/RDS \
      --metric-name AuroraGlobalDBRPOLag --dimensions "Name=DBClusterIdentifier,Value=$name" \
      --statistics Average --period 60 \
      --start-time "$(date -u -d '-10 minutes' +%FT%TZ)" --end-time "$(date -u +%FT%TZ)" \
      --query 'sort_by(Datapoints, &Timestamp)[-1].Average' --output text)
    if [ "$behind" != None ] && awk -v b="$behind" -v m="$most" 'BEGIN { exit !(b <= m) }'; then
      printf '%s in %s is %s ms behind, %s ms at most\n' "$name" "$REGION" "$behind" "$most"
      break
    fi
    if [ $SECONDS -ge $deadline ]; then
      [ "$behind" = None ] && behind='an unknown number of'
      printf '::error title=%s::%s is %s ms behind, and may be %s ms\n' "$REGION" "$name" "$behind" "$most"
      exit 1
    fi
    sleep "${PAUSE:-30}"
  done
done
