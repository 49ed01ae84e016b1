#!/usr/bin/env bash
# Waits until all copies of services answer the load balancer of their region, for ten minutes at most.
#   REGION    of AWS
#   TARGETS   groups of copies
#   EMPTY     `true` where copies come from elsewhere, and may not have come yet
#   IMAGES    repositories; until each has an image there may be no copy
set -euo pipefail
empty=${EMPTY:-false}
for repository in ${IMAGES:-}; do
  count=$(aws ecr list-images --region "$REGION" --repository-name "$repository" --max-items 1 \
    --query 'length(imageIds)' --output text)
  if [ "$count" = 0 ]; then
    printf '::warning title=%s::%s has no image yet: README.md says how the first one gets there\n' "$REGION" "$repository"
    empty=true
  fi
done
deadline=$((SECONDS + ${PATIENCE:-600}))
for group in $TARGETS; do
  arn=$(aws elbv2 describe-target-groups --region "$REGION" --names "$group" \
    --query 'TargetGroups[0].TargetGroupArn' --output text)
  while true; do
    states=$(aws elbv2 describe-target-health --region "$REGION" --target-group-arn "$arn" \
      --query 'TargetHealthDescriptions[].TargetHealth.State' --output text)
    # Those that go, healthy or not, are not waited for.
    serving=$(tr -s '[:space:]' '\n' <<< "$states" | grep -cv -e draining -e '^$' || true)
    healthy=$(grep -ow healthy <<< "$states" | wc -l || true)
    if [ "$serving" -eq 0 ] && [ "$empty" = true ]; then
      printf '::warning title=%s::no copy of %s has been released here\n' "$REGION" "$group"
      break
    fi
    if [ "$serving" -gt 0 ] && [ "$healthy" -eq "$serving" ]; then
      printf '%s in %s: %s of %s copies answer\n' "$group" "$REGION" "$healthy" "$serving"
      break
    fi
    if [ $SECONDS -ge $deadline ]; then
      printf '::error title=%s::%s of %s copies of %s answer\n' "$REGION" "$healthy" "$serving" "$group"
      exit 1
    fi
    sleep "${PAUSE:-15}"
  done
done
