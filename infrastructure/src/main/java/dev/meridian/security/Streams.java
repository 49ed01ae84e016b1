package dev.meridian.security;

import static dev.meridian.security.Condition.all;
import static dev.meridian.security.Condition.beside;
import static dev.meridian.security.Condition.has;
import static dev.meridian.security.Condition.is;
import static dev.meridian.security.Condition.leads;
import static dev.meridian.security.Condition.matches;
import static dev.meridian.security.Condition.said;
import static dev.meridian.security.Condition.silent;

import java.util.List;

/// Kafka and its mirrors, streams of Kinesis, searches, and backups of volumes.
final class Streams {
    private static final String KAFKA = "aws_msk_cluster";
    private static final String STREAM = "aws_kinesis_stream";
    private static final String SEARCH = "aws_opensearch_domain";
    private static final String KEY = "aws_kms_key";
    private static final String DOCUMENT = "data.aws_iam_policy_document";

    private static final Condition ON_THE_WAY = all(
            is("encryption_info.encryption_in_transit.client_broker", "TLS"),
            is("encryption_info.encryption_in_transit.in_cluster", true));
    private static final Condition AT_REST = leads("encryption_info.encryption_at_rest_kms_key_arn", KEY);

    static final List<Rule> RULES = List.of(
            Rule.of("CKV_AWS_80 AWS-0074", KAFKA, is("logging_info.broker_logs.cloudwatch_logs.enabled", true)),
            Rule.of("CKV_AWS_81", KAFKA, all(AT_REST, ON_THE_WAY)),
            Rule.of("AWS-0073", KAFKA, ON_THE_WAY),
            Rule.of("AWS-0179", KAFKA, AT_REST),
            Rule.of(
                    "CKV_AWS_291",
                    KAFKA,
                    is("broker_node_group_info.connectivity_info.public_access.type", "DISABLED")),
            Rule.of("CKV_AWS_43 AWS-0064", STREAM, is("encryption_type", "KMS")),
            Rule.of("CKV_AWS_185", STREAM, leads("kms_key_id", KEY)),
            Rule.of("CKV_AWS_166", "aws_backup_vault", leads("kms_key_arn", KEY)),
            Rule.of("CKV_AWS_5", SEARCH, is("encrypt_at_rest.enabled", true)),
            Rule.of("CKV_AWS_247", SEARCH, leads("encrypt_at_rest.kms_key_id", KEY)),
            Rule.of("CKV_AWS_6", SEARCH, is("node_to_node_encryption.enabled", true)),
            Rule.of("CKV_AWS_83", SEARCH, is("domain_endpoint_options.enforce_https", true)),
            Rule.of(
                    "CKV_AWS_228",
                    SEARCH,
                    matches(
                            "domain_endpoint_options.tls_security_policy",
                            "Policy-Min-TLS-1-2-.*",
                            "Policy-Min-TLS-1-0-2019-07")),
            Rule.of("CKV_AWS_84", SEARCH, said("log_publishing_options.cloudwatch_log_group_arn")),
            Rule.of("CKV_AWS_317", SEARCH, has("log_publishing_options.log_type", "AUDIT_LOGS")),
            Rule.of("CKV_AWS_137", SEARCH, said("vpc_options.subnet_ids")),
            Rule.of("CKV_AWS_248", SEARCH, said("vpc_options.security_group_ids")),
            Rule.of(
                    "CKV_AWS_318",
                    SEARCH,
                    all(
                            new Condition.AtLeast("cluster_config.dedicated_master_count", 3),
                            is("cluster_config.zone_awareness_enabled", true))),
            Rule.of("CKV2_AWS_59", SEARCH, is("cluster_config.dedicated_master_enabled", true)),
            Rule.of("CKV2_AWS_52", SEARCH, is("advanced_security_options.enabled", true)));

    static final List<Reason> REASONS = List.of(
            Reason.of(
                    "CKV2_AWS_5",
                    beside("aws_msk_replicator", "kafka_cluster.vpc_config.security_groups_ids"),
                    "A mirror of Kafka uses it, which the check does not know as something that has groups.",
                    "a group that something else uses, too"),
            Reason.of(
                    "CKV_AWS_318 CKV2_AWS_59",
                    silent("cluster_config.dedicated_master_enabled"),
                    "The file keeps this search in one zone (`zones: 1`), and it is gone with that, whatever decides in it.",
                    "`zones: 3` at the store"),
            Reason.of(
                    "CKV_AWS_61",
                    leads("assume_role_policy", DOCUMENT, has("statement.principals.type", "AWS")),
                    "It owns searches, which have no users of their own. Whoever is to decide in them who may see what takes"
                            + " it on: people, whom the account lets by policies that are not written here.",
                    "the ARNs of those people"),
            Reason.of(
                    "AWS-0057",
                    leads("policy", DOCUMENT, has("statement.actions", "es:ESHttp*")),
                    "What the actions leave open are the methods of HTTP. What may be asked of which index is decided within"
                            + " the search.",
                    "a list of those methods"),
            Reason.of(
                    "CKV_AWS_283",
                    has("statement.actions", "es:ESCrossClusterGet"),
                    "A search that follows another comes as nobody in particular: OpenSearch Service wants this one action"
                            + " open to everybody (OpenSearch Service developer guide, cross-cluster replication, 2026-11)."
                            + " It comes by a connection that this side has accepted, and by no other way.",
                    "no search that follows this one"));

    private Streams() {}
}
