package dev.meridian.security;

import static dev.meridian.security.Condition.all;
import static dev.meridian.security.Condition.always;
import static dev.meridian.security.Condition.any;
import static dev.meridian.security.Condition.beside;
import static dev.meridian.security.Condition.has;
import static dev.meridian.security.Condition.is;
import static dev.meridian.security.Condition.lacks;
import static dev.meridian.security.Condition.leads;
import static dev.meridian.security.Condition.matches;
import static dev.meridian.security.Condition.oneOf;
import static dev.meridian.security.Condition.said;
import static dev.meridian.security.Condition.silent;

import java.util.List;

/// Buckets, each with the resources that say something of it.
final class Buckets {
    private static final String BUCKET = "aws_s3_bucket";
    private static final String BLOCK = "aws_s3_bucket_public_access_block";
    private static final String POLICY = "aws_s3_bucket_policy";
    private static final String ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration";
    private static final String COPIES = "aws_s3_bucket_replication_configuration";
    private static final String OWNERSHIP = "aws_s3_bucket_ownership_controls";
    private static final String AGING = "aws_s3_bucket_lifecycle_configuration";
    private static final String OF = "bucket";
    private static final String BY_DEFAULT = "rule.apply_server_side_encryption_by_default.";

    private static final Condition CLOSED = all(
            is("block_public_acls", true),
            is("block_public_policy", true),
            is("ignore_public_acls", true),
            is("restrict_public_buckets", true));
    private static final Condition WITHOUT_LISTS =
            beside(OWNERSHIP, OF, is("rule.object_ownership", "BucketOwnerEnforced"));
    private static final Condition VERSIONED =
            beside("aws_s3_bucket_versioning", OF, is("versioning_configuration.status", "Enabled"));
    private static final Condition OF_A_BALANCER = beside("aws_lb", "access_logs.bucket");
    private static final Condition OF_PAGES = beside("aws_cloudfront_distribution", "origin.domain_name");
    private static final Condition OF_CHANGES = beside("aws_config_delivery_channel", "s3_bucket_name");
    private static final Condition OF_A_TRAIL = beside("aws_cloudtrail", "s3_bucket_name");

    /// The trail of an account is in one root, and its buckets are in all of them.
    private static final Condition IN_A_TRAIL = new Condition.Somewhere(
            "aws_cloudtrail",
            new Condition.Some(
                    "advanced_event_selector", new Condition.Some("field_selector", has("equals", "AWS::S3::Object"))));

    static final List<Rule> RULES = List.of(
            Rule.of("CKV_AWS_18 AWS-0089", BUCKET, beside("aws_s3_bucket_logging", OF)),
            Rule.of(
                    "CKV_AWS_19 AWS-0088",
                    BUCKET,
                    beside(ENCRYPTION, OF, oneOf(BY_DEFAULT + "sse_algorithm", "aws:kms", "AES256"))),
            Rule.of(
                    "CKV_AWS_145 AWS-0132",
                    BUCKET,
                    beside(
                            ENCRYPTION,
                            OF,
                            all(
                                    is(BY_DEFAULT + "sse_algorithm", "aws:kms"),
                                    leads(BY_DEFAULT + "kms_master_key_id", "aws_kms_key")))),
            Rule.of("CKV_AWS_20 CKV_AWS_57 AWS-0092", BUCKET, WITHOUT_LISTS),
            Rule.of("CKV_AWS_21 AWS-0090", BUCKET, VERSIONED),
            Rule.of("CKV_AWS_53 AWS-0086", BLOCK, is("block_public_acls", true)),
            Rule.of("CKV_AWS_54 AWS-0087", BLOCK, is("block_public_policy", true)),
            Rule.of("CKV_AWS_55 AWS-0091", BLOCK, is("ignore_public_acls", true)),
            Rule.of("CKV_AWS_56 AWS-0093", BLOCK, is("restrict_public_buckets", true)),
            Rule.of("CKV2_AWS_6 AWS-0094", BUCKET, beside(BLOCK, OF, CLOSED)),
            Rule.of("CKV_AWS_70 CKV_AWS_93", BUCKET, silent("policy")),
            Rule.of(
                    "CKV_AWS_70",
                    POLICY,
                    Grants.each("policy", any(is("effect", "Deny"), lacks("principals.identifiers", "*")))),
            Rule.of("CKV_AWS_93", POLICY, Grants.each("policy", any(lacks("effect", "Deny"), said("condition")))),
            Rule.of("CKV_AWS_144", BUCKET, beside(COPIES, OF, new Condition.Some("rule", is("status", "Enabled")))),
            Rule.of("CKV_AWS_300", AGING, new Condition.Every("rule", said("abort_incomplete_multipart_upload"))),
            Rule.of("CKV2_AWS_61", BUCKET, beside(AGING, OF, is("rule.status", "Enabled"))),
            Rule.of("CKV2_AWS_62", BUCKET, beside("aws_s3_bucket_notification", OF)),
            Rule.of("CKV2_AWS_65", OWNERSHIP, is("rule.object_ownership", "BucketOwnerEnforced")),
            Rule.of("AWS-0320", BUCKET, matches("bucket", "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]", "Not_a.host")),
            Rule.of("CKV_AWS_186", "aws_s3_object", leads("kms_key_id", "aws_kms_key")));

