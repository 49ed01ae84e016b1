package dev.meridian.topology;

import static dev.meridian.topology.SchemaParts.NAMES;
import static dev.meridian.topology.SchemaParts.TEXTS;
import static dev.meridian.topology.SchemaParts.entry;
import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;

/// The sections `observability`, `operations` and `deploy` of version 1: what people see and do.
final class SchemaOperations {
    private static final Block LOGS = block(
            "logs",
            key("keep", Form.TIME, "For how long.", "30d").perRegion(),
            key("aggregated", Form.FLAG, "Whether those of all services are in one place.", "true"),
            key("compressed", Form.FLAG, "Whether they are stored compressed.", "true"));

    private static final Block TRACES = block(
            "tracing",
            key("kind", SchemaParts.TRACING, "Which one.", "xray").heads(),
            key("sample", Form.SHARE, "Of how many requests.", "10%"),
            key("serviceMap", Form.FLAG, "Whether dependencies are drawn from them.", "true"));

    private static final Block AUDIT = block(
            "audit",
            key(
                    "api",
                    Word.of("cloudtrail", "cloud-audit-logs", "activity-log"),
                    "What records the calls of the provider's API.",
                    "cloudtrail"),
            key(
                    "configuration",
                    Word.of("config-rules", "policy"),
                    "What compares its settings with rules.",
                    "config-rules"));

    static final Block OBSERVABILITY = block(
            "observability",
            key("metrics", new Values(Word.of("provider", "custom", "business")), "Whose figures.", "[custom]"),
            key("dashboards", NAMES, "What there is a page for.", "[health, latency, cost]"),
            key("alarms", NAMES, "What somebody is told of.", "[health-checks, replication-lag]"),
            key("notify", new Values(Word.of("mail", "chat", "pager", "sns", "webhook")), "How.", "[mail, chat]"),
            key("logs", LOGS, "What services write.", "{keep: 30d}"),
            key("tracing", TRACES, "The way of single requests.", "{kind: xray, sample: 10%}"),
            key("audit", AUDIT, "Who changed what.", "{api: cloudtrail}"));

    private static final Block WINDOW = entry(
            "WINDOW",
            key("at", Form.WINDOW, "When.", "Sun 04:00-05:00 UTC").heads(),
            key("notice", Form.TIME, "How long before it people are told.", "7d"));

    private static final Block SEVERITY = entry(
            "SEVERITY",
            key("act", Word.of("page", "ticket", "backlog"), "What is done.", "page")
                    .needed(),
            key("within", Form.TIME, "How soon.", "15m"),
            key("until", Word.of("next-business-day", "next-sprint"), "How soon, by the calendar.", "next-sprint"),
            key("notify", TEXTS, "Who is told.", "[team]"));

    private static final Block REVIEWS = block(
            "reviews",
            key("daily", NAMES, "Every day.", "[health, cost]"),
            key("weekly", NAMES, "Every week.", "[capacity, backups]"),
            key("monthly", NAMES, "Every month.", "[failover-drill, cost]"),
            key("quarterly", NAMES, "Every quarter.", "[security-audit]"),
            key("yearly", NAMES, "Every year.", "[architecture]"));

    static final Block OPERATIONS = block(
            "operations",
            key("windows", new Named(Form.NAME, WINDOW), "When changes are made.", "{database: Sun 04:00-05:00 UTC}"),
            key("severities", new Named(Form.NAME, SEVERITY), "What an incident asks for.", "{s1: {act: page}}"),
            key("contacts", new Named(Form.NAME, Form.TEXT), "Whom to ask.", "{team: team@example.com}"),
            key("coverage", Word.of("24/7", "business-hours"), "When somebody is there.", "24/7"),
            key("escalation", Word.of("automatic", "manual"), "Who calls the next one.", "automatic"),
            key("reviews", REVIEWS, "What is looked at again and again.", "{daily: [health]}"),
            key("statusPage", Form.FLAG, "Whether users are told.", "true"),
            key("postIncident", Form.FLAG, "Whether causes are looked for afterwards.", "true"),
            key("synthetic", Form.FLAG, "Whether it is used from several places to see that it works.", "true"),
            key("runbooks", Form.WHOLE, "For how many kinds of incident.", "8"),
            key("documents", NAMES, "What is written for the people who run it.", "[recovery-plan]"));

    private static final Block PREREQUISITES = block(
            "prerequisites",
            key("tools", new Named(Form.NAME, Form.TEXT), "Programs and versions.", "{terraform: \">=1.5.0\"}"),
            key("permissions", Form.TEXT, "What whoever deploys may do.", "AdministratorAccess"),
            key("credentials", Form.FLAG, "Whether they are tried first.", "true"),
            key("domain", Form.FLAG, "Whether its name has to be registered.", "true"),
            key("certificates", Word.of("per-region", "one"), "Which must be there.", "per-region"));

    private static final Block STATE = block(
            "state",
            key("in", Word.of("s3", "gcs", "azure-storage"), "Where it is kept.", "s3"),
            key("lock", Word.of("dynamodb", "s3", "gcs", "azure-storage", "none"), "What locks it.", "dynamodb"));

    private static final Block PIPELINE = block(
            "pipeline",
            key("by", Word.of("github-actions", "gitlab-ci", "jenkins", "other"), "What runs it.", "github-actions"),
            key(
                    "steps",
                    new Values(Word.of(
                            "format",
                            "validate",
                            "security-scan",
                            "compliance",
                            "plan",
                            "cost",
                            "review",
                            "apply",
                            "tests",
                            "documentation")),
                    "What it does, in its order.",
                    "[format, validate, plan, apply]"));

    private static final Block CONFIGURATION = block(
            "configuration",
            key("in", Word.of("parameter-store", "config-map", "vault", "git"), "Where it is kept.", "parameter-store"),
            key("synchronized", Form.FLAG, "Whether all regions have the same.", "true"));

    static final Block DEPLOY = block(
            "deploy",
            key("prerequisites", PREREQUISITES, "What is checked before anything.", "{domain: true}"),
            key("stages", SchemaParts.ONLY_IN, "The environments in their order.", "[staging, production]"),
            key("order", new Values(Word.of("primary", "standby", "global")), "The parts in theirs.", "[primary]"),
            key("strategy", Word.of("rolling", "canary", "blue-green"), "How a new version arrives.", "rolling"),
            key("approvals", TEXTS, "Who agrees before production.", "[platform-team]"),
            key("inWindow", Form.FLAG, "Whether production waits for a window of `operations`.", "true"),
            key(
                    "commands",
                    new Values(Word.of("deploy", "rollback", "status", "health")),
                    "What can be asked for.",
                    "[deploy, rollback]"),
            key("rollback", Word.of("automatic", "manual"), "Who goes back when health fails.", "automatic"),
            key("drift", Word.of("alert", "repair", "ignore"), "What follows when reality differs.", "alert"),
            key("before", NAMES, "What is done before.", "[load-test]"),
            key("after", NAMES, "What is done afterwards.", "[smoke]"),
            key("state", STATE, "What is known of what is there.", "{in: s3, lock: dynamodb}"),
            key("pipeline", PIPELINE, "What does it.", "{by: github-actions}"),
            key("gitops", Word.of("argo-cd", "flux"), "What keeps clusters at what is written.", "argo-cd"),
            key(
                    "propagation",
                    Word.of("karmada"),
                    "What gives manifests to all clusters, where one control plane does.",
                    "karmada"),
            key("configuration", CONFIGURATION, "What regions share.", "{in: parameter-store}"));

    private SchemaOperations() {}
}
