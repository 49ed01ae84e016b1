package dev.meridian.security;

import static dev.meridian.security.Condition.all;
import static dev.meridian.security.Condition.any;
import static dev.meridian.security.Condition.beside;
import static dev.meridian.security.Condition.is;
import static dev.meridian.security.Condition.isOrSilent;
import static dev.meridian.security.Condition.lacks;
import static dev.meridian.security.Condition.leads;
import static dev.meridian.security.Condition.matches;
import static dev.meridian.security.Condition.said;
import static dev.meridian.security.Condition.silent;

import java.util.List;

/// Who may do what: roles, policies, keys, secrets.
final class Grants {
    private static final String DOCUMENT = "data.aws_iam_policy_document";
    private static final String ROLE = "aws_iam_role";
    private static final String ATTACHED = "aws_iam_role_policy_attachment";
    private static final String POLICY = "aws_iam_role_policy";
    private static final String KEY = "aws_kms_key";

    /// A key of a region, as the root of two regions finds it.
    private static final String FOUND_KEY = "data.aws_kms_alias";

    private static final String PARAMETER = "aws_ssm_parameter";
    private static final String SECRET = "aws_secretsmanager_secret";

    private static final String GITHUB = "token\\.actions\\.githubusercontent\\.com:.*";
    private static final String OF_GITHUB = "token.actions.githubusercontent.com:sub";

    private static final Condition DENIES = is("effect", "Deny");
    private static final Condition NAMES_ACTIONS = lacks("actions", "*");
    private static final Condition NAMES_RESOURCES = lacks("resources", "*");

    /// What has no resource that could be named (service authorization reference, 2026-11).
    private static final Condition IS_ABOUT_NOTHING = matches(
            "actions",
            "[a-z0-9]+:Describe\\w+|xray:(GetSampling\\w+|PutTelemetryRecords|PutTraceSegments)",
            "s3:GetObject");

    private static final Condition IS_LIMITED = any(DENIES, NAMES_RESOURCES, IS_ABOUT_NOTHING);