    static final List<Reason> REASONS = List.of(
            Reason.of(
                    "CKV_AWS_18 AWS-0089",
                    OF_A_BALANCER,
                    "It is where a load balancer writes its log: a log of who reads the log would go on in a circle.",
                    "`aws_s3_bucket_logging` and one more bucket of this region"),
            Reason.of(
                    "CKV_AWS_18 AWS-0089",
                    always(),
                    "S3 delivers such a log late and promises no line of it (S3 user guide, server access logging, 2026-11). Who has"
                            + " to know surely who opened what, takes data events of CloudTrail; what they cost depends on how often"
                            + " objects are opened, so nobody gets them unasked.",
                    "`aws_s3_bucket_logging` and a bucket for such logs in each region"),
            Reason.of(
                    "CKV_AWS_145 AWS-0132",
                    OF_A_BALANCER,
                    "Load balancers write into buckets with keys of S3 only.",
                    "no logs of the load balancer"),
            Reason.of(
                    "CKV_AWS_145 AWS-0132",
                    OF_CHANGES,
                    "AWS Config writes here, and its role has no right to a key of the customer's.",
                    "a key whose policy lets the role of AWS Config in"),
            Reason.of(
                    "CKV_AWS_145 AWS-0132",
                    OF_PAGES,
                    "It has a page that everybody may see.",
                    "a key whose policy lets CloudFront in"),
            Reason.of(
                    "CKV_AWS_186",
                    leads(OF, BUCKET, OF_PAGES),
                    "It is a page that everybody may see.",
                    "a key whose policy lets CloudFront in"),
            Reason.of(
                    "CKV_AWS_21 AWS-0090",
                    OF_A_BALANCER,
                    "A file of a log is written once, never again, and goes after its time.",
                    "versions of what never changes"),
            Reason.of(
                    "CKV_AWS_21 AWS-0090",
                    beside(AGING, OF, silent("rule.noncurrent_version_expiration")),
                    "The file does not ask for earlier versions of these objects (`versioning`), and copies them nowhere.",
                    "`versioning: true` at the store"),
            Reason.of(
                    "CKV_AWS_144",
                    new Condition.Elsewhere(COPIES, OF, OF),
                    "It is copied: what says so is in the root of copies of its region, since every region that is added changes"
                            + " it. A scanner that looks at one root at a time does not see it.",
                    "the copies in the root of the region"),
            Reason.of(
                    "CKV_AWS_144",
                    any(OF_A_BALANCER, OF_CHANGES, OF_A_TRAIL),
                    "The cloud writes here what happens, and nothing is built up from it again. A copy is one more place that"
                            + " somebody has to guard.",
                    "`aws_s3_bucket_replication_configuration`"),
            Reason.of(
                    "CKV_AWS_144",
                    OF_PAGES,
                    "What is in it is written by Terraform, and can be so again anywhere.",
                    "`aws_s3_bucket_replication_configuration`"),
            Reason.of(
                    "CKV_AWS_144",
                    always(),
                    "No stream of the file leads from here: it is where copies arrive, or the file keeps it in one region.",
                    "`replication` at the store, or `replication.edges` that lead from this region"),
            Reason.of(
                    "CKV_AWS_143",
                    always(),
                    "A lock keeps even its owner from deleting: states, logs and what users delete by right have to go when it is"
                            + " their time. The file has no word for it.",
                    "`object_lock_enabled` when the bucket is made; a bucket that is there cannot get it"),
            Reason.of(
                    "CKV2_AWS_62",
                    always(),
                    "Nothing of what is written here would hear of them.",
                    "`aws_s3_bucket_notification`, and something that it tells"),
            Reason.of(
                    "AWS-0170",
                    always(),
                    "Only the root user of an account can ask for it, with the device at hand: Terraform cannot (S3 user guide,"
                            + " configuring MFA delete, 2026-11).",
                    "a command of the root user, bucket by bucket"),
            Reason.of(
                    "AWS-0171 AWS-0172",
                    all(IN_A_TRAIL, any(OF_A_BALANCER, OF_CHANGES, OF_A_TRAIL)),
                    "The trail of the account has each object that is opened or written, but for those that AWS itself writes"
                            + " down: a line about each of these would cost as much as one about what users do, and say nothing.",
                    "no bucket among those that the selector `Objects` leaves out"),
            Reason.of(
                    "AWS-0171 AWS-0172",
                    IN_A_TRAIL,
                    "The trail of the account has each object that is opened or written here, by a selector in the root"
                            + " `global/account`. A scanner that looks at one root at a time, or for selectors of the older kind, does"
                            + " not see it.",
                    "`event_selector`, in a trail of each root"),
            Reason.of(
                    "AWS-0171 AWS-0172",
                    always(),
                    "The file does not ask for each object that is opened or written to be in the trail: what that costs depends on"
                            + " how often it happens.",
                    "data events of buckets in a trail of the account"));

    private Buckets() {}
}
