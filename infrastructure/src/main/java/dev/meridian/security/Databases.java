package dev.meridian.security;

import static dev.meridian.security.Condition.all;
import static dev.meridian.security.Condition.any;
import static dev.meridian.security.Condition.has;
import static dev.meridian.security.Condition.is;
import static dev.meridian.security.Condition.lacks;
import static dev.meridian.security.Condition.leads;
import static dev.meridian.security.Condition.oneOf;
import static dev.meridian.security.Condition.said;
import static dev.meridian.security.Condition.silent;

import java.util.List;

/// Stores that take connections: databases, stores in memory, tables.
final class Databases {
    private static final String DATABASE = "aws_db_instance";
    private static final String CACHE = "aws_elasticache_replication_group";
    private static final String TABLE = "aws_dynamodb_table";
    private static final String KEY = "aws_kms_key";

    /// How the root of a pair finds the key of one of its regions.
    private static final String FOUND_KEY = "data.aws_kms_alias";

    /// Of the versions that are written, each without a minor one, all have a `log_fdw` that reads no file that it
    /// should not: RDS and Aurora make the newest of theirs, and 11.12, 12.7 and 13.3 were mended (AWS-2022-004;
    /// release calendars of RDS for PostgreSQL and of Aurora PostgreSQL, 2026-11).
    static final int GOOD_VERSION = 11;

    /// A part of what several regions have together, which was made from one that is encrypted.
    private static final Condition ENCRYPTED_WITH_ALL = all(
            said("global_replication_group_id"),
            new Condition.Elsewhere(
                    "aws_elasticache_global_replication_group", "global_replication_group_description", "description"));

    static final List<Rule> RULES = List.of(
            Rule.of("CKV_AWS_16 AWS-0080", DATABASE, is("storage_encrypted", true)),
            Rule.of("CKV_AWS_17 AWS-0180", DATABASE, is("publicly_accessible", false)),
            Rule.of("CKV_AWS_118", DATABASE, new Condition.AtLeast("monitoring_interval", 1)),
            Rule.of("CKV_AWS_129", DATABASE, has("enabled_cloudwatch_logs_exports", "postgresql")),
            Rule.of("CKV_AWS_133", DATABASE, new Condition.AtLeast("backup_retention_period", 1)),
            Rule.of("AWS-0077", DATABASE, new Condition.AtLeast("backup_retention_period", 2)),
            Rule.of("CKV_AWS_157", DATABASE, is("multi_az", true)),
            Rule.of("CKV_AWS_161 AWS-0176", DATABASE, is("iam_database_authentication_enabled", true)),
            Rule.of(
                    "CKV_AWS_211",
                    DATABASE,
                    oneOf("ca_cert_identifier", "rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1")),
            Rule.of("CKV_AWS_226", DATABASE, is("auto_minor_version_upgrade", true)),
            Rule.of(
                    "CKV_AWS_250",
                    DATABASE,
                    any(said("replicate_source_db"), new Condition.AtLeast("engine_version", GOOD_VERSION))),
            Rule.of("CKV_AWS_388", DATABASE, lacks("engine", "aurora-postgresql")),
            Rule.of("CKV_AWS_293 AWS-0177", DATABASE, is("deletion_protection", true)),
            Rule.of("CKV_AWS_353 AWS-0133", DATABASE, is("performance_insights_enabled", true)),
            Rule.of("CKV_AWS_354 AWS-0078", DATABASE, leads("performance_insights_kms_key_id", KEY)),
            Rule.of(
                    "CKV2_AWS_30",
                    DATABASE,
                    leads(
                            "parameter_group_name",
                            "aws_db_parameter_group",
                            all(parameter("log_statement"), parameter("log_min_duration_statement")))),
            Rule.of("CKV2_AWS_60", DATABASE, is("copy_tags_to_snapshot", true)),
            Rule.of(
                    "CKV2_AWS_69",
                    DATABASE,
                    leads(
                            "parameter_group_name",
                            "aws_db_parameter_group",
                            new Condition.Some("parameter", all(is("name", "rds.force_ssl"), is("value", "1"))))),
            Rule.of(
                    "CKV_AWS_245",
                    "aws_db_instance_automated_backups_replication",
                    any(leads("kms_key_id", FOUND_KEY), leads("kms_key_id", KEY))),
            Rule.of("CKV_AWS_29 AWS-0045", CACHE, is("at_rest_encryption_enabled", true)),
            Rule.of("CKV_AWS_30 AWS-0051", CACHE, is("transit_encryption_enabled", true)),
            Rule.of("CKV_AWS_31", CACHE, all(is("transit_encryption_enabled", true), said("auth_token"))),
            Rule.of("CKV_AWS_191", CACHE, leads("kms_key_id", KEY)),
            Rule.of("CKV2_AWS_50", CACHE, all(is("automatic_failover_enabled", true), is("multi_az_enabled", true))),
            Rule.of("CKV_AWS_28 AWS-0024", TABLE, is("point_in_time_recovery.enabled", true)),
            Rule.of(
                    "CKV_AWS_119 AWS-0025",
                    TABLE,
                    all(is("server_side_encryption.enabled", true), leads("server_side_encryption.kms_key_arn", KEY))),
            Rule.of("CKV2_AWS_16", TABLE, is("billing_mode", "PAY_PER_REQUEST")),
            Rule.of("CKV_AWS_271", "aws_dynamodb_table_replica", leads("kms_key_arn", FOUND_KEY)));

    static final List<Reason> REASONS = List.of(
            Reason.of(
                    "CKV_AWS_157",
                    is("multi_az", false),
                    "The file has this database in one zone.",
                    "`zones: 2` at the store"),
            Reason.of(
                    "CKV_AWS_133 AWS-0077",
                    new Condition.AtMost("backup_retention_period", 1),
                    "The file says how far back the database can be restored (`backup.keep`).",
                    "`backup.keep: 7d`"),
            Reason.of(
                    "CKV_AWS_31",
                    all(
                            any(is("transit_encryption_enabled", true), ENCRYPTED_WITH_ALL),
                            leads("user_group_ids", "aws_elasticache_user_group")),
                    "Services sign in with tokens of IAM, which last for minutes. A store with users takes no password for"
                            + " everybody beside them.",
                    "`auth_token` in place of users"),
            Reason.of(
                    "CKV_AWS_29 AWS-0045 CKV_AWS_30 AWS-0051",
                    ENCRYPTED_WITH_ALL,
                    "It is a part of a store of several regions, and encrypted as the part is that it was made from. The"
                            + " provider refuses to say so a second time.",
                    "a cache of its own for each region (`replication: none`)"),
            Reason.of(
                    "CKV2_AWS_50",
                    all(is("multi_az_enabled", false), silent("global_replication_group_id")),
                    "The file has this store in one zone.",
                    "`zones: 2` at the store"));

    private Databases() {}

    static Condition parameter(String name) {
        return new Condition.Some("parameter", is("name", name));
    }
}
