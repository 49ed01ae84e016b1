# What the pages beside this file use. Read it into a shell once: . runbooks/commands.sh
# For bash, with the AWS CLI 2 and GNU date.
# shellcheck shell=bash

# The last quarter of an hour of a number, a line a minute.
# number REGION NAMESPACE METRIC STATISTIC Name=DIMENSION,Value=VALUE ...
number() {
  aws cloudwatch get-metric-statistics --region "$1" --namespace "$2" --metric-name "$3" --statistics "$4" \
    --dimensions "${@:5}" --start-time "$(date -u -d '-15 minutes' +%FT%TZ)" --end-time "$(date -u +%FT%TZ)" \
    --period 60 --query "sort_by(Datapoints, &Timestamp)[].[Timestamp, $4]" --output text
}

# The id of the check that asks a name.
# check NAME
check() {
  aws route53 list-health-checks --output text \
    --query "HealthChecks[?HealthCheckConfig.FullyQualifiedDomainName=='$1'].Id"
}

# Lets nobody in through a group of rules, until the root that has it is applied. It asks that region and nothing else.
# shut REGION GROUP
shut() {
  local group rules
  group=$(aws ec2 describe-security-groups --region "$1" --filters "Name=group-name,Values=$2" \
    --query 'SecurityGroups[0].GroupId' --output text) || return
  rules=$(aws ec2 describe-security-group-rules --region "$1" --filters "Name=group-id,Values=$group" \
    --query 'SecurityGroupRules[?!IsEgress].SecurityGroupRuleId' --output text) || return
  # shellcheck disable=SC2086 # each of them is a word
  [ -z "$rules" ] || aws ec2 revoke-security-group-ingress --region "$1" --group-id "$group" \
    --security-group-rule-ids $rules --query Return
}
