package dev.meridian.security;

import static dev.meridian.security.Condition.all;
import static dev.meridian.security.Condition.any;
import static dev.meridian.security.Condition.beside;
import static dev.meridian.security.Condition.is;
import static dev.meridian.security.Condition.isOrSilent;
import static dev.meridian.security.Condition.lacks;
import static dev.meridian.security.Condition.leads;
import static dev.meridian.security.Condition.said;

import java.util.List;

/// What is written down, and who hears of it: logs, the trail of the account, the recorder, alarms and their
/// topics.
final class Records {
    private static final String LOGS = "aws_cloudwatch_log_group";
    private static final String TRAIL = "aws_cloudtrail";
    private static final String RECORDER = "aws_config_configuration_recorder";
    private static final String TOPIC = "aws_sns_topic";
    private static final String TOPIC_POLICY = "aws_sns_topic_policy";
    private static final String KEY = "aws_kms_key";
    private static final int DAYS_OF_A_YEAR = 365;

    private static final Condition RECORDS_ALL =
            all(is("recording_group.all_supported", true), is("recording_group.include_global_resource_types", true));

    static final List<Rule> RULES = List.of(
            Rule.of("CKV_AWS_66", LOGS, new Condition.AtLeast("retention_in_days", 1)),
            Rule.of("CKV_AWS_158 AWS-0017", LOGS, leads("kms_key_id", KEY)),
            Rule.of("CKV_AWS_338", LOGS, new Condition.AtLeast("retention_in_days", DAYS_OF_A_YEAR)),
            Rule.of("CKV_AWS_35 AWS-0015", TRAIL, leads("kms_key_id", KEY)),
            Rule.of("CKV_AWS_36 AWS-0016", TRAIL, is("enable_log_file_validation", true)),
            Rule.of("CKV_AWS_67 AWS-0014", TRAIL, is("is_multi_region_trail", true)),
            Rule.of("CKV_AWS_251", TRAIL, isOrSilent("enable_logging", "true")),
            Rule.of("CKV_AWS_252", TRAIL, said("sns_topic_name")),
            Rule.of("CKV2_AWS_10 AWS-0162", TRAIL, leads("cloud_watch_logs_group_arn", LOGS)),
            Rule.of(
                    "AWS-0161",
                    TRAIL,
                    leads(
                            "s3_bucket_name",
                            "aws_s3_bucket",
                            beside(
                                    "aws_s3_bucket_public_access_block",
                                    "bucket",
                                    is("restrict_public_buckets", true)))),
            Rule.of(
                    "AWS-0163",
                    TRAIL,
                    leads("s3_bucket_name", "aws_s3_bucket", beside("aws_s3_bucket_logging", "bucket"))),
            Rule.of(
                    "CKV_AWS_319",
                    "aws_cloudwatch_metric_alarm",
                    all(said("alarm_actions"), isOrSilent("actions_enabled", "true"))),
            Rule.of("CKV2_AWS_48", RECORDER, RECORDS_ALL),
            Rule.of(
                    "CKV2_AWS_45",
                    RECORDER,
                    all(
                            RECORDS_ALL,
                            beside("aws_config_configuration_recorder_status", "name", is("is_enabled", true)))),
            Rule.of("CKV_AWS_26 AWS-0095 AWS-0136", TOPIC, leads("kms_master_key_id", KEY)),
            Rule.of(
                    "CKV_AWS_169 CKV_AWS_385",
                    TOPIC_POLICY,
                    Grants.each(
                            "policy", any(is("effect", "Deny"), lacks("principals.identifiers", "\\*|arn:.*", "*")))));

    static final List<Reason> REASONS = List.of(
            Reason.of(
                    "CKV_AWS_338",
                    new Condition.AtMost("retention_in_days", DAYS_OF_A_YEAR - 1L),
                    "The file says how long logs are kept (`observability.logs.keep`).",
                    "`observability.logs.keep: 365d`"),
            Reason.of(
                    "CKV_AWS_319",
                    beside("aws_cloudwatch_composite_alarm", "alarm_rule", said("alarm_actions")),
                    "It is one of two spans of time over which errors are looked at, and the alarm of both together tells"
                            + " somebody: one alone would wake people for a few errors, or long after they have ended.",
                    "`alarm_actions` of each of the two"),
            Reason.of(
                    "CKV_AWS_252",
                    said("cloud_watch_logs_group_arn"),
                    "Whoever wants to hear of calls looks at the group of logs, which has them within minutes. A notice of each file"
                            + " in a bucket says only that there is a file.",
                    "`sns_topic_name`, and somebody who reads it"),
            Reason.of(
                    "AWS-0163",
                    said("enable_log_file_validation"),
                    "A changed file is found out by its digest. S3 delivers a log of who opens files late and promises no line of it"
                            + " (S3 user guide, server access logging, 2026-11).",
                    "`aws_s3_bucket_logging` and one more bucket"),
            Reason.of(
                    "AWS-0147 AWS-0148 AWS-0149 AWS-0150 AWS-0151 AWS-0152 AWS-0153 AWS-0154 AWS-0155 AWS-0156 AWS-0157"
                            + " AWS-0158 AWS-0159 AWS-0160 AWS-0174",
                    leads("cloud_watch_logs_group_arn", LOGS),
                    "The trail is in a group of logs, where such calls can be looked for. Which of them somebody is to be woken by,"
                            + " the file does not say; what belongs to the account (root user, sign-ins, organization) is not of"
                            + " this application alone.",
                    "`aws_cloudwatch_log_metric_filter` and an alarm for each of these calls"));

    private Records() {}
}
