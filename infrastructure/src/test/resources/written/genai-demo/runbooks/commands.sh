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

# Whether the newest state of a root is the same one where it is kept and in the copy, and from when it is.
# versions ROOT REGION BUCKET REGION BUCKET
versions() {
  local kept copied
  kept=$(aws s3api head-object --region "$2" --bucket "$3" --key "$1/terraform.tfstate" \
    --query '[LastModified, VersionId]' --output text)
  copied=$(aws s3api head-object --region "$4" --bucket "$5" --key "$1/terraform.tfstate" \
    --query '[LastModified, VersionId]' --output text)
  [ -n "$kept" ] && [ "$kept" = "$copied" ] && echo "$1: $kept same" || echo "$1: NOT YET: $kept, copy $copied"
}

# Asks a database, from a machine that reaches it. PGUSER is a user there who signs in with tokens of IAM; with
# PGPASSWORD set, with that instead. What others do there is seen by its owner and by members of pg_monitor.
# ask REGION INSTANCE DATABASE QUESTION
ask() {
  local host
  host=$(aws rds describe-db-instances --region "$1" --db-instance-identifier "$2" \
    --query 'DBInstances[0].Endpoint.Address' --output text)
  PGPASSWORD=${PGPASSWORD:-$(aws rds generate-db-auth-token --region "$1" --hostname "$host" --port 5432 \
    --username "$PGUSER")} psql "host=$host dbname=$3 sslmode=require" --no-align --tuples-only --command "$4"
}

# Deletes a copy that follows another database; leaves as it is one that follows nobody, which may have writes of its own.
# drop_copy REGION INSTANCE
drop_copy() {
  local source
  source=$(aws rds describe-db-instances --region "$1" --db-instance-identifier "$2" \
    --query 'DBInstances[0].ReadReplicaSourceDBInstanceIdentifier' --output text) || return
  if [ "$source" = None ]; then
    echo "$2 follows nobody and is left as it is" >&2
    return 1
  fi
  aws rds modify-db-instance --region "$1" --db-instance-identifier "$2" --no-deletion-protection --apply-immediately \
    --query DBInstance.DBInstanceStatus --output text &&
    aws rds delete-db-instance --region "$1" --db-instance-identifier "$2" --skip-final-snapshot \
      --no-delete-automated-backups --query DBInstance.DBInstanceStatus --output text &&
    aws rds wait db-instance-deleted --region "$1" --db-instance-identifier "$2"
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
