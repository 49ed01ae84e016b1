package dev.meridian.security;

import static dev.meridian.security.Condition.all;
import static dev.meridian.security.Condition.any;
import static dev.meridian.security.Condition.has;
import static dev.meridian.security.Condition.is;
import static dev.meridian.security.Condition.lacks;
import static dev.meridian.security.Condition.leads;

import java.util.List;

/// Global databases: the whole, its part in a region, and what that runs on.
final class Clusters {
    private static final String WHOLE = "aws_rds_global_cluster";
    private static final String PART = "aws_rds_cluster";
    private static final String MACHINE = "aws_rds_cluster_instance";
    private static final String PARAMETERS = "aws_rds_cluster_parameter_group";
    private static final String KEY = "aws_kms_key";

    static final List<Rule> RULES = List.of(
            Rule.of("CKV_AWS_96", PART, is("storage_encrypted", true)),
            Rule.of(
                    "CKV_AWS_140",
                    WHOLE,
                    any(
                            is("storage_encrypted", true),
                            leads("source_db_cluster_identifier", PART, is("storage_encrypted", true)))),
            Rule.of("CKV_AWS_327 AWS-0079", PART, leads("kms_key_id", KEY)),
            Rule.of("CKV_AWS_133", PART, new Condition.AtLeast("backup_retention_period", 1)),
            Rule.of("AWS-0077", PART, new Condition.AtLeast("backup_retention_period", 2)),
            Rule.of("CKV_AWS_139 AWS-0343", PART, is("deletion_protection", true)),
            Rule.of("CKV_AWS_162", PART, is("iam_database_authentication_enabled", true)),
            Rule.of("CKV_AWS_250", PART, new Condition.AtLeast("engine_version", Databases.GOOD_VERSION)),
            Rule.of("CKV_AWS_313", PART, is("copy_tags_to_snapshot", true)),
            Rule.of("CKV_AWS_324", PART, has("enabled_cloudwatch_logs_exports", "postgresql")),
            Rule.of("CKV_AWS_325 CKV_AWS_326", PART, lacks("engine", "aurora-mysql|mysql|aurora", "aurora-mysql")),
            Rule.of(
                    "CKV2_AWS_27",
                    PART,
                    leads(
                            "db_cluster_parameter_group_name",
                            PARAMETERS,
                            all(
                                    Databases.parameter("log_statement"),
                                    Databases.parameter("log_min_duration_statement")))),
            Rule.of("CKV_AWS_17 AWS-0180", MACHINE, is("publicly_accessible", false)),
            Rule.of("CKV_AWS_118", MACHINE, new Condition.AtLeast("monitoring_interval", 1)),
            Rule.of("CKV_AWS_226", MACHINE, is("auto_minor_version_upgrade", true)),
            Rule.of("CKV_AWS_353 AWS-0133", MACHINE, is("performance_insights_enabled", true)),
            Rule.of("CKV_AWS_354 AWS-0078", MACHINE, leads("performance_insights_kms_key_id", KEY)));

    static final List<Reason> REASONS = List.of(Reason.of(
            "CKV2_AWS_8",
            new Condition.AtLeast("backup_retention_period", 1),
            "Aurora puts every change aside by itself, and goes back to any moment of as many days as the file says"
                    + " (`backup.keep`); each part of a global database has that for itself.",
            "a plan of AWS Backup with a copy to a vault of another region"));

    private Clusters() {}
}
