#!/usr/bin/env bash
# Whether what the rest relies on is there: everything that is missing, at once.
#   TOOLS   programs, each with the least version: `terraform>=1.6.0 jq`
#   WHO     `true` to try the credentials
#   ZONES   of names that have to be there
set -euo pipefail
missing=0
fault() {
  printf '::error title=prerequisites::%s\n' "$1"
  missing=1
}
for each in ${TOOLS:-}; do
  tool=${each%%>=*}
  least=${each#"$tool"}
  least=${least#>=}
  if ! command -v "$tool" > /dev/null; then
    fault "$tool is not there"
    continue
  fi
  said=$("$tool" --version 2> /dev/null || "$tool" version --client 2> /dev/null || true)
  version=$(grep -oE '[0-9]+\.[0-9]+(\.[0-9]+)?' <<< "$said" | head -n 1 || true)
  printf '%s %s\n' "$tool" "${version:-of no version that it tells}"
  if [ -n "$least" ] && [ "$(printf '%s\n%s\n' "$least" "${version:-0}" | sort -V | head -n 1)" != "$least" ]; then
    fault "$tool is ${version:-of no version that it tells}, and has to be $least at least"
  fi
done
if [ "${WHO:-false}" = true ]; then
  aws sts get-caller-identity --query Arn --output text || fault "AWS does not know who this is"
fi
for zone in ${ZONES:-}; do
  found=$(aws route53 list-hosted-zones-by-name --dns-name "$zone" --max-items 1 \
    --query 'HostedZones[0].Name' --output text || true)
  [ "$found" = "$zone." ] || fault "Route 53 has no zone $zone"
done
exit $missing
