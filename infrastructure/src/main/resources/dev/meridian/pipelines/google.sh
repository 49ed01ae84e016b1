#!/usr/bin/env bash
# Tells Terraform and gcloud how to prove to Google Cloud who asks: with a token of GitHub, for an hour. The file that it
# writes has the address of that token and what lets this run ask for it, and goes with the machine.
#   GOOGLE_PROVIDER   projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER
#   GOOGLE_ACCOUNT    the service account that it is taken on for
set -euo pipefail
file=${RUNNER_TEMP:?}/google.json
umask 077
jq -n \
  --arg provider "${GOOGLE_PROVIDER:?}" \
  --arg account "${GOOGLE_ACCOUNT:?}" \
  --arg url "${ACTIONS_ID_TOKEN_REQUEST_URL:?}" \
  --arg token "${ACTIONS_ID_TOKEN_REQUEST_TOKEN:?}" '{
    type: "external_account",
    audience: ("//iam.googleapis.com/" + $provider),
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    token_url: "https://sts.googleapis.com/v1/token",
    service_account_impersonation_url:
      ("https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/" + $account + ":generateAccessToken"),
    credential_source: {
      url: ($url + "&audience=" + (("https://iam.googleapis.com/" + $provider) | @uri)),
      headers: {Authorization: ("Bearer " + $token)},
      format: {type: "json", subject_token_field_name: "value"}
    }
  }' > "$file"
echo "GOOGLE_APPLICATION_CREDENTIALS=$file" >> "${GITHUB_ENV:?}"
