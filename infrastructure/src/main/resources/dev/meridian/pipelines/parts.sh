#!/usr/bin/env bash
# Whether what a region of another cloud than AWS consists of serves.
#   CLOUD      google or azure
#   ROOT       regions/us-central1
#   PARTS      `cluster:NAME database:NAME`
#   PATIENCE   how many times it is looked at, ten seconds apart; 60 if nothing is said
set -euo pipefail
region=${ROOT##*/}
case $CLOUD in
  google)
    gcloud auth login --quiet --cred-file="$GOOGLE_APPLICATION_CREDENTIALS"
    good='RUNNING RUNNABLE'
    ;;
  azure)
    token=$(curl -fsS -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \
      "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api%3A%2F%2FAzureADTokenExchange" | jq -r .value)
    az login --output none --service-principal --username "$ARM_CLIENT_ID" --tenant "$ARM_TENANT_ID" \
      --federated-token "$token"
    az account set --subscription "$ARM_SUBSCRIPTION_ID"
    good='Succeeded Ready'
    ;;
  *)
    printf '::error title=%s::no cloud is called %s\n' "$ROOT" "$CLOUD"
    exit 1
    ;;
esac
state() { # kind name
  case $CLOUD-$1 in
    google-cluster)
      gcloud container clusters describe "$2" --region="$region" --project="${TF_VAR_project:?}" --format='value(status)' ;;
    google-database) gcloud sql instances describe "$2" --project="${TF_VAR_project:?}" --format='value(state)' ;;
    azure-cluster) az aks show --resource-group "$2" --name "$2" --query provisioningState --output tsv ;;
    azure-database)
      az postgres flexible-server list --query "[?name=='$2'].state | [0]" --output tsv ;;
  esac
}
for part in $PARTS; do
  left=${PATIENCE:-60}
  while true; do
    found=$(state "${part%%:*}" "${part#*:}" || true)
    case " $good " in
      *" ${found:-nothing} "*)
        printf '%s %s is %s\n' "${part%%:*}" "${part#*:}" "$found"
        break
        ;;
    esac
    if [ "$left" -le 0 ]; then
      printf '::error title=%s::%s %s is %s\n' "$ROOT" "${part%%:*}" "${part#*:}" "${found:-not found}"
      exit 1
    fi
    left=$((left - 1))
    sleep 10
  done
done