    static final List<Rule> RULES = List.of(
            Rule.of("CKV_AWS_60", ROLE, each("assume_role_policy", lacks("principals.identifiers", "*"))),
            Rule.of("CKV_AWS_61", ROLE, each("assume_role_policy", lacks("principals.type", "AWS"))),
            Rule.of("CKV_AWS_274 CKV2_AWS_56", ROLE, silent("managed_policy_arns")),
            Rule.of("CKV_AWS_274", ATTACHED, withoutPolicy("AdministratorAccess")),
            Rule.of("CKV2_AWS_56", ATTACHED, withoutPolicy("IAMFullAccess")),
            Rule.of("CKV_AWS_393", ROLE, each("assume_role_policy", lacks("condition.variable", GITHUB, OF_GITHUB))),
            Rule.of("CKV_AWS_62", POLICY, each("policy", any(DENIES, NAMES_ACTIONS, NAMES_RESOURCES))),
            Rule.of("CKV_AWS_63", POLICY, each("policy", any(DENIES, NAMES_ACTIONS))),
            Rule.of("CKV2_AWS_40", POLICY, each("policy", any(DENIES, lacks("actions", "iam:\\*|\\*", "iam:*")))),
            Rule.of(
                    "CKV_AWS_286 CKV_AWS_287 CKV_AWS_288 CKV_AWS_289 CKV_AWS_290 CKV_AWS_355",
                    POLICY,
                    each("policy", IS_LIMITED)),
            Rule.of(
                    "AWS-0057",
                    POLICY,
                    each(
                            "policy",
                            any(
                                    DENIES,
                                    all(
                                            lacks("actions", ".*\\*.*", "s3:Get*"),
                                            any(NAMES_RESOURCES, IS_ABOUT_NOTHING))))),
            Rule.of(
                    "AWS-0342",
                    POLICY,
                    each("policy", any(DENIES, lacks("actions", "iam:(PassRole|\\*)|\\*", "iam:PassRole")))),
            Rule.of("AWS-0345", POLICY, each("policy", any(DENIES, lacks("actions", "s3:*")))),
            Rule.of("AWS-0346", POLICY, each("policy", any(DENIES, lacks("actions", "s3:(Get|Put)\\*", "s3:Get*")))),
            Rule.of("CKV_AWS_1", DOCUMENT, every(any(DENIES, NAMES_ACTIONS, NAMES_RESOURCES))),
            Rule.of("CKV_AWS_49", DOCUMENT, every(any(DENIES, NAMES_ACTIONS))),
            Rule.of("CKV2_AWS_40", DOCUMENT, every(any(DENIES, lacks("actions", "iam:\\*|\\*", "iam:*")))),
            Rule.of(
                    "CKV_AWS_107 CKV_AWS_108 CKV_AWS_110",
                    DOCUMENT,
                    every(any(IS_LIMITED, lacks("actions", "(?!kms:).*", "s3:GetObject")))),
            Rule.of("CKV_AWS_109 CKV_AWS_111 CKV_AWS_356", DOCUMENT, every(IS_LIMITED)),
            Rule.of(
                    "CKV_AWS_283",
                    DOCUMENT,
                    every(any(DENIES, said("condition"), lacks("principals.identifiers", "*")))),
            Rule.of("CKV_AWS_358", DOCUMENT, every(lacks("condition.variable", GITHUB, OF_GITHUB))),
            Rule.of("CKV_AWS_7 AWS-0065", KEY, is("enable_key_rotation", true)),
            Rule.of("CKV_AWS_33", KEY, each("policy", any(DENIES, lacks("principals.identifiers", "*")))),
            Rule.of("CKV_AWS_227", KEY, isOrSilent("is_enabled", "true")),
            Rule.of("CKV2_AWS_64", KEY, said("policy")),
            Rule.of("CKV_AWS_149 AWS-0098", SECRET, leads("kms_key_id", KEY)),
            Rule.of("CKV2_AWS_57", SECRET, beside("aws_secretsmanager_secret_rotation", "secret_id")),
            Rule.of("CKV_AWS_337", PARAMETER, any(leads("key_id", KEY), leads("key_id", FOUND_KEY))),
            Rule.of("CKV2_AWS_34", PARAMETER, is("type", "SecureString")),
            Rule.of("CKV2_AWS_36 AWS-0134", PARAMETER, new Condition.Without("data.http")));

    static final List<Reason> REASONS = List.of(
            Reason.of(
                    "CKV_AWS_109 CKV_AWS_111 CKV_AWS_356",
                    any(beside(KEY, "policy"), beside("aws_kms_replica_key", "policy")),
                    "It is the policy of a key: there `*` means this key and nothing else (KMS developer guide, key policies,"
                            + " 2026-11). Without the account in it nobody could ever change it again.",
                    "the number of the key, which is not known before the key is there"),
            Reason.of(
                    "CKV2_AWS_57",
                    beside("aws_secretsmanager_secret_version", "secret_id"),
                    "RDS keeps and replaces the passwords of databases by itself, but not where another database follows. This is"
                            + " such a one: its owner makes the roles of services, which sign in with tokens of IAM. A new password"
                            + " comes with another `secret_string_wo_version`, which is a variable.",
                    "`aws_secretsmanager_secret_rotation`, and a function in the network that can reach the database"),
            Reason.of(
                    "CKV2_AWS_57",
                    leads("kms_key_id", KEY),
                    "It is a secret that the file names: its value comes from whoever has it, and only they can make another."
                            + " Services have a new one within a quarter of an hour, as a file.",
                    "`aws_secretsmanager_secret_rotation`, and a function that knows how to make a new value"));

    private Grants() {}

    /// What holds in each statement of the document that this leads to.
    static Condition each(String path, Condition statement) {
        return leads(path, DOCUMENT, every(statement));
    }

    private static Condition every(Condition statement) {
        return new Condition.Every("statement", statement);
    }

    /// By its whole name, or as one of several that the same resource attaches.
    private static Condition withoutPolicy(String name) {
        return all(lacks("for_each", name), lacks("policy_arn", ".*/" + name, "arn:aws:iam::aws:policy/" + name));
    }
}
